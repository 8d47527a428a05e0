import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { resyncSignal } from '../../workflows/contract';
import { aNumber, aWeekAfter, single, usDetails } from '../support/orders';
import { signedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ focDays: 6 });
});
afterAll(() => stage?.close());

const runIdOf = async (handle: WorkflowHandle): Promise<string> => (await handle.describe()).runId;

/** Whether the current run carries on an earlier one. */
async function isContinuation(handle: WorkflowHandle): Promise<boolean> {
  const { events } = await handle.fetchHistory();
  return Boolean(events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId);
}

/** Ids of the workflow task completions of the current run, and of the first event after each. */
async function tasksOf(handle: WorkflowHandle): Promise<readonly { readonly id: number; readonly startsChild: boolean }[]> {
  const { events } = await handle.fetchHistory();
  const list = events ?? [];
  const idOf = (index: number): number => Number(list[index]?.eventId ?? 0);
  const boundaries = list.flatMap((event, index) => (event.workflowTaskCompletedEventAttributes ? [index] : []));
  return boundaries.map((index, place) => ({
    id: idOf(index),
    startsChild: list.slice(index, boundaries[place + 1]).some((event) => event.startChildWorkflowExecutionInitiatedEventAttributes),
  }));
}

/** What *Reset* in the Web UI does: a new run from this workflow task on. */
async function reset(handle: WorkflowHandle, workflowTaskFinishEventId: number): Promise<void> {
  await stage.client.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: handle.workflowId, runId: await runIdOf(handle) },
    workflowTaskFinishEventId: workflowTaskFinishEventId as never,
    requestId: randomUUID(),
    reason: 'an operator',
  });
}

test.concurrent('an order that is terminated leaves its request alive: the number ports, and a person is asked for', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber())]));
  await order.reaches('scheduled');
  await order.handle.terminate('by mistake');
  const snapshot = await order.requestUntil(
    'a port that nobody can be told of',
    ({ status, attention }) => status === 'over' && attention.length > 0,
  );
  expect(snapshot).toMatchObject({ outcome: 'ported', attention: ['orderUnreachable'], numbers: [{ voice: 'active', sms: 'active' }] });
  expect(order.carrierOrders()).toEqual([order.reference()]);
});

test.concurrent('an order that was terminated and reset takes its running requests back, and after `resync` knows all that they did', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber()), single(aNumber())]));
  await order.reaches('submitted', 2);
  await order.handle.terminate('by mistake');
  await order.requestUntil('a date', ({ foc }) => foc);
  const last = (await tasksOf(order.handle)).at(-1);
  await reset(order.handle, last?.id ?? 0);
  await order.handle.signal(resyncSignal, {});
  await Promise.all([order.reaches('scheduled', 1), order.reaches('scheduled', 2)]);
  expect(await order.ends()).toMatchObject({
    status: 'completed',
    attention: [],
    requests: [{ outcome: 'ported' }, { outcome: 'ported' }],
  });
  expect(order.carrierOrders().toSorted()).toEqual([order.reference(1), order.reference(2)]);
});

test.concurrent('a request that exists already is adopted: the order is reset to before it started its child, and goes on with that one', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber())]));
  await order.reaches('scheduled');
  const [request, before] = [await runIdOf(order.request()), await runIdOf(order.handle)];
  const start = (await tasksOf(order.handle)).find(({ startsChild }) => startsChild);
  await reset(order.handle, start?.id ?? 0);
  expect(await runIdOf(order.handle)).not.toBe(before);
  await order.handle.signal(resyncSignal, {});
  expect(await order.ends()).toMatchObject({ status: 'completed', requests: [{ outcome: 'ported' }] });
  expect(await runIdOf(order.request())).toBe(request);
  expect(order.carrierOrders()).toEqual([order.reference()]);
  const keys = (await order.ticket()).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test.concurrent('I15: order and requests continue as new in the middle of their ports, and lose nothing', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber()), single(aNumber('13'))]), { continueAsNewAfterEvents: 35 });
  const view = await order.ends();
  expect(view).toMatchObject({ status: 'completed', attention: [], requests: [{ outcome: 'ported' }, { outcome: 'ported' }] });
  expect(await Promise.all([order.handle, order.request(1), order.request(2)].map(isContinuation))).toEqual([true, true, true]);
  const told = (await order.happened()).filter((kind) => ['submitted', 'scheduled', 'numbersAdded', 'ported', 'smsActive'].includes(kind));
  expect(told.toSorted()).toEqual(
    ['submitted', 'scheduled', 'numbersAdded', 'ported', 'smsActive'].flatMap((kind) => [kind, kind]).toSorted(),
  );
  expect(order.carrierOrders().toSorted()).toEqual([order.reference(1), order.reference(2)]);
  expect(await order.claims()).toEqual([]);
});

test.concurrent('R24: a cancel, a reschedule and a repeated command count across continue-as-new', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber())]), { continueAsNewAfterEvents: 25 });
  const { foc } = await order.reaches('scheduled');
  expect(await order.reschedule(aWeekAfter(foc.date))).toMatchObject({ taken: true });
  await order.reaches('dateChanged');
  expect(await order.cancel()).toMatchObject({ taken: true });
  await order.reaches('cancelled');
  expect(await order.cancelAgain()).toMatchObject({ taken: true });
  expect(await order.ends()).toMatchObject({ status: 'cancelled', requests: [{ outcome: 'cancelled' }] });
  expect(order.carrierLines('cancel.asked', 'asked')).toHaveLength(1);
});
