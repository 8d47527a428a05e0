import type { HistoryEvent } from './raw-history';

/** A run as it is kept in `test/replay/histories/`. */
export interface StoredRun {
  readonly workflowId: string;
  readonly history: { readonly events: HistoryEvent[] };
}

/** Where and by which build something was recorded is nobody's business, and the server's own bookkeeping nobody's either: replay looks at neither. */
const LEFT_OUT = new Set([
  'identity',
  'stackTrace',
  'workerVersion',
  'binaryChecksum',
  'prevAutoResetPoints',
  'taskId',
  'links',
  'eventGroupMarkers',
  'requestId',
]);

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A form that JSON can hold and people can read: bytes as text, 64-bit numbers as plain ones (none of a history is larger), nothing that is empty. */
function storable(value: unknown): unknown {
  if (value instanceof Uint8Array) return bytesAsText(Buffer.from(value));
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  if ('toNumber' in value && typeof value.toNumber === 'function') return (value.toNumber as () => number)();
  // A worker's own queue is named after its machine; the queue that it stands for is enough.
  if ('normalName' in value && typeof value.normalName === 'string' && value.normalName !== '') return { name: value.normalName };
  const parts = Object.entries(value).filter(([key, part]) => !isEmpty(part) && !LEFT_OUT.has(key));
  return Object.fromEntries(parts.map(([key, part]) => [key, storable(part)]));
}

function bytesAsText(bytes: Buffer): { readonly utf8: string } | { readonly base64: string } {
  const utf8 = bytes.toString('utf8');
  return Buffer.from(utf8).equals(bytes) ? { utf8 } : { base64: bytes.toString('base64') };
}

function textAsBytes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('utf8' in value && typeof value.utf8 === 'string') return Buffer.from(value.utf8);
  return 'base64' in value && typeof value.base64 === 'string' ? Buffer.from(value.base64, 'base64') : value;
}

/** Runs as one line of JSON. The SDK's own JSON form needs all of its packages to share one copy of protobufjs, which npm does not promise. */
export const storeRuns = (runs: readonly StoredRun[]): string => `${JSON.stringify(runs.map(storable))}\n`;

/** Reads what `storeRuns` wrote. */
export const readRuns = (text: string): StoredRun[] => JSON.parse(text, (_key, value: unknown) => textAsBytes(value)) as StoredRun[];
