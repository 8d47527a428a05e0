import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PorticoClient } from '../../client';
import { countryView, portabilityAnswer, portabilityCheckBody } from '../../contracts/portability';
import { taken } from '../body';
import { described } from '../described';

/** R2: what can be looked up before ordering. */
export function portabilityRoutes(app: FastifyInstance, client: PorticoClient): void {
  const check = described({
    summary: 'Which numbers can be ported, what it takes, and the earliest date (R2)',
    tag: 'portability',
    body: portabilityCheckBody,
    answers: { 200: { description: 'Each number, and what the country needs', schema: portabilityAnswer } },
    problems: [422],
  });
  app.post('/portability-checks', { schema: check }, async ({ body }) => client.checkPortability(taken(portabilityCheckBody, body)));

  const all = described({
    summary: 'The countries that numbers can be ported into (R2)',
    tag: 'portability',
    answers: { 200: { description: 'All of them', schema: z.object({ countries: z.array(countryView) }) } },
  });
  app.get('/countries', { schema: all }, async () => ({ countries: client.countries() }));

  const one = described({
    summary: 'Requirements and lead times of one country (R2)',
    tag: 'portability',
    params: { code: 'ISO 3166 alpha-2' },
    answers: { 200: { description: 'The country', schema: countryView } },
  });
  app.get<{ Params: { readonly code: string } }>('/countries/:code', { schema: one }, async ({ params }) =>
    client.country(params.code.toUpperCase()),
  );
}
