import type { ScriptedPort } from '../support/scripted/port';
import { useScriptedStage } from '../support/scripted/stage';

const stage = useScriptedStage();

/** A date on day 10, a Thursday: everything is locked from day 9, 9:00 on. */
const dated = (port: ScriptedPort) => port.saysDate(port.days.at(1), 10);
const ports = (port: ScriptedPort, day: number) => [
  port.says('numberActivated', port.days.at(day, '09:30')),
  port.says('smsActivated', port.days.at(day + 1)),
];

test('R23: a new date that the carrier accepts replaces the old one, on the dashboard and for the activation', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(dated(port), port.says('rescheduleAccepted', days.at(4), { foc: days.foc(17) }), ...ports(port, 17));
  await port.until(3);
  expect(await port.reschedule(17)).toEqual({ taken: true, results: [{ n: 1, taken: true, mayFail: false, atOnce: false }] });
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.calls('askReschedule').map(({ input }) => input.date)).toEqual([days.date(17)]);
  expect(port.calls('prepareNumbers').map(({ input }) => input.date)).toEqual([days.date(10), days.date(17)]);
  expect(await port.when('dateChanged')).toEqual(['day 4, 09:00']);
  expect(await port.when('activating')).toEqual(['day 17, 09:00']);
  await port.tells('dateChanged', 'numbersAdded');
});

test('R23: a new date that the carrier refuses leaves the old one standing, and says so', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), port.says('rescheduleRefused', port.days.at(4)), ...ports(port, 10));
  await port.until(3);
  await port.reschedule(17);
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(await port.facts('rescheduleRefused')).toMatchObject([{ reason: 'carrierRefused', standing: { date: port.days.date(10) } }]);
  expect(port.called('activateNumbers')).toEqual(['day 10, 09:30']);
  await port.tells('rescheduleRefused');
});

test('R23: a carrier that never answers: an operator is asked after two business days, the old date stands', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), ...ports(port, 10));
  await port.until(3);
  await port.reschedule(17);
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('readRequest')[0]).toBe('day 7, 23:59');
  expect(await port.attention()).toEqual(['+changeUnanswered', '-changeUnanswered']);
  expect(port.called('activateNumbers')).toEqual(['day 10, 09:30']);
});

test('R23: with too little notice it is still tried until the lock, with the warning that it may fail', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), ...ports(port, 10));
  await port.until(9, '08:58');
  expect(await port.reschedule(17)).toMatchObject({ taken: true, results: [{ n: 1, mayFail: true }] });
  await port.order.result();
  expect(port.called('askReschedule')).toEqual(['day 9, 08:58']);
});

test('R23: after the lock it is refused with the instant of the lock, and the carrier is not asked', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), ...ports(port, 10));
  await port.until(9, '09:01');
  expect(await port.reschedule(17)).toMatchObject({
    taken: false,
    results: [{ n: 1, reason: 'tooLate', until: { what: 'rescheduleUntil', atMs: port.days.at(9, '09:00') } }],
  });
  await port.order.result();
  expect(port.called('askReschedule')).toEqual([]);
});

test('R23: before there is a date there is none to move', async () => {
  const port = await stage.aSignedPort();
  expect(await port.snapshot()).toMatchObject({ status: 'submitted' });
  expect(await port.reschedule(17)).toMatchObject({ taken: false, results: [{ n: 1, reason: 'noDateYet' }] });
  expect(port.called('askReschedule')).toEqual([]);
});

test('R23, R24: while one change is asked for, another one waits its turn; a cancel may always be asked for', async () => {
  const port = await stage.aSignedPort();
  await port.script(dated(port), port.says('cancelAccepted', port.days.at(4)));
  await port.until(2);
  await port.reschedule(17);
  await port.settled();
  expect(await port.reschedule(18)).toMatchObject({ taken: false, results: [{ reason: 'alreadyAsked' }] });
  expect(await port.cancel()).toMatchObject({ taken: true });
  expect(await port.order.result()).toMatchObject({ status: 'cancelled' });
});
