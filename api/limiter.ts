import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { httpRefusal } from './problem';

/** Refuses a request that is one too many. */
type Limiter = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/**
 * Counts by what `keyOf` says of a request (nothing: it is not counted) and refuses with 429 and `retry-after` what is more than
 * `max` in a minute. Every limiter counts for itself, in the memory of this process.
 */
export function limiter(app: FastifyInstance, max: number, keyOf: (request: FastifyRequest) => string | undefined): Limiter {
  const count = app.createRateLimit({ max, timeWindow: '1 minute', keyGenerator: (request) => keyOf(request) ?? '' });
  return async (request, reply) => {
    if (keyOf(request) === undefined) return;
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header('retry-after', String(counted.ttlInSeconds));
    throw httpRefusal('rate_limited', 'Too many requests: wait as long as retry-after says, and send it again.');
  };
}
