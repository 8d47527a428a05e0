import { createServer, type Server } from 'node:http';
import type { RunningWorker } from './pausable-worker';

/** Answers `GET /healthz` (this process lives) and `GET /readyz` (every worker of it takes work, or was paused on purpose; otherwise 503), on loopback. */
export function serveHealth(port: number, workers: readonly RunningWorker[]): Server {
  const server = createServer((request, response) => {
    const states = workers.map((worker) => ({ taskQueue: worker.options.taskQueue, state: worker.getState() }));
    const ready = request.url === '/healthz' || states.every(({ state }) => state === 'RUNNING' || state === 'PAUSED');
    const known = request.method === 'GET' && (request.url === '/healthz' || request.url === '/readyz');
    response.writeHead(known ? (ready ? 200 : 503) : 404, { 'content-type': 'application/json' }).end(JSON.stringify({ workers: states }));
  });
  return server.listen(port, '127.0.0.1');
}
