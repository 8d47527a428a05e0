import { WorkflowNotFoundError } from '@temporalio/client';
import { parkedEventWorkflowId, portRequestWorkflowId } from '../../domain/ids';
import { confirmations, confirmedIn, leaks } from '../support/e2e/evidence';
import { usNumber, usOrder } from '../support/e2e/order-bodies';
import { create, freshKey, place, PlacedOrder } from '../support/e2e/placed-order';
import { openWorld, type World } from '../support/e2e/world';
import { waitUntil } from '../support/wait-until';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.control('PUT', '/settings', { foc_days: 2 });
});
afterAll(() => world?.close());

const referenceOf = (order: PlacedOrder): string => `${order.orderId}011`;

/** What happened at one order, as the ledger says. */
const happened = (order: PlacedOrder, action: string, outcome: string): boolean =>
  world.ledger().some((line) => line.action === action && line.outcome === outcome && line.reference === referenceOf(order));

/** An order that the carrier has; what it says from then on comes in the midst of a test's trouble. */
async function submitted(): Promise<PlacedOrder> {
  const order = await place(world, usOrder([usNumber()]));
  await waitUntil('the carrier has the order', () => happened(order, 'port.confirmed', 'confirmed'), { withinMs: 60_000 });
  return order;
}

/** How many of the carrier's own deliveries were not taken. */
const turnedAway = (): number => world.ledger().filter(({ party, outcome }) => party === 'webhooks' && outcome === 'failed').length;

test('F2, R11: a carrier worker that is killed between commit and answer leaves one carrier order, and the port completes', async () => {
  await world.control('POST', '/faults', { party: 'gateway', mode: 'timeout_after_commit', times: 1, path_includes: '/confirm' });
  const order = await place(world, usOrder([usNumber()]));
  await waitUntil('the carrier has committed and withholds its answer', () => happened(order, 'port.confirmed', 'confirmed'));
  const { raw } = await world.temporal.workflow.getHandle(portRequestWorkflowId(order.orderId, 1)).describe();
  expect(raw.pendingActivities?.map(({ activityType }) => activityType?.name)).toContain('submitRequest');
  await world.stack.kill('carrier');
  await world.stack.restart('carrier');
  await order.untilStatus('completed');
  expect(await confirmations(order)).toEqual({ [referenceOf(order)]: 1 });
  expect(world.ledger().filter(({ action, reference }) => action === 'port.created' && reference === referenceOf(order))).toHaveLength(1);
});

test('F1, F33: an orders worker that is killed in the middle of a port misses nothing that happened meanwhile', async () => {
  const order = await submitted();
  await world.stack.kill('orders');
  await waitUntil('the carrier has moved the number', () => happened(order, 'port.completed', 'done'), { withinMs: 60_000 });
  await world.stack.restart('orders');
  const { requests } = await order.untilStatus('completed');
  expect(requests[0]?.numbers).toMatchObject([{ voice: 'active', sms: 'active' }]);
  expect(await confirmations(order)).toEqual({ [referenceOf(order)]: 1 });
});

test('F36: an order that was terminated in the Web UI leaves its request porting, which raises orderUnreachable', async () => {
  const order = await submitted();
  await world.temporal.workflow.getHandle(order.workflowId).terminate('by mistake');
  await waitUntil('attention', async () => (await order.attention()).includes('orderUnreachable'), { withinMs: 60_000 });
  const request = world.temporal.workflow.getHandle(portRequestWorkflowId(order.orderId, 1));
  await waitUntil(
    'the number is in service',
    () => world.ledger().some((line) => line.action === 'sms' && line.order_id === order.orderId),
    { withinMs: 60_000 },
  );
  expect((await request.describe()).status.name).toBe('RUNNING');
});

test('F16, F17: while Temporal is gone nothing is acknowledged that could be lost, and what was under way goes on', async () => {
  const order = await submitted();
  const before = turnedAway();
  await world.stack.kill('temporal');

  const asked = await world.api('POST', '/v1/port-orders', { body: usOrder([usNumber()]), headers: { 'idempotency-key': freshKey() } });
  expect(asked).toMatchObject({ status: 503, body: { code: 'temporal_unreachable' } });
  expect(Number(asked.headers.get('retry-after'))).toBeGreaterThan(0);
  const event = {
    id: 'evt_during_outage',
    type: 'port.comment',
    occurred_at: new Date(world.nowMs()).toISOString(),
    data: { reference: '0123456789AB011', text: 'x' },
  };
  expect(await world.control('POST', '/webhooks', { event })).toMatchObject({ statuses: [503] });
  await waitUntil('the carrier was turned away', () => turnedAway() > before, { withinMs: 60_000 });

  await world.stack.restart('temporal');
  const { requests } = await order.untilStatus('completed');
  expect(requests[0]?.numbers).toMatchObject([{ voice: 'active', sms: 'active' }]);
  expect(await confirmations(order)).toEqual({ [referenceOf(order)]: 1 });
  const kept = world.temporal.workflow.getHandle(parkedEventWorkflowId(world.stack.gateway, event.id));
  await expect(kept.describe()).rejects.toThrow(WorkflowNotFoundError);
});

test('an order that nobody can work on yet is answered as pending, and goes on once there is a worker', async () => {
  await world.stack.kill('orders');
  const body = usOrder([usNumber()]);
  const key = freshKey();
  const pending = await world.api<{ orderId: string }>('POST', '/v1/port-orders', { body, headers: { 'idempotency-key': key } });
  expect(pending).toMatchObject({ status: 202, body: { kind: 'pending' } });
  await world.stack.restart('orders');
  const order = new PlacedOrder(world, pending.body.orderId);
  await order.untilStatus('awaitingDocuments');
  const again = await world.api('POST', '/v1/port-orders', { body, headers: { 'idempotency-key': key } });
  expect(again).toMatchObject({ status: 201, body: { kind: 'created', orderId: order.orderId } });
  expect(confirmedIn(world.ledger(), referenceOf(order))).toBe(0);
});

test('no log, id or refusal of the stack names a person, a number or a code', async () => {
  await create(world, usOrder([usNumber()]));
  expect(await leaks(world)).toEqual([]);
});
