import type { WorkflowHandle } from '@temporalio/client';
import type { Repaired } from '../../client/operators/repair';
import { notificationWorkflowId, parkedEventWorkflowId } from '../../domain/ids';
import { OPERATOR, operatorsCli, tooWide } from '../support/cli';
import { aNumber, anOrderId, GATEWAY, single, usDetails } from '../support/orders';
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

/** The port is done, told, given back, and stands at the carrier exactly once. */
async function completesOnce(order: PlacedOrder): Promise<void> {
  expect(await order.ends()).toMatchObject({ status: 'completed', attention: [], requests: [{ outcome: 'ported' }] });
  expect(order.carrierOrders()).toEqual([order.reference()]);
  const keys = (await order.ticket()).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  await order.told(/finished/);
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
  expect(out).toMatch(new RegExp(`^${orderId} +terminated +is brought back, and goes on from its last step$`, 'm'));
  await order.reaches('scheduled');
  await completesOnce(order);
});

test.concurrent('F36: order and request were terminated both; two people repair them at once, and one more afterwards', async () => {
  const order = await placed();
  await order.reaches('scheduled');
  await Promise.all([order.handle, order.request()].map((handle) => ui.terminate(handle)));
  await Promise.all([repair(order.input.orderId), repair(order.input.orderId)]);
  expect(await repair(order.input.orderId)).toEqual([`port-order/${order.input.orderId}: RUNNING, asked`]);
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
  await stage.portico.deliverCarrierEvent({
    id: 'evt-lost',
    gateway: GATEWAY,
    type: 'comment',
    occurredAtMs: stage.nowMs(),
    reference: 'nothing of ours',
    text: 'hello',
    source: 'webhook',
  });
  const handle = stage.client.workflow.getHandle(parkedEventWorkflowId(GATEWAY, 'evt-lost'));
  await stage.portico.operators.parkedEvent(handle.workflowId);
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
  const refused = await portico('repair', order.input.orderId, ...WHY);
  expect(refused).toMatchObject({ code: 4, out: '', err: expect.stringContaining('ended properly') as unknown });
  expect((await portico('repair', anOrderId(), ...WHY)).code).toBe(3);
  expect((await portico('repair', 'support-case/0123456789AB/1', ...WHY)).code).toBe(2);
  expect((await portico('repair', order.input.orderId)).code).toBe(2);
});
