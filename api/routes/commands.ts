import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pauseNotPossible, type PorticoClient } from '../../client';
import { demandTaken } from '../../client/demand-taken';
import {
  activationBody,
  cancellationBody,
  correctionBody,
  csrBody,
  decisionBody,
  rescheduleBody,
  returnBody,
} from '../../contracts/command-bodies';
import { commandAnswer, csrAnswer } from '../../contracts/order-view';
import type { CommandAnswer } from '../../domain/order/judging';
import { bodyOr, taken } from '../body';
import { described } from '../described';
import { keyed } from '../idempotency-key';
import type { OrderParams } from '../order-access';
import { ID_PARAM } from './orders';

type Body = Parameters<typeof described>[0]['body'];

/** What a customer asks of an order that is under way. */
export function commandRoutes(app: FastifyInstance, client: PorticoClient): void {
  const schemaOf = (summary: string, body: NonNullable<Body>, bodyOptional = false) =>
    described({
      summary,
      tag: 'orders',
      body,
      bodyOptional,
      params: ID_PARAM,
      key: 'command',
      answers: {
        202: { description: 'At least one request took it; each says whether, or why not and until when', schema: commandAnswer },
      },
      problems: [409, 422, 504],
    });

  app.post<{ Params: OrderParams }>(
    '/port-orders/:id/corrections',
    { schema: schemaOf('Correct details (R13)', correctionBody) },
    keyed<OrderParams>(async (request, reply, idempotencyKey) => {
      const { requests, ...correction } = taken(correctionBody, request.body);
      return answer(
        client,
        request,
        reply,
        await client.correctDetails({ orderId: request.params.id, correction, requests, idempotencyKey }),
      );
    }),
  );
  app.post<{ Params: OrderParams }>(
    '/port-orders/:id/decision',
    { schema: schemaOf('Drop the numbers that cannot be ported, or keep the whole order waiting for them', decisionBody) },
    keyed<OrderParams>(async (request, reply, idempotencyKey) => {
      const { decision } = taken(decisionBody, request.body);
      return answer(client, request, reply, await client.decideUnportable({ orderId: request.params.id, decision, idempotencyKey }));
    }),
  );
  const compared = described({
    summary: "Hand in the losing provider's customer service record; answers where the order differs from it (R7)",
    tag: 'orders',
    body: csrBody,
    params: ID_PARAM,
    answers: { 202: { description: 'Every difference, field by field', schema: csrAnswer } },
    problems: [409, 422, 504],
  });
  app.put<{ Params: OrderParams }>('/port-orders/:id/csr', { schema: compared }, async (request, reply) =>
    answer(client, request, reply, await client.provideCsr({ orderId: request.params.id, csr: taken(csrBody, request.body) })),
  );
  app.post<{ Params: OrderParams }>(
    '/port-orders/:id/reschedule',
    { schema: schemaOf('Ask for another date (R23)', rescheduleBody) },
    keyed<OrderParams>(async (request, reply, idempotencyKey) => {
      const { date, requests } = taken(rescheduleBody, request.body);
      return answer(client, request, reply, await client.requestReschedule({ orderId: request.params.id, date, requests, idempotencyKey }));
    }),
  );
  app.post<{ Params: OrderParams }>(
    '/port-orders/:id/cancellation',
    { schema: schemaOf('Ask to cancel (R24)', cancellationBody, true) },
    keyed<OrderParams>(async (request, reply, idempotencyKey) => {
      const { requests } = taken(cancellationBody, bodyOr(request.body));
      return answer(client, request, reply, await client.requestCancellation({ orderId: request.params.id, requests, idempotencyKey }));
    }),
  );
  app.post<{ Params: OrderParams }>(
    '/port-orders/:id/activation',
    { schema: schemaOf('Start the transfer inside a window on demand', activationBody, true) },
    keyed<OrderParams>(async (request, reply, idempotencyKey) => {
      const { requests } = taken(activationBody, bodyOr(request.body));
      return answer(client, request, reply, await client.requestActivation({ orderId: request.params.id, requests, idempotencyKey }));
    }),
  );
  app.post<{ Params: OrderParams }>(
    '/port-orders/:id/return',
    { schema: schemaOf('Ask for numbers back (emergency return)', returnBody) },
    keyed<OrderParams>(async (request, reply, idempotencyKey) => {
      const { reason, requests } = taken(returnBody, request.body);
      return answer(client, request, reply, await client.requestReturn({ orderId: request.params.id, reason, requests, idempotencyKey }));
    }),
  );

  const pause = described({
    summary: 'Refused: a port cannot be paused, but cancelled and ordered again (R22)',
    tag: 'orders',
    params: ID_PARAM,
    answers: {},
    problems: [409],
  });
  app.post<{ Params: OrderParams }>('/port-orders/:id/pause', { schema: pause }, async ({ params }) => {
    const order = `POST /v1/port-orders/${params.id}`;
    throw pauseNotPossible({ cancel: `${order}/cancellation`, again: `${order}/again` });
  });
}

/** Taken by any request: 202 with each answer. By none: 409 with each reason, and what may be done in its place. */
export async function answer<A extends CommandAnswer>(
  client: PorticoClient,
  request: FastifyRequest<{ Params: OrderParams }>,
  reply: FastifyReply,
  result: A,
): Promise<FastifyReply> {
  return reply.code(202).send(await demandTaken(client, request.params.id, result));
}
