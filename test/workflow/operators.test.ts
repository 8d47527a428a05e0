import { resyncSignal } from '../../workflows/contract';
import type { ScriptedPort } from '../support/scripted/port';
import { useScriptedStage } from '../support/scripted/stage';

const stage = useScriptedStage();

const dated = (port: ScriptedPort) => port.saysDate(port.days.at(1), 10);
const ports = (port: ScriptedPort) => [
  port.says('numberActivated', port.days.at(10, '09:30')),
  port.says('smsActivated', port.days.at(11)),
];

const endedAs = async ({ order, request }: ScriptedPort): Promise<string[]> =>
  Promise.all([order, request].map(async (handle) => (await handle.describe()).status.name));

test('R24: the button Request Cancellation on an order that waits for its signature cancels it in good order', async () => {
  const port = await stage.aPort();
  await port.place();
  await port.order.cancel();
  expect(await port.order.result()).toMatchObject({ status: 'cancelled' });
  expect((await port.order.describe()).status.name).toBe('COMPLETED');
  expect(port.called('closeOrder')).toHaveLength(1);
  await port.tells('orderCancelled');
});

test('R24: the button on an order under way asks the carrier, and is refused with the port going on if the carrier refuses', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), port.says('cancelRefused', port.days.at(4)), ...ports(port));
  await port.until(3);
  await port.order.cancel();
  expect(await port.order.result()).toMatchObject({ status: 'completed', requests: [{ outcome: 'ported' }] });
  expect(port.called('askCancel')).toEqual(['day 3, 09:00']);
  expect(await endedAs(port)).toEqual(['COMPLETED', 'COMPLETED']);
});

test("R24: the button on a request counts as an operator's wish, and is watched out when the carrier agrees", async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), port.says('cancelAccepted', port.days.at(4)));
  await port.until(3);
  await port.request.cancel();
  expect(await port.order.result()).toMatchObject({ status: 'cancelled' });
  expect(await port.facts('cancelAsked')).toMatchObject([{ by: 'operator' }]);
  expect(port.called('releaseNumbers')).toEqual(['day 14, 23:59']);
  expect(await endedAs(port)).toEqual(['COMPLETED', 'COMPLETED']);
});

test('R24: the button on the eve of the port is too late: it is said, and the numbers port', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), ...ports(port));
  await port.until(9, '12:00');
  await port.request.cancel();
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.facts('cancelRefused')).toMatchObject([{ reason: 'tooLate', until: { atMs: port.days.at(8, '09:00') } }]);
  expect(await endedAs(port)).toEqual(['COMPLETED', 'COMPLETED']);
});

test('F8: asked to compare notes, order and request agree, and nothing is told twice', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), ...ports(port));
  await port.until(2);
  await port.settled();
  const before = await port.timeline();
  await port.order.signal(resyncSignal, {});
  await port.settled();
  await port.request.signal(resyncSignal, {});
  expect(await port.timeline()).toEqual(before);
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
});
