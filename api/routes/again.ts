import type { FastifyInstance } from 'fastify';
import type { PorticoClient } from '../../client';
import { orderAgainBody } from '../../contracts/command-bodies';
import { orderedAgain } from '../../contracts/order-view';
import { taken } from '../body';
import { described } from '../described';
import { keyed } from '../idempotency-key';
import type { OrderParams } from '../order-access';
import { ID_PARAM } from './orders';

/** R22: ordering again. A route of the earlier order, so that the path alone says whose it is and who may. */
export function againRoutes(app: FastifyInstance, client: PorticoClient): void {
  const schema = described({
    summary: 'Order again what an order that is over has not ported; what is still valid is reused (R22)',
    tag: 'orders',
    body: orderAgainBody,
    params: ID_PARAM,
    key: 'order',
    answers: {
      201: { description: 'The new order, what was reused, and what has to be given anew and why', schema: orderedAgain },
      202: { description: 'The new order is there; what account, gateway and platform say of it is still awaited', schema: orderedAgain },
    },
    problems: [409, 422, 504],
  });
  app.post<{ Params: OrderParams }>(
    '/port-orders/:id/again',
    { schema, config: { expensive: true } },
    keyed<OrderParams>(async (request, reply, idempotencyKey) => {
      const { preferredDate, requests } = taken(orderAgainBody, request.body);
      const order = await client.orderAgain({ from: request.params.id, idempotencyKey, preferredDate, requests });
      reply.header('location', `/v1/port-orders/${order.orderId}`);
      return reply.code(order.kind === 'created' ? 201 : 202).send(order);
    }),
  );
}
