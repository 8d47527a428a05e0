import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { waitUntil } from '../../support/wait-until';
import { FAST, SECRET, SLOW, aPort, openScene, type Received, type Scene } from './scene';

let scene: Scene;
afterEach(() => scene.close());

test('a restart keeps ports, claims, tickets and accounts, and what was planned still happens', async () => {
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW } });
  const port = await scene.submit(aPort('+33199000100', 'REF1'));
  await scene.call('POST', '/platform/v1/claims', { order_id: 'ORDER1', account_id: 'acct-1', numbers: ['+33199000100'] });
  await scene.call('PUT', '/tickets/v1/tickets/by-order/ORDER1', { account_id: 'acct-1', subject: 'Your numbers' });
  await scene.call('PUT', '/control/accounts/acct-9', { status: 'active', paid: true, language: 'fr' });
  const before = scene.ledger().length;

  await scene.restart({ clock: { originMs: Date.now(), scale: FAST } });
  // Nobody reads the port before: the carrier acts by itself.
  await scene.hears('port.sms_activated');
  expect((await scene.port(port.id)).state).toBe('completed');
  const taken = await scene.call('POST', '/platform/v1/claims', { order_id: 'ORDER2', account_id: 'acct-2', numbers: ['+33199000100'] });
  expect(taken).toMatchObject({ status: 409, body: { code: 'taken' } });
  expect((await scene.call('GET', '/control/tickets/ORDER1')).body).toMatchObject({ subject: 'Your numbers' });
  expect((await scene.call('GET', '/accounts/v1/accounts/acct-9')).status).toBe(200);
  const seqs = scene.ledger().map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_seq, index) => index + 1));
  expect(seqs.length).toBeGreaterThan(before);
  expect(scene.ledger().filter(({ action, outcome }) => action === 'port.confirmed' && outcome === 'confirmed')).toHaveLength(1);
});

test('a line that a kill cut off is forgotten, everything before it is not', async () => {
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW } });
  const port = await scene.submit(aPort('+33199000100', 'REF1'));
  appendFileSync(join(scene.folder, 'state.jsonl'), '["port","prt_half');
  await scene.restart();
  expect((await scene.port(port.id)).state).toBe('pending');
});

test('an event that nobody took before the restart is delivered after it, under the same id', async () => {
  let up = false;
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW } }, () => (up ? 204 : 503));
  await scene.submit(aPort('+33199000100', 'REF1'));
  await scene.poke('REF1', { type: 'acknowledge' });
  await scene.hears('port.acknowledged');
  up = true;
  await scene.restart();
  await waitUntil('nothing is on its way', async () => {
    const { body } = await scene.call('GET', '/control/deliveries');
    return (body.waiting as unknown[]).length === 0;
  });
  expect(new Set(scene.receiver.events().map(({ id }) => id)).size).toBe(1);
  expect(scene.receiver.received.length).toBeGreaterThan(1);
});

test('an event is sent again until it is acknowledged, and never after', async () => {
  const statuses = [500, 302, 503];
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW } }, () => statuses.shift() ?? 202);
  await scene.submit(aPort('+33199000100', 'REF1'));
  await scene.poke('REF1', { type: 'acknowledge' });
  const sent = () => scene.ledger().filter(({ action }) => action === 'webhook.sent');
  await waitUntil('it was acknowledged', () => sent().some(({ outcome }) => outcome === 'acknowledged'));
  expect(sent().map(({ status, attempt }) => [attempt, status])).toEqual([
    [1, 500],
    [2, 302],
    [3, 503],
    [4, 202],
  ]);
  expect((await scene.call('GET', '/control/deliveries')).body).toEqual({ waiting: [] });
});

test('an event that nobody acknowledges is given up in the end, and the ledger says so', async () => {
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW }, giveUpAfterMs: 0 }, () => 500);
  await scene.submit(aPort('+33199000100', 'REF1'));
  await scene.poke('REF1', { type: 'acknowledge' });
  await waitUntil('it was given up', () => scene.ledger().some(({ outcome }) => outcome === 'given-up'));
  expect((await scene.call('GET', '/control/deliveries')).body).toEqual({ waiting: [] });
});

test('events wait until there is a webhook URL', async () => {
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW }, webhookUrl: undefined });
  await scene.submit(aPort('+33199000100', 'REF1'));
  await scene.poke('REF1', { type: 'acknowledge' });
  expect((await scene.call('GET', '/control/deliveries')).body).toMatchObject({
    waiting: [{ eventType: 'port.acknowledged', attempts: 0 }],
  });
  expect((await scene.call('PUT', '/control/webhook', { url: scene.receiver.url })).status).toBe(200);
  await scene.hears('port.acknowledged');
});

const authentic = ({ headers, body }: Received): boolean => {
  try {
    new Webhook(SECRET).verify(body, headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
};

test.each([
  ['good', {}, true],
  ['bad', { signature: 'bad' }, false],
  ['missing', { signature: 'missing' }, false],
  ['old', { timestamp_offset_s: -600 }, false],
] as const)('an arbitrary event can be sent by hand with a %s signature', async (_what, manner, expected) => {
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW } }, () => 418);
  const answer = await scene.call('POST', '/control/webhooks', { event: { id: 'evt_x', anything: true }, times: 3, ...manner });
  expect(answer).toMatchObject({ status: 200, body: { id: 'evt_x', statuses: [418, 418, 418] } });
  expect(scene.receiver.received.map(authentic)).toEqual([expected, expected, expected]);
});

test('a body that is no JSON can be sent by hand', async () => {
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW } });
  await scene.call('POST', '/control/webhooks', { raw: 'not json', id: 'evt_y' });
  expect(scene.receiver.received.map(({ body, headers }) => [body, headers['webhook-id']])).toEqual([['not json', 'evt_y']]);
});

test.each([
  ['names the reference too', true, { port_id: expect.any(String) as unknown, reference: 'REF1' }],
  ['names its own id of the port alone', false, { port_id: expect.any(String) as unknown }],
] as const)('a gateway that %s', async (_what, echoesReference, data) => {
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW }, echoesReference });
  await scene.submit(aPort('+33199000100', 'REF1'));
  await scene.poke('REF1', { type: 'acknowledge' });
  await waitUntil('it was told', () => scene.receiver.received.length > 0);
  expect(scene.receiver.received.map(({ body }) => (JSON.parse(body) as { data: unknown }).data)).toEqual([data]);
});
