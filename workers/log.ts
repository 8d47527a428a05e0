import { pino, type Logger } from 'pino';

/** The ids that a log line may carry: a list of what is allowed, not of what is not, so that nothing personal slips in. */
const ALLOWED = [
  'workflowId',
  'runId',
  'workflowType',
  'activityId',
  'activityType',
  'attempt',
  'taskQueue',
  'namespace',
  'queues',
  'gateway',
  'sdkComponent',
  'isLocal',
] as const;

/** JSON lines with ids only. */
export interface Log extends Logger {
  /** A line of the SDK's, cut down to ids and the type of what failed. */
  temporal(level: string, message: string, meta?: Readonly<Record<string, unknown>>): void;
}

const LEVELS: Readonly<Record<string, 'trace' | 'debug' | 'info' | 'warn' | 'error'>> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/** A logger for one process, to standard output. */
export function createLogger(part: string, level: string): Log {
  const logger = pino({ level, base: { part }, timestamp: pino.stdTimeFunctions.isoTime });
  return Object.assign(logger, {
    temporal(at: string, message: string, meta: Readonly<Record<string, unknown>> = {}) {
      const ids = Object.fromEntries(ALLOWED.flatMap((key) => (meta[key] === undefined ? [] : [[key, meta[key]]])));
      logger[LEVELS[at] ?? 'info']({ ...ids, ...failureOf(meta['error']) }, message);
    },
  });
}

/** A failure's type and not its words: those of a bug could hold what it stumbled over. */
function failureOf(error: unknown): { readonly failure?: string; readonly at?: string } {
  if (!(error instanceof Error)) return {};
  const type = 'type' in error && typeof error.type === 'string' ? error.type : error.name;
  return {
    failure: type,
    at:
      error.stack
        ?.split('\n')
        .find((line) => /^\s+at /.test(line))
        ?.trim() ?? '',
  };
}
