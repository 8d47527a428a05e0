/** What every way of proving a webhook shares: the one interface, and the care that all of them take. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RawWebhook, WebhookRefusal } from '../gateway';

/** An authentic webhook: its body as text, and the event's id where a header of the scheme names it. */
export type Authentic =
  | { readonly ok: true; readonly id?: string | undefined; readonly text: string }
  | { readonly ok: false; readonly refusal: WebhookRefusal };

/** Checks one webhook against what is set for its gateway, and nothing else. Never throws. `nowMs` is real time. */
export type Verifier = (webhook: RawWebhook, nowMs: number) => Authentic;

/** How far a timestamp may be from now, either way, real seconds (F31). */
const WINDOW_S = 300;
const TIMESTAMP = /^\d{10}$/;

/** Not authentic, and why. `challenge` is what a 401 asks for. */
export const refuse = (status: 400 | 401, code: WebhookRefusal['code'], message: string, challenge?: string): Authentic => ({
  ok: false,
  refusal: { status, code, message, ...(challenge === undefined ? {} : { challenge }) },
});

/** Of one key, or of several while one takes the place of another: throws by place when there is none, or one that is wrong. */
export function eachOf<From, To>(all: readonly From[], what: string, read: (one: From, name: string) => To): readonly To[] {
  if (all.length === 0) throw new Error(`at least one ${what} is needed`);
  return all.map((one, index) => read(one, `${what} ${index + 1}`));
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export const equal = (one: string | Uint8Array, other: string | Uint8Array): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest();

/** The one value of each header, in the order asked for. A header that stands twice, or is far too long, is no header. */
export function headersOf(
  { headers }: RawWebhook,
  wanted: readonly string[],
  { mostCharacters = 1_024, challenge }: { readonly mostCharacters?: number; readonly challenge?: string } = {},
): Authentic | readonly string[] {
  const found = wanted.map((name) =>
    Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name && value !== undefined ? [value].flat() : [])),
  );
  if (found.some((values) => values.length > 1)) return refuse(400, 'bad_header', `${wanted.join(', ')}: each must stand once`);
  const values = found.map(([value]) => value ?? '');
  if (values.some((value) => value === ''))
    return refuse(
      401,
      'signature_missing',
      wanted.length === 1 ? `${wanted.join()} is needed` : `${wanted.join(', ')} are all needed`,
      challenge,
    );
  if (values.some((value) => value.length > mostCharacters))
    return refuse(400, 'bad_header', `${wanted.join(', ')}: at most ${mostCharacters} characters each`);
  return values;
}

/** Whether headers were found, or why not. */
export const isRefused = (found: Authentic | readonly string[]): found is Authentic => 'ok' in found;

/** A refusal where a timestamp (seconds since 1970, as text) is none or is not of now. */
export function outsideWindow(name: string, timestamp: string, nowMs: number): Authentic | undefined {
  if (!TIMESTAMP.test(timestamp)) return refuse(401, 'timestamp_invalid', `${name} must be ten digits: seconds since 1970`);
  if (Math.abs(Math.floor(nowMs / 1_000) - Number(timestamp)) <= WINDOW_S) return undefined;
  return refuse(401, 'timestamp_out_of_window', `${name} is more than ${WINDOW_S} s from now: check the clocks`);
}

/** The body as text. Strict: bytes that are no UTF-8 could otherwise be changed under the same signature. A byte order mark is kept. */
export function textOf({ body }: RawWebhook): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** The body of a webhook whose proof fits; bytes that are no UTF-8 are refused all the same. */
export function authentic(webhook: RawWebhook, id?: string): Authentic {
  const text = textOf(webhook);
  return text === undefined ? NO_UTF8 : { ok: true, text, ...(id === undefined ? {} : { id }) };
}

export const NO_UTF8: Authentic = refuse(400, 'invalid_encoding', 'the body is not UTF-8');
