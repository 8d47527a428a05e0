import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PorticoClient } from '../../client';
import { MAX_DOCUMENT_BYTES } from '../../client/documents';
import { carrierAnswerBody, carrierTaskList, carrierTaskView, enteredAnswer, evidenceAnswer } from '../../contracts/carrier-answer';
import { coded } from '../../contracts/text';
import { taken } from '../body';
import { described } from '../described';
import { keyed } from '../idempotency-key';
import type { OrderParams } from '../order-access';
import { httpRefusal } from '../problem';
import { ID_PARAM } from './orders';

const N_FORM = /^[1-9]\d{0,3}$/;
const HASH_FORM = /^[0-9a-f]{64}$/;
const PARAMS = { ...ID_PARAM, n: { description: 'The number of the request in its order', pattern: N_FORM.source } };
const PDF = 'application/pdf';

interface RequestParams extends OrderParams {
  readonly n: string;
}

const taskQuery = z.strictObject({
  all: z.enum(['true', 'false']).optional().describe('true: also those that wait for the losing carrier'),
  limit: z
    .string()
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100, coded('invalid_limit', 'Must be from 1 to 100.'))
    .transform(Number)
    .optional()
    .meta({ pattern: '^([1-9]|[1-9]\\d|100)$' }),
});

function numberOf({ n }: RequestParams): number {
  if (!N_FORM.test(n)) throw httpRefusal('malformed_id', "A request is named by its number, as the order's view lists it.");
  return Number(n);
}

/** What our own people do for losing carriers without an API: see what is to be sent, fetch it, enter the answers. */
export function carrierTaskRoutes(app: FastifyInstance, client: PorticoClient): void {
  const list = described({
    summary: 'What has to be done by hand for losing carriers, newest first',
    tag: 'operations',
    scope: 'operator',
    query: taskQuery,
    answers: { 200: { description: 'Open tasks', schema: carrierTaskList } },
  });
  app.get('/carrier-tasks', { schema: list }, async ({ query }) => {
    const { all, limit } = taken(taskQuery, query);
    return client.carrierTasks({ all: all === 'true', limit });
  });

  const one = described({
    summary: 'What has to be done by hand for one request: details, documents, by when, what can be entered, and what was',
    tag: 'orders',
    scope: 'operator',
    params: PARAMS,
    answers: { 200: { description: 'The task of its current attempt', schema: carrierTaskView } },
    problems: [504],
  });
  app.get<{ Params: RequestParams }>('/port-orders/:id/requests/:n/carrier-task', { schema: one }, async ({ params }) => {
    const task = await client.carrierTask(params.id, numberOf(params));
    const href = (sha256: string): string => `/v1/port-orders/${params.id}/documents/${sha256}`;
    return { ...task, documents: task.documents.map((document) => ({ ...document, href: href(document.sha256) })) };
  });

  const form = described({
    summary: 'The porting request form of the current attempt, filled in',
    tag: 'orders',
    scope: 'operator',
    params: PARAMS,
    answers: { 200: { description: 'The form', contentType: PDF } },
    problems: [406, 504],
  });
  const formRoute = { schema: form, config: { answers: PDF } };
  app.get<{ Params: RequestParams }>('/port-orders/:id/requests/:n/carrier-task/form', formRoute, async ({ params }, reply) => {
    const { form: sha256 } = await client.carrierTask(params.id, numberOf(params));
    if (sha256 === undefined)
      throw httpRefusal(
        'document_not_found',
        'The form cannot be printed: a name is in letters that no font has. The task has every detail.',
      );
    const { content } = await client.orderDocument(params.id, sha256);
    return reply.type(PDF).header('cache-control', 'private, no-cache').send(Buffer.from(content));
  });

  const stored = described({
    summary: 'A document, letter, form or evidence of this order, by its SHA-256',
    tag: 'orders',
    scope: 'operator',
    // One path has one name for its last part, by the rules of OpenAPI, and uploading calls it the kind.
    params: { ...ID_PARAM, kind: { description: 'SHA-256 of the file, in small hexadecimal digits', pattern: HASH_FORM.source } },
    answers: { 200: { description: 'The file as it was stored', contentType: 'application/octet-stream' } },
    problems: [504],
  });
  const storedRoute = { schema: stored, config: { answers: 'application/octet-stream' } };
  app.get<{ Params: OrderParams & { readonly kind: string } }>(
    '/port-orders/:id/documents/:kind',
    storedRoute,
    async ({ params }, reply) => {
      const { content, contentType } = await client.orderDocument(params.id, params.kind);
      return reply
        .type(contentType)
        .header('content-disposition', 'attachment')
        .header('cache-control', 'private, no-cache')
        .send(Buffer.from(content));
    },
  );

  const answer = described({
    summary: 'Enter what a losing carrier said by mail or telephone, or that something is out to it',
    tag: 'orders',
    scope: 'operator',
    body: carrierAnswerBody,
    params: PARAMS,
    key: 'entry',
    answers: { 202: { description: 'Taken; it is handed to the request as a webhook would be', schema: enteredAnswer } },
    problems: [409, 415, 422, 504],
  });
  app.post<{ Params: RequestParams }>(
    '/port-orders/:id/requests/:n/carrier-answers',
    { schema: answer },
    keyed<RequestParams>(async (request, reply, idempotencyKey) => {
      const n = numberOf(request.params);
      const body = taken(carrierAnswerBody, request.body);
      return reply.code(202).send(await client.enterCarrierAnswer({ orderId: request.params.id, n, idempotencyKey, answer: body }));
    }),
  );
}

const EVIDENCE_TYPES = [PDF, 'image/png', 'image/jpeg', 'image/tiff', 'text/plain', 'message/rfc822', 'application/octet-stream'];

/** Evidence is bytes, in a scope of its own. */
export function evidenceRoutes(app: FastifyInstance, client: PorticoClient): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(EVIDENCE_TYPES, { parseAs: 'buffer' }, async (_: unknown, bytes: Buffer) => bytes);
  const schema = described({
    summary: 'Store what shows that an answer came: a letter or fax, or a mail as text; the same one again is the same',
    tag: 'orders',
    scope: 'operator',
    params: PARAMS,
    rawBody: EVIDENCE_TYPES,
    answers: { 201: { description: 'Stored: give its hash with the answer', schema: evidenceAnswer } },
    problems: [413, 415, 504],
  });
  app.put<{ Params: RequestParams }>(
    '/port-orders/:id/requests/:n/carrier-evidence',
    { schema, bodyLimit: MAX_DOCUMENT_BYTES },
    async ({ params, body }, reply) => {
      if (!Buffer.isBuffer(body) || body.length === 0)
        throw httpRefusal('document_type_unknown', 'The evidence is missing: send its bytes as the body.');
      return reply.code(201).send(await client.storeEvidence({ orderId: params.id, n: numberOf(params), content: body }));
    },
  );
}
