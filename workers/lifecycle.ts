import { loadClientConnectConfig } from '@temporalio/envconfig';
import { DefaultLogger, NativeConnection, Runtime, type LogLevel, type WorkerOptions } from '@temporalio/worker';
import { ConfigError, loadConfig, type Config, type Part } from '../config/load';
import { dataConverter } from '../codec/data-converter';
import { openKeys, type KeyProvider } from '../codec/key-provider';
import { payloadWatch, type PayloadWatch } from '../codec/payload-watch';
import { serveHealth } from './health';
import { checkNamespace } from './namespace-check';
import { createLogger, type Log } from './log';
import type { RunningWorker } from './pausable-worker';

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
  try {
    const config = loadConfig(process.env, part);
    // These every part has; the compiler cannot see it through `P`.
    const { logLevel, codecKeys, codecKeysFile, healthPort } = loadConfig(process.env, part as 'orders');
    const log = createLogger(part, logLevel);
    const keys = openKeys({ codecKeys, codecKeysFile }, (news) => log.warn(news, 'the file of keys has changed'));
    const payloads = payloadWatch((about, what) => log.warn(what, about));
    Runtime.install({
      logger: temporalLogger(log),
      shutdownSignals: [...SIGNALS],
      telemetryOptions: { logging: { forward: {}, filter: 'WARN' } },
    });
    const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
    const connection = await NativeConnection.connect(connectionOptions);
    await checkNamespace(part, connection, namespace, log);
    // Only what runs workflows may put a message aside: handlers look at it there, and nobody would elsewhere.
    const converter = dataConverter(keys, { ...payloads, namespace, quarantine: part === 'orders' });
    const workers = await build({ config, connection, namespace, converter, keys, payloads, log });
    stopPaused(workers);
    stopWithSupervisor(workers);
    const health = healthPort === undefined ? undefined : serveHealth(healthPort, workers);
    process.send?.({ ready: true });
    log.info({ queues: workers.map(({ options }) => options.taskQueue) }, 'worker is running');
    await Promise.all(workers.map((worker) => worker.run()));
    health?.close();
    await connection.close();
    log.info('worker has stopped');
    process.exit(0);
  } catch (error) {
    process.stderr.write(
      `${error instanceof ConfigError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(error instanceof ConfigError ? error.exitCode : 1);
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
