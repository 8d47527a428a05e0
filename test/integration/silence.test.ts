import { aNumber, single, usDetails } from '../support/orders';
import { signedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ focDays: 8 });
});
afterAll(() => stage?.close());

test('I12: an outcome that nobody told is looked up once the gateway can show it, and nothing is sent twice', async () => {
  await stage.control('POST', '/faults', { party: 'gateway', mode: 'reset_after_commit', times: 1, path_includes: 'confirm' });
  const order = await signedOrder(stage, usDetails([single(aNumber('08'))]));
  await order.reaches('submitted');
  expect(await order.happened()).toContain('outcomeUnknown');
  expect(order.carrierLines('port.looked-up', 'found')).toHaveLength(1);
  expect(order.carrierOrders()).toEqual([order.reference()]);
  expect(order.carrierLines('port.confirmed', 'repeated')).toEqual([]);
});

test('F5: a submission that reached nobody is sent again, under the same key', async () => {
  await stage.control('POST', '/faults', { party: 'gateway', mode: 'timeout', times: 1, path_includes: 'ports', method: 'POST' });
  const order = await signedOrder(stage, usDetails([single(aNumber('08'))]));
  await order.reaches('submitted');
  expect(order.carrierLines('port.looked-up', 'absent').length).toBeGreaterThan(0);
  expect(order.carrierOrders()).toEqual([order.reference()]);
});

test.concurrent('R4: a carrier that says nothing is looked up and raised; its late answer counts and ends the attention', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('08'))]));
  await order.reaches('submitted');
  await order.raises('carrierSilent');
  await order.until('a look-up', () => order.carrierLines('port.read', 'pending').length > 0);
  await order.carrierDoes({ type: 'foc', date: '2027-04-28' });
  await order.reaches('scheduled');
  const { attention } = await order.until('calm', (view) => view.attention.length === 0 && view);
  expect(attention).toEqual([]);
});

test.concurrent('F14: without a single webhook the port is done from what the gateway says when it is asked', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('17'))]));
  await order.reaches('scheduled');
  const view = await order.ends();
  expect(view).toMatchObject({ status: 'completed', requests: [{ outcome: 'ported', numbers: [{ voice: 'active', sms: 'active' }] }] });
  expect(order.carrierLines('webhook.sent', 'acknowledged')).toEqual([]);
  expect(order.carrierOrders()).toHaveLength(1);
});

test.concurrent('I2: a confirmation whose answer never came ports all the same, and never becomes a second order', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('18'))]));
  expect(await order.ends()).toMatchObject({ status: 'completed', requests: [{ attempt: 1 }] });
  expect(order.carrierOrders()).toEqual([order.reference()]);
  expect(order.carrierLines('port.confirmed', 'repeated')).toEqual([]);
});
