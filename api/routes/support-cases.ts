import type { FastifyInstance } from 'fastify';
import type { PorticoClient } from '../../client';
import { openCaseBody, openedCase, proceedBody, supportCaseView } from '../../contracts/support-case';
import { ORDER_ID } from '../../domain/ids';
import { bodyOr, taken } from '../body';
import { described } from '../described';
import { keyed } from '../idempotency-key';
import type { OrderParams } from '../order-access';
import { ID_PARAM } from './orders';

interface CaseParams extends OrderParams {
  readonly k: string;
}

const CASE_PARAMS = { ...ID_PARAM, k: { description: 'The case, as opening it answered', pattern: ORDER_ID.source } };

/** R25, R26: what a customer does when a number does not work. */
export function supportCaseRoutes(app: FastifyInstance, client: PorticoClient): void {
  const opening = described({
    summary: 'Open a support case about one number, or find the one that the same key opened (R25, R26)',
    tag: 'orders',
    body: openCaseBody,
    params: ID_PARAM,
    key: 'case',
    answers: {
      201: { description: 'The case with its first answer: whose turn it is, and what is needed', schema: openedCase },
      202: { description: 'The case is there; its first answer is still being found', schema: openedCase },
    },
    problems: [415, 422, 504],
  });
  app.post<{ Params: OrderParams }>(
    '/port-orders/:id/support-cases',
    { schema: opening },
    keyed<OrderParams>(async (request, reply, idempotencyKey) => {
      const body = taken(openCaseBody, request.body);
      const opened = await client.openSupportCase({ orderId: request.params.id, idempotencyKey, ...body });
      reply.header('location', `/v1/port-orders/${request.params.id}/support-cases/${opened.k}`);
      return reply.code(opened.kind === 'opened' ? 201 : 202).send(opened);
    }),
  );

  const one = described({
    summary: 'One support case: what was checked, which calls count, what is waited for',
    tag: 'orders',
    scope: 'read',
    params: CASE_PARAMS,
    answers: { 200: { description: 'The case', schema: supportCaseView } },
    problems: [504],
  });
  app.get<{ Params: CaseParams }>('/port-orders/:id/support-cases/:k', { schema: one }, async ({ params }) =>
    client.getSupportCase(params.id, params.k),
  );

  const proceeding = described({
    summary: 'Send failed calls, say that it works now, or go on (R26)',
    tag: 'orders',
    body: proceedBody,
    bodyOptional: true,
    params: CASE_PARAMS,
    key: 'word',
    answers: { 202: { description: 'Taken: the case as it stands now, with what is still missing', schema: supportCaseView } },
    problems: [409, 415, 422, 504],
  });
  app.post<{ Params: CaseParams }>(
    '/port-orders/:id/support-cases/:k/calls',
    { schema: proceeding },
    keyed<CaseParams>(async (request, reply, idempotencyKey) => {
      const { id: orderId, k } = request.params;
      const body = taken(proceedBody, bodyOr(request.body));
      return reply.code(202).send(await client.proceedInSupportCase({ orderId, k, ...body, idempotencyKey }));
    }),
  );
}
