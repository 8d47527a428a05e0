import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiKey, Scope } from '../config/secrets';
import { limiter } from './limiter';
import { httpRefusal } from './problem';

declare module 'fastify' {
  interface FastifyRequest {
    /** The account that the caller acts for; `*` for a service that acts for all. */
    account: string;
    /** The first characters of the hash of the key that was given; absent without keys. Names it in logs. */
    keyId: string | undefined;
  }
}

/** Requests without a valid key, from one address. */
const GUESSES_PER_MINUTE = 300;

/** A service that acts for all accounts. */
export const EVERY_ACCOUNT = '*';

/**
 * Lets in who has a key for what the route does, and binds the request to that key's account. Without any keys everybody
 * may do everything for all accounts, which is why the configuration then allows a loopback address only.
 */
export function authenticate(app: FastifyInstance, keys: readonly ApiKey[] | undefined): void {
  app.decorateRequest('account', EVERY_ACCOUNT);
  app.decorateRequest('keyId', undefined);
  if (!keys) return;
  const slowDown = limiter(app, GUESSES_PER_MINUTE, ({ ip }) => ip);
  app.addHook('onRequest', async (request, reply) => {
    const key = keyOf(request, keys);
    // Counted by address, and guesses only: whoever has a key is not held up by somebody who has none.
    if (key === undefined) await slowDown(request, reply);
    if (key === undefined) throw httpRefusal('unauthenticated', 'Give a valid API key: authorization: Bearer <key>.');
    const scope = scopeOf(request);
    if (!key.scopes.some((one) => one === scope || (one === 'orders' && scope === 'read')))
      throw httpRefusal('forbidden', `This key may not do that: it takes one with the scope ${scope}.`);
    request.account = key.account;
    request.keyId = key.sha256.slice(0, 8);
  });
}

/** What `described` says of the route. One that is not described is for nobody but us. */
function scopeOf({ routeOptions }: FastifyRequest): Scope {
  const { security } = (routeOptions.schema ?? {}) as { readonly security?: readonly { readonly key?: readonly Scope[] }[] };
  return security?.[0]?.key?.[0] ?? 'admin';
}

function keyOf({ headers }: FastifyRequest, keys: readonly ApiKey[]): ApiKey | undefined {
  const key = /^Bearer ([\x21-\x7e]{1,512})$/.exec(headers.authorization ?? '')?.[1];
  if (key === undefined) return undefined;
  const given = createHash('sha256').update(key).digest();
  // No early way out: every key is compared.
  const fits = keys.map(({ sha256 }) => timingSafeEqual(given, Buffer.from(sha256, 'hex')));
  return keys[fits.indexOf(true)];
}

/** Throws 403 unless the caller may act for this account. */
export function demandAccount({ account }: Pick<FastifyRequest, 'account'>, wanted: string): void {
  if (account !== EVERY_ACCOUNT && account !== wanted) throw httpRefusal('forbidden', 'This key belongs to another account.');
}
