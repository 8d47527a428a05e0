import { useScriptedStage } from '../support/scripted/stage';

const stage = useScriptedStage();

test('R13: corrected before the old one has closed, a request waits, goes out at its instant, and the estimate starts anew', async () => {
  const port = await stage.aSignedPort({ rules: { resubmissionDays: 3 } });
  const { days } = port;
  await port.script(
    port.says('rejected', days.at(1), { reasons: [{ code: 'ACCOUNT_NUMBER_INVALID' }] }),
    port.saysDate(days.at(7), 14, { attempt: 2 }),
    port.says('numberActivated', days.at(14, '09:30'), { attempt: 2 }),
    port.says('smsActivated', days.at(15), { attempt: 2 }),
  );
  await port.until(1, '12:00');
  await port.correct({ losing: { carrier: 'ORANGE', accountNumber: 'A-2' } });
  await port.settled();
  expect(await port.snapshot()).toMatchObject({ status: 'resubmitting', attempt: 2, nextDeadline: { atMs: days.at(4, '00:00') } });
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('submitRequest')).toEqual(['day 0, 09:00', 'day 4, 00:00']);
  await port.tells('resubmissionHeld');
});

test('R13: corrected after it, nobody waits', async () => {
  const port = await stage.aSignedPort({ rules: { resubmissionDays: 3 } });
  await port.script(port.says('rejected', port.days.at(1), { reasons: [{ code: 'ACCOUNT_NUMBER_INVALID' }] }));
  await port.until(4, '10:00');
  await port.correct({ losing: { carrier: 'ORANGE', accountNumber: 'A-2' } });
  await port.settled();
  expect(port.called('submitRequest')).toEqual(['day 0, 09:00', 'day 4, 10:00']);
});

test('R24: cancelled while it waits, it never goes out', async () => {
  const port = await stage.aSignedPort({ rules: { resubmissionDays: 3 } });
  await port.script(port.says('rejected', port.days.at(1), { reasons: [{ code: 'ACCOUNT_NUMBER_INVALID' }] }));
  await port.until(2);
  await port.correct({ losing: { carrier: 'ORANGE', accountNumber: 'A-2' } });
  await port.settled();
  expect(await port.cancel()).toMatchObject({ results: [{ n: 1, taken: true, atOnce: true }] });
  expect(await port.order.result()).toMatchObject({ status: 'cancelled' });
  expect(port.called('submitRequest')).toEqual(['day 0, 09:00']);
});

test('R19: a wish is passed on before there is a date, and the date that comes is its answer', async () => {
  const gateway = { id: 'gw', setSize: 1, visibilityLagMs: 120_000, dateChangeBeforeFoc: true };
  const port = await stage.aSignedPort({ input: { gateway } });
  await port.snapshot();
  expect(await port.reschedule(17)).toEqual({ taken: true, results: [{ n: 1, taken: true, mayFail: true, atOnce: false }] });
  await port.settled();
  await port.script(port.saysDate(port.days.at(1), 14));
  await port.until(2);
  expect(port.calls('askReschedule').map(({ input }) => input.date)).toEqual([port.days.date(17)]);
  expect(await port.facts('scheduled')).toMatchObject([{ foc: { date: port.days.date(14) }, asked: port.days.date(17) }]);
  expect(await port.attention()).toEqual([]);
});

test('R16, R23: in an interval the customer chooses the day, and the port is pulled then and not before', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.says('focConfirmed', days.at(1), { foc: { ...days.foc(10), lastDate: days.date(40) } }),
    port.says('numberActivated', days.at(17, '09:10')),
    port.says('smsActivated', days.at(18)),
  );
  await port.until(3);
  expect(await port.reschedule(17)).toEqual({ taken: true, results: [{ n: 1, taken: true, mayFail: false, atOnce: true }] });
  expect(await port.reschedule(45)).toMatchObject({
    taken: false,
    results: [{ reason: 'outsideInterval', interval: { last: days.date(40) } }],
  });
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('triggerActivation')).toEqual(['day 17, 09:00']);
  expect(port.calls('askReschedule')).toEqual([]);
});

test('R24: in an interval a cancel works at once, and nothing is pulled', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(port.says('focConfirmed', days.at(1), { foc: { ...days.foc(10), lastDate: days.date(40) } }));
  await port.until(9, '12:00');
  expect(await port.cancel()).toMatchObject({ results: [{ n: 1, taken: true, atOnce: true }] });
  expect(await port.order.result()).toMatchObject({ status: 'cancelled' });
  expect([...port.called('triggerActivation'), ...port.called('askCancel')]).toEqual([]);
});

test('a window on demand: the customer starts it inside, and nobody starts it again', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.says('focConfirmed', days.at(1), { foc: { ...days.foc(10), onDemand: true } }),
    port.says('numberActivated', days.at(10, '10:10')),
    port.says('smsActivated', days.at(11)),
  );
  await port.until(10, '08:00');
  expect(await port.activate()).toMatchObject({
    taken: false,
    results: [{ reason: 'windowNotOpen', from: { atMs: days.at(10, '09:00') } }],
  });
  await port.until(10, '10:00');
  expect(await port.activate()).toMatchObject({ taken: true });
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('triggerActivation')).toEqual(['day 10, 10:00']);
});

test('a window on demand that nobody uses: it starts by itself at its end', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.says('focConfirmed', days.at(1), { foc: { ...days.foc(10), onDemand: true } }),
    port.says('numberActivated', days.at(10, '12:10')),
    port.says('smsActivated', days.at(11)),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('triggerActivation')).toEqual(['day 10, 12:00']);
});

test('an emergency return inside its hours: asked, agreed, and the numbers are back', async () => {
  const port = await stage.aSignedPort({ rules: { emergencyReturnHours: 4 } });
  const { days } = port;
  await port.script(
    port.saysDate(days.at(1), 10),
    port.says('numberActivated', days.at(10, '09:30')),
    port.says('returnAccepted', days.at(10, '12:00')),
  );
  await port.until(10, '11:00');
  expect(await port.haveBack('no incoming calls')).toMatchObject({ taken: true, results: [{ n: 1, mayFail: true }] });
  await port.order.result();
  expect(port.calls('askReturn').map(({ input }) => input.reason)).toEqual(['no incoming calls']);
  expect(await port.snapshot()).toMatchObject({ status: 'over', outcome: 'returned', numbers: [{ voice: 'returned' }] });
  await port.tells('returned', 'closed');
});

test('an emergency return that the carrier never answers: a person is asked', async () => {
  const port = await stage.aSignedPort({ rules: { emergencyReturnHours: 4 } });
  const { days } = port;
  await port.script(port.saysDate(days.at(1), 10), port.says('numberActivated', days.at(10, '09:30')));
  await port.until(10, '11:00');
  await port.haveBack('no incoming calls');
  await port.until(10, '16:00');
  expect(await port.attention()).toEqual(['+returnUnanswered']);
});

test('where the country knows no emergency return, that is said at once, and the carrier is not asked', async () => {
  const other = await stage.aSignedPort();
  await other.until(1, '10:00');
  expect(await other.haveBack('no incoming calls')).toMatchObject({ taken: false, results: [{ reason: 'noReturn' }] });
  expect(other.calls('askReturn')).toEqual([]);
});
