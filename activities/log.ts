import { pino, type DestinationStream, type Logger } from 'pino';

/** What a line of the SDK's may carry; what it says of failures could hold what they stumbled over. */
const SDK_FIELDS = [
  'workflowId',
  'runId',
  'workflowType',
  'activityId',
  'activityType',
  'attempt',
  'taskQueue',
  'namespace',
  'queues',
  'sdkComponent',
  'isLocal',
] as const;

/**
 * The fields that a log line may carry beside `level`, `time`, `part` and `msg`: a list of what is allowed, not of what is
 * not, so that nothing personal slips in. Ids, words and figures of ours only.
 */
export const LOG_FIELDS = [
  ...SDK_FIELDS,
  'event',
  'country',
  'gateway',
  'losingCarrier',
  'codes',
  'reason',
  'change',
  'cutOff',
  'channel',
  'outcome',
  'numbers',
  'requestId',
  'orderId',
  'eventId',
  'method',
  'route',
  'status',
  'code',
  'ms',
  'port',
  'why',
  'failure',
  'at',
  // Of the codec: who read how much, and never what.
  'audit',
  'action',
  'key',
  'caller',
  'payloads',
  // Of keys and of what they could not open.
  'kind',
  'ids',
  'quarantined',
  'seen',
] as const;

const ALLOWED: ReadonlySet<string> = new Set(LOG_FIELDS);

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

/** A logger for one process, to standard output. Whatever it is given, a line holds the fields above and no others. */
export function createLogger(part: string, level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { part },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: allowed },
  };
  const logger = destination ? pino(options, destination) : pino(options);
  keepToTheListIn(logger);
  return Object.assign(logger, {
    temporal(at: string, message: string, meta: Readonly<Record<string, unknown>> = {}) {
      const ids = Object.fromEntries(SDK_FIELDS.map((field) => [field, meta[field]]));
      logger[LEVELS[at] ?? 'info']({ ...ids, error: meta['error'] }, message);
    },
  });
}

/** What a child is made with passes no formatter of pino's. Children have this method, too. */
function keepToTheListIn(logger: Logger): void {
  const child = Reflect.get(logger, 'child') as (this: object, ...given: readonly unknown[]) => unknown;
  Object.defineProperty(logger, 'child', {
    value(this: object, bindings: object, options?: unknown) {
      return child.call(this, allowed(bindings), options);
    },
  });
}

/** What may stand in a line. Of an error under the usual names its type and place stay. */
function allowed(given: object): Record<string, unknown> {
  const entries: [string, unknown][] = Object.entries(given);
  const error = entries.find(([key, value]) => (key === 'error' || key === 'err') && value instanceof Error)?.[1];
  return { ...Object.fromEntries(entries.filter(([key, value]) => ALLOWED.has(key) && value !== undefined)), ...failureOf(error) };
}

/** A failure's type and not its words: those of a bug could hold what it stumbled over. */
function failureOf(error: unknown): { readonly failure?: string; readonly at?: string } {
  if (!(error instanceof Error)) return {};
  const type = 'type' in error && typeof error.type === 'string' ? error.type : error.name;
  const place = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return { failure: type, at: place?.trim() ?? '' };
}
