import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { RawWebhook, WebhookRefusal } from '../gateway';

/** An authentic webhook: its id, and its body as text. */
export type Authentic =
  | { readonly ok: true; readonly id: string; readonly text: string }
  | { readonly ok: false; readonly refusal: WebhookRefusal };

/** Checks one webhook. `nowMs` is real time. */
export type Verifier = (webhook: RawWebhook, nowMs: number) => Authentic;

const SECRET_PREFIX = 'whsec_';
const MIN_SECRET_BYTES = 24;
const WINDOW_S = 300;
const MAX_SIGNATURES = 10;
const ID = /^[A-Za-z0-9_.-]{1,128}$/;
const TIMESTAMP = /^\d{10}$/;
/** One entry of the list: a version and its signature. Other versions than v1 may stand beside it. */
const SIGNATURE = /^v[0-9a-z]+,[A-Za-z0-9+/=_-]*$/;
const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

const refuse = (status: 400 | 401, code: WebhookRefusal['code'], message: string): Authentic => ({
  ok: false,
  refusal: { status, code, message },
});

/** Throws by place and never shows the secret. */
function signerOf(secret: string, index: number): Webhook {
  const encoded = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : '';
  const bytes = Buffer.from(encoded, 'base64');
  if (encoded === '' || bytes.toString('base64') !== encoded)
    throw new Error(`webhook secret ${index + 1} is not ${SECRET_PREFIX} followed by base64`);
  if (bytes.length < MIN_SECRET_BYTES)
    throw new Error(`webhook secret ${index + 1} has ${bytes.length} bytes; at least ${MIN_SECRET_BYTES} are needed`);
  return new Webhook(secret);
}

const equal = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** The one value that each header must have. */
function headersOf({ headers }: RawWebhook): Authentic | readonly [string, string, string] {
  const values = HEADERS.map((wanted) =>
    Object.entries(headers).flatMap(([name, value]) => (name.toLowerCase() === wanted && value !== undefined ? [value].flat() : [])),
  );
  if (values.some((found) => found.length > 1)) return refuse(400, 'bad_header', `each of ${HEADERS.join(', ')} must stand once`);
  const [id, timestamp, signature] = values.map((found) => found[0] ?? '');
  if (!id || !timestamp || !signature) return refuse(401, 'signature_missing', `${HEADERS.join(', ')} are all needed`);
  return [id, timestamp, signature];
}

/** Strict: bytes that are no UTF-8 could otherwise be changed under the same signature. A byte order mark is kept. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Standard Webhooks 1.0, v1 only, with what the library leaves open closed: short secrets, loose timestamps, lossy
 * decoding, endless signature lists, repeated headers. The library still computes the signatures; comparing takes the same
 * time whichever fits. Several secrets are accepted while one rotates.
 *
 * Throws when a secret is no `whsec_` with at least 24 bytes, or there is none.
 */
export function createVerifier(secrets: readonly string[]): Verifier {
  if (secrets.length === 0) throw new Error('at least one webhook secret is needed');
  const signers = secrets.map(signerOf);
  return (webhook, nowMs) => {
    const headers = headersOf(webhook);
    if ('ok' in headers) return headers;
    const [id, timestamp, signature] = headers;
    const given = signature.split(' ');
    if (!ID.test(id)) return refuse(400, 'bad_header', 'webhook-id must be 1 to 128 letters, digits, _, . or -');
    if (given.length > MAX_SIGNATURES) return refuse(400, 'bad_header', `webhook-signature may hold at most ${MAX_SIGNATURES} signatures`);
    if (!given.every((entry) => SIGNATURE.test(entry)))
      return refuse(400, 'bad_header', 'webhook-signature must be a list such as v1,<base64>');
    if (!TIMESTAMP.test(timestamp)) return refuse(401, 'timestamp_invalid', 'webhook-timestamp must be ten digits: seconds since 1970');
    const seconds = Number(timestamp);
    if (Math.abs(Math.floor(nowMs / 1_000) - seconds) > WINDOW_S) {
      return refuse(401, 'timestamp_out_of_window', `webhook-timestamp is more than ${WINDOW_S} s from now: check the clocks`);
    }
    const text = utf8(webhook.body);
    if (text === undefined) return refuse(400, 'invalid_encoding', 'the body is not UTF-8');
    const expected = signers.map((signer) => signer.sign(id, new Date(seconds * 1_000), text));
    // No early way out: every signature is compared with every secret's.
    const fits = expected.flatMap((one) => given.map((entry) => equal(one, entry)));
    return fits.includes(true) ? { ok: true, id, text } : refuse(401, 'signature_mismatch', 'no signature fits');
  };
}
