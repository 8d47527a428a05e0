import { cancelRequestedSignal } from '../../workflows/contract';
import type { ScriptedPort } from '../support/scripted/port';
import { useScriptedStage } from '../support/scripted/stage';

// This server does not let go of its clock when a child ends whose parent was terminated.
const stage = useScriptedStage({ forEachTest: true });

const dated = (port: ScriptedPort) => port.saysDate(port.days.at(1), 10);
const ports = (port: ScriptedPort) => [
  port.says('numberActivated', port.days.at(10, '09:30')),
  port.says('smsActivated', port.days.at(11)),
];

test('R16: a request whose order was ended goes on, ports its numbers, and raises that nobody hears it', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), ...ports(port));
  await port.until(2);
  await port.settled();
  await port.order.terminate('by mistake');
  expect(await port.request.result()).toMatchObject({
    outcome: 'ported',
    attention: ['orderUnreachable'],
    numbers: [{ voice: 'active', sms: 'active' }],
  });
  expect(port.called('activateNumbers')).toEqual(['day 10, 09:30']);
});

test('R16: a request that was ended by hand is missed by its order, which asks a person and stays open', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port));
  await port.until(2);
  await port.settled();
  await port.request.terminate('by mistake');
  await port.until(20);
  expect(await port.view()).toMatchObject({ attention: ['requestSilent'] });
  expect((await port.order.describe()).status.name).toBe('RUNNING');
});

test('R24: a cancel for a request that was ended by hand does not vanish: the order asks for it and raises its silence', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port));
  await port.until(2);
  await port.settled();
  await port.request.terminate('by mistake');
  await port.order.signal(cancelRequestedSignal, { by: 'customer' });
  expect(await port.view()).toMatchObject({ attention: ['requestSilent'] });
});
