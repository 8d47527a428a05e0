import { FAILURES, retryable } from '../../activities/failures';
import { aSingle } from '../support/builders/order';
import type { ScriptedPort } from '../support/scripted/port';
import { useScriptedStage } from '../support/scripted/stage';

const stage = useScriptedStage();

/** A port on day 10, a Thursday: the reminders are on day 7, a Monday, and on day 9, when it is locked, too. */
const goesWell = (port: ScriptedPort, n = 1) => [
  port.saysDate(port.days.at(1), 10, { n }),
  port.says('numberActivated', port.days.at(10, '09:40'), { n }),
  port.says('smsActivated', port.days.at(11), { n }),
];
const nothing = { unconfigured: [], withoutAddress: [] };

test('R14: what is not configured 3 and 1 business days before the date is told; the port goes on', async () => {
  const port = await stage.aSignedPort({ world: { readNumbers: ({ numbers }) => ({ ...nothing, unconfigured: numbers }) } });
  await port.script(...goesWell(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('readNumbers')).toEqual(['day 7, 09:00', 'day 9, 09:00']);
  expect(await port.when('configureReminder')).toEqual(['day 7, 09:00', 'day 9, 09:00']);
  await port.tells('configureReminder');
});

test('R14: who has configured everything hears nothing', async () => {
  const port = await stage.aSignedPort();
  await port.script(...goesWell(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('readNumbers')).toEqual(['day 7, 09:00', 'day 9, 09:00']);
  expect(await port.timeline()).not.toContain('configureReminder');
});

test('R14, R21: the reminders of several requests of one moment make one message', async () => {
  const port = await stage.aSignedPort({
    details: { numbers: [aSingle(10), aSingle(11)] },
    world: { readNumbers: ({ numbers }) => ({ ...nothing, unconfigured: numbers }) },
  });
  await port.script(...goesWell(port, 1), ...goesWell(port, 2));
  await port.order.result();
  await port.tells('configureReminder', 'configureReminder');
  expect(port.messages()).not.toContainEqual(['configureReminder']);
});

test('R14: a platform that is down at the first reminder is read again: the customer is reminded when it answers', async () => {
  const port = await stage.aSignedPort({
    world: {
      readNumbers: ({ numbers }, { atMs }) => {
        if (atMs < port.days.at(7, '15:00')) throw retryable(FAILURES.serviceUnavailable, 'the platform does not answer');
        return { ...nothing, unconfigured: numbers };
      },
    },
  });
  await port.script(...goesWell(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  const [late] = await port.facts('configureReminder');
  expect(late?.atMs).toBeGreaterThanOrEqual(port.days.at(7, '15:00'));
  expect(late?.atMs).toBeLessThan(port.days.at(8));
  expect((await port.when('configureReminder'))[1]).toBe('day 9, 09:00');
});

test('R14: a platform that never answers is given up before the window; nobody is called, and the port is done', async () => {
  const port = await stage.aSignedPort({
    world: {
      readNumbers: () => {
        throw retryable(FAILURES.serviceUnavailable, 'the platform does not answer');
      },
    },
  });
  await port.script(...goesWell(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(await port.facts('numbersUnread')).toHaveLength(2);
  expect(await port.attention()).toEqual([]);
  expect(await port.when('ported')).toEqual(['day 10, 09:40']);
});

test('R14: a date that the carrier moved has reminders of its own, and the old date none any more', async () => {
  const port = await stage.aSignedPort({ world: { readNumbers: ({ numbers }) => ({ ...nothing, unconfigured: numbers }) } });
  const { days } = port;
  await port.script(
    port.saysDate(days.at(1), 10),
    port.says('focChanged', days.at(3), { foc: days.foc(17) }),
    port.says('numberActivated', days.at(17, '09:10')),
    port.says('smsActivated', days.at(18)),
  );
  await port.order.result();
  expect(await port.when('configureReminder')).toEqual(['day 14, 09:00', 'day 16, 09:00']);
});

test('an address for emergency calls that is missing at the lock raises attention, is looked for again, and settles when it is set', async () => {
  const port = await stage.aSignedPort({
    rules: { emergencyAddressNeeded: true },
    world: {
      readNumbers: ({ numbers }, { atMs }) => ({ ...nothing, withoutAddress: atMs < port.days.at(9, '12:00') ? numbers : [] }),
    },
  });
  await port.script(...goesWell(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('readNumbers')).toEqual(['day 7, 09:00', 'day 9, 09:00', 'day 9, 13:00']);
  expect(await port.when('emergencyAddressMissing')).toEqual(['day 7, 09:00', 'day 9, 09:00']);
  expect(await port.attention()).toEqual(['+emergencyAddressMissing', '-emergencyAddressMissing']);
  await port.tells('emergencyAddressMissing');
});

test('an address that is never set holds up no port, and stays for a person to see', async () => {
  const port = await stage.aSignedPort({
    rules: { emergencyAddressNeeded: true },
    world: { readNumbers: ({ numbers }) => ({ ...nothing, withoutAddress: numbers }) },
  });
  await port.script(...goesWell(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: ['emergencyAddressMissing'] });
  expect(await port.when('ported')).toEqual(['day 10, 09:40']);
  expect(await port.attention()).toEqual(['+emergencyAddressMissing']);
});
