import { createHash } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { operatorsCli } from '../support/cli';
import { deliveryPage, deliveryView, webhookList, webhookView, webhookWithSecret } from '../../contracts/webhooks';
import { isTold } from '../../domain/notification/told';
import { startApi, type TestApi } from '../support/api';
import { aNumber, single, usDetails } from '../support/orders';
import { placeOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';
import { isSignedWith, startReceiver, type Receiver } from '../support/webhook-receiver';

const US = 'acct-active-us';
const FR = 'acct-active-fr';
const sha = (key: string): string => createHash('sha256').update(key).digest('hex');

let stage: Stage;
let api: TestApi;
let receiver: Receiver;
beforeAll(async () => {
  stage = await setStage();
  receiver = await startReceiver();
  api = await startApi({
    connection: stage.env.connection,
    client: stage.portico,
    config: {
      apiKeys: [
        { account: US, scopes: ['orders'], sha256: sha('us') },
        { account: FR, scopes: ['orders'], sha256: sha('fr') },
        { account: US, scopes: ['read'], sha256: sha('us-reads') },
        { account: '*', scopes: ['orders'], sha256: sha('all') },
      ],
    },
  });
});
afterAll(async () => {
  await api?.close();
  await receiver?.close();
  await stage?.close();
});

let keys = 0;
const freshKey = (): string => `route-key-${(keys += 1)}`;

interface Asking {
  readonly key?: string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

const ask = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  { key = 'us', body, headers = {} }: Asking = {},
): Promise<LightMyRequestResponse> =>
  api.app.inject({
    method,
    url: `/v1/webhooks${path}`,
    headers: {
      authorization: `Bearer ${key}`,
      ...(method === 'POST' ? { 'idempotency-key': freshKey() } : {}),
      ...headers,
    },
    ...(body ? { payload: body } : {}),
  });

const refusal = ({ statusCode, json }: LightMyRequestResponse): [number, string] => [statusCode, json<{ code: string }>().code];

async function added(wish: object = {}): Promise<{ id: string; secret: string }> {
  const answer = await ask('POST', '', { body: { url: receiver.url, ...wish } });
  expect(answer.statusCode).toBe(201);
  const webhook = webhookWithSecret.parse(answer.json());
  expect(answer.headers.location).toBe(`/v1/webhooks/${webhook.id}`);
  return webhook;
}

test('an endpoint is added, looked at, tested, turned off and on, given a new secret, and removed', async () => {
  const { id, secret } = await added({ events: ['order.closed', 'order.closed'] });
  const one = await ask('GET', `/${id}`);
  expect(webhookView.parse(one.json())).toMatchObject({ id, events: ['order.closed'], state: 'active' });
  expect(one.body).not.toContain('whsec_');
  expect(webhookList.parse((await ask('GET', '')).json()).webhooks.map((webhook) => webhook.id)).toContain(id);

  const key = freshKey();
  const test = () => ask('POST', `/${id}/test`, { headers: { 'idempotency-key': key } });
  const before = receiver.heard.length;
  const tested = deliveryView.parse((await test()).json());
  expect(tested).toMatchObject({ type: 'ping', state: 'delivered', tries: [{ status: 204 }] });
  expect((await test()).json()).toEqual(tested);
  expect(receiver.heard.slice(before).map((heard) => [heard.event.id, isSignedWith(secret, heard)])).toEqual([[tested.eventId, true]]);

  expect(webhookView.parse((await ask('POST', `/${id}/disable`)).json())).toMatchObject({ state: 'disabled', disabled: { why: 'asked' } });
  expect(webhookView.parse((await ask('POST', `/${id}/enable`)).json())).toMatchObject({ state: 'active' });
  const rotated = webhookWithSecret.parse((await ask('POST', `/${id}/secret`)).json());
  expect(rotated.secret).not.toBe(secret);
  const page = deliveryPage.parse((await ask('GET', `/${id}/deliveries?state=delivered&limit=1`)).json());
  expect(page.deliveries).toMatchObject([{ eventId: tested.eventId, attempts: 1, lastStatus: 204 }]);
  expect(webhookView.parse((await ask('DELETE', `/${id}`)).json())).toMatchObject({ id });
  for (const gone of [await ask('GET', `/${id}`), await ask('DELETE', `/${id}`), await ask('POST', `/${id}/test`)])
    expect(refusal(gone)).toEqual([404, 'webhook_not_found']);
});

test("another account's endpoint and order are answered like ones that do not exist", async () => {
  const { id } = await added();
  const order = await placeOrder(stage, usDetails([single(aNumber('08'))]));
  const { orderId } = order.input;
  const nobodys = await ask('GET', '/0123456789AB', { key: 'fr' });
  for (const path of ['', '/deliveries'])
    expect((await ask('GET', `/${id}${path}`, { key: 'fr' })).json()).toMatchObject(withoutRequest(nobodys));
  for (const path of ['/secret', '/enable', '/disable', '/test'])
    expect((await ask('POST', `/${id}${path}`, { key: 'fr' })).json()).toMatchObject(withoutRequest(nobodys));
  expect((await ask('POST', `/${id}/replay`, { key: 'fr', body: { orderId } })).json()).toMatchObject(withoutRequest(nobodys));
  expect((await ask('DELETE', `/${id}`, { key: 'fr' })).json()).toMatchObject(withoutRequest(nobodys));
  expect(webhookList.parse((await ask('GET', '', { key: 'fr' })).json()).webhooks).toEqual([]);
  expect(refusal(await ask('GET', `/${id}?account=${US}`, { key: 'fr' }))).toEqual([403, 'forbidden']);

  const theirs = webhookWithSecret.parse((await ask('POST', '', { key: 'fr', body: { url: receiver.url } })).json());
  const [subscribed, replayed, unknown] = await Promise.all([
    ask('POST', '', { key: 'fr', body: { url: receiver.url, orderId } }),
    ask('POST', `/${theirs.id}/replay`, { key: 'fr', body: { orderId } }),
    ask('POST', '', { key: 'fr', body: { url: receiver.url, orderId: 'ZZZZZZZZZZZZ' } }),
  ]);
  for (const answer of [subscribed, replayed]) expect(answer.json()).toMatchObject(withoutRequest(unknown));
  expect(refusal(unknown)).toEqual([422, 'order_not_found']);
  expect(webhookView.parse((await ask('GET', `/${id}`)).json()).state).toBe('active');
});

const withoutRequest = (answer: LightMyRequestResponse): object => {
  const { requestId: _, ...rest } = answer.json<Record<string, unknown>>();
  return rest;
};

test('a key that only reads changes nothing, and a key of all accounts names one', async () => {
  const { id } = await added();
  expect(refusal(await ask('POST', '', { key: 'us-reads', body: { url: receiver.url } }))).toEqual([403, 'forbidden']);
  expect(refusal(await ask('POST', `/${id}/secret`, { key: 'us-reads' }))).toEqual([403, 'forbidden']);
  expect(refusal(await ask('DELETE', `/${id}`, { key: 'us-reads' }))).toEqual([403, 'forbidden']);
  expect((await ask('GET', `/${id}/deliveries`, { key: 'us-reads' })).statusCode).toBe(200);
  expect(refusal(await ask('GET', `/${id}`, { key: 'all' }))).toEqual([422, 'missing_field']);
  expect((await ask('GET', `/${id}?account=${US}`, { key: 'all' })).statusCode).toBe(200);
  expect(refusal(await ask('POST', '', { key: 'all', body: { url: receiver.url } }))).toEqual([422, 'missing_field']);
  expect((await ask('POST', '', { key: 'all', body: { url: receiver.url, accountId: US } })).statusCode).toBe(201);
});

test.each([
  ['an address inside', { url: 'https://169.254.169.254/' }, [422, 'invalid_webhook_url']],
  ['http', { url: 'http://example.com/' }, [422, 'invalid_webhook_url']],
  ['an event that does not exist', { url: 'https://example.com/', events: ['order.moved'] }, [422, 'invalid_field']],
  ['no event', { url: 'https://example.com/', events: [] }, [422, 'invalid_field']],
  ['a malformed order', { url: 'https://example.com/', orderId: 'O1' }, [400, 'malformed_id']],
  ['an unknown field', { url: 'https://example.com/', secret: 'mine' }, [400, 'unknown_field']],
] as const)('%s is refused before anything is kept', async (_, body, expected) => {
  expect(refusal(await ask('POST', '', { body }))).toEqual(expected);
});

test('every POST wants an Idempotency-Key, a malformed id is said so, and a filter that cannot be one', async () => {
  const bare = (path: string, body?: object) =>
    api.app.inject({
      method: 'POST',
      url: `/v1/webhooks${path}`,
      headers: { authorization: 'Bearer us' },
      ...(body ? { payload: body } : {}),
    });
  for (const path of ['', '/0123456789AB/secret', '/0123456789AB/enable', '/0123456789AB/test', '/0123456789AB/replay'])
    expect(refusal(await bare(path, {}))).toEqual([400, 'missing_idempotency_key']);
  expect(refusal(await ask('GET', '/o1'))).toEqual([400, 'malformed_id']);
  expect(refusal(await ask('GET', '/0123456789AB/deliveries?state=lost'))).toEqual([422, 'invalid_field']);
  expect(refusal(await ask('GET', '/0123456789AB/deliveries?limit=1000'))).toEqual([400, 'invalid_limit']);
  expect(refusal(await ask('POST', '/0123456789AB/replay', { body: { orderId: '0123456789AB', from: 5, to: 4 } }))).toEqual([
    422,
    'invalid_range',
  ]);
});

test('the command line does all of it: text for people, JSON for programs, exit codes for scripts', async () => {
  const run = operatorsCli(() => stage);
  const portico = async (...argv: string[]) => {
    const ended = await run('webhooks', ...argv, '--account', US);
    for (const line of ended.out.split('\n').filter((one) => !one.includes('whsec_'))) expect(line.length).toBeLessThanOrEqual(80);
    return ended;
  };
  const json = async (...argv: string[]): Promise<unknown> => JSON.parse((await portico(...argv, '--json')).out);
  const order = await placeOrder(stage, usDetails([single(aNumber('08'))]));
  const { orderId } = order.input;
  const shown = await portico('add', receiver.url, '--order', orderId, '--event', 'order.orderCancelled', '--key', 'cli-one');
  expect(shown).toMatchObject({ code: 0, out: expect.stringMatching(/^Endpoint +[0-9A-Z]{12}\n/) as unknown });
  const { id, secret } = webhookWithSecret.parse(
    await json('add', receiver.url, '--order', orderId, '--event', 'order.orderCancelled', '--key', 'cli-one'),
  );
  expect(shown.out).toContain(secret);
  await order.cancel();
  await order.ends();
  await receiver.hears('the end', ({ event }) => event.orderId === orderId);
  expect((await portico('list')).out).toContain(id);
  expect((await portico('show', id)).out).toMatch(/^Told of +order\.orderCancelled$/m);
  await waitUntil('it is listed as delivered', async () => (await portico('deliveries', id, '--state', 'delivered')).out.includes(orderId));
  const told = (await stage.portico.timeline(orderId)).filter(isTold);
  const last = told.find(({ kind }) => kind === 'orderCancelled')?.seq ?? 0;
  expect(await json('replay', id, orderId, '--from', String(last))).toEqual({ replayed: 1 });
  expect((await portico('replay', id, orderId, '--to', String(last - 1))).out).toBe('0 events are on their way.\n');
  expect((await portico('rotate', id)).out).toMatch(/whsec_/);
  expect(await portico('test', id)).toMatchObject({ code: 0, out: expect.stringContaining('delivered') as unknown });
  receiver.answers(500);
  expect(await portico('test', id)).toMatchObject({ code: 4, out: expect.stringMatching(/given up[\s\S]*500/) as unknown });
  receiver.answers(204);
  expect((await portico('disable', id)).out).toMatch(/^State +disabled: by a command$/m);
  expect((await portico('replay', id, orderId)).code).toBe(4);
  expect((await portico('enable', id)).out).toMatch(/^State +active$/m);
  expect((await portico('remove', id)).out).toBe(`Endpoint ${id} is removed.\n`);
  expect((await portico('show', id)).code).toBe(3);
  expect((await portico('add', 'https://10.0.0.1/')).err).toContain('one of the public internet');
});
