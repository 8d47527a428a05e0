import { createOrdersActivities } from '../../activities/orders';
import type { WebhookWithSecret } from '../../client';
import { webhookDeliveryWorkflowId, webhooksWorkflowId } from '../../domain/ids';
import { isTold } from '../../domain/notification/told';
import type { DeliveryState } from '../../domain/webhooks/delivery';
import type { EndpointView } from '../../domain/webhooks/endpoint';
import type { WebhooksInput } from '../../domain/webhooks/state';
import { QUEUES, tryNowSignal, WORKFLOWS } from '../../workflows/contract';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import type { webhookDelivery } from '../../workflows/webhook-delivery';
import { aNumber, single, usDetails } from '../support/orders';
import { placeOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';
import { startReceiver, type Receiver } from '../support/webhook-receiver';

const ACCOUNT = 'acct-active-us';
const PATIENCE = { withinMs: 60_000 } as const;

let stage: Stage;
const receivers: Receiver[] = [];
beforeAll(async () => {
  stage = await setStage();
});
afterAll(async () => {
  await Promise.all(receivers.map((receiver) => receiver.close()));
  await stage?.close();
});

async function aReceiver(status = 204): Promise<Receiver> {
  const receiver = await startReceiver();
  receiver.answers(status);
  receivers.push(receiver);
  return receiver;
}

/** An order that is there, and an endpoint that is told of nothing but that order. */
async function following(receiver: Receiver): Promise<{ order: PlacedOrder; webhook: WebhookWithSecret }> {
  const order = await placeOrder(stage, usDetails([single(aNumber('08'))]));
  const webhook = await stage.portico.webhooks.add({ accountId: ACCOUNT, url: receiver.url, orderId: order.input.orderId });
  return { order, webhook };
}

/** Says something to the order of which its customer is told. */
async function cancelled(order: PlacedOrder): Promise<void> {
  await order.cancel();
  await order.ends();
}

const until = (what: string, id: string, holds: (view: EndpointView) => unknown): Promise<EndpointView> =>
  waitUntil(
    what,
    async () => {
      const view = await stage.portico.webhooks.get(ACCOUNT, id);
      return holds(view) ? view : undefined;
    },
    PATIENCE,
  );

const untilDelivery = (id: string, state: DeliveryState) =>
  waitUntil(
    `a delivery to ${id} is ${state}`,
    async () => (await stage.portico.webhooks.deliveries({ accountId: ACCOUNT, id, state })).deliveries[0],
    PATIENCE,
  );

const deliveryHandle = (workflowId: string) => stage.client.workflow.getHandle<typeof webhookDelivery>(workflowId);

/** Why a person has to look at the account's endpoints. */
const attention = async (): Promise<readonly string[]> =>
  (await stage.client.workflow.getHandle(webhooksWorkflowId(ACCOUNT)).describe()).typedSearchAttributes.get(ATTRIBUTES.attention) ?? [];

test('a receiver that was down gets every event once it is up, and both the try that failed and the one that did not are kept', async () => {
  const receiver = await aReceiver(503);
  const { order, webhook } = await following(receiver);
  await cancelled(order);
  await until('nothing gets through', webhook.id, ({ failingSinceMs }) => failingSinceMs);
  receiver.answers(200);
  expect(await untilDelivery(webhook.id, 'delivered')).toMatchObject({ lastStatus: 200 });
  const [first] = receiver.heard;
  if (!first) throw new Error('nothing was heard');
  const { orderId, sequence } = first.event;
  const { tries } = await deliveryHandle(webhookDeliveryWorkflowId(webhook.id, orderId, sequence)).result();
  expect(tries.at(0)).toMatchObject({ status: 503, ms: expect.any(Number) as unknown });
  expect(tries.at(-1)).toMatchObject({ status: 200 });
  const heard = receiver.heard.filter(({ event }) => event.sequence === sequence);
  expect(heard.map(({ headers, body }) => [headers['webhook-id'], body])).toEqual(tries.map(() => [first.event.id, first.body]));
  await until('it gets through again', webhook.id, ({ failingSinceMs }) => failingSinceMs === undefined);
});

test('410 disables the endpoint at once: nothing more is sent, and nobody is asked for', async () => {
  const receiver = await aReceiver(410);
  const { order, webhook } = await following(receiver);
  await cancelled(order);
  const { disabled, failingSinceMs } = await until('it is disabled', webhook.id, ({ state }) => state === 'disabled');
  expect([disabled?.why, failingSinceMs]).toEqual(['gone', undefined]);
  const { id } = webhook;
  await waitUntil(
    'the delivery is dropped after its one try',
    async () => {
      const { deliveries } = await stage.portico.webhooks.deliveries({ accountId: ACCOUNT, id, state: 'dropped' });
      return deliveries.some(({ attempts, lastStatus }) => attempts === 1 && lastStatus === 410);
    },
    PATIENCE,
  );
  await expect(stage.portico.webhooks.replay({ accountId: ACCOUNT, id, orderId: order.input.orderId })).rejects.toMatchObject({
    code: 'webhook_disabled',
  });
});

test('an endpoint that takes nothing for three days is given up with attention and disabled; enabled, a replay brings what it has missed', async () => {
  const receiver = await aReceiver(302);
  receiver.answers(302, { location: 'http://127.0.0.1:9/elsewhere' });
  const { order, webhook } = await following(receiver);
  const { orderId } = order.input;
  await cancelled(order);
  const { disabled } = await until('it is disabled', webhook.id, ({ state }) => state === 'disabled');
  expect(disabled?.why).toBe('failing');
  expect(await untilDelivery(webhook.id, 'givenUp')).toMatchObject({ attempts: 10, lastStatus: 302 });
  await waitUntil('a person is asked for', async () => (await attention()).includes('webhookFailing'), PATIENCE);
  const about = { accountId: ACCOUNT, id: webhook.id };
  expect(await stage.portico.webhooks.test(about)).toMatchObject({ state: 'givenUp', tries: [{ status: 302 }] });

  receiver.answers(204);
  expect(await stage.portico.webhooks.enable(about)).toMatchObject({ state: 'active' });
  await waitUntil('nobody is asked for', async () => !(await attention()).includes('webhookFailing'), PATIENCE);
  const before = receiver.heard.length;
  const wish = { ...about, orderId, idempotencyKey: 'replay-once' };
  const { replayed } = await stage.portico.webhooks.replay(wish);
  const replays = () => receiver.heard.slice(before).map(({ event }) => event.id);
  await waitUntil('all of them have arrived', () => replays().length === replayed);
  // From its first fact on, of which this endpoint was never told.
  expect(replays().toSorted()).toEqual(
    (await stage.portico.timeline(orderId))
      .filter(isTold)
      .map(({ seq }) => `${orderId}-${seq}`)
      .toSorted(),
  );
  expect(await stage.portico.webhooks.replay(wish)).toEqual({ replayed });
  await expect(stage.portico.webhooks.replay({ ...wish, from: 2 })).rejects.toMatchObject({ code: 'key_reuse' });
  expect(await stage.portico.webhooks.replay({ ...about, orderId, from: 9_999 })).toEqual({ replayed: 0 });
  expect(replays()).toHaveLength(replayed);
});

test('a replay hurries what is still being tried; an endpoint that is removed is sent nothing more', async () => {
  const receiver = await aReceiver();
  receiver.answers(429, { 'retry-after': '60' });
  const [hurried, dropped] = await Promise.all([following(receiver), following(receiver)]);
  await Promise.all([cancelled(hurried.order), cancelled(dropped.order)]);
  await Promise.all([untilDelivery(hurried.webhook.id, 'failing'), untilDelivery(dropped.webhook.id, 'failing')]);
  receiver.answers(204);
  const { orderId } = hurried.order.input;
  await stage.portico.webhooks.replay({ accountId: ACCOUNT, id: hurried.webhook.id, orderId });
  expect(await untilDelivery(hurried.webhook.id, 'delivered')).toMatchObject({ lastStatus: 204 });

  const [waiting] = (await stage.portico.webhooks.deliveries({ accountId: ACCOUNT, id: dropped.webhook.id, state: 'failing' })).deliveries;
  const heard = () => receiver.heard.filter(({ event }) => event.orderId === dropped.order.input.orderId).length;
  const before = heard();
  await stage.portico.webhooks.remove({ accountId: ACCOUNT, id: dropped.webhook.id });
  await expect(stage.portico.webhooks.get(ACCOUNT, dropped.webhook.id)).rejects.toMatchObject({ code: 'webhook_not_found' });
  const sequence = Number(waiting?.eventId.split('-')[1]);
  const delivery = deliveryHandle(webhookDeliveryWorkflowId(dropped.webhook.id, dropped.order.input.orderId, sequence));
  await delivery.signal(tryNowSignal, {});
  expect(await delivery.result()).toMatchObject({ state: 'dropped' });
  expect(heard()).toBe(before);
});

test('F1: telling the same facts again starts no second delivery, and a strange memo holds up nobody', async () => {
  const receiver = await aReceiver();
  const { order } = await following(receiver);
  const { orderId } = order.input;
  const fact = { kind: 'orderCancelled', seq: 77, atMs: stage.nowMs() } as const;
  const orders = createOrdersActivities(stage.client);
  const news = { orderId, accountId: ACCOUNT, seq: 77, language: 'en', zone: 'UTC', clock: stage.clock, facts: [fact], items: {} } as const;
  for (let count = 0; count < 3; count += 1) await orders.startNotification(news);
  await receiver.hears('fact 77', ({ event }) => event.sequence === 77);
  await orders.startNotification(news);
  expect(receiver.heard.filter(({ event }) => event.sequence === 77)).toHaveLength(1);

  await stage.client.workflow.start(WORKFLOWS.webhooks, {
    workflowId: webhooksWorkflowId('acct-strange'),
    taskQueue: QUEUES.orders,
    args: [{ schemaVersion: 1, accountId: 'acct-strange', clock: stage.clock, continueAsNewAfterEvents: 4_000 } satisfies WebhooksInput],
    memo: { subscriptions: [{ id: 7 }, 'nonsense'] },
  });
  await orders.startNotification({ ...news, accountId: 'acct-strange', seq: 78 });
});

test('I15: endpoints, secrets and answers outlive a new run, and publishing finds them in it at every moment', async () => {
  const receiver = await aReceiver();
  const accountId = 'acct-long-lived';
  await stage.client.workflow.start(WORKFLOWS.webhooks, {
    workflowId: webhooksWorkflowId(accountId),
    taskQueue: QUEUES.orders,
    args: [{ schemaVersion: 1, accountId, clock: stage.clock, continueAsNewAfterEvents: 15 } satisfies WebhooksInput],
  });
  const handle = stage.client.workflow.getHandle(webhooksWorkflowId(accountId));
  const { runId } = await handle.describe();
  const wish = { accountId, url: receiver.url, idempotencyKey: 'kept' };
  const kept = await stage.portico.webhooks.add(wish);
  const seen: unknown[] = [];
  for (let count = 0; count < 6; count += 1) {
    await stage.portico.webhooks.rotate({ accountId, id: kept.id });
    seen.push((await handle.describe()).memo?.['subscriptions']);
  }
  expect((await handle.describe()).runId).not.toBe(runId);
  expect(seen).toEqual(Array.from({ length: 6 }, () => [{ id: kept.id }]));
  expect(await stage.portico.webhooks.add(wish)).toEqual(kept);
  expect(await stage.portico.webhooks.list(accountId)).toHaveLength(1);
});
