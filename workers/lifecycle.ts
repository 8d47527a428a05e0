import type { Server } from 'node:http';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { DefaultLogger, NativeConnection, type LogLevel, type RuntimeOptions, type WorkerOptions } from '@temporalio/worker';
import { ConfigError, loadConfig, type Config, type Part } from '../config/load';
import { createLogger, type Log } from '../activities/log';
import { dataConverter } from '../codec/data-converter';
import { openKeys, type KeyProvider } from '../codec/key-provider';
import { measurePayloads } from '../codec/payload-metrics';
import { payloadWatch, type PayloadWatch } from '../codec/payload-watch';
import { serveHealth } from './health';
import { checkNamespace } from './namespace-check';
import type { RunningWorker } from './pausable-worker';
import { installRuntime, type Telemetry } from './telemetry';

/** How long running activities may finish after a stop was asked for, and when the process gives up on them, real ms. */
const GRACE_MS = 10_000;
const FORCE_MS = 15_000;

/** What ends a worker process. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** What a worker is built from: connected, with the converter that all of Portico shares. */
export interface WorkerContext<P extends Part> {
  readonly config: Config<P>;
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly converter: ReturnType<typeof dataConverter>;
  /** For whatever else is encrypted with them. */
  readonly keys: KeyProvider;
  /** What came in clear or could not be read; `measurePayloads` shows it in a registry. */
  readonly payloads: PayloadWatch;
  readonly log: Log;
  readonly telemetry: Telemetry;
}

/** The options that every worker shares. Slots are fixed: a tuner does harm on a small machine. */
export const sharedOptions = ({
  connection,
  namespace,
  converter,
}: Pick<WorkerContext<Part>, 'connection' | 'namespace' | 'converter'>): Pick<
  WorkerOptions,
  'connection' | 'namespace' | 'dataConverter' | 'shutdownGraceTime' | 'shutdownForceTime'
> => ({ connection, namespace, dataConverter: converter, shutdownGraceTime: GRACE_MS, shutdownForceTime: FORCE_MS });

/**
 * One worker process from start to end: configuration, connection, workers, then running until SIGTERM, SIGINT, SIGHUP or
 * the supervisor's end. Exits 0 after a clean stop, 78 for a wrong configuration, 1 for anything else.
 */
export async function runWorkerProcess<P extends Part>(
  part: P,
  build: (context: WorkerContext<P>) => Promise<readonly RunningWorker[]>,
): Promise<never> {
  let log: Log | undefined;
  let started = false;
  // Before there are workers to be stopped, there is nothing to wait for.
  process.once('disconnect', () => void (started || process.exit(1)));
  try {
    const config = loadConfig(process.env, part);
    // These every part has; the compiler cannot see it through `P`.
    const { logLevel, codecKeys, codecKeysFile, healthPort } = loadConfig(process.env, part as 'orders');
    const lines = createLogger(part, logLevel);
    log = lines;
    const keys = openKeys({ codecKeys, codecKeysFile }, (news) => lines.warn(news, 'the file of keys has changed'));
    const payloads = payloadWatch((about, what) => lines.warn(what, about));
    const runtime: RuntimeOptions = {
      logger: temporalLogger(log),
      shutdownSignals: [...SIGNALS],
      telemetryOptions: { logging: { forward: {}, filter: 'WARN' } },
    };
    const telemetry = await installRuntime(runtime, healthPort !== undefined);
    measurePayloads(telemetry.registry, payloads);
    const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
    const connection = await NativeConnection.connect(connectionOptions);
    await checkNamespace(part, connection, namespace, log);
    // Only what runs workflows may put a message aside: handlers look at it there, and nobody would elsewhere.
    const converter = dataConverter(keys, { ...payloads, namespace, quarantine: part === 'orders' });
    const workers = await build({ config, connection, namespace, converter, keys, payloads, log, telemetry });
    stopPaused(workers);
    stopWithSupervisor(workers);
    started = true;
    const health = healthPort === undefined ? undefined : await serveHealth(healthPort, workers, telemetry);
    process.send?.({ ready: true, port: portOf(health) });
    log.info({ queues: workers.map(({ options }) => options.taskQueue) }, 'worker is running');
    await Promise.all(workers.map((worker) => worker.run()));
    health?.close();
    await connection.close();
    log.info('worker has stopped');
    process.exit(0);
  } catch (error) {
    if (error instanceof ConfigError) {
      // For the person who starts it, who reads no JSON.
      process.stderr.write(`${error.message}\n`);
      process.exit(error.exitCode);
    }
    // Once customers' orders run, a failure's words could hold what it stumbled over.
    const why = started ? 'worker has failed' : `worker could not start: ${error instanceof Error ? error.message : String(error)}`;
    (log ?? createLogger(part, 'info')).fatal({ error }, why);
    process.exit(1);
  }
}

/** The SDK's own handlers of these signals know nothing of a worker that is paused. */
function stopPaused(workers: readonly RunningWorker[]): void {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      for (const worker of workers) if (worker.getState() === 'PAUSED') worker.shutdown();
    });
  }
}

/** Where health and metrics are answered. */
function portOf(health: Server | undefined): number | undefined {
  const address = health?.address();
  return typeof address === 'object' ? address?.port : undefined;
}

/** A supervisor that is gone cannot stop us any more. */
function stopWithSupervisor(workers: readonly RunningWorker[]): void {
  process.on('disconnect', () => {
    for (const worker of workers) if (isUp(worker)) worker.shutdown();
  });
}

const isUp = (worker: RunningWorker): boolean => worker.getState() === 'RUNNING' || worker.getState() === 'PAUSED';

const temporalLogger = (log: Log): DefaultLogger =>
  new DefaultLogger('INFO', ({ level, message, meta }: { level: LogLevel; message: string; meta?: Record<string, unknown> | undefined }) =>
    log.temporal(level, message, meta),
  );
