import type { WorkflowHandle } from '@temporalio/client';
import type { Repaired } from '../../client/operators/repair';
import { pointerWorkflowId } from '../../client/port-pointers';
import { manualPortWorkflowId, notificationWorkflowId, supportCaseWorkflowId, webhooksWorkflowId } from '../../domain/ids';
import { bindSignal, QUEUES, WORKFLOWS } from '../../workflows/contract';
import { operatorsCli } from '../support/cli';
import { deskOrder } from '../support/desk';
import { aNumber, BY_HAND, GATEWAY, single, usDetails } from '../support/orders';
import { placeOrder, signedOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { buttonsOf } from '../support/ui-buttons';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  // A day lasts so long that nothing runs out while it is ended and brought back.
  stage = await setStage({ byHand: true, dayMs: 600_000 });
});
afterAll(() => stage?.close());

const portico = operatorsCli(() => stage);
const ui = buttonsOf(() => stage);
const WHY = ['--reason', 'ended by mistake'];

const repair = async (what: string): Promise<string[]> => {
  const { repaired } = await portico.json<{ repaired: Repaired[] }>('repair', what, ...WHY);
  return repaired.map(({ workflowId, was, did }) => `${workflowId}: ${was}, ${did}`);
};
const handleOf = (workflowId: string): WorkflowHandle => stage.client.workflow.getHandle(workflowId);
const statusOf = async (handle: WorkflowHandle): Promise<string> => (await handle.describe()).status.name;

/** Temporal's list lags behind: what was ended a moment ago may only be found by another try. */
const comesBack = (workflowId: string, by: string) =>
  waitUntil(`${workflowId} is back`, async () => (await repair(by)).includes(`${workflowId}: TERMINATED, broughtBack`));

/** An order that is over, whose number works in every respect. */
async function portedOrder(): Promise<{ readonly order: PlacedOrder; readonly number: string }> {
  const number = aNumber('20');
  const order = await signedOrder(stage, usDetails([single(number)]));
  await order.reaches('submitted');
  await order.carrierDoes({ type: 'activate' });
  await order.reaches('ported');
  await order.carrierDoes({ type: 'sms' });
  expect(await order.ends()).toMatchObject({ status: 'completed' });
  await order.request().result();
  return { order, number };
}

test.concurrent('F36: a task by hand that was terminated comes back with its order, knows what was entered, and takes what the carrier says next', async () => {
  const desk = await deskOrder(stage);
  const { order } = desk;
  await desk.enters('sent');
  await order.reaches('submitted');
  await desk.enters('acknowledged', undefined, { carrierRef: 'QN/77' });
  const task = handleOf(manualPortWorkflowId(BY_HAND.id, order.reference()));
  await ui.terminate(task);
  await comesBack(task.workflowId, task.workflowId);
  expect(await desk.task()).toMatchObject({ carrierRef: 'QN/77', ended: false });
  const { date, foc } = desk.window(4);
  await desk.enters('foc_confirmed', { foc });
  expect((await order.reaches('scheduled')).foc.date).toBe(date);
  const { orderId } = order.input;
  expect(await repair(orderId)).toEqual([`port-order/${orderId}: RUNNING, asked`, `port-request/${orderId}/1: RUNNING, asked`]);
});

test.concurrent('F36: a support case that was terminated comes back with its order, long after that has ended, and goes on', async () => {
  const { order, number } = await portedOrder();
  const { orderId } = order.input;
  const { k } = await stage.portico.openSupportCase({ orderId, number, trouble: 'calls', idempotencyKey: 'the-case' });
  const handle = handleOf(supportCaseWorkflowId(orderId, k));
  await ui.terminate(handle);
  await expect(stage.portico.proceedInSupportCase({ orderId, k })).rejects.toMatchObject({ code: 'case_closed' });
  await comesBack(handle.workflowId, handle.workflowId);
  await stage.control('POST', '/platform/configure', { numbers: [number] });
  await stage.portico.proceedInSupportCase({ orderId, k });
  expect(await stage.portico.getSupportCase(orderId, k)).toMatchObject({ checks: { configured: true } });
  // What has ended properly is not started anew with it.
  expect(await Promise.all([order.handle, order.request()].map(statusOf))).toEqual(['COMPLETED', 'COMPLETED']);
  expect(await portico('repair', orderId, ...WHY)).toMatchObject({ code: 4, err: expect.stringContaining('ended properly') as unknown });
});

test.concurrent('F36: a case that a fault has ended comes back; a message that was given up stays as it is', async () => {
  const order = await placeOrder(stage, usDetails([single(aNumber())]));
  const { orderId } = order.input;
  const [given, broken] = [notificationWorkflowId(orderId, 399), supportCaseWorkflowId(orderId, 'broken')];
  for (const workflowId of [given, broken]) {
    await stage.client.workflow.start(WORKFLOWS.supportCase, { workflowId, taskQueue: QUEUES.orders, args: [{ schemaVersion: 0 }] });
    await waitUntil(`${workflowId} has failed`, async () => (await statusOf(handleOf(workflowId))) === 'FAILED');
  }
  const both = `WorkflowId IN ('${given}', '${broken}') AND ExecutionStatus = 'Failed'`;
  await waitUntil('both in the list', async () => (await stage.client.workflow.count(both)).count === 2);
  const done = await repair(orderId);
  expect(done).toContain(`${broken}: FAILED, broughtBack`);
  expect(done.join()).not.toContain(given);
});

test.concurrent('F36: a pointer that was terminated comes back by its id, and passes on what it held', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('08'))]));
  await order.reaches('submitted');
  const gatewayId = 'prt_ended';
  const text = 'on its way';
  const event = {
    id: 'evt_ended',
    gateway: GATEWAY,
    gatewayId,
    type: 'comment',
    text,
    occurredAtMs: stage.nowMs(),
    source: 'webhook',
  } as const;
  expect(await stage.portico.deliverCarrierEvent(event)).toBe('held');
  const pointer = handleOf(pointerWorkflowId(GATEWAY, gatewayId));
  await waitUntil('its first step', async () => (await pointer.describe()).historyLength > 4);
  await ui.terminate(pointer);
  expect(await repair(pointer.workflowId)).toEqual([`${pointer.workflowId}: TERMINATED, broughtBack`]);
  await pointer.signal(bindSignal, { orderId: order.input.orderId, n: 1, reference: order.reference() });
  await order.requestUntil('the comment', ({ facts }) => facts.some(({ kind }) => kind === 'carrierComment'));
  expect(await portico('repair', pointer.workflowId, ...WHY)).toMatchObject({
    code: 4,
    err: expect.stringContaining('It runs') as unknown,
  });
});

test.concurrent('F36: the endpoints of an account that were terminated come back with their secrets, by the id of their workflow', async () => {
  const accountId = 'acct-ended';
  const { id, url } = await stage.portico.webhooks.add({ accountId, url: 'http://127.0.0.1:9/hooks' });
  const handle = handleOf(webhooksWorkflowId(accountId));
  await ui.terminate(handle);
  await expect(stage.portico.webhooks.disable({ accountId, id })).rejects.toMatchObject({ code: 'webhook_not_found' });
  const { code, out } = await portico('repair', handle.workflowId, ...WHY);
  expect([code, out]).toEqual([0, expect.stringMatching(/^webhooks of acct-ended +terminated +is back, and goes on from its last step$/m)]);
  expect(await stage.portico.webhooks.disable({ accountId, id })).toMatchObject({ id, url, state: 'disabled' });
  expect(await portico('repair', handle.workflowId, ...WHY)).toMatchObject({ code: 4, err: expect.stringContaining('It runs') as unknown });
});
