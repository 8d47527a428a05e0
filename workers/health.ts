import { createServer, type Server, type ServerResponse } from 'node:http';
import type { RunningWorker } from './pausable-worker';
import { countWorkers, type Telemetry } from './telemetry';

/**
 * Answers on loopback: `GET /healthz` (this process lives), `GET /readyz` (every worker of it takes work, or was paused on purpose; otherwise 503)
 * and `GET /metrics` (Prometheus text of this process and of the SDK in it). Resolves once it listens.
 */
export async function serveHealth(port: number, workers: readonly RunningWorker[], telemetry: Telemetry): Promise<Server> {
  const states = () => workers.map((worker) => ({ taskQueue: worker.options.taskQueue, state: worker.getState() }));
  countWorkers(telemetry.registry, states);
  const server = createServer(({ method, url }, response) => {
    const running = states();
    const workersJson = JSON.stringify({ workers: running });
    const ready = url === '/healthz' || running.every(({ state }) => state === 'RUNNING' || state === 'PAUSED');
    if (method === 'GET' && url === '/metrics') return void sendMetrics(response, telemetry);
    const known = method === 'GET' && (url === '/healthz' || url === '/readyz');
    return response.writeHead(known ? (ready ? 200 : 503) : 404, { 'content-type': 'application/json' }).end(workersJson);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return server;
}

async function sendMetrics(response: ServerResponse, telemetry: Telemetry): Promise<void> {
  try {
    const body = await telemetry.text();
    response.writeHead(200, { 'content-type': telemetry.registry.contentType }).end(body);
  } catch {
    response.writeHead(503).end();
  }
}
