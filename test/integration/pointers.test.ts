import { parkedEventWorkflowId } from '../../domain/ids';
import { pointerWorkflowId } from '../../client/port-pointers';
import type { UnreferencedEvent } from '../../domain/carrier-event';
import { bindSignal, carrierEventSignal, resolveSignal } from '../../workflows/contract';
import type { gatewayReference } from '../../workflows/gateway-reference';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import { aNumber, single, usDetails } from '../support/orders';
import { signedOrder, type PlacedOrder } from '../support/placed-order';
import { rawHistory } from '../support/raw-history';
import { GATEWAY, setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ focDays: 6, echoesReference: false });
});
afterAll(() => stage?.close());

const PATIENCE = { withinMs: 50_000, everyMs: 100 } as const;
let events = 0;

/** What the gateway would say of a port, as it is read. */
const anEvent = (gatewayId: string, part: Partial<UnreferencedEvent> = {}): UnreferencedEvent => ({
  id: `evt_by_hand_${(events += 1)}`,
  gateway: GATEWAY,
  gatewayId,
  type: 'comment',
  text: 'on its way',
  occurredAtMs: stage.nowMs(),
  source: 'webhook',
  ...part,
});

const order = (ending: string): Promise<PlacedOrder> =>
  signedOrder(stage, usDetails([single(aNumber(ending))]), {
    gateway: { id: GATEWAY, setSize: 1, visibilityLagMs: 500, echoesReference: false },
  });

const pointer = (gatewayId: string) => stage.client.workflow.getHandle<typeof gatewayReference>(pointerWorkflowId(GATEWAY, gatewayId));

/** The gateway's own id of the order's port. */
const gatewayIdOf = (placed: PlacedOrder): Promise<string> =>
  waitUntil('the gateway has the port', async () => {
    const { id } = (await stage.control('GET', `/ports/${placed.reference()}`)) as { readonly id: string };
    return id;
  });

/** What an operator finds a workflow by, once that is so. */
const shows = (workflowId: string, status: string, attention: readonly string[] = []) =>
  waitUntil(
    `${workflowId} is ${status} with ${attention.join() || 'no attention'}`,
    async () => {
      const { typedSearchAttributes: shown } = await stage.client.workflow.getHandle(workflowId).describe();
      return shown.get(ATTRIBUTES.status) === status && (shown.get(ATTRIBUTES.attention) ?? []).join() === attention.join();
    },
    PATIENCE,
  );

test.concurrent("a whole port is told by webhooks that name the gateway's id alone", async () => {
  const placed = await order('20');
  expect(await placed.ends()).toMatchObject({ status: 'completed', requests: [{ outcome: 'ported', numbers: [{ sms: 'active' }] }] });
  const happened = await placed.happened();
  for (const fact of ['scheduled', 'ported', 'smsActive']) expect(happened.filter((kind) => kind === fact)).toHaveLength(1);
  expect(placed.carrierLines('webhook.sent', 'failed')).toEqual([]);
  // What the gateway shows when it is read would tell some of it, too; this is what was told.
  const history = await rawHistory(stage, placed.request().workflowId);
  const told = history.filter((event) => event.workflowExecutionSignaledEventAttributes?.signalName === carrierEventSignal.name);
  expect(told.length).toBeGreaterThanOrEqual(4);
});

test.concurrent('F10, F12: what is repeated and comes out of order has its effect once', async () => {
  const placed = await order('13');
  expect(await placed.ends()).toMatchObject({ status: 'completed', attention: [] });
  const happened = await placed.happened();
  for (const fact of ['scheduled', 'ported', 'smsActive']) expect(happened.filter((kind) => kind === fact)).toHaveLength(1);
});

test.concurrent('F11: an event from before the submission was answered is held, and reaches its request once that knows the id', async () => {
  const gatewayId = `prt_early_${Date.now()}`;
  const event = anEvent(gatewayId);
  expect(await stage.portico.deliverCarrierEvent(event)).toBe('held');
  expect((await pointer(gatewayId).describe()).status.name).toBe('RUNNING');
  const placed = await order('08');
  await placed.reaches('submitted');
  expect(await placed.happened()).not.toContain('carrierComment');
  await pointer(gatewayId).signal(bindSignal, { orderId: placed.input.orderId, n: 1, reference: placed.reference() });
  await placed.requestUntil('the comment', ({ facts }) => facts.some(({ kind }) => kind === 'carrierComment'));
  // Delivered once more it changes nothing.
  expect(await stage.portico.deliverCarrierEvent(event)).toBe('held');
  await shows(pointer(gatewayId).workflowId, 'bound');
  const { facts } = await placed.snapshot();
  expect(facts.filter(({ kind }) => kind === 'carrierComment')).toHaveLength(1);
});

test.concurrent('an id that nobody asks for is raised after a business hour and stays with a person until it is resolved', async () => {
  const gatewayId = `prt_unknown_${Date.now()}`;
  const event = anEvent(gatewayId);
  await stage.portico.deliverCarrierEvent(event);
  await shows(pointer(gatewayId).workflowId, 'parked', ['parkedEvent']);
  await pointer(gatewayId).signal(resolveSignal, { by: 'an operator', reason: 'not ours' });
  expect(await pointer(gatewayId).result()).toMatchObject({ how: 'resolved', by: 'an operator' });
  // Sent again it stays dealt with; what is new about the same port is raised anew.
  expect(await stage.portico.deliverCarrierEvent(event)).toBe('parked');
  expect((await pointer(gatewayId).describe()).status.name).toBe('COMPLETED');
  expect(await stage.portico.deliverCarrierEvent(anEvent(gatewayId))).toBe('held');
  await shows(pointer(gatewayId).workflowId, 'parked', ['parkedEvent']);
});

test.concurrent('F13: after the end a pointer hands late events to a person, ends a while later, and then the id is still known', async () => {
  const placed = await order('08');
  await placed.reaches('submitted');
  const gatewayId = await gatewayIdOf(placed);
  await placed.carrierDoes({ type: 'reject', code: 'NOT_PORTABLE' });
  await placed.ends();
  const late = anEvent(gatewayId, {
    type: 'numberActivated',
    numbers: placed.input.details.numbers.map((item) => (item.kind === 'single' ? item.number : '')),
  });
  expect(await stage.portico.deliverCarrierEvent(late)).toBe('held');
  await shows(parkedEventWorkflowId(GATEWAY, late.id), 'parked', ['activatedAfterClosing']);
  await shows(pointer(gatewayId).workflowId, 'over');
  expect(await pointer(gatewayId).result()).toMatchObject({ how: 'over', binding: { reference: placed.reference() } });
  const later = anEvent(gatewayId);
  expect(await stage.portico.deliverCarrierEvent(later)).toBe('parked');
  await shows(parkedEventWorkflowId(GATEWAY, later.id), 'parked', ['parkedEvent']);
});

test.concurrent('a pointer whose history has grown long goes on as a new one and forgets nothing', async () => {
  const gatewayId = `prt_long_${Date.now()}`;
  const { workflowId } = pointer(gatewayId);
  const held = [anEvent(gatewayId), anEvent(gatewayId)];
  await stage.client.workflow.signalWithStart('gatewayReference', {
    workflowId,
    taskQueue: 'portico-orders',
    args: [{ gateway: GATEWAY, gatewayId, clock: stage.clock, continueAsNewAfterEvents: 8 }],
    signal: 'portEvent',
    signalArgs: [held[0]],
  });
  const first = (await pointer(gatewayId).describe()).runId;
  await shows(workflowId, 'parked', ['parkedEvent']);
  if (held[1]) await stage.portico.deliverCarrierEvent(held[1]);
  await waitUntil('another run', async () => (await pointer(gatewayId).describe()).runId !== first, PATIENCE);
  await stage.portico.deliverCarrierEvent(held[0] ?? anEvent(gatewayId));
  const placed = await order('08');
  await placed.reaches('submitted');
  await pointer(gatewayId).signal(bindSignal, { orderId: placed.input.orderId, n: 1, reference: placed.reference() });
  const both = await placed.requestUntil(
    'both comments',
    ({ facts }) => facts.filter(({ kind }) => kind === 'carrierComment').length === 2,
  );
  expect(both.attention).not.toContain('eventIdReused');
});
