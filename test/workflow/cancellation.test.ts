import type { ScriptedPort } from '../support/scripted/port';
import { cancelRequestedSignal } from '../../workflows/contract';
import { useScriptedStage } from '../support/scripted/stage';

const stage = useScriptedStage();

/** A date on day 10, a Thursday: a cancel is tried until day 8, 9:00. */
const dated = (port: ScriptedPort) => port.saysDate(port.days.at(1), 10);
const asks = (port: ScriptedPort, day: number, time?: string) =>
  port.sends(cancelRequestedSignal.name, port.days.at(day, time), { by: 'customer' });
const ports = (port: ScriptedPort) => [
  port.says('numberActivated', port.days.at(10, '09:30')),
  port.says('smsActivated', port.days.at(11)),
];

test("R24: with notice and the carrier's consent a port is cancelled, and watched with its claim held until past the old date", async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), asks(port, 3), port.says('cancelAccepted', port.days.at(4)));
  expect(await port.order.result()).toMatchObject({ status: 'cancelled', attention: [] });
  expect(await port.facts('cancelAsked')).toMatchObject([{ by: 'customer', mayFail: false }]);
  expect(port.called('askCancel')).toEqual(['day 3, 09:00']);
  expect(await port.when('cancelled')).toEqual(['day 4, 09:00']);
  expect(await port.when('watchedOut')).toEqual(['day 14, 23:59']);
  expect(port.called('releaseNumbers')).toEqual(['day 14, 23:59']);
  expect(port.called('activateNumbers')).toEqual([]);
});

test('R24: a cancel that the carrier refuses is told, and the port goes on', async () => {
  const port = await stage.aSignedPort();
  const refused = port.says('cancelRefused', port.days.at(4), { reasons: [{ code: 'OTHER', rawText: 'already provisioned' }] });
  await port.script(dated(port), asks(port, 3), refused, ...ports(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.facts('cancelRefused')).toMatchObject([{ reason: 'carrierRefused', reasons: [{ rawText: 'already provisioned' }] }]);
  await port.tells('cancelRefused');
  expect(await port.facts('ported')).toMatchObject([{ cancelPending: false, afterCancel: false }]);
});

test('R24: a gateway that will not even pass a cancel on is a refusal, too', async () => {
  const port = await stage.aSignedPort({ world: { askCancel: () => ({ kind: 'refused', reason: 'not possible any more' }) } });
  await port.script(dated(port), asks(port, 3), ...ports(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.facts('cancelRefused')).toMatchObject([{ reason: 'carrierRefused' }]);
});

test('R24: a carrier that never answers a cancel: an operator is asked after two business days, the port goes on and says so', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), asks(port, 3), ...ports(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('readRequest')[0]).toBe('day 7, 23:59');
  expect(await port.attention()).toEqual(['+changeUnanswered', '-changeUnanswered']);
  expect(await port.facts('ported')).toMatchObject([{ cancelPending: true, afterCancel: false }]);
});

test('R24: a lost consent is found by the look-up when the answer is late', async () => {
  const port = await stage.aSignedPort({
    world: {
      readRequest: ({ reference }, { atMs }) => ({ gatewayId: 'GW', reference, state: 'cancelled', numbers: [], changedAtMs: atMs }),
    },
  });
  await port.script(dated(port), asks(port, 3));
  expect(await port.order.result()).toMatchObject({ status: 'cancelled' });
  expect(await port.when('cancelled')).toEqual(['day 7, 23:59']);
});

test('R24: a port that happens all the same after the consent is activated, told, and raised', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), asks(port, 3), port.says('cancelAccepted', port.days.at(4)), ...ports(port));
  expect(await port.order.result()).toMatchObject({
    status: 'completed',
    attention: ['portedAfterCancel'],
    requests: [{ outcome: 'ported' }],
  });
  expect(port.called('activateNumbers')).toEqual(['day 10, 09:30']);
  expect(await port.facts('ported')).toMatchObject([{ afterCancel: true }]);
  expect(await port.attention()).toEqual(['+portedAfterCancel']);
  await port.tells('ported');
});

test('R24: until the last minute a cancel is tried, with the warning that it may fail', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), ...ports(port));
  await port.until(8, '08:58');
  expect(await port.cancel()).toEqual({ taken: true, results: [{ n: 1, taken: true, mayFail: true, atOnce: false }] });
  await port.order.result();
  expect(port.called('askCancel')).toEqual(['day 8, 08:58']);
});

test('R24: after it a cancel is refused with the instant until which it was possible, and the carrier is not asked', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), asks(port, 8, '09:05'), ...ports(port));
  await port.until(8, '09:01');
  const until = { what: 'cancelUntil', atMs: port.days.at(8, '09:00'), zone: 'Europe/Paris' };
  expect(await port.cancel()).toMatchObject({ taken: false, results: [{ n: 1, reason: 'tooLate', until }] });
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.facts('cancelRefused')).toMatchObject([{ reason: 'tooLate', until }]);
  await port.tells('cancelRefused');
  expect(port.called('askCancel')).toEqual([]);
});

test('R24: without a date a cancelled request is watched for ten business days', async () => {
  const port = await stage.aSignedPort();
  await port.script(asks(port, 1), port.says('cancelAccepted', port.days.at(2)));
  expect(await port.order.result()).toMatchObject({ status: 'cancelled' });
  expect(port.called('releaseNumbers')).toEqual(['day 16, 23:59']);
});

test('R24: a rejected request is cancelled at once, since nothing lives at the carrier', async () => {
  const port = await stage.aSignedPort();
  await port.script(port.says('rejected', port.days.at(2), { reasons: [{ code: 'PIN_INVALID' }] }), asks(port, 3));
  expect(await port.order.result()).toMatchObject({ status: 'cancelled' });
  expect(await port.when('cancelled')).toEqual(['day 3, 09:00']);
  expect(port.called('askCancel')).toEqual([]);
});
