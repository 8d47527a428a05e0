import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PorticoClient, WebhookCommand } from '../../client';
import {
  addWebhookBody,
  deliveriesQuery,
  deliveryPage,
  deliveryView,
  replayAnswer,
  replayBody,
  webhookList,
  webhookQuery,
  webhookView,
  webhookWithSecret,
} from '../../contracts/webhooks';
import { ORDER_ID } from '../../domain/ids';
import { demandAccount, EVERY_ACCOUNT } from '../authentication';
import { taken } from '../body';
import { described } from '../described';
import { keyed } from '../idempotency-key';
import { httpRefusal, refusedAtTheDoor } from '../problem';

interface WebhookParams {
  readonly webhook: string;
}

const PARAMS = { webhook: { description: 'The endpoint, as adding it answered', pattern: ORDER_ID.source } };

/** Where customers' backends are told: their endpoints, what became of each event, and sending it again. */
export function subscriptionRoutes(app: FastifyInstance, client: PorticoClient): void {
  const { webhooks } = client;
  const adding = described({
    summary: 'Tell an address of events from now on; the answer has the secret that signs them, and nothing shows it again',
    tag: 'webhooks',
    body: addWebhookBody,
    key: 'endpoint',
    answers: { 201: { description: 'The endpoint and its secret', schema: webhookWithSecret } },
    problems: [409, 413, 415, 422, 504],
  });
  app.post(
    '/webhooks',
    { schema: adding },
    keyed(async (request, reply, idempotencyKey) => {
      const { accountId, ...wish } = taken(addWebhookBody, request.body);
      const webhook = await webhooks.add({ ...wish, accountId: accountOf(request, accountId, 'accountId'), idempotencyKey });
      return reply.code(201).header('location', `/v1/webhooks/${webhook.id}`).send(webhook);
    }),
  );

  const listing = described({
    summary: "An account's endpoints",
    tag: 'webhooks',
    scope: 'read',
    query: webhookQuery,
    answers: { 200: { description: 'All of them', schema: webhookList } },
    problems: [504],
  });
  app.get('/webhooks', { schema: listing }, async (request) => ({
    webhooks: await webhooks.list(accountOf(request, taken(webhookQuery, request.query).account)),
  }));

  const one = described({
    summary: 'One endpoint: what it is told of, and how it does',
    tag: 'webhooks',
    scope: 'read',
    query: webhookQuery,
    params: PARAMS,
    answers: { 200: { description: 'The endpoint', schema: webhookView } },
    problems: [504],
  });
  app.get<{ Params: WebhookParams }>('/webhooks/:webhook', { schema: one }, async (request) => {
    const { accountId, id } = aimOf(request);
    return webhooks.get(accountId, id);
  });

  const removing = described({
    summary: 'Tell an endpoint nothing any more; what was still to be sent is dropped',
    tag: 'webhooks',
    query: webhookQuery,
    params: PARAMS,
    answers: { 200: { description: 'The endpoint as it was', schema: webhookView } },
    problems: [504],
  });
  app.delete<{ Params: WebhookParams }>('/webhooks/:webhook', { schema: removing }, async (request) => webhooks.remove(aimOf(request)));
  commandRoutes(app, client);
  deliveryRoutes(app, client);
}

/** What is done to one endpoint, without a body. */
function commandRoutes(app: FastifyInstance, { webhooks }: PorticoClient): void {
  const schemaOf = (summary: string, description: string, schema: typeof webhookView | typeof deliveryView) =>
    described({
      summary,
      tag: 'webhooks',
      query: webhookQuery,
      params: PARAMS,
      key: 'command',
      answers: { 200: { description, schema } },
      problems: [504],
    });
  const command = (path: string, schema: ReturnType<typeof schemaOf>, run: (aim: WebhookCommand) => Promise<unknown>): void => {
    app.post<{ Params: WebhookParams }>(
      `/webhooks/:webhook/${path}`,
      { schema },
      keyed<WebhookParams>(async (request, _, idempotencyKey) => run({ ...aimOf(request), idempotencyKey })),
    );
  };
  command(
    'secret',
    schemaOf('Make a new secret; the one before signs, too, for 24 hours', 'The new secret, shown only now', webhookWithSecret),
    (aim) => webhooks.rotate(aim),
  );
  command('enable', schemaOf('Tell an endpoint again that was disabled', 'The endpoint', webhookView), (aim) => webhooks.enable(aim));
  command('disable', schemaOf('Send nothing until it is enabled again', 'The endpoint', webhookView), (aim) => webhooks.disable(aim));
  command(
    'test',
    schemaOf(
      'Send a ping, once, and wait for what becomes of it',
      'delivered, or why not (givenUp: a ping is not tried again)',
      deliveryView,
    ),
    (aim) => webhooks.test(aim),
  );
}

/** What was sent, and sending it again. */
function deliveryRoutes(app: FastifyInstance, { webhooks }: PorticoClient): void {
  const listing = described({
    summary: 'What was sent to an endpoint, newest first: never a body',
    tag: 'webhooks',
    scope: 'read',
    query: deliveriesQuery,
    params: PARAMS,
    answers: { 200: { description: 'One page', schema: deliveryPage } },
    problems: [504],
  });
  app.get<{ Params: WebhookParams }>('/webhooks/:webhook/deliveries', { schema: listing }, async (request) => {
    const { account, ...filter } = taken(deliveriesQuery, request.query);
    return webhooks.deliveries({ accountId: accountOf(request, account), id: idOf(request), ...filter });
  });

  const replaying = described({
    summary: 'Send the events of an order again, under the same ids; what is still being tried is tried at once',
    tag: 'webhooks',
    body: replayBody,
    query: webhookQuery,
    params: PARAMS,
    key: 'replay',
    answers: { 202: { description: 'So many events are on their way', schema: replayAnswer } },
    problems: [409, 415, 422, 504],
  });
  app.post<{ Params: WebhookParams }>(
    '/webhooks/:webhook/replay',
    { schema: replaying },
    keyed<WebhookParams>(async (request, reply, idempotencyKey) => {
      const wish = taken(replayBody, request.body);
      return reply.code(202).send(await webhooks.replay({ ...aimOf(request), ...wish, idempotencyKey }));
    }),
  );
}

type WebhookRequest = FastifyRequest<{ Params: WebhookParams }>;

const aimOf = (request: WebhookRequest): Pick<WebhookCommand, 'accountId' | 'id'> => ({
  accountId: accountOf(request, taken(webhookQuery, request.query).account),
  id: idOf(request),
});

function idOf({ params }: WebhookRequest): string {
  if (!ORDER_ID.test(params.webhook))
    throw httpRefusal('malformed_id', 'An endpoint id has 12 capital letters and digits, without I, L, O and U.');
  return params.webhook;
}

/** The key's own account; a caller that acts for all of them names one. */
function accountOf(request: Pick<FastifyRequest, 'account'>, wanted: string | undefined, path = 'account'): string {
  if (wanted !== undefined) demandAccount(request, wanted);
  const account = request.account === EVERY_ACCOUNT ? wanted : request.account;
  if (account === undefined)
    throw refusedAtTheDoor([{ path, code: 'missing_field', message: 'Name the account: this caller acts for all of them.' }]);
  return account;
}
