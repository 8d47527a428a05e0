import { aNumber, single, usDetails } from '../support/orders';
import { signedOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  // Far enough ahead that a busy machine cannot miss the cut-off.
  stage = await setStage({ focDays: 12 });
});
afterAll(() => stage?.close());

/** An order of one number with a date that is still far enough away to be cancelled. */
async function aScheduledOrder(ending: string): Promise<PlacedOrder> {
  const order = await signedOrder(stage, usDetails([single(aNumber(ending))]));
  await order.reaches('scheduled');
  return order;
}

test.concurrent('R24: an approved cancel is told, and the numbers stay claimed until the old date has passed without a port', async () => {
  const order = await aScheduledOrder('20');
  expect(await order.cancel()).toMatchObject({ taken: true, results: [{ n: 1, taken: true, atOnce: false }] });
  expect(await order.reaches('cancelled')).toMatchObject({ wasSent: true });
  expect(await order.claims()).toHaveLength(1);
  await order.told(/cancelled/i);
  expect(await order.ends()).toMatchObject({ status: 'cancelled', requests: [{ outcome: 'cancelled' }] });
  expect(order.carrierLines('cancel.asked', 'asked')).toHaveLength(1);
  expect(await order.claims()).toEqual([]);
});

test.concurrent('R24: a cancelled port that happens all the same is taken into service, told and raised', async () => {
  const order = await aScheduledOrder('06');
  expect(await order.cancel()).toMatchObject({ taken: true });
  await order.reaches('cancelled');
  expect(await order.reaches('ported')).toMatchObject({ afterCancel: true });
  const view = await order.ends();
  expect(view).toMatchObject({
    status: 'completed',
    attention: ['portedAfterCancel'],
    requests: [{ outcome: 'ported', numbers: [{ voice: 'active' }] }],
  });
  expect((await order.told(/ported although you cancelled/)).body).toContain('active with us');
});

test.concurrent('R24: a cancel that the carrier refuses is told, and the numbers port on the old date', async () => {
  const order = await aScheduledOrder('16');
  const { foc } = await order.reaches('scheduled');
  await order.cancel();
  expect(await order.reaches('cancelRefused')).toMatchObject({ reason: 'carrierRefused' });
  await order.told(/cancel/i);
  expect(await order.ends()).toMatchObject({ status: 'completed', attention: [] });
  expect(order.carrierLines('port.completed', 'done').map(({ at }) => at.slice(0, 10))).toEqual([foc.date]);
});

test.concurrent('R24: cancelling twice asks the carrier once', async () => {
  const order = await aScheduledOrder('16');
  const answers = await Promise.all([order.cancel(), order.cancel()]);
  expect(answers.map(({ taken }) => taken)).toContain(true);
  await order.reaches('cancelRefused');
  expect(order.carrierLines('cancel.asked', 'asked')).toHaveLength(1);
});

test.concurrent('R21, R24: one request of several can be cancelled, and the others go on', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber()), single(aNumber())]));
  await Promise.all([order.reaches('scheduled', 1), order.reaches('scheduled', 2)]);
  expect(await order.cancel([2])).toMatchObject({ taken: true, results: [{ n: 2 }] });
  expect(await order.ends()).toMatchObject({ status: 'completedPartially', requests: [{ outcome: 'ported' }, { outcome: 'cancelled' }] });
});

test.concurrent("R24: Temporal's own cancellation of an order is a request to cancel: the order ends as cancelled and completes", async () => {
  const order = await aScheduledOrder('20');
  await order.handle.cancel();
  expect(await order.reaches('cancelAsked')).toMatchObject({ by: 'operator' });
  expect(await order.ends()).toMatchObject({ status: 'cancelled' });
  expect((await order.handle.describe()).status.name).toBe('COMPLETED');
  expect((await order.request().describe()).status.name).toBe('COMPLETED');
});

test.concurrent("R24: Temporal's own cancellation of a request asks the carrier, and its refusal leaves the port on its way", async () => {
  const order = await aScheduledOrder('16');
  await order.request().cancel();
  expect(await order.reaches('cancelAsked')).toMatchObject({ by: 'operator' });
  await order.reaches('cancelRefused');
  expect(await order.ends()).toMatchObject({ status: 'completed' });
  expect((await order.request().describe()).status.name).toBe('COMPLETED');
});
