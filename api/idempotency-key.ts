import type { FastifyReply, FastifyRequest } from 'fastify';
import { httpRefusal } from './problem';

declare module 'fastify' {
  interface FastifyInstance {
    /** The keyed requests that are being answered. */
    readonly underWay: Set<string>;
  }
}

/** Visible ASCII without spaces. */
const FORM = /^[\x21-\x7e]{1,255}$/;

/** The header as the description of a route has it; the same key makes a repeated request the same `what`. */
export const keyHeader = (what: string) => ({
  'idempotency-key': { description: `The same key makes a repeated request the same ${what}`, pattern: FORM.source, required: true },
});

/** The request's Idempotency-Key, if it has one. Throws 400 for one that is empty, too long, repeated or has odd characters. */
function idempotencyKey({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !FORM.test(key))
    throw httpRefusal('bad_idempotency_key', 'An Idempotency-Key has 1 to 255 visible ASCII characters without spaces, and stands once.');
  return key;
}

/** Whatever starts or changes something is given a key. Throws 400 without one. */
function neededIdempotencyKey(request: FastifyRequest): string {
  const key = idempotencyKey(request);
  if (key === undefined)
    throw httpRefusal(
      'missing_idempotency_key',
      'Give an Idempotency-Key header: a request that is sent twice under the same key is one request.',
    );
  return key;
}

type Keyed<P> = (request: FastifyRequest<{ Params: P }>, reply: FastifyReply, key: string) => Promise<unknown>;

/**
 * A handler of whatever starts or changes something: it is given the request's key, and one that is still under way is
 * not begun a second time (409, come back). That is seen within one process; the same request at another one is the same
 * update to Temporal, and waits for the same answer.
 */
export const keyed =
  <P>(handler: Keyed<P>) =>
  async (request: FastifyRequest<{ Params: P }>, reply: FastifyReply): Promise<unknown> => {
    const key = neededIdempotencyKey(request);
    const name = JSON.stringify([request.account, accountNamed(request.body), request.url.split('?')[0], key]);
    const { underWay } = request.server;
    if (underWay.has(name)) {
      reply.header('retry-after', '1');
      throw httpRefusal('request_in_flight', 'This very request is still being answered: ask again in a moment, with the same key.');
    }
    underWay.add(name);
    try {
      return await handler(request, reply, key);
    } finally {
      underWay.delete(name);
    }
  };

/** A service for all accounts may have the same key for two of them. */
const accountNamed = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'accountId' in body && typeof body.accountId === 'string' ? body.accountId : '';
