/** How much is taken on: requests by key, account and gateway, connections, and what an overloaded process turns away early. */
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config/load';
import { EVERY_ACCOUNT } from './authentication';
import { limiter } from './limiter';
import { httpRefusal } from './problem';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Asks other companies, or starts something: fewer of these are taken. */
    readonly expensive?: true;
  }
}

/** The settings of the limits; requests are counted by the minute. */
export type Limits = Pick<
  Config<'api'>,
  'rateRequests' | 'rateAccount' | 'rateExpensive' | 'rateWebhooks' | 'maxConnections' | 'overloadDelayMs'
>;

/** For routes that must answer also when the process is overloaded: whether it lives, and how it does. */
export const ALWAYS_ANSWERS = { pressureHandler: () => undefined } as const;

/** Makes limiters possible, and turns requests away early while the process cannot keep up. Before any route. */
export async function limitProcess(app: FastifyInstance, { maxConnections, overloadDelayMs }: Limits): Promise<void> {
  app.server.maxConnections = maxConnections;
  await app.register(rateLimit, { global: false });
  await app.register(underPressure, {
    maxEventLoopDelay: overloadDelayMs,
    pressureHandler: (_, __, ___, late) => {
      // Without one measurement in a whole second nothing is known; a process that stays so busy has one in the next.
      if (late === undefined || !Number.isFinite(late)) return;
      throw httpRefusal('overloaded', 'This process cannot keep up: nothing was done. Try again as retry-after says, with the same key.');
    },
  });
}

/**
 * Limits the requests of one scope: by key (by address where there are no keys), by account, and what is expensive apart. Looked at
 * before a body is read, and after the key was.
 */
export function limitCallers(app: FastifyInstance, { rateRequests, rateAccount, rateExpensive }: Limits): void {
  const caller = ({ keyId, ip }: FastifyRequest): string => keyId ?? ip;
  const limiters = [
    limiter(app, rateRequests, caller),
    limiter(app, rateAccount, ({ account }) => (account === EVERY_ACCOUNT ? undefined : account)),
    limiter(app, rateExpensive, (request) => (request.routeOptions.config.expensive ? caller(request) : undefined)),
  ];
  app.addHook('onRequest', async (request, reply) => {
    for (const limit of limiters) await limit(request, reply);
  });
}
