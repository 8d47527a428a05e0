import type { WorkflowHandle } from '@temporalio/client';
import type { Repaired } from '../../client/operators/repair';
import { resetToLastTask } from '../../client/operators/reset';
import { notificationWorkflowId, parkedEventWorkflowId } from '../../domain/ids';
import { WORKFLOWS } from '../../workflows/contract';
import type { parkedEvent } from '../../workflows/parked-event';
import { OPERATOR, operatorsCli, tooWide } from '../support/cli';
import { aNumber, anOrderId, GATEWAY, single, usDetails } from '../support/orders';
import { completesOnce } from '../support/completes-once';
import { signedOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { buttonsOf } from '../support/ui-buttons';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ focDays: 8 });
});
afterAll(() => stage?.close());

const portico = operatorsCli(() => stage);
const ui = buttonsOf(() => stage);
const WHY = ['--reason', 'ended by mistake'];

const placed = (): Promise<PlacedOrder> => signedOrder(stage, usDetails([single(aNumber())]));

const repair = async (what: string): Promise<string[]> => {
  const { repaired } = await portico.json<{ repaired: Repaired[] }>('repair', what, ...WHY);
  return repaired.map(({ workflowId, was, did }) => `${workflowId}: ${was}, ${did}`);
};
const repairsIn = async (order: PlacedOrder): Promise<string[]> => {
  const { facts } = await portico.json<{ facts: { line: string; who?: string }[] }>('timeline', order.input.orderId);
  return facts.flatMap(({ line, who }) => (who === OPERATOR ? [line] : []));
};
const statusOf = async (handle: WorkflowHandle): Promise<string> => (await handle.describe()).status.name;
const runIdOf = async (handle: WorkflowHandle): Promise<string> => (await handle.describe()).runId;

/** A webhook that matches nothing. */
const anEvent = (id: string, reference = 'nothing of ours') =>
  ({ id, gateway: GATEWAY, type: 'comment', occurredAtMs: stage.nowMs(), reference, text: 'hello', source: 'webhook' }) as const;

/** It waits for a person. */
async function parked(id: string): Promise<WorkflowHandle<typeof parkedEvent>> {
  await stage.portico.deliverCarrierEvent(anEvent(id));
  const handle = stage.client.workflow.getHandle<typeof parkedEvent>(parkedEventWorkflowId(GATEWAY, id));
  await stage.portico.operators.parkedEvent(handle.workflowId);
  return handle;
}

test.concurrent('F36: a request that was terminated with a live port comes back with a repair, hears what it missed and completes once', async () => {
  const order = await placed();
  await order.reaches('submitted');
  await ui.terminate(order.request());
  // The date comes while nobody is there to hear it: it is kept for a person.
  await waitUntil('the date at the carrier', () => order.carrierLines('port.foc_confirmed', 'told').length > 0);
  const { orderId } = order.input;
  expect(await repair(orderId)).toEqual(
    expect.arrayContaining([`port-order/${orderId}: RUNNING, asked`, `port-request/${orderId}/1: TERMINATED, broughtBack`]),
  );
  await order.reaches('scheduled');
  await completesOnce(order);
  expect(await repairsIn(order)).toEqual(
    expect.arrayContaining([`By ${OPERATOR}: repaired (ended by mistake).`, `Request 1: By ${OPERATOR}: repaired (ended by mistake).`]),
  );
});

test.concurrent('F36: an order that was terminated comes back with a repair, asks its request, and completes', async () => {
  const order = await placed();
  await order.reaches('submitted');
  await ui.terminate(order.handle);
  await order.requestUntil('a date', ({ foc }) => foc);
  expect(await statusOf(order.request())).toBe('RUNNING');
  const { orderId } = order.input;
  const { code, out } = await portico('repair', orderId, ...WHY);
  expect([code, tooWide(out)]).toEqual([0, []]);
  expect(out).toMatch(new RegExp(`^${orderId} +terminated +is back, and goes on from its last step$`, 'm'));
  await order.reaches('scheduled');
  await completesOnce(order);
});

test.concurrent('F36: order and request were terminated both; two people repair them at once, and one more afterwards', async () => {
  const order = await placed();
  await order.reaches('scheduled');
  await Promise.all([order.handle, order.request()].map((handle) => ui.terminate(handle)));
  await Promise.all([repair(order.input.orderId), repair(order.input.orderId)]);
  const { orderId } = order.input;
  expect(await repair(orderId)).toEqual([`port-order/${orderId}: RUNNING, asked`, `port-request/${orderId}/1: RUNNING, asked`]);
  await completesOnce(order);
});

test.concurrent('F36: a repair that died after it had brought a request back is finished by another try, which lets it catch up', async () => {
  const order = await placed();
  await order.reaches('submitted');
  await ui.terminate(order.request());
  await waitUntil('the date at the carrier', () => order.carrierLines('port.foc_confirmed', 'told').length > 0);
  // As the first try has left it: back, and not asked.
  await ui.reset(order.request(), 'last');
  const { orderId } = order.input;
  expect(await repair(orderId)).toEqual(
    expect.arrayContaining([`port-order/${orderId}: RUNNING, asked`, `port-request/${orderId}/1: RUNNING, asked`]),
  );
  await completesOnce(order);
  expect(await repairsIn(order)).toContain(`Request 1: By ${OPERATOR}: repaired (ended by mistake).`);
});

test.concurrent('F36: a run that was reset once is not reset again, whatever became of it meanwhile', async () => {
  const handle = await parked('evt-judged');
  const judged = { workflowId: handle.workflowId, runId: await runIdOf(handle) };
  const again = (): Promise<void> =>
    resetToLastTask({ temporal: stage.client, call: (_, ask) => ask() }, judged, 'somebody else was faster');
  await ui.terminate(handle);
  await again();
  const second = await runIdOf(handle);
  expect(second).not.toBe(judged.runId);
  // It runs.
  await again();
  expect([await runIdOf(handle), await statusOf(handle)]).toEqual([second, 'RUNNING']);
  // It was ended, repaired and runs once more.
  await ui.terminate(handle);
  expect(await repair(handle.workflowId)).toEqual([`${handle.workflowId}: TERMINATED, broughtBack`]);
  const third = await runIdOf(handle);
  expect(third).not.toBe(second);
  await again();
  expect([await runIdOf(handle), await statusOf(handle)]).toEqual([third, 'RUNNING']);
  // It has ended properly.
  expect((await portico('resolve', handle.workflowId, ...WHY)).code).toBe(0);
  await handle.result();
  await again();
  expect([await runIdOf(handle), await statusOf(handle)]).toEqual([third, 'COMPLETED']);
});

test.concurrent('F36: a parked event that answers nobody does not stop a repair', async () => {
  const order = await placed();
  await order.reaches('submitted');
  const { orderId } = order.input;
  const start = (id: string, args: readonly unknown[]) =>
    stage.client.workflow.start(WORKFLOWS.parkedEvent, {
      workflowId: parkedEventWorkflowId(GATEWAY, id),
      taskQueue: 'nobody-works-here',
      args: [...args],
    });
  const event = anEvent('evt-stuck', order.reference());
  const stuck = await Promise.all([
    start(event.id, [{ gateway: GATEWAY, event, why: 'unknownReference', clock: stage.clock }]),
    start('evt-of-nothing', []),
  ]);
  const done = await waitUntil('it in the list of those that wait', async () => {
    const answer = await repair(orderId);
    return answer.some((line) => line.startsWith('parked-event/')) && answer;
  });
  expect(done).toEqual([
    `port-order/${orderId}: RUNNING, asked`,
    `port-request/${orderId}/1: RUNNING, asked`,
    `${stuck[0].workflowId}: RUNNING, replayed`,
  ]);
  await Promise.all(stuck.map((handle) => handle.terminate('done with')));
  await completesOnce(order);
});

test.concurrent('F36: a message to the customer that was terminated before it was told is told after a repair, once', async () => {
  const orderId = anOrderId();
  // The desk does not take anything about this order.
  await stage.control('POST', '/faults', { party: 'tickets', mode: 'status:503', path_includes: orderId });
  const order = await signedOrder(stage, usDetails([single(aNumber())]), { orderId });
  const message = await waitUntil('a message on its way', async () => {
    for (const { seq } of await stage.portico.timeline(orderId)) {
      const handle = stage.client.workflow.getHandle(notificationWorkflowId(orderId, seq));
      if ((await handle.describe().catch(() => undefined))?.status.name === 'RUNNING') return handle;
    }
    return undefined;
  });
  await ui.terminate(message);
  await stage.control('DELETE', '/faults?party=tickets');
  expect(await statusOf(message)).toBe('TERMINATED');
  await waitUntil('it in the list of those that were ended', async () =>
    (await repair(orderId)).includes(`${message.workflowId}: TERMINATED, broughtBack`),
  );
  await message.result();
  await completesOnce(order);
});

test.concurrent('F36: a parked event that was terminated comes back with a repair, and waits for a person again', async () => {
  const handle = await parked('evt-lost');
  await ui.terminate(handle);
  expect(await repair(handle.workflowId)).toEqual([`${handle.workflowId}: TERMINATED, broughtBack`]);
  expect(await repair(handle.workflowId)).toEqual([`${handle.workflowId}: RUNNING, replayed`]);
  expect(await stage.portico.operators.parkedEvent(handle.workflowId)).toMatchObject({
    event: { id: 'evt-lost' },
    acts: [{ what: 'replay', by: OPERATOR, reason: 'ended by mistake' }, { what: 'replay' }],
  });
  expect((await portico('resolve', handle.workflowId, ...WHY)).code).toBe(0);
  await handle.result();
  expect((await portico('repair', handle.workflowId, ...WHY)).code).toBe(4);
});

test.concurrent('what ended properly is not repaired, and what is not there is not found', async () => {
  const order = await placed();
  await order.ends();
  await order.request().result();
  const refused = await portico('repair', order.input.orderId, ...WHY);
  expect(refused).toMatchObject({ code: 4, out: '', err: expect.stringContaining('ended properly') as unknown });
  expect((await portico('repair', anOrderId(), ...WHY)).code).toBe(3);
  expect((await portico('repair', 'support-case/0123456789AB/1', ...WHY)).code).toBe(3);
  expect((await portico('repair', 'parked-event/acme/none', ...WHY)).code).toBe(3);
  expect((await portico('repair', order.input.orderId)).code).toBe(2);
});
