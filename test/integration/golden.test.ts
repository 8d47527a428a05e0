import { aNumber, single, usDetails } from '../support/orders';
import { costOf, eventsOf, withoutReportChecks, type Cost } from '../support/cost';
import { placeOrder, signedOrder, type PlacedOrder } from '../support/placed-order';
import { rawHistory } from '../support/raw-history';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';
import golden from './golden.json';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ dayMs: 1_500, focDays: 4 });
});
afterAll(() => stage?.close());

/** The day that many business days from now, in weeks without holidays. */
function inBusinessDays(count: number): string {
  const day = new Date(stage.nowMs());
  for (let left = count; left > 0; left -= day.getUTCDay() % 6 === 0 ? 0 : 1) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

/** An order at a carrier that acts only when told to: each message arrives when everything before it has settled. */
async function acknowledgedOrder(): Promise<PlacedOrder> {
  const order = await placeOrder(stage, usDetails([single(aNumber('08'))]));
  await order.settles();
  await order.provideDocuments();
  await order.settles();
  await order.configures();
  await order.sign();
  await order.settles();
  await order.carrierDoes({ type: 'acknowledge' });
  await order.settles();
  return order;
}

async function says(order: PlacedOrder, act: Readonly<Record<string, unknown>>, attempt = 1): Promise<void> {
  await stage.carrierDoes(order.reference(1, attempt), act);
  await order.settles();
}

/** From the date to the end, on the day that the carrier names. */
async function portsOn(order: PlacedOrder, date: string, attempt = 1): Promise<void> {
  await says(order, { type: 'foc', date }, attempt);
  // Otherwise the carrier would move the numbers within milliseconds of our own timer, and either could be first.
  await says(order, { type: 'silent' }, attempt);
  await order.requestUntil('port day', ({ status }) => status === 'activating');
  await order.settles();
  await says(order, { type: 'activate' }, attempt);
  await says(order, { type: 'sms' }, attempt);
  await order.ends();
}

interface OrderCost {
  readonly order: Cost;
  readonly request: Cost;
  readonly historyBytes: number;
}

async function costOfPort(order: PlacedOrder): Promise<OrderCost> {
  const [own, request] = await Promise.all([rawHistory(stage, order.handle.workflowId), rawHistory(stage, order.request().workflowId)]);
  const sizes = await Promise.all([order.handle, order.request()].map(async (handle) => (await handle.describe()).historySize ?? 0));
  return { order: withoutReportChecks(costOf(own)), request: costOf(request), historyBytes: sizes.reduce((sum, size) => sum + size, 0) };
}

type Exact = Pick<Cost, 'events' | 'actions'>;

/** A row of `golden.json`. */
interface Row {
  readonly order: Exact;
  readonly request: Exact;
  readonly atMost: { readonly taskEvents: number; readonly historyBytes: number; readonly largestPayloadBytes: number };
}

/**
 * `golden.json` changes only on purpose: more of anything is paid for by every port. Everything but workflow tasks must be exactly as in the table; those,
 * and bytes, depend on what happens to arrive together, so they must only not be more.
 */
function expectToCost({ order, request, historyBytes }: OrderCost, row: Row): void {
  expect({
    order: { events: order.events, actions: order.actions },
    request: { events: request.events, actions: request.actions },
  }).toEqual({ order: row.order, request: row.request });
  const { taskEvents, historyBytes: bytes, largestPayloadBytes } = row.atMost;
  expect(order.taskEvents + request.taskEvents).toBeLessThanOrEqual(taskEvents);
  expect(historyBytes).toBeLessThanOrEqual(bytes);
  expect(Math.max(order.largestPayloadBytes, request.largestPayloadBytes)).toBeLessThanOrEqual(largestPayloadBytes);
}

test.concurrent('a port of one number costs what the table says', async () => {
  const order = await acknowledgedOrder();
  await portsOn(order, inBusinessDays(8));
  expectToCost(await costOfPort(order), golden.happyPort);
});

test.concurrent('a port that is rejected once, corrected and signed anew costs what the table says', async () => {
  const order = await acknowledgedOrder();
  await says(order, { type: 'reject', code: 'NAME_MISMATCH' });
  await order.correct({ holder: { ...order.input.details.holder, name: 'Ada M. Testperson' } });
  await order.settles();
  // Before that it would be held, which costs a message more.
  const { resubmitFrom } = await order.reaches('rejected');
  await waitUntil('the losing carrier takes it again', () => stage.nowMs() > (resubmitFrom?.atMs ?? 0));
  await order.sign(2);
  await order.requestUntil('the second attempt', ({ status }) => status === 'submitted');
  await order.settles();
  await says(order, { type: 'acknowledge' }, 2);
  await portsOn(order, inBusinessDays(8), 2);
  expectToCost(await costOfPort(order), golden.rejectedOnce);
});

test.concurrent('a port that is cancelled with the carrier and watched to the end costs what the table says', async () => {
  const order = await acknowledgedOrder();
  await says(order, { type: 'foc', date: inBusinessDays(12) });
  await order.cancel();
  await order.settles();
  await says(order, { type: 'cancel_accept' });
  await order.ends();
  expectToCost(await costOfPort(order), golden.cancelled);
});

test.concurrent('F10: a webhook that is delivered again costs nothing', async () => {
  const order = await acknowledgedOrder();
  const event = {
    id: 'said-once',
    gateway: 'acme',
    type: 'comment',
    text: 'on its way',
    occurredAtMs: stage.nowMs(),
    reference: order.reference(),
    source: 'webhook',
  } as const;
  await stage.portico.deliverCarrierEvent(event);
  await order.settles();
  // The order's watch over silent requests may wake it meanwhile: its tasks and bytes are not counted.
  const cost = async () => {
    const { order: own, request } = await costOfPort(order);
    return { order: { events: own.events, actions: own.actions }, request };
  };
  const before = await cost();
  await Promise.all(Array.from({ length: 20 }, () => stage.portico.deliverCarrierEvent(event)));
  await order.settles();
  expect(await cost()).toEqual(before);
});

test.concurrent('I15: each further request of an order adds no more events to the order than the table says', async () => {
  const order = await signedOrder(stage, usDetails(Array.from({ length: 10 }, () => single(aNumber('20')))));
  expect(await order.ends()).toMatchObject({ status: 'completed' });
  const { happyPort } = golden;
  const events = eventsOf(costOf(await rawHistory(stage, order.handle.workflowId)));
  const ofOne = Object.values(happyPort.order.events).reduce((sum, count) => sum + count, 0);
  expect((events - ofOne) / 9).toBeLessThanOrEqual(golden.eventsPerFurtherRequest);
});
