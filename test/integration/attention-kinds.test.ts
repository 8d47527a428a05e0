import type { AttentionPage, AttentionRow } from '../../client/operators/attention';
import { pointerWorkflowId } from '../../client/port-pointers';
import { manualPortWorkflowId, portRequestWorkflowId, webhooksWorkflowId } from '../../domain/ids';
import { deliveryNewsSignal } from '../../workflows/contract';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import { operatorsCli } from '../support/cli';
import { deskOrder } from '../support/desk';
import { aNumber, BY_HAND, single, usDetails } from '../support/orders';
import { signedOrder } from '../support/placed-order';
import { GATEWAY, setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ byHand: true, dayMs: 3_000, echoesReference: false });
});
afterAll(() => stage?.close());

const portico = operatorsCli(() => stage);
const WHY = ['--reason', 'on call'];
const PATIENCE = { withinMs: 50_000 } as const;

const rows = async (...argv: readonly string[]): Promise<readonly AttentionRow[]> =>
  (await portico.json<AttentionPage>('attention', '--limit', '100', ...argv)).rows;

const listed = (workflowId: string, ...argv: readonly string[]): Promise<AttentionRow> =>
  waitUntil(`${workflowId} in the list`, async () => (await rows(...argv)).find((row) => row.workflowId === workflowId), PATIENCE);

/** It is no longer among what needs a person. */
const gone = (workflowId: string): Promise<unknown> =>
  waitUntil(`${workflowId} is off the list`, async () => !(await rows()).some((row) => row.workflowId === workflowId), PATIENCE);

const details = async (workflowId: string): Promise<string> =>
  (await stage.client.workflow.getHandle(workflowId).query<{ readonly currentDetails: string }>('__temporal_workflow_metadata'))
    .currentDetails;

/** It has an owner in the list and on its page, and then it has none. */
async function changesHands(workflowId: string): Promise<void> {
  expect((await portico('assign', workflowId, 'op-8', ...WHY)).code).toBe(0);
  expect(await listed(workflowId, '--owner', 'op-8')).toMatchObject({ owner: 'op-8' });
  expect(await details(workflowId)).toMatch(/^\| Owner \| op-8 \|$/m);
  expect((await portico('unassign', workflowId, ...WHY)).code).toBe(0);
  expect((await listed(workflowId, '--unowned')).owner).toBeUndefined();
  expect(await details(workflowId)).not.toContain('op-8');
}

test.concurrent('a task by hand is listed with its order, its age and its owner, and is closed by hand', async () => {
  const { order } = await deskOrder(stage);
  const { orderId } = order.input;
  const workflowId = manualPortWorkflowId(BY_HAND.id, order.reference());
  const row = await listed(workflowId, '--reason', 'carrierTask');
  expect(row).toMatchObject({ kind: 'manualPort', orderId, n: 1, words: `${orderId} request 1 by ${BY_HAND.id}`, gateway: BY_HAND.id });
  const { takenAtMs, attentionSinceMs } = await stage.portico.carrierTask(orderId, 1);
  expect([row.sinceMs, attentionSinceMs]).toEqual([takenAtMs, takenAtMs]);
  await changesHands(workflowId);
  expect((await stage.portico.carrierTask(orderId, 1)).log).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: 'assigned', by: 'op-7', reason: 'on call', to: 'op-8' })]),
  );
  expect((await portico('resolve', workflowId, ...WHY)).code).toBe(0);
  await gone(workflowId);
});

test.concurrent("F11: a port that is nobody's is listed with its age and its owner, and is resolved by its workflow id", async () => {
  const gatewayId = `prt_nobodys_${Date.now()}`;
  const workflowId = pointerWorkflowId(GATEWAY, gatewayId);
  await stage.portico.deliverCarrierEvent({
    id: `evt_${gatewayId}`,
    gateway: GATEWAY,
    gatewayId,
    type: 'comment',
    text: 'on its way',
    occurredAtMs: stage.nowMs(),
    source: 'webhook',
  });
  const row = await listed(workflowId);
  expect(row).toMatchObject({ kind: 'pointer', words: `port ${gatewayId} of ${GATEWAY}`, reasons: ['parkedEvent'] });
  // It was held for an hour before anybody was needed.
  expect(row.sinceMs).toBeGreaterThan(row.startedMs);
  await changesHands(workflowId);
  expect((await portico('resolve', workflowId, ...WHY)).code).toBe(0);
  await gone(workflowId);
});

test.concurrent('webhooks that fail are listed with their age and their owner, until the receiver takes one, and not before', async () => {
  const accountId = `acct-${Date.now()}`;
  const workflowId = webhooksWorkflowId(accountId);
  const { id } = await stage.portico.webhooks.add({ accountId, url: 'https://receiver.example/portico' });
  const endpoints = stage.client.workflow.getHandle(workflowId);
  const fromMs = stage.nowMs();
  await endpoints.signal(deliveryNewsSignal, { id, what: 'givenUp' });
  const row = await listed(workflowId, '--reason', 'webhookFailing');
  expect(row).toMatchObject({ kind: 'webhooks', words: `webhooks of ${accountId}` });
  expect(row.sinceMs).toBeGreaterThanOrEqual(fromMs);
  await changesHands(workflowId);
  const refused = await portico('resolve', workflowId, ...WHY);
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('once the receiver takes an event') as unknown });
  await listed(workflowId);
  await endpoints.signal(deliveryNewsSignal, { id, what: 'succeeded' });
  await gone(workflowId);
});

test.concurrent('an order is as old as its own reasons, and what does not answer spoils nobody else', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('08'))]), {
    gateway: { id: GATEWAY, setSize: 1, visibilityLagMs: 500, echoesReference: false },
  });
  const { orderId } = order.input;
  // Of no worker, as from before ages were shown.
  const silent = portRequestWorkflowId(orderId, 9);
  const nobody = await stage.client.workflow.start('nobodys', {
    workflowId: silent,
    taskQueue: 'nobodys',
    typedSearchAttributes: [{ key: ATTRIBUTES.attention, value: ['contractBroken'] }],
  });
  await order.raises('carrierSilent');
  const fromMs = stage.nowMs();
  await order.handle.signal('loaSigned', { nonsense: true });
  const own = await listed(order.handle.workflowId, '--reason', 'messageNotTaken');
  expect(own.reasons).toEqual(['messageNotTaken']);
  expect(own.sinceMs).toBeGreaterThanOrEqual(fromMs);
  expect((await listed(order.request().workflowId)).sinceMs).toBeLessThan(fromMs);
  expect((await listed(silent)).sinceMs).toBeUndefined();
  await nobody.terminate('dealt with');
});
