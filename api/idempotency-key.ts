import type { FastifyRequest } from 'fastify';
import { httpRefusal } from './problem';

/** Visible ASCII without spaces. */
const FORM = /^[\x21-\x7e]{1,255}$/;

/** The header as the description of a route has it; the same key makes a repeated request the same `what`. */
export const keyHeader = (what: string, required: boolean) => ({
  'idempotency-key': { description: `The same key makes a repeated request the same ${what}`, pattern: FORM.source, required },
});

/** The request's Idempotency-Key, if it has one. Throws 400 for one that is empty, too long, repeated or has odd characters. */
export function idempotencyKey({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !FORM.test(key))
    throw httpRefusal('bad_idempotency_key', 'An Idempotency-Key has 1 to 255 visible ASCII characters without spaces, and stands once.');
  return key;
}

/** Where a repeated request would do harm, the key must be there. */
export function neededIdempotencyKey(request: FastifyRequest): string {
  const key = idempotencyKey(request);
  if (key === undefined)
    throw httpRefusal('missing_idempotency_key', 'Give an Idempotency-Key header: the same key makes a repeated request the same order.');
  return key;
}
