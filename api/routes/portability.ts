import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PorticoClient } from '../../client';
import { createOrderBody } from '../../contracts/order-body';
import { countryView, orderCheck, portabilityAnswer, portabilityCheckBody } from '../../contracts/portability';
import { demandAccount } from '../authentication';
import { taken } from '../body';
import { described } from '../described';
import { ORDER_BYTES } from './orders';

/** R2: what can be looked up before ordering. */
export function portabilityRoutes(app: FastifyInstance, client: PorticoClient): void {
  const check = described({
    summary: 'Which numbers can be brought, what it takes, how long, and why; starts nothing (R2)',
    tag: 'portability',
    scope: 'read',
    body: portabilityCheckBody,
    answers: { 200: { description: 'A section for each country and type among the numbers', schema: portabilityAnswer } },
    problems: [422],
  });
  app.post('/portability-checks', { schema: check, config: { expensive: true } }, async ({ body }) =>
    client.checkPortability(taken(portabilityCheckBody, body)),
  );

  const wholeOrder = described({
    summary: 'What an order would be told: every problem, every doubt, and what it takes; starts nothing (R2, R7, R8)',
    tag: 'portability',
    scope: 'read',
    body: createOrderBody,
    answers: { 200: { description: 'The order would be taken when `problems` is empty, as far as can be seen', schema: orderCheck } },
    problems: [403, 413, 422],
  });
  app.post('/port-order-checks', { schema: wholeOrder, bodyLimit: ORDER_BYTES, config: { expensive: true } }, async (request) => {
    const { accountId, ...details } = taken(createOrderBody, request.body);
    demandAccount(request, accountId);
    return client.checkOrder(details);
  });

  const all = described({
    summary: 'The countries that numbers can be ported into (R2)',
    tag: 'portability',
    scope: 'read',
    answers: { 200: { description: 'All of them', schema: z.object({ countries: z.array(countryView) }) } },
  });
  app.get('/countries', { schema: all }, async () => ({ countries: client.countries() }));

  const one = described({
    summary: 'Requirements and lead times of one country (R2)',
    tag: 'portability',
    scope: 'read',
    params: { code: { description: 'ISO 3166 alpha-2' } },
    answers: { 200: { description: 'The country', schema: countryView } },
  });
  app.get<{ Params: { readonly code: string } }>('/countries/:code', { schema: one }, async ({ params }) =>
    client.country(params.code.toUpperCase()),
  );
}
