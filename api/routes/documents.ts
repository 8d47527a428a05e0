import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PorticoClient } from '../../client';
import { MAX_DOCUMENT_BYTES } from '../../client/documents';
import { documentQuery, reviewBody, scanQuery } from '../../contracts/command-bodies';
import { taken } from '../body';
import { described } from '../described';
import { commandAnswer } from '../../contracts/order-view';
import { keyed } from '../idempotency-key';
import type { OrderParams } from '../order-access';
import { httpRefusal } from '../problem';
import { answer } from './commands';
import { ID_PARAM } from './orders';

const stored = z.looseObject({ taken: z.boolean(), kind: z.string(), sha256: z.string(), bytes: z.int() });
const signature = z.object({
  loaId: z.string(),
  revision: z.int(),
  sha256: z.string(),
  signedAtMs: z.number(),
  scan: z.string().optional(),
});
const TYPES = ['application/pdf', 'image/png', 'image/jpeg', 'image/tiff', 'application/octet-stream'];

/** Uploading documents: bytes of the kinds that a document may be, in a scope of their own since they are no JSON. */
export function documentRoutes(app: FastifyInstance, client: PorticoClient): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(TYPES, { parseAs: 'buffer' }, async (_: unknown, bytes: Buffer) => bytes);
  const schema = described({
    summary: 'Provide a required document (R9); the same one again changes nothing',
    tag: 'orders',
    params: { ...ID_PARAM, kind: { description: 'As the country names it: invoice' } },
    query: documentQuery,
    rawBody: TYPES,
    answers: { 202: { description: 'Stored, and the order told', schema: stored } },
    problems: [409, 413, 415, 422, 504],
  });
  app.put<{ Params: OrderParams & { readonly kind: string } }>(
    '/port-orders/:id/documents/:kind',
    { schema, bodyLimit: MAX_DOCUMENT_BYTES },
    async (request, reply) => {
      const { params, query } = request;
      const { issuedOn } = taken(documentQuery, query);
      return answer(
        client,
        request,
        reply,
        await client.provideDocument({ orderId: params.id, kind: params.kind, issuedOn, ...fileOf(request) }),
      );
    },
  );

  const scan = described({
    summary: 'Hand in a scan of the letter that was signed by hand (R10)',
    tag: 'orders',
    params: ID_PARAM,
    query: scanQuery,
    rawBody: TYPES,
    answers: { 202: { description: 'The scan is kept and the order told', schema: signature } },
    problems: [409, 413, 415, 422, 504],
  });
  app.put<{ Params: OrderParams }>('/port-orders/:id/loa/scan', { schema: scan, bodyLimit: MAX_DOCUMENT_BYTES }, async (request, reply) => {
    const { signedOn, revision } = taken(scanQuery, request.query);
    const {
      seal: _,
      signer: __,
      ...record
    } = await client.scanLoa({
      orderId: request.params.id,
      signedOn,
      revision,
      ...fileOf(request),
    });
    return reply.code(202).send(record);
  });
}

/** The bytes that were sent, and what they are said to be. */
function fileOf({ headers, body }: Pick<FastifyRequest, 'headers' | 'body'>): { content: Buffer; contentType: string | undefined } {
  if (!Buffer.isBuffer(body) || body.length === 0)
    throw httpRefusal('document_type_unknown', 'The document is missing: send its bytes as the body.');
  return { content: body, contentType: headers['content-type']?.split(';')[0]?.trim().toLowerCase() };
}

/** What our own people make of documents. */
export function reviewRoutes(app: FastifyInstance, client: PorticoClient): void {
  const schema = described({
    summary: 'Approve or refuse a document, or a scan of the signed letter (kind signedLoa)',
    tag: 'orders',
    scope: 'operator',
    params: { ...ID_PARAM, kind: { description: 'As the country names it: invoice; or signedLoa' } },
    body: reviewBody,
    key: 'command',
    answers: { 202: { description: 'The order is told', schema: commandAnswer } },
    problems: [409, 422, 504],
  });
  app.post<{ Params: OrderParams & { readonly kind: string } }>(
    '/port-orders/:id/documents/:kind/review',
    { schema },
    keyed<OrderParams & { readonly kind: string }>(async (request, reply, idempotencyKey) => {
      const { id: orderId, kind: document } = request.params;
      const { approve, reason = '', revision, sha256, reviewer } = taken(reviewBody, request.body);
      const verdict = approve ? ({ is: 'approved' } as const) : ({ is: 'refused', reason } as const);
      return answer(
        client,
        request,
        reply,
        await client.reviewDocument({ orderId, document, revision, sha256, reviewer, verdict, idempotencyKey }),
      );
    }),
  );
}
