import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PorticoClient } from '../../client';
import { loaQuery, signatureBody } from '../../contracts/command-bodies';
import { taken } from '../body';
import { described } from '../described';
import { keyed } from '../idempotency-key';
import type { OrderParams } from '../order-access';
import { ID_PARAM } from './orders';

const PDF = 'application/pdf';
const signature = z.object({ loaId: z.string(), revision: z.int(), sha256: z.string(), signedAtMs: z.number() });

/** R10: the LOA to show, and its signature. */
export function loaRoutes(app: FastifyInstance, client: PorticoClient): void {
  const shown = described({
    summary: 'The current LOA as PDF; its ETag is the hash to sign, x-loa-revision its revision (R10)',
    tag: 'orders',
    scope: 'read',
    params: ID_PARAM,
    query: loaQuery,
    answers: {
      200: { description: 'The LOA', contentType: PDF },
      304: { description: 'The one that the caller has', contentType: 'none' },
    },
    problems: [406, 409, 504],
  });
  app.get<{ Params: OrderParams }>(
    '/port-orders/:id/loa',
    { schema: shown, config: { answers: PDF } },
    async ({ params, headers, query }, reply) => {
      const { pdf, revision, sha256 } = await client.getLoa(params.id, taken(loaQuery, query).revision);
      reply.header('etag', `"${sha256}"`).header('x-loa-revision', String(revision)).header('cache-control', 'private, no-cache');
      if (headers['if-none-match'] === `"${sha256}"`) return reply.code(304).send();
      return reply.type(PDF).send(Buffer.from(pdf));
    },
  );

  const signed = described({
    summary: 'Sign the LOA that was shown (R10); the same signature twice is one',
    tag: 'orders',
    params: ID_PARAM,
    body: signatureBody,
    key: 'signature',
    answers: { 202: { description: 'The signature is kept and the order told', schema: signature } },
    problems: [409, 422, 504],
  });
  app.post<{ Params: OrderParams }>(
    '/port-orders/:id/loa/signature',
    { schema: signed },
    keyed<OrderParams>(async ({ params, body }, reply, idempotencyKey) => {
      const { revision, hash, signer } = taken(signatureBody, body);
      const {
        seal: _,
        signer: __,
        key: ___,
        ...record
      } = await client.signLoa({ orderId: params.id, revision, hash, signer, idempotencyKey });
      return reply.code(202).send(record);
    }),
  );
}
