import { Registry } from 'prom-client';
import { createLogger } from '../../activities/log';
import { addBusinessDays } from '../../domain/calendar/business-days';
import { createRecorder } from '../../workers/recorder';
import { aNumber, single, usDetails } from '../support/orders';
import { signedOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';

interface Line {
  readonly event?: string;
  readonly workflowId?: string;
  readonly reason?: string;
  readonly codes?: readonly string[];
  readonly change?: string;
}

const lines: Line[] = [];
const registry = new Registry();
let stage: Stage;
beforeAll(async () => {
  const log = createLogger('orders', 'info', { write: (line: string) => void lines.push(JSON.parse(line) as Line) });
  stage = await setStage({
    focDays: 15,
    // Slow enough for a machine that replays everything and is busy besides.
    dayMs: 3_000,
    // Nothing stays in memory: every single task replays its whole history, and with it everything that was said before.
    ordersWorker: { sinks: createRecorder(registry, log), maxCachedWorkflows: 0 },
  });
});
afterAll(() => stage?.close());

/** What the workflows of an order said, in order, without the messages to its customer. */
const saidOf = ({ input: { orderId } }: PlacedOrder): string[] =>
  lines.filter(({ workflowId = '', event }) => workflowId.includes(orderId) && event !== 'notification').map(({ event = '' }) => event);

/** The business day that lies so many after today. */
const inBusinessDays = (days: number): string =>
  addBusinessDays({ country: 'US' }, new Date(stage.nowMs()).toISOString().slice(0, 10), days);

/** The events of an order, each by what it is about. */
const eventsOf = ({ input: { orderId } }: PlacedOrder, event: string): Line[] =>
  lines.filter((line) => line.workflowId?.includes(orderId) === true && line.event === event);

/** Acts on the request of an order whose carrier acts only when it is told to. */
const silentOrder = async (): Promise<PlacedOrder> => {
  const order = await signedOrder(stage, usDetails([single(aNumber('08'))]));
  await order.reaches('submitted');
  return order;
};

test.concurrent('a port says each step once, although each of its tasks replays all before it', async () => {
  const order = await silentOrder();
  await order.carrierDoes({ type: 'foc', date: inBusinessDays(6) });
  await order.reaches('scheduled');
  await order.carrierDoes({ type: 'silent' });
  await order.requestUntil('port day', ({ status }) => status === 'activating');
  await order.carrierDoes({ type: 'activate' });
  await order.carrierDoes({ type: 'sms' });
  await order.ends();
  expect(saidOf(order)).toEqual(['orderAccepted', 'submitted', 'dateConfirmed', 'ported', 'requestClosed', 'orderClosed']);
  // One message for each fact that is told, each told once.
  const told = eventsOf(order, 'notification').map(({ workflowId }) => workflowId);
  expect(new Set(told).size).toBe(told.length);
  expect(told.length).toBeGreaterThan(4);
});

test.concurrent('R13: a rejection is said with its codes, and the next attempt with its own submission', async () => {
  const order = await silentOrder();
  await order.carrierDoes({ type: 'reject', reasons: [{ code: 'ACCOUNT_NUMBER_INVALID' }] });
  await order.reaches('rejected');
  await order.correct({ losing: { ...order.input.details.losing, accountNumber: 'ACC-2' } });
  await order.requestUntil('submitted again', ({ status, attempt }) => status === 'submitted' && attempt === 2);
  expect(eventsOf(order, 'rejected').map(({ codes }) => codes)).toEqual([['ACCOUNT_NUMBER_INVALID']]);
  expect(eventsOf(order, 'submitted')).toHaveLength(2);
});

test.concurrent('R23: a change that the order refuses at once is said once, also when it is asked for again under its key', async () => {
  const order = await silentOrder();
  expect((await order.reschedule('2027-06-14')).taken).toBe(false);
  await order.cancelAgain();
  expect(eventsOf(order, 'changeRefused').map(({ change, reason }) => [change, reason])).toEqual([['reschedule', 'noDateYet']]);
});

test.concurrent('an event that matches nothing asks for a person once, and says when that is over', async () => {
  await stage.portico.parkUnreadable('demo-parked', 'evt-happening-1', 'digest');
  const id = 'parked-event/demo-parked/evt-happening-1';
  const handle = stage.client.workflow.getHandle(id);
  await handle.signal('resolve', { by: 'ops', reason: 'looked at' });
  await handle.result();
  const said = lines.filter(({ workflowId }) => workflowId === id).map(({ event = '', reason = '' }) => `${event} ${reason}`);
  expect(said).toEqual(['attentionRaised parkedEvent', 'attentionCleared parkedEvent']);
});
