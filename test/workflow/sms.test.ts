import { FAILURES, retryable } from '../../activities/failures';
import { numbersOf } from '../../domain/grouping';
import { aBlock } from '../support/builders/order';
import { useScriptedStage } from '../support/scripted/stage';
import type { ScriptedPort } from '../support/scripted/port';

const stage = useScriptedStage();

/** A port that is done on day 10, a Thursday: its SMS has until the end of day 15, a Tuesday. */
const ported = (port: ScriptedPort) => [port.saysDate(port.days.at(1), 10), port.says('numberActivated', port.days.at(10, '09:40'))];

test('R18: SMS that works within three business days ends the order without a word to operators', async () => {
  const port = await stage.aSignedPort();
  await port.script(...ported(port), port.says('smsActivated', port.days.at(15, '23:00')));
  expect(await port.order.result()).toMatchObject({ status: 'completed', requests: [{ numbers: [{ voice: 'active', sms: 'active' }] }] });
  expect(await port.when('smsOverdue')).toEqual([]);
  expect(await port.attention()).toEqual([]);
  expect(await port.facts('smsActive')).toMatchObject([{ late: false }]);
});

test('R18: SMS that does not is overdue when the third business day ends; a later success clears it', async () => {
  const port = await stage.aSignedPort();
  await port.script(...ported(port), port.says('smsActivated', port.days.at(17)));
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [], requests: [{ numbers: [{ sms: 'active' }] }] });
  expect(await port.when('smsOverdue')).toEqual(['day 15, 23:59']);
  expect(port.called('readRequest')[0]).toBe('day 15, 23:59');
  expect(await port.attention()).toEqual(['+smsOverdue', '-smsOverdue']);
  expect(await port.facts('smsActive')).toMatchObject([{ late: true }]);
  await port.tells('smsOverdue');
});

test('R18: SMS that never works is given up after ten business days; the port itself stays complete', async () => {
  const port = await stage.aSignedPort();
  await port.script(...ported(port));
  expect(await port.order.result()).toMatchObject({
    status: 'completed',
    requests: [{ outcome: 'ported', numbers: [{ voice: 'active', sms: 'failed' }] }],
  });
  expect(await port.when('smsOverdue')).toEqual(['day 15, 23:59']);
  expect(await port.when('smsFailed')).toEqual(['day 24, 23:59']);
  expect(await port.attention()).toEqual(expect.arrayContaining(['+smsOverdue', '+smsFailed']));
});

test('R18: the look-up of an overdue SMS finds it active when the webhook was lost', async () => {
  const port = await stage.aSignedPort({
    world: {
      readRequest: ({ reference }, { atMs }) => ({
        gatewayId: 'GW',
        reference,
        state: 'completed',
        numbers: [{ number: '+33199001210', active: true, sms: 'active' }],
        changedAtMs: atMs,
      }),
    },
  });
  await port.script(...ported(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed', requests: [{ numbers: [{ sms: 'active' }] }] });
  expect(await port.when('smsActive')).toEqual(['day 15, 23:59']);
});

test('R18: a carrier that says SMS will not work is believed, and a person is asked', async () => {
  const port = await stage.aSignedPort();
  await port.script(...ported(port), port.says('smsFailed', port.days.at(11)));
  expect(await port.order.result()).toMatchObject({ status: 'completed', requests: [{ numbers: [{ sms: 'failed' }] }] });
  expect(await port.when('smsFailed')).toEqual(['day 11, 09:00']);
  expect(await port.attention()).toEqual(['+smsFailed']);
});

test('R18: SMS that works before the port is known is not forgotten', async () => {
  const port = await stage.aSignedPort();
  await port.script(
    port.saysDate(port.days.at(1), 10),
    port.says('smsActivated', port.days.at(10, '09:30')),
    port.says('numberActivated', port.days.at(10, '09:40')),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.when('smsActive')).toEqual(['day 10, 09:40']);
});

test('R18: SMS that could not be asked for along with the activation is asked for until it was', async () => {
  const port = await stage.aSignedPort({
    world: {
      activateNumbers: ({ numbers }) => ({ numbers, smsAsked: false }),
      enableSms: (_, { before }) => {
        if (before < 3) throw retryable(FAILURES.serviceUnavailable, 'the platform does not answer');
      },
    },
  });
  await port.script(...ported(port), port.says('smsActivated', port.days.at(11)));
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.called('enableSms')).toHaveLength(4);
  expect(port.called('enableSms')[0]).toBe('day 10, 09:45');
  expect(await port.when('ported')).toEqual(['day 10, 09:40']);
});

test('R18: numbers of one request that were activated days apart are overdue and given up each in its own time', async () => {
  const port = await stage.aSignedPort({ details: { numbers: [aBlock()], inBlock: 'yes' } });
  const { days } = port;
  const last = port.input.details.numbers.flatMap(numbersOf).slice(-1);
  const others = port.input.details.numbers.flatMap(numbersOf).slice(0, -1);
  await port.script(
    port.saysDate(days.at(1), 10),
    port.says('numberActivated', days.at(10, '09:40'), { numbers: others }),
    port.says('numberActivated', days.at(11, '10:00'), { numbers: last }),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed', requests: [{ outcome: 'ported' }] });
  expect(await port.when('ported')).toEqual(['day 11, 10:00']);
  expect(await port.when('smsOverdue')).toEqual(['day 15, 23:59', 'day 16, 23:59']);
  expect(await port.when('smsFailed')).toEqual(['day 24, 23:59', 'day 25, 23:59']);
  expect((await port.facts('smsOverdue')).map(({ numbers }) => numbers)).toEqual([others, last]);
});

test('R18: numbers activated days apart whose SMS works in time, each in its own: nobody is called', async () => {
  const port = await stage.aSignedPort({ details: { numbers: [aBlock()], inBlock: 'yes' } });
  const { days } = port;
  const last = port.input.details.numbers.flatMap(numbersOf).slice(-1);
  const others = port.input.details.numbers.flatMap(numbersOf).slice(0, -1);
  await port.script(
    port.saysDate(days.at(1), 10),
    port.says('numberActivated', days.at(10, '09:40'), { numbers: others }),
    port.says('smsActivated', days.at(10, '12:00'), { numbers: others }),
    port.says('numberActivated', days.at(11, '10:00'), { numbers: last }),
    port.says('smsActivated', days.at(16, '23:00'), { numbers: last }),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(await port.when('smsActive')).toEqual(['day 10, 12:00', 'day 16, 23:00']);
  expect(await port.when('smsOverdue')).toEqual([]);
});

test('R18: numbers for which there are no text messages: told with the port, which ends the order', async () => {
  const port = await stage.aSignedPort({
    world: { activateNumbers: ({ numbers }) => ({ numbers, smsAsked: true, smsNotApplicable: numbers }) },
  });
  await port.script(...ported(port));
  expect(await port.order.result()).toMatchObject({
    status: 'completed',
    attention: [],
    requests: [{ numbers: [{ sms: 'notApplicable' }] }],
  });
  expect(await port.when('smsNotApplicable')).toEqual(['day 10, 09:40']);
  await port.tells('ported', 'smsNotApplicable', 'closed');
});
