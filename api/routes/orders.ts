import type { FastifyInstance } from 'fastify';
import type { PorticoClient } from '../../client';
import { createOrderBody } from '../../contracts/order-body';
import { orderPage, orderQuery } from '../../contracts/order-query';
import { createdOrder, orderView, timelineView } from '../../contracts/order-view';
import { ORDER_ID } from '../../domain/ids';
import { demandAccount, EVERY_ACCOUNT } from '../authentication';
import { taken } from '../body';
import { described } from '../described';
import { keyed } from '../idempotency-key';
import type { OrderParams } from '../order-access';
import { portOutRefusal } from '../port-out';
import { httpRefusal } from '../problem';

/** The largest body of an order: a thousand numbers with their transfer codes. */
export const ORDER_BYTES = 256 * 1024;

export const ID_PARAM = { id: { description: 'The order id', pattern: ORDER_ID.source } };

/** Creating, finding and reading orders. */
export function orderRoutes(app: FastifyInstance, client: PorticoClient): void {
  const created = described({
    summary: 'Create a port order, or find the one that the same key made',
    tag: 'orders',
    body: createOrderBody,
    key: 'order',
    answers: {
      201: { description: 'The order: what is still needed, and until when', schema: createdOrder },
      202: { description: 'The order is there; what account, gateway and platform say of it is still awaited', schema: createdOrder },
    },
    problems: [403, 413, 415, 422],
  });
  app.post(
    '/port-orders',
    { schema: created, bodyLimit: ORDER_BYTES, config: { expensive: true } },
    keyed(async (request, reply, idempotencyKey) => {
      const out = portOutRefusal(request.body);
      if (out) throw out;
      const { accountId, ...details } = taken(createOrderBody, request.body);
      demandAccount(request, accountId);
      const order = await client.createOrder({ accountId, idempotencyKey, details });
      reply.header('location', `/v1/port-orders/${order.orderId}`);
      return reply.code(order.kind === 'created' ? 201 : 202).send(order);
    }),
  );

  const listing = described({
    summary: 'List orders, newest first',
    tag: 'orders',
    scope: 'read',
    query: orderQuery,
    answers: { 200: { description: 'One page', schema: orderPage } },
  });
  app.get('/port-orders', { schema: listing }, async (request) => {
    const { account, attention, ...filter } = listQuery(request.query);
    if (account !== undefined) demandAccount(request, account);
    const mine = request.account === EVERY_ACCOUNT ? account : request.account;
    return client.listOrders({ ...filter, account: mine, attention: attention === 'true' });
  });

  const one = described({
    summary: 'One order: its requests and numbers, what is needed and until when',
    tag: 'orders',
    scope: 'read',
    params: ID_PARAM,
    answers: { 200: { description: 'The order', schema: orderView } },
    problems: [504],
  });
  app.get<{ Params: OrderParams }>('/port-orders/:id', { schema: one }, async ({ params }) => client.getOrder(params.id));

  const told = described({
    summary: 'What happened to an order, in order',
    tag: 'orders',
    scope: 'read',
    params: ID_PARAM,
    answers: { 200: { description: 'Its facts', schema: timelineView } },
    problems: [504],
  });
  app.get<{ Params: OrderParams }>('/port-orders/:id/timeline', { schema: told }, async ({ params }) => ({
    facts: await client.timeline(params.id),
  }));
}

/** A filter that cannot be one is malformed, whatever is wrong with it. */
function listQuery(query: unknown): ReturnType<typeof orderQuery.parse> {
  try {
    return taken(orderQuery, query);
  } catch (error) {
    const problems = error instanceof Error && 'problems' in error ? (error.problems as Parameters<typeof httpRefusal>[2]) : [];
    const codes = (problems ?? []).map(({ code }) => code);
    const code = codes.includes('bad_page_token') ? 'bad_page_token' : codes.includes('invalid_limit') ? 'invalid_limit' : 'invalid_filter';
    throw httpRefusal(code, 'The list cannot be filtered so: see errors.', problems);
  }
}
