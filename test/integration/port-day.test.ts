import { aNumber, single, usDetails } from '../support/orders';
import { signedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ focDays: 2 });
});
afterAll(() => stage?.close());

test.concurrent('R16: an activation that fails once is raised, and the port completes when the carrier has mended it', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('09'))]));
  await order.reaches('activationFailed');
  expect(await order.ends()).toMatchObject({
    status: 'completed',
    attention: [],
    requests: [{ numbers: [{ voice: 'active', sms: 'active' }] }],
  });
  const happened = await order.happened();
  expect(happened.filter((kind) => kind === 'ported')).toHaveLength(1);
});

test.concurrent('R18: SMS that is late is called overdue and raised, and still counts when it comes', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('10'))]));
  await order.reaches('ported');
  await order.raises('smsOverdue');
  await order.told(/sms/i);
  expect(await order.reaches('smsActive')).toMatchObject({ late: true });
  expect(await order.ends()).toMatchObject({ status: 'completed', attention: [], requests: [{ numbers: [{ sms: 'active' }] }] });
});

test.concurrent('R17, R18: SMS that never comes is given up for an operator, and the voice port stays complete', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('11'))]));
  await order.told(/complete/i);
  await order.reaches('smsOverdue');
  expect(await order.ends()).toMatchObject({
    status: 'completed',
    attention: ['smsFailed'],
    requests: [{ outcome: 'ported', numbers: [{ voice: 'active', sms: 'failed' }] }],
  });
  expect(await order.claims()).toEqual([]);
});

test.concurrent('I6: events that come twice, thrice and in the wrong order change nothing and are told once', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('13'))]));
  expect(await order.ends()).toMatchObject({ status: 'completed', attention: [] });
  const told = (await order.happened()).filter((kind) => ['submitted', 'scheduled', 'ported', 'smsActive'].includes(kind));
  expect(told).toEqual(['submitted', 'scheduled', 'ported', 'smsActive']);
  await order.told(/finished/);
  const keys = (await order.ticket()).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(order.carrierLines('webhook.sent', 'acknowledged').length).toBeGreaterThan(5);
});

test.concurrent('a webhook with a wrong signature is refused and changes nothing; rightly signed, it counts', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('15'))]));
  expect(await order.ends()).toMatchObject({ status: 'completed' });
  expect(order.carrierLines('webhook.sent', 'failed').length).toBeGreaterThanOrEqual(4);
  const told = (await order.happened()).filter((kind) => ['submitted', 'scheduled', 'ported', 'smsActive'].includes(kind));
  expect(told).toEqual(['submitted', 'scheduled', 'ported', 'smsActive']);
});
