import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PorticoClient } from '../../client';
import type { ApiKey } from '../../config/secrets';
import { authenticate } from '../authentication';
import { described } from '../described';
import { ALWAYS_ANSWERS } from '../limits';
import type { Metrics } from '../metrics';
import { httpRefusal } from '../problem';

/** What operations need: alive, ready, counted, described. */
export function operationRoutes(
  app: FastifyInstance,
  { client, metrics, keys }: { readonly client: PorticoClient; readonly metrics: Metrics; readonly keys: readonly ApiKey[] | undefined },
): void {
  const alive = described({
    summary: 'The process is alive',
    tag: 'operations',
    open: true,
    answers: { 200: { description: 'Alive', schema: z.object({ status: z.literal('ok') }) } },
  });
  app.get('/healthz', { schema: alive, config: ALWAYS_ANSWERS }, async () => ({ status: 'ok' }));

  const ready = described({
    summary: 'Work can be taken: Temporal is there and knows our search attributes',
    tag: 'operations',
    open: true,
    answers: { 200: { description: 'Ready', schema: z.object({ status: z.literal('ready') }) } },
    problems: [503],
  });
  app.get('/readyz', { schema: ready, config: ALWAYS_ANSWERS }, async () => {
    const health = await client.health();
    if (health.ready) return { status: 'ready' };
    const problems = health.problems.map((message) => ({
      path: '',
      code: health.temporal === 'unreachable' ? 'temporal_unreachable' : 'search_attribute_missing',
      message,
    }));
    throw httpRefusal('not_ready', 'Work cannot be taken yet: see errors.', problems);
  });

  const document = described({ summary: 'This document', tag: 'operations', open: true, answers: { 200: { description: 'OpenAPI 3.1' } } });
  app.get('/openapi.json', { schema: document }, async () => app.swagger());

  void app.register(async (guarded) => {
    authenticate(guarded, keys);
    const counted = described({
      summary: 'Metrics in the Prometheus text format',
      tag: 'operations',
      scope: 'admin',
      answers: { 200: { description: 'Metrics', contentType: 'text/plain' } },
    });
    guarded.get('/metrics', { schema: counted, config: ALWAYS_ANSWERS }, async (_, reply) => {
      return reply.type(metrics.contentType).send(await metrics.text());
    });
  });
}
