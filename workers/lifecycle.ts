import { loadClientConnectConfig } from '@temporalio/envconfig';
import { DefaultLogger, NativeConnection, Runtime, type LogLevel, type Worker, type WorkerOptions } from '@temporalio/worker';
import { ConfigError, loadConfig, type Config, type Part } from '../config/load';
import { dataConverter } from '../codec/data-converter';
import { parseKeyRing } from '../codec/key-ring';
import { serveHealth } from './health';
import { checkNamespace } from './namespace-check';
import { createLogger, type Log } from './log';

/** How long running activities may finish after a stop was asked for, and when the process gives up on them, real ms. */
const GRACE_MS = 10_000;
const FORCE_MS = 15_000;

/** What a worker is built from: connected, with the converter that all of Portico shares. */
export interface WorkerContext<P extends Part> {
  readonly config: Config<P>;
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly converter: ReturnType<typeof dataConverter>;
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
  build: (context: WorkerContext<P>) => Promise<readonly Worker[]>,
): Promise<never> {
  try {
    const config = loadConfig(process.env, part);
    // These every part has; the compiler cannot see it through `P`.
    const { logLevel, codecKeys, healthPort } = loadConfig(process.env, part as 'orders');
    const log = createLogger(part, logLevel);
    Runtime.install({
      logger: temporalLogger(log),
      shutdownSignals: ['SIGTERM', 'SIGINT', 'SIGHUP'],
      telemetryOptions: { logging: { forward: {}, filter: 'WARN' } },
    });
    const { connectionOptions, namespace } = loadClientConnectConfig();
    const connection = await NativeConnection.connect(connectionOptions);
    await checkNamespace(part, connection, namespace ?? 'default', log);
    const workers = await build({
      config,
      connection,
      namespace: namespace ?? 'default',
      converter: dataConverter(keyRingOf({ codecKeys })),
      log,
    });
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

/** The key ring of a configuration that was checked at start. */
export function keyRingOf({ codecKeys }: Pick<Config<Part>, 'codecKeys'>): Parameters<typeof dataConverter>[0] {
  const ring = parseKeyRing(codecKeys.map(({ id, key }) => `${id}:${key}`).join(','));
  if (!ring.ok) throw new ConfigError(ring.problems.map(({ message }) => ({ where: 'PORTICO_CODEC_KEYS', message })));
  return ring.value;
}

/** A supervisor that is gone cannot stop us any more. */
function stopWithSupervisor(workers: readonly Worker[]): void {
  process.on('disconnect', () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  });
}

const temporalLogger = (log: Log): DefaultLogger =>
  new DefaultLogger('INFO', ({ level, message, meta }: { level: LogLevel; message: string; meta?: Record<string, unknown> | undefined }) =>
    log.temporal(level, message, meta),
  );
