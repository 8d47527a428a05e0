import { createServer, type AddressInfo } from 'node:net';
import { Runtime, type RuntimeOptions } from '@temporalio/worker';
import { Gauge, type Registry } from 'prom-client';
import { processRegistry } from '../activities/process-metrics';

/** How often a port is looked for: another process may take it in the moment between finding and using it. */
const TRIES = 5;
/** Bounds reading the SDK's metrics, real ms; they come from this very process. */
const READ_MS = 5_000;

/** The metrics of one worker process: its own, and those of Temporal's SDK in it. */
export interface Telemetry {
  readonly registry: Registry;
  /** Prometheus text of both. */
  text(): Promise<string>;
}

/**
 * Installs the SDK's runtime. With `measured` its metrics are exported on a free port of loopback, and `text` fetches them
 * from there, so that a process has one address to be scraped at. Names end in their unit, times are in seconds.
 */
export async function installRuntime(options: RuntimeOptions, measured: boolean): Promise<Telemetry> {
  const registry = processRegistry();
  const bindAddress = measured ? await install(options) : (Runtime.install(options), undefined);
  return {
    registry,
    async text() {
      const own = await registry.metrics();
      if (bindAddress === undefined) return own;
      const sdk = await fetch(`http://${bindAddress}/metrics`, { signal: AbortSignal.timeout(READ_MS) });
      return `${own}${await sdk.text()}`;
    },
  };
}

async function install(options: RuntimeOptions): Promise<string> {
  for (let left = TRIES; ; left -= 1) {
    const bindAddress = `127.0.0.1:${await freePort()}`;
    const prometheus = { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };
    try {
      Runtime.install({
        ...options,
        telemetryOptions: { ...options.telemetryOptions, metrics: { prometheus, attachServiceName: false } },
      });
      return bindAddress;
    } catch (error) {
      if (left === 1) throw error;
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Whether each worker of this process takes work: 1 or 0, by task queue. */
export function countWorkers(registry: Registry, states: () => readonly { readonly taskQueue: string; readonly state: string }[]): void {
  new Gauge({
    name: 'portico_worker_running',
    help: 'Whether the worker takes work from its task queue: 1 or 0',
    labelNames: ['task_queue'],
    registers: [registry],
    collect() {
      for (const { taskQueue, state } of states()) this.set({ task_queue: taskQueue }, state === 'RUNNING' ? 1 : 0);
    },
  });
}
