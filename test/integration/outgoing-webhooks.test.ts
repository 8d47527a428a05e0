import { isTold } from '../../domain/notification/told';
import type { WebhookWithSecret } from '../../client';
import { deliveryPage, webhookEvent, webhookView } from '../../contracts/webhooks';
import { aNumber, aParisNumber, frenchDetails, single, usDetails } from '../support/orders';
import { placeOrder, signedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';
import { isSignedWith, startReceiver, type Receiver } from '../support/webhook-receiver';

let stage: Stage;
const receivers: Receiver[] = [];
beforeAll(async () => {
  stage = await setStage();
});
afterAll(async () => {
  await Promise.all(receivers.map((receiver) => receiver.close()));
  await stage?.close();
});

const US = 'acct-active-us';
const FR = 'acct-active-fr';

async function aReceiver(): Promise<Receiver> {
  const receiver = await startReceiver();
  receivers.push(receiver);
  return receiver;
}

let keys = 0;
const freshKey = (): string => `webhook-key-${(keys += 1)}`;

const add = (receiver: Receiver, wish: Partial<Parameters<Stage['portico']['webhooks']['add']>[0]> = {}): Promise<WebhookWithSecret> =>
  stage.portico.webhooks.add({ accountId: US, url: receiver.url, idempotencyKey: freshKey(), ...wish });

const deliveries = async (accountId: string, id: string) =>
  deliveryPage.parse(await stage.portico.webhooks.deliveries({ accountId, id, limit: 100 })).deliveries;

test.concurrent('the whole story of a port reaches a backend, signed, each fact under an id and a number of its own', async () => {
  const receiver = await aReceiver();
  const webhook = await add(receiver);
  const order = await signedOrder(stage, usDetails([single(aNumber('20'))]));
  const { orderId } = order.input;
  await order.ends();
  const told = (await stage.portico.timeline(orderId)).filter(isTold);
  const heard = () => receiver.heard.filter(({ event }) => event.orderId === orderId);
  await waitUntil('every fact has arrived', () => told.every(({ seq }) => heard().some(({ event }) => event.sequence === seq)));
  for (const request of heard()) {
    const { event, headers } = request;
    expect(webhookEvent.parse(event)).toEqual(event);
    expect([headers['webhook-id'], headers['user-agent'], isSignedWith(webhook.secret, request)]).toEqual([event.id, 'Portico', true]);
    expect(event).toMatchObject({ id: `${orderId}-${event.sequence}`, orderId, accountId: US });
    expect(event.data).toEqual(told.find(({ seq }) => seq === event.sequence));
  }
  const ids = heard().map(({ event }) => event.id);
  expect(ids.toSorted()).toEqual(told.map(({ seq }) => `${orderId}-${seq}`).toSorted());
  const listed = (await deliveries(US, webhook.id)).filter(({ eventId }) => eventId.startsWith(orderId));
  expect(listed.map(({ eventId }) => eventId).toSorted()).toEqual(ids.toSorted());
  expect(new Set(listed.map(({ state, attempts, lastStatus }) => `${state} ${attempts} ${lastStatus}`))).toEqual(
    new Set(['delivered 1 204']),
  );
});

test.concurrent('two accounts never hear of each other, a filter lets through what it names, and one order is one order', async () => {
  const [us, fr, filtered, single_] = await Promise.all([aReceiver(), aReceiver(), aReceiver(), aReceiver()]);
  const [american, french, other] = await Promise.all([
    placeOrder(stage, usDetails([single(aNumber('08'))])),
    placeOrder(stage, frenchDetails([{ kind: 'single', number: aParisNumber('08'), transferCode: '01P1A2B3C4D5' }])),
    placeOrder(stage, usDetails([single(aNumber('08'))])),
  ]);
  await Promise.all([
    add(us),
    add(fr, { accountId: FR }),
    add(filtered, { events: ['request.cancelled', 'order.orderCancelled'] }),
    add(single_, { orderId: american.input.orderId }),
  ]);
  for (const order of [american, french, other]) {
    await order.provideDocuments();
    await order.cancel();
    await order.ends();
  }
  const closed = (receiver: Receiver, orderId: string) =>
    receiver.hears(`the end of ${orderId}`, ({ event }) => event.orderId === orderId && event.type === 'order.orderCancelled');
  await Promise.all([
    closed(us, american.input.orderId),
    closed(us, other.input.orderId),
    closed(fr, french.input.orderId),
    closed(filtered, other.input.orderId),
    closed(single_, american.input.orderId),
  ]);
  expect(new Set(us.heard.map(({ event }) => event.accountId))).toEqual(new Set([US]));
  expect(new Set(fr.heard.map(({ event }) => event.accountId))).toEqual(new Set([FR]));
  expect(fr.heard.map(({ event }) => event.orderId)).not.toContain(american.input.orderId);
  expect(new Set(filtered.heard.map(({ event }) => event.type))).toEqual(new Set(['order.orderCancelled']));
  expect(new Set(single_.heard.map(({ event }) => event.orderId))).toEqual(new Set([american.input.orderId]));
});

test.concurrent('the same key is the same endpoint with the same secret; another content under it is refused', async () => {
  const receiver = await aReceiver();
  const accountId = 'acct-same-key';
  const wish = { accountId, url: receiver.url, idempotencyKey: freshKey() };
  const [first, again] = await Promise.all([stage.portico.webhooks.add(wish), stage.portico.webhooks.add(wish)]);
  expect(again).toEqual(first);
  await expect(stage.portico.webhooks.add({ ...wish, events: ['order.closed'] })).rejects.toMatchObject({ code: 'key_reuse' });
  const [listed, ...others] = await stage.portico.webhooks.list(accountId);
  expect(others).toEqual([]);
  expect(webhookView.parse(listed)).toEqual({ id: first.id, url: receiver.url, createdAtMs: first.createdAtMs, state: 'active' });

  const rotation = { accountId, id: first.id, idempotencyKey: freshKey() };
  const rotated = await stage.portico.webhooks.rotate(rotation);
  expect(await stage.portico.webhooks.rotate(rotation)).toEqual(rotated);
  expect(rotated.secret).not.toBe(first.secret);
});

test.concurrent('after a rotation both secrets sign; a stranger does not', async () => {
  const receiver = await aReceiver();
  const accountId = 'acct-rotates';
  const { id, secret } = await add(receiver, { accountId });
  const rotated = await stage.portico.webhooks.rotate({ accountId, id });
  const stranger = await add(receiver, { accountId });
  const ping = await stage.portico.webhooks.test({ accountId, id });
  expect(ping).toMatchObject({ state: 'delivered', type: 'ping', tries: [{ status: 204 }] });
  const [heard] = receiver.heard;
  if (!heard) throw new Error('nothing was heard');
  expect([secret, rotated.secret, stranger.secret].map((one) => isSignedWith(one, heard))).toEqual([true, true, false]);
  expect(heard.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
});

test.concurrent('an account has at most 20 endpoints for all of its orders, and is told so', async () => {
  const receiver = await aReceiver();
  const accountId = 'acct-many';
  for (let count = 0; count < 20; count += 1) await add(receiver, { accountId });
  await expect(add(receiver, { accountId })).rejects.toMatchObject({
    code: 'webhook_limit',
    message: expect.stringContaining('at most 20') as unknown,
  });
  const [first] = await stage.portico.webhooks.list(accountId);
  await stage.portico.webhooks.remove({ accountId, id: first?.id ?? '' });
  expect((await add(receiver, { accountId })).state).toBe('active');
});
