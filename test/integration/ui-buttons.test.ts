import { WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client';
import { gatewayPauseWorkflowId } from '../../domain/ids';
import type { SweepReport } from '../../domain/sweep/report';
import { operatorsCli } from '../support/cli';
import { completesOnce } from '../support/completes-once';
import { costOf } from '../support/cost';
import { aNumber, GATEWAY, single, usDetails } from '../support/orders';
import { placeOrder, signedOrder, type PlacedOrder } from '../support/placed-order';
import { rawHistory } from '../support/raw-history';
import { setStage, type Stage } from '../support/stage';
import { buttonsOf } from '../support/ui-buttons';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ focDays: 8 });
});
afterAll(() => stage?.close());

const portico = operatorsCli(() => stage);
const ui = buttonsOf(() => stage);
const WHY = ['--reason', 'pressed by mistake'];

const placed = (): Promise<PlacedOrder> => signedOrder(stage, usDetails([single(aNumber())]));
const runIdOf = async (handle: WorkflowHandle): Promise<string> => (await handle.describe()).runId;

test.concurrent('F36: an order that is reset to its first step does everything again under the same keys: one port, one request, no message twice', async () => {
  const order = await placed();
  await order.reaches('scheduled');
  const [request, before] = [await runIdOf(order.request()), await runIdOf(order.handle)];
  await ui.reset(order.handle, 'first');
  expect(await runIdOf(order.handle)).not.toBe(before);
  expect((await portico('repair', order.input.orderId, ...WHY)).code).toBe(0);
  await completesOnce(order);
  expect(await runIdOf(order.request())).toBe(request);
});

test.concurrent('F36: an order that is reset to its first step before anything was sent waits for its customer again', async () => {
  const order = await placeOrder(stage, usDetails([single(aNumber())]));
  await ui.reset(order.handle, 'first');
  expect(await order.until('the documents to be waited for', ({ status }) => status === 'awaitingDocuments')).toBe(true);
  await order.provideDocuments();
  await order.sign();
  await completesOnce(order);
});

test.concurrent('F36: a request that is reset to its first step finds its own port at the carrier, and sends nothing again', async () => {
  const order = await placed();
  await order.reaches('scheduled');
  await ui.reset(order.request(), 'first');
  await order.requestUntil('the date again', ({ foc }) => foc);
  expect((await portico('repair', order.input.orderId, ...WHY)).code).toBe(0);
  await completesOnce(order);
});

test.concurrent.each([
  ['an order', (order: PlacedOrder) => order.handle],
  ['a request', (order: PlacedOrder) => order.request()],
])(
  'F36: signals without sense, in clear or of an unknown name, to %s change nothing: what can be read is raised, and taken off by hand',
  async (what, target) => {
    const order = await placed();
    await order.reaches('submitted');
    const handle = target(order);
    await ui.signal(handle, 'cancelRequested', 'please');
    await ui.signal(handle, 'cancelRequested', { by: 'nobody' }, 'plain');
    await ui.signal(handle, 'portNow', { at: 'once' });
    await order.raises('messageNotTaken');
    const n = what === 'a request' ? ['--request', '1'] : [];
    expect((await portico('resolve', order.input.orderId, ...n, '--attention', 'messageNotTaken', ...WHY)).code).toBe(0);
    await completesOnce(order);
    expect(await order.happened()).not.toContain('cancelAsked');
  },
);

test.concurrent('F36: a signal in clear that has a sense counts', async () => {
  const order = await placed();
  await order.reaches('scheduled');
  await ui.signal(order.handle, 'cancelRequested', { by: 'operator' }, 'plain');
  expect(await order.ends()).toMatchObject({ status: 'cancelled', requests: [{ outcome: 'cancelled' }] });
});

test.concurrent('F36: a signal to what is closed is refused by Temporal, and leaves no trace', async () => {
  const order = await placed();
  await order.ends();
  await expect(ui.signal(order.handle, 'cancelRequested', { by: 'operator' })).rejects.toThrow(/already completed/);
  await expect(order.handle.signal('cancelRequested', { by: 'operator' })).rejects.toThrow(WorkflowNotFoundError);
  expect((await order.view()).status).toBe('completed');
});

test.concurrent('R24: Request Cancellation asks the carrier once, however often it is pressed; what has to be asked again goes by the command', async () => {
  const order = await placed();
  await order.reaches('scheduled');
  for (let press = 0; press < 3; press += 1) await ui.requestCancellation(order.handle);
  expect(await order.ends()).toMatchObject({ status: 'cancelled', requests: [{ outcome: 'cancelled' }] });
  expect(order.carrierLines('cancel.asked', 'asked')).toHaveLength(1);
  expect(costOf(await rawHistory(stage, order.handle.workflowId)).events).toMatchObject({ workflowExecutionCancelRequested: 1 });
});

test.concurrent('F36: the pause of a gateway that is terminated is over', async () => {
  const { operators } = stage.portico;
  await operators.pauseGateway(GATEWAY, { by: 'op-7', reason: 'their maintenance' });
  expect(await operators.pauses()).toEqual([{ id: GATEWAY, paused: true }]);
  await ui.terminate(stage.client.workflow.getHandle(gatewayPauseWorkflowId(GATEWAY)));
  expect(await operators.pauses()).toEqual([{ id: GATEWAY, paused: false }]);
});

test.concurrent('F36: a finding that is terminated is opened again by the next sweep, for it is still true', async () => {
  const order = await placed();
  await order.reaches('submitted');
  await ui.terminate(order.handle);
  const found = async () => {
    const { code, out } = await portico('reconcile', order.input.orderId, '--json');
    return [code, (JSON.parse(out) as SweepReport).findings] as const;
  };
  const [, [first]] = await found();
  const handle = stage.client.workflow.getHandle(first?.finding ?? '');
  await ui.terminate(handle);
  expect(await found()).toMatchObject([4, [{ finding: handle.workflowId, reason: 'endedByHand', isNew: true }]]);
  expect((await handle.describe()).status.name).toBe('RUNNING');
  // It is the one finding, and its order takes it along.
  expect((await portico('repair', order.input.orderId, ...WHY)).code).toBe(0);
  expect(await found()).toEqual([0, []]);
  await completesOnce(order);
});
