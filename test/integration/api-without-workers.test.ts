import { createHash } from 'node:crypto';
import { dataConverter } from '../../codec/data-converter';
import { parkedEventWorkflowId } from '../../domain/ids';
import { startApi, type TestApi } from '../support/api';
import { startDevServer, type Environment } from '../support/environment';
import { aWireEvent } from '../support/gateway-event';
import { aKeyRing } from '../support/key-rings';
import { anOrderBody } from '../support/order-body';
import { signatureOf } from '../support/signed-webhook';
import { waitUntil } from '../support/wait-until';

const sha = (key: string): string => createHash('sha256').update(key).digest('hex');
const KEYS = [
  { account: 'acct-active-fr', scopes: ['orders'], sha256: sha('fr') },
  { account: 'acct-active-us', scopes: ['orders'], sha256: sha('us') },
  { account: '*', scopes: ['orders', 'admin'], sha256: sha('all') },
] as const;
const FR = { authorization: 'Bearer fr' };
const US = { authorization: 'Bearer us' };

let environment: Environment;
let api: TestApi;
beforeAll(async () => {
  const converter = dataConverter(aKeyRing('k1'));
  environment = await startDevServer({ dataConverter: converter });
  api = await startApi({ connection: environment.env.connection, dataConverter: converter, config: { apiKeys: KEYS } });
});
afterAll(async () => {
  await api?.close();
  await environment?.close();
});

const create = (key: string, headers: Record<string, string> = FR, body: object = anOrderBody()) =>
  api.app.inject({ method: 'POST', url: '/v1/port-orders', headers: { ...headers, 'idempotency-key': key }, payload: body });

function deliver(id: string, reference: string, type = 'port.acknowledged') {
  const body = JSON.stringify(aWireEvent(type, { reference }, { id }));
  const timestamp = Math.floor(Date.now() / 1_000);
  const signature = signatureOf({ secret: api.webhookSecret, id, timestamp, body });
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
    'content-type': 'application/json',
  };
  return api.app.inject({ method: 'POST', url: '/webhooks/gateways/demo', headers, payload: body });
}

test('the process is ready when Temporal knows the search attributes', async () => {
  const response = await api.app.inject({ url: '/readyz' });
  expect([response.statusCode, response.json()]).toEqual([200, { status: 'ready' }]);
});

test('an order that nobody answers for is taken all the same: 202, one workflow, found again by the same key', async () => {
  const [first, early] = await Promise.all([create('pending'), create('pending')]);
  const second = await create('pending');
  expect([first.statusCode, second.statusCode]).toEqual([202, 202]);
  expect([early.statusCode, early.json<{ code: string }>().code, early.headers['retry-after']]).toEqual([409, 'request_in_flight', '1']);
  const { kind, orderId } = first.json<{ kind: string; orderId: string }>();
  expect(kind).toBe('pending');
  expect(second.json<{ orderId: string }>().orderId).toBe(orderId);
  expect(first.headers.location).toBe(`/v1/port-orders/${orderId}`);

  const mine = await waitUntil('the order in the list', async () => {
    const { orders } = (await api.app.inject({ url: '/v1/port-orders?status=intake&losingCarrier=telmarine', headers: FR })).json<{
      orders: { orderId: string }[];
    }>();
    return orders.length > 0 && orders;
  });
  expect(mine).toEqual([expect.objectContaining({ orderId, accountId: 'acct-active-fr', country: 'FR', gateway: 'demo', closed: false })]);

  // I13: nothing of it is to be had with another account's key, in the very words for an order that does not exist.
  const others = (await api.app.inject({ url: '/v1/port-orders', headers: US })).json<{ orders: unknown[] }>();
  expect(others.orders).toEqual([]);
  expect((await api.app.inject({ url: `/v1/port-orders/${orderId}`, headers: US })).json()).toMatchObject({ code: 'order_not_found' });
});

test('what the order itself shows to be wrong starts nothing', async () => {
  const response = await create('wrong', FR, anOrderBody({ inBlock: 'yes', preferredDate: '2020-01-01' }));
  expect(response.statusCode).toBe(422);
  expect(response.json<{ errors: { code: string }[] }>().errors.map(({ code }) => code)).toEqual(['block_incomplete', 'date_in_past']);
});

test('R8: one number of a block alone is refused with its own code', async () => {
  expect((await create('block', FR, anOrderBody({ inBlock: 'yes' }))).json()).toMatchObject({ status: 422, code: 'block_incomplete' });
});

test('an event for an unknown request is kept once, however often it comes', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => deliver('evt_unknown', '0123456789AB011')));
  expect(answers.map((answer) => [answer.statusCode, answer.json()])).toEqual(
    Array.from({ length: 3 }, () => [202, { outcome: 'parked' }]),
  );
  const parked = await environment.client.workflow.getHandle(parkedEventWorkflowId('demo', 'evt_unknown')).describe();
  expect(await parked.staticSummary()).toBe('Parked: acknowledged from demo, unknownReference');
});

test('an authentic event outside the contract is kept for a person and acknowledged', async () => {
  expect((await deliver('evt_strange', '0123456789AB011', 'port.teleported')).json()).toEqual({ outcome: 'quarantined' });
  const parked = await environment.client.workflow.getHandle(parkedEventWorkflowId('demo', 'evt_strange')).describe();
  expect(await parked.staticSummary()).toBe('Parked: unreadable event from demo, unreadable');
});

test.each(['AAAA', 'A'.repeat(64)])('a page token that is not ours (%s) is refused', async (token) => {
  const response = await api.app.inject({ url: `/v1/port-orders?pageToken=${token}`, headers: FR });
  expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([400, 'bad_page_token']);
});
