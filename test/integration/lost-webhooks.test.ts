import { HTTP_GATEWAY_CAPABILITIES } from '../../activities/gateways/http/http-gateway';
import { DAY_MS } from '../../domain/clock';
import { costOf } from '../support/cost';
import { aNumber, aWeekAfter, single, usDetails } from '../support/orders';
import { signedOrder, type PlacedOrder } from '../support/placed-order';
import { rawHistory } from '../support/raw-history';
import { GATEWAY, setStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  // Every webhook is acknowledged, and none is ever heard of.
  stage = await setStage({ focDays: 6, losesWebhooks: true });
});
afterAll(() => stage?.close());

const { lookUps, visibilityLagMs } = HTTP_GATEWAY_CAPABILITIES;

/** An order as the client makes it: its gateway is read by routine. */
const order = (ending: string): Promise<PlacedOrder> =>
  signedOrder(stage, usDetails([single(aNumber(ending))]), { gateway: { id: GATEWAY, setSize: 1, visibilityLagMs, lookUps } });

/** How long after the gateway knew it we did, business ms. */
async function delayOf(placed: PlacedOrder, action: string, fact: string): Promise<number> {
  const [line] = placed.carrierLines(action, 'told');
  const found = (await stage.portico.timeline(placed.input.orderId)).find((one) => one.kind === 'request' && one.fact.kind === fact);
  return (found?.atMs ?? Infinity) - Date.parse(line?.at ?? '');
}

/** A look takes some real time, which is hours of business time here. */
const SLACK_MS = DAY_MS / 2;

test.concurrent('F14: the port is done and told on its days, with every webhook lost', async () => {
  const placed = await order('20');
  expect(await placed.ends()).toMatchObject({
    status: 'completed',
    attention: [],
    requests: [{ outcome: 'ported', numbers: [{ voice: 'active', sms: 'active' }] }],
  });
  expect(placed.carrierLines('webhook.sent', 'acknowledged').length).toBeGreaterThan(3);
  // Nobody was ever said to be silent, stuck or late.
  expect((await placed.happened()).filter((kind) => /attention|Stuck|Overdue/.test(kind))).toEqual([]);
  expect(await delayOf(placed, 'port.foc_confirmed', 'scheduled')).toBeLessThan(DAY_MS + SLACK_MS);
  expect(await delayOf(placed, 'port.number_activated', 'ported')).toBeLessThan(SLACK_MS);
  expect(await delayOf(placed, 'port.sms_activated', 'smsActive')).toBeLessThan(DAY_MS + SLACK_MS);
  await placed.told(/confirmed for/);
  await placed.told(/finished/);
});

test.concurrent('R13: a date that was taken back is a rejection, which the customer can answer', async () => {
  const placed = await order('12');
  // It may have been given and taken back between two looks.
  await placed.reaches('rejected');
  expect(await delayOf(placed, 'port.rejected', 'rejected')).toBeLessThan(DAY_MS + SLACK_MS);
  await placed.correct({ asItIs: true }, 'operator');
  expect(await placed.ends()).toMatchObject({ status: 'completed', requests: [{ outcome: 'ported', attempt: 2 }] });
});

test.concurrent('R23: a reschedule is answered by the date that the gateway shows', async () => {
  const placed = await order('20');
  const { foc } = await placed.reaches('scheduled');
  const wished = aWeekAfter(foc.date);
  await placed.reschedule(wished);
  expect((await placed.reaches('dateChanged')).foc.date).toBe(wished);
  expect((await placed.snapshot()).change.reschedulePending).toBe(false);
  expect(await placed.ends()).toMatchObject({ status: 'completed' });
});

test.concurrent('R24: a cancel that was approved is known, and numbers that move all the same are in service within a day', async () => {
  const [cancelled, ported] = await Promise.all([order('20'), order('06')]);
  await Promise.all(
    [cancelled, ported].map(async (placed) => {
      await placed.reaches('scheduled');
      await placed.cancel();
    }),
  );
  expect(await cancelled.ends()).toMatchObject({ status: 'cancelled', requests: [{ outcome: 'cancelled' }] });
  expect(await ported.ends()).toMatchObject({ requests: [{ outcome: 'ported', numbers: [{ voice: 'active' }] }] });
  expect(await ported.happened()).toContain('ported');
});

test.concurrent('a look of routine that finds nothing new costs a timer and a call, and shows people nothing', async () => {
  const placed = await order('08');
  await placed.reaches('submitted');
  await placed.until('three looks', () => placed.carrierLines('port.read', 'pending').length >= 3);
  const history = await rawHistory(stage, placed.request().workflowId);
  const isLook = (one: (typeof history)[number]): boolean => one.activityTaskScheduledEventAttributes?.activityType?.name === 'readRequest';
  const [first = 0, , third = 0] = history.flatMap((one, index) => (isLook(one) ? [index] : []));
  // From one look up to the one after the next: the same twice over.
  const { events } = costOf(history.slice(first, third));
  expect(events).toEqual({
    'activity readRequest': 2,
    activityTaskStarted: 2,
    activityTaskCompleted: 2,
    timerStarted: 2,
    timerFired: 2,
  });
});
