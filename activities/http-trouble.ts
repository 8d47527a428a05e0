/** What a thrown `fetch` tells about whether the other side can have acted. */
export type Sending = 'notSent' | 'unknown';

/** Errors that only happen before a request goes out: name resolution, connecting, certificates, the TLS handshake. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'EPROTO',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'HOSTNAME_MISMATCH',
]);
const BEFORE_SENDING_FAMILY = /^ERR_(TLS|SSL)_/;
const CODE = /^[A-Z0-9_]{1,60}$/;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The first error code in the chain of causes: `fetch` hides it one or two levels deep. */
export function errorCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; isObject(at) && depth < 5; at = at.cause, depth += 1) {
    if (typeof at.code === 'string' && CODE.test(at.code)) return at.code;
  }
  return undefined;
}

function isConnecting(error: unknown): boolean {
  // A time-out of the system itself is only provable while connecting.
  for (let at = error, depth = 0; isObject(at) && depth < 5; at = at.cause, depth += 1) if (at.syscall === 'connect') return true;
  return false;
}

/**
 * Whether a failed `fetch` provably never sent its request (F6). Everything doubtful is `unknown`: a reset connection may
 * have carried the whole request before.
 */
export function sendingOf(error: unknown): Sending {
  const code = errorCode(error);
  if (code === undefined) return 'unknown';
  return BEFORE_SENDING.has(code) || BEFORE_SENDING_FAMILY.test(code) || isConnecting(error) ? 'notSent' : 'unknown';
}

/** What an aborted or broken exchange is called in messages. */
export const describeTrouble = (error: unknown): string => errorCode(error) ?? 'connection lost';

/** "At once" is never meant for a thousand orders at the same time. */
const RETRY_AFTER_FLOOR_MS = 1_000;

/**
 * Reads `Retry-After` (seconds or an HTTP date) in real ms, at least a second and at most `capMs`; `undefined` when it is
 * absent or makes no sense, so that the usual back-off decides.
 */
export function retryAfterMs(header: string | null, nowMs: number, capMs: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  if (!Number.isFinite(waitMs)) return undefined;
  return Math.min(Math.max(waitMs, RETRY_AFTER_FLOOR_MS), capMs);
}
