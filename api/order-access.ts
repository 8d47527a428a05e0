import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PorticoClient } from '../client';
import { isOrderId } from '../domain/ids';
import { EVERY_ACCOUNT } from './authentication';
import { httpRefusal } from './problem';

/** What every route of one order has in its path. */
export interface OrderParams {
  readonly id: string;
}

/**
 * Looks at the id before anything else does. Somebody else's order is answered with the very words for one that does not
 * exist, so that ids cannot be probed.
 */
export function guardOrders(app: FastifyInstance, client: PorticoClient): void {
  app.addHook('preHandler', async (request) => {
    const { id } = request.params as Partial<OrderParams>;
    if (id === undefined) return;
    if (!isOrderId(id)) throw httpRefusal('malformed_id', 'An order id has 12 capital letters and digits, without I, L, O and U.');
    if (request.account === EVERY_ACCOUNT) return;
    if ((await client.accountOf(id)) !== request.account) throw httpRefusal('order_not_found', 'There is no such order: check the id.');
  });
}

/** The order that a request was about, or has made: so that its log line leads to the workflow. */
export function orderIdOf({ params }: FastifyRequest, reply: FastifyReply): string | undefined {
  const { id } = (params ?? {}) as Partial<OrderParams>;
  const made = reply.getHeader('location');
  const [, created] = typeof made === 'string' ? (/\/port-orders\/([^/]+)/.exec(made) ?? []) : [];
  return [id, created].find((text) => text !== undefined && isOrderId(text));
}
