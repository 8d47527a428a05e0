import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Ledger, Party } from './ledger';
import { Refusal } from './refusal';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Every route of this scope wants the bearer token. */
export function requireToken(app: FastifyInstance, token: string): void {
  const expected = digest(`Bearer ${token}`);
  app.addHook('onRequest', async (request) => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return;
    throw new Refusal(401, 'unauthorized', 'send authorization: Bearer <token> with the token that the simulator was started with');
  });
}

/** JSON in, JSON out, every error as `{code, message}`. An empty body reads as `{}`: confirming and cancelling say nothing. */
export function speakJson(app: FastifyInstance, ledger: Ledger): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, {});
    try {
      done(null, JSON.parse(String(body)));
    } catch {
      done(new Refusal(400, 'malformed', 'the body is not JSON'));
    }
  });
  app.setErrorHandler((error, request, reply) => {
    const refusal = asRefusal(error);
    const { status, code } = refusal;
    // What was asked wrongly never reached a route's own line in the ledger.
    if (status === 400 || status === 401 || status === 500) {
      ledger.write({ party: partyOf(request), action: 'request', outcome: 'refused', status, code, path: request.routeOptions.url });
    }
    if (refusal.status === 429 || refusal.status === 503) reply.header('retry-after', '1');
    return reply.code(refusal.status).send({ code: refusal.code, message: refusal.message, ...refusal.details });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ code: 'not_found', message: `no route ${request.method} ${request.url.split('?')[0]}` }),
  );
}

const PARTIES: readonly Party[] = ['gateway', 'platform', 'accounts', 'tickets'];

const partyOf = ({ url }: FastifyRequest): Party => PARTIES.find((party) => url.startsWith(`/${party}/`)) ?? 'control';

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  const message = error instanceof Error ? error.message : 'unknown error';
  return new Refusal(status, status < 500 ? 'malformed' : 'broken', message);
}

/** The idempotency key that this call must carry. */
export function idempotencyKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new Refusal(400, 'idempotency_key_missing', 'send an idempotency-key header of 1 to 255 visible ASCII characters');
}
