import { DAY_MS } from '../../domain/clock';
import { aNumber, aWeekAfter, single, usDetails } from '../support/orders';
import { signedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ focDays: 5 });
});
afterAll(() => stage?.close());

const dayAfter = (atMs: number): string => new Date(atMs + DAY_MS).toISOString().slice(0, 10);

test.concurrent('R19: the date asked for and the later one that the carrier gives are both kept, and the port keeps to the given one', async () => {
  const preferredDate = '2027-04-15';
  const order = await signedOrder(stage, usDetails([single(aNumber('04'))], { preferredDate }));
  const { foc } = await order.reaches('scheduled');
  expect(foc.date > preferredDate).toBe(true);
  expect((await order.view()).details.preferredDate).toBe(preferredDate);
  expect((await order.claims()).map(({ port_date: date }) => date)).toEqual([foc.date]);
  expect(await order.ends()).toMatchObject({ status: 'completed' });
  const moved = order.carrierLines('port.completed', 'done').map(({ at }) => Date.parse(at));
  expect(moved.map((atMs) => atMs >= foc.windowStartMs && atMs <= foc.windowEndMs)).toEqual([true]);
});

test.concurrent('R24: a date inside the cut-off says that nothing can be cancelled any more, and never names an instant that has passed', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('08'))]));
  await order.reaches('submitted');
  await order.carrierDoes({ type: 'foc', date: dayAfter(stage.nowMs()) });
  // The numbers stay where they are until the message is out.
  await order.carrierDoes({ type: 'silent' });
  const scheduled = await order.reaches('scheduled');
  expect(scheduled.cancelUntil).toBeNull();
  expect(scheduled.changeNote).toMatch(/no longer be cancelled|no longer changeable/);
  expect((await order.told(/confirmed for/)).body).toMatch(/can no longer be cancelled|nothing any more|no longer|too late to cancel/i);
});

test.concurrent("R16: a port at a day's notice is done like any other", async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('05'))]));
  expect(await order.ends()).toMatchObject({ status: 'completed', attention: [], requests: [{ outcome: 'ported' }] });
});

test.concurrent('R23: a reschedule that the carrier refuses leaves the old date standing, and the numbers port on it', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('07'))]));
  const { foc } = await order.reaches('scheduled');
  expect(await order.reschedule(aWeekAfter(foc.date))).toMatchObject({ taken: true, results: [{ n: 1, atOnce: false }] });
  expect(await order.reaches('rescheduleRefused')).toMatchObject({ reason: 'carrierRefused', standing: { date: foc.date } });
  await order.told(/date/i);
  expect(await order.ends()).toMatchObject({ status: 'completed' });
  expect(order.carrierLines('port.completed', 'done').map(({ at }) => at.slice(0, 10))).toEqual([foc.date]);
});

test.concurrent('R23: a reschedule that the carrier accepts is told as a new date, and the dashboard follows it', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber())]));
  const before = await order.reaches('scheduled');
  const wished = aWeekAfter(before.foc.date);
  expect(await order.reschedule(wished)).toMatchObject({ taken: true });
  const { foc } = await order.reaches('dateChanged');
  expect(foc.date).toBe(wished);
  await order.until('the dashboard', async () => (await order.claims())[0]?.port_date === foc.date);
  expect(await order.ends()).toMatchObject({ status: 'completed' });
  expect(order.carrierLines('port.completed', 'done').map(({ at }) => at.slice(0, 10))).toEqual([foc.date]);
  expect(order.carrierLines('reschedule.asked', 'asked')).toHaveLength(1);
});

test.concurrent('R23: before anything has a date, a reschedule is refused with that reason', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('08'))]));
  await order.reaches('submitted');
  expect(await order.reschedule('2027-04-21')).toMatchObject({ taken: false, results: [{ n: 1, reason: 'noDateYet' }] });
});
