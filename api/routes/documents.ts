import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PorticoClient } from '../../client';
import { MAX_DOCUMENT_BYTES } from '../../client/documents';
import { described } from '../described';
import type { OrderParams } from '../order-access';
import { httpRefusal } from '../problem';
import { answer } from './commands';
import { ID_PARAM } from './orders';

const stored = z.looseObject({ taken: z.boolean(), kind: z.string(), sha256: z.string(), bytes: z.int() });
const TYPES = ['application/pdf', 'image/png', 'image/jpeg', 'image/tiff', 'application/octet-stream'];

/** Uploading documents: bytes of the kinds that a document may be, in a scope of their own since they are no JSON. */
export function documentRoutes(app: FastifyInstance, client: PorticoClient): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(TYPES, { parseAs: 'buffer' }, async (_: unknown, bytes: Buffer) => bytes);
  const schema = described({
    summary: 'Provide a required document (R9); the same one again changes nothing',
    tag: 'orders',
    params: { ...ID_PARAM, kind: 'As the country names it: invoice' },
    rawBody: TYPES,
    answers: { 202: { description: 'Stored, and the order told', schema: stored } },
    problems: [409, 413, 415, 422, 504],
  });
  app.put<{ Params: OrderParams & { readonly kind: string } }>(
    '/port-orders/:id/documents/:kind',
    { schema, bodyLimit: MAX_DOCUMENT_BYTES },
    async ({ params, headers, body }, reply) => {
      if (!Buffer.isBuffer(body) || body.length === 0)
        throw httpRefusal('document_type_unknown', 'The document is missing: send its bytes as the body.');
      const contentType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
      return answer(reply, await client.provideDocument({ orderId: params.id, kind: params.kind, content: body, contentType }));
    },
  );
}
