import { FAILURES, retryable } from '../../activities/failures';
import { numbersOf } from '../../domain/grouping';
import { aBlock } from '../support/builders/order';
import { useScriptedStage } from '../support/scripted/stage';

const stage = useScriptedStage();

test('R12, R14, R16, R17: a date that is kept: dashboard at once, activation when the numbers move, each told', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.saysDate(days.at(1), 10),
    port.says('numberActivated', days.at(10, '09:40')),
    port.says('smsActivated', days.at(11, '15:00')),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('prepareNumbers')).toEqual(['day 1, 09:00']);
  expect(port.called('activateNumbers')).toEqual(['day 10, 09:40']);
  expect(await port.when('ported')).toEqual(['day 10, 09:40']);
  expect(await port.timeline()).toEqual([
    'accepted',
    'loaReady',
    'loaSigned',
    'submitted',
    'scheduled',
    'numbersAdded',
    'locked',
    'activating',
    'ported',
    'smsActive',
    'closed',
  ]);
  await port.tells('scheduled', 'numbersAdded');
  await port.tells('ported');
});

test('R15, R16: nothing is activated before the carrier has moved the numbers, not even inside the window', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.saysDate(days.at(1), 10),
    port.says('numberActivated', days.at(10, '11:59')),
    port.says('smsActivated', days.at(11)),
  );
  await port.until(10, '11:58');
  expect(port.called('activateNumbers')).toEqual([]);
  await port.order.result();
  expect(port.called('activateNumbers')).toEqual(['day 10, 11:59']);
  expect(await port.attention()).toEqual([]);
});

test('R16: numbers that do not move are stuck two hours after the window; the gateway is read; a late move still ports', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.saysDate(days.at(1), 10),
    port.says('numberActivated', days.at(11, '10:00')),
    port.says('smsActivated', days.at(12)),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(await port.when('activationStuck')).toEqual(['day 10, 14:00']);
  expect(port.called('readRequest').slice(0, 2)).toEqual(['day 10, 14:00', 'day 10, 16:00']);
  expect(await port.when('ported')).toEqual(['day 11, 10:00']);
  expect(await port.attention()).toEqual(['+activationStuck', '-activationStuck']);
  await port.tells('activationStuck');
});

test('R16: a lost webhook costs a stuck port two hours: what the look-up finds moved is activated', async () => {
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
  await port.script(port.saysDate(port.days.at(1), 10));
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.called('activateNumbers')).toEqual(['day 10, 14:00']);
  expect(port.called('readRequest')).toEqual(['day 10, 14:00']);
});

test('R16: numbers that move days too early are taken into service at once, for they must work', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.saysDate(days.at(1), 10),
    port.says('numberActivated', days.at(4, '16:00')),
    port.says('smsActivated', days.at(7)),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.called('activateNumbers')).toEqual(['day 4, 16:00']);
});

test('R16: our own platform is down for a working day: an operator is asked, it is tried again, the port is done', async () => {
  const port = await stage.aSignedPort({
    world: {
      activateNumbers: ({ numbers }, { atMs }) => {
        if (atMs < port.days.at(10, '18:00')) throw retryable(FAILURES.serviceUnavailable, 'the platform does not answer');
        return { numbers, smsAsked: true };
      },
    },
  });
  const { days } = port;
  await port.script(
    port.saysDate(days.at(1), 10),
    port.says('numberActivated', days.at(10, '09:40')),
    port.says('smsActivated', days.at(11)),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(await port.attention()).toEqual(expect.arrayContaining(['+activationFailed', '-activationFailed']));
  expect((await port.facts('ported'))[0]?.atMs).toBeGreaterThanOrEqual(days.at(10, '18:00'));
});

test('R16, R20: of a block that is half in service only the missing numbers are activated again', async () => {
  const port = await stage.aSignedPort({
    details: { numbers: [aBlock()], inBlock: 'yes' },
    world: { activateNumbers: ({ numbers }, { before }) => ({ numbers: before === 0 ? numbers.slice(0, 9) : numbers, smsAsked: true }) },
  });
  const { days } = port;
  await port.script(
    port.saysDate(days.at(1), 10),
    port.says('numberActivated', days.at(10, '09:40')),
    port.says('smsActivated', days.at(11)),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.calls('activateNumbers').map(({ input }) => input.numbers.length)).toEqual([10, 1]);
  expect(port.called('activateNumbers')).toEqual(['day 10, 09:40', 'day 10, 10:10']);
  expect(await port.facts('ported')).toHaveLength(1);
});

test('R14: a date that the carrier moves by itself is told, prepared anew, and the only one that counts', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.saysDate(days.at(1), 10),
    port.says('focChanged', days.at(3), { foc: days.foc(14) }),
    port.says('numberActivated', days.at(14, '09:10')),
    port.says('smsActivated', days.at(15)),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.calls('prepareNumbers').map(({ input }) => input.date)).toEqual([days.date(10), days.date(14)]);
  expect(await port.when('activating')).toEqual(['day 14, 09:00']);
  expect(await port.timeline()).toContain('dateChanged');
});

test('R12, R17: a ticket desk that is down for a day holds up messages and never the port', async () => {
  const port = await stage.aSignedPort({
    world: {
      deliverNotification: (_, { atMs }) => {
        if (atMs < port.days.at(1, '04:00')) throw retryable(FAILURES.serviceUnavailable, 'the ticket desk does not answer');
        return { told: ['ticket'], superseded: [] };
      },
    },
  });
  const { days } = port;
  await port.script(
    port.saysDate(days.at(0, '10:00'), 4),
    port.says('numberActivated', days.at(4, '09:30')),
    port.says('smsActivated', days.at(5)),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.when('scheduled')).toEqual(['day 0, 10:00']);
  expect(port.called('activateNumbers')).toEqual(['day 4, 09:30']);
  expect(port.messages(days.at(1, '04:00'))).toContainEqual(['scheduled', 'numbersAdded']);
});

test('R14: a dashboard that fails before the date is raised and blocks nothing; the numbers are put there when they move', async () => {
  const port = await stage.aSignedPort({
    world: {
      prepareNumbers: () => {
        throw retryable(FAILURES.serviceUnavailable, 'the platform does not answer');
      },
      activateNumbers: ({ numbers, prepareFor }) => ({ numbers, smsAsked: true, smsNotApplicable: [], prepared: prepareFor && true }),
    },
  });
  const { days } = port;
  await port.script(port.saysDate(days.at(1), 3), port.says('numberActivated', days.at(3, '09:40')), port.says('smsActivated', days.at(4)));
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(await port.attention()).toEqual(['+preparationFailed', '-preparationFailed']);
  expect(port.calls('activateNumbers').map(({ input }) => input.prepareFor?.date)).toEqual([days.date(3)]);
  expect(await port.when('ported')).toEqual(['day 3, 09:40']);
});

test('R20: a block of which one number never works is stuck and never complete, whatever the others do', async () => {
  const broken = numbersOf(aBlock()).at(-1);
  const port = await stage.aSignedPort({
    details: { numbers: [aBlock()], inBlock: 'yes' },
    world: {
      activateNumbers: ({ numbers }) => ({ numbers: numbers.filter((number) => number !== broken), smsAsked: true, smsNotApplicable: [] }),
    },
  });
  const { days } = port;
  await port.script(port.saysDate(days.at(1), 10), port.says('numberActivated', days.at(10, '09:40')));
  await port.until(11);
  const { status, attention } = await port.snapshot();
  expect({ status, attention }).toEqual({ status: 'activating', attention: ['activationStuck'] });
  expect((await port.facts('activationStuck')).map(({ numbers }) => numbers?.length)).toEqual([1]);
  expect(await port.when('activationStuck')).toEqual(['day 10, 14:00']);
  expect(await port.timeline()).not.toContain('ported');
});
