import type { ScriptedPort } from '../support/scripted/port';
import { useScriptedStage } from '../support/scripted/stage';

const stage = useScriptedStage();

const wrongAccount = [{ code: 'ACCOUNT_NUMBER_INVALID', rawCode: '6E' }];
const rightAccount = { losing: { carrier: 'ORANGE', accountNumber: 'A-2' } };

const rejectedOnDay2 = (port: ScriptedPort) => port.says('rejected', port.days.at(2), { reasons: wrongAccount });

/** The second attempt goes well from day 6 on. */
const secondGoesWell = (port: ScriptedPort) => [
  port.saysDate(port.days.at(6), 14, { attempt: 2 }),
  port.says('numberActivated', port.days.at(14, '09:30'), { attempt: 2 }),
  port.says('smsActivated', port.days.at(15), { attempt: 2 }),
];

test('R13: corrected in time, it goes out again under a new reference, with the new details; the first attempt is kept', async () => {
  const port = await stage.aSignedPort();
  await port.script(rejectedOnDay2(port), ...secondGoesWell(port));
  await port.until(3);
  expect(await port.view()).toMatchObject({ status: 'actionRequired', requests: [{ reasons: wrongAccount }] });
  expect(await port.correct(rightAccount)).toMatchObject({ taken: true, results: [{ n: 1, taken: true }] });
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  const sent = port.calls('submitRequest').map(({ input }) => [input.reference, input.frozen.losing.accountNumber]);
  expect(sent).toEqual([
    [port.reference(1), 'A-1'],
    [port.reference(2), 'A-2'],
  ]);
  expect(port.called('submitRequest')).toEqual(['day 0, 09:00', 'day 3, 09:00']);
  expect(await port.facts('rejected')).toMatchObject([{ attempt: 1, reasons: wrongAccount }]);
  expect(await port.facts('submitted')).toMatchObject([{ attempt: 1 }, { attempt: 2, expectedDate: port.days.date(15) }]);
});

test('R10, R13: another holder needs another LOA: nothing goes out before the new one is signed', async () => {
  const port = await stage.aSignedPort();
  await port.script(port.says('rejected', port.days.at(2), { reasons: [{ code: 'NAME_MISMATCH' }] }), ...secondGoesWell(port));
  await port.until(3);
  const { holder } = port.input.details;
  expect(await port.correct({ holder: { ...holder, name: 'Ada Martin-Duval' } })).toMatchObject({ taken: true });
  await port.until(5);
  expect(port.called('submitRequest')).toHaveLength(1);
  await port.sign(2);
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.called('submitRequest')).toEqual(['day 0, 09:00', 'day 5, 09:00']);
  expect(port.calls('submitRequest')[1]?.input.frozen).toMatchObject({ holder: { name: 'Ada Martin-Duval' }, loa: { revision: 2 } });
});

test('R13: never corrected, the request closes after its fourteen days and the numbers are given back', async () => {
  const port = await stage.aSignedPort();
  await port.script(rejectedOnDay2(port));
  expect(await port.order.result()).toMatchObject({ status: 'failed', requests: [{ outcome: 'rejectionUnanswered' }] });
  expect(await port.when('closed')).toEqual(['day 16, 23:59']);
  expect(port.called('releaseNumbers')).toEqual(['day 16, 23:59']);
  await port.tells('rejected');
});

test('R13: a corrected request whose new LOA is never signed closes as well', async () => {
  const port = await stage.aSignedPort();
  await port.script(rejectedOnDay2(port));
  await port.until(3);
  await port.correct({ ...rightAccount, signer: { name: 'Bo Martin', email: 'bo@example.org' } });
  expect(await port.order.result()).toMatchObject({ status: 'failed', requests: [{ outcome: 'rejectionUnanswered' }] });
  expect(port.called('submitRequest')).toHaveLength(1);
});

test('R13: a rejection in the very answer to the submission is the same rejection', async () => {
  const port = await stage.aSignedPort({
    world: {
      submitRequest: ({ reference }, { before, atMs }) =>
        before === 0
          ? { kind: 'rejected', gatewayId: 'GW', reasons: wrongAccount, rejectedAtMs: atMs }
          : { kind: 'accepted', gatewayId: reference, acknowledgedAtMs: atMs },
    },
  });
  await port.script(...secondGoesWell(port));
  expect(await port.view()).toMatchObject({ status: 'actionRequired' });
  await port.correct(rightAccount);
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.calls('submitRequest').map(({ input }) => input.reference)).toEqual([port.reference(1), port.reference(2)]);
});

test('R13: a rejection after the date takes the date back; the port starts over', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(port.saysDate(days.at(1), 10), port.says('rejected', days.at(4), { reasons: wrongAccount }), ...secondGoesWell(port));
  await port.until(5);
  expect((await port.snapshot()).foc).toBeUndefined();
  await port.correct(rightAccount);
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.when('activating')).toEqual(['day 14, 09:00']);
  expect(port.called('activateNumbers')).toEqual(['day 14, 09:30']);
});

test('R13: numbers that nobody can port end the request at once', async () => {
  const port = await stage.aSignedPort();
  await port.script(port.says('rejected', port.days.at(2), { reasons: [{ code: 'NOT_PORTABLE' }] }));
  expect(await port.order.result()).toMatchObject({ status: 'failed', requests: [{ outcome: 'notPortable' }] });
  expect(port.called('releaseNumbers')).toEqual(['day 2, 09:00']);
});

test('R13: a rejection that only an operator can mend asks one, and waits all the same', async () => {
  const port = await stage.aSignedPort();
  await port.script(port.says('rejected', port.days.at(2), { reasons: [{ code: 'DUPLICATE_PORT' }] }));
  await port.until(3);
  expect(await port.snapshot()).toMatchObject({
    status: 'rejected',
    attention: ['rejectionNeedsOperator'],
    nextDeadline: { what: 'correction', atMs: port.days.at(16, '23:59') },
  });
});

test('R13: reasons of both: the customer corrects in time, and it goes out when our operator has mended the rest', async () => {
  const port = await stage.aSignedPort();
  const reasons = [...wrongAccount, { code: 'DATE_INVALID' }];
  await port.script(port.says('rejected', port.days.at(2), { reasons }), ...secondGoesWell(port));
  await port.until(3);
  expect(await port.correct(rightAccount)).toMatchObject({ taken: true, results: [{ byOperator: true }] });
  await port.until(5);
  expect(port.called('submitRequest')).toHaveLength(1);
  expect(await port.view()).toMatchObject({ attention: ['rejectionNeedsOperator'], requests: [{ waitingForOperator: true }] });
  expect(await port.correct({ preferredDate: port.days.date(14) }, { by: 'operator' })).toMatchObject({ taken: true });
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('submitRequest')).toEqual(['day 0, 09:00', 'day 5, 09:00']);
  expect(port.calls('submitRequest')[1]?.input.frozen).toMatchObject({
    losing: { accountNumber: 'A-2' },
    preferredDate: port.days.date(14),
  });
});

test('R13: reasons of both: the operator never sends it, and the request closes with what was rejected', async () => {
  const port = await stage.aSignedPort();
  await port.script(port.says('rejected', port.days.at(2), { reasons: [...wrongAccount, { code: 'DATE_INVALID' }] }));
  await port.until(3);
  await port.correct(rightAccount);
  expect(await port.order.result()).toMatchObject({ status: 'failed', requests: [{ outcome: 'rejectionUnanswered' }] });
  expect(port.called('submitRequest')).toHaveLength(1);
});

test('R10, R13: a letter that was refused is signed anew, although nothing else changes', async () => {
  const port = await stage.aSignedPort();
  await port.script(port.says('rejected', port.days.at(2), { reasons: [{ code: 'LOA_INVALID' }] }), ...secondGoesWell(port));
  await port.until(3);
  expect(await port.correct({ asItIs: true })).toMatchObject({ taken: true });
  await port.until(5);
  expect(port.called('submitRequest')).toHaveLength(1);
  await port.sign(2);
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.calls('submitRequest')[1]?.input.frozen).toMatchObject({ loa: { revision: 2 } });
});

test('R13: a correction that corrects nothing, or that nobody asked for, is refused with the reason', async () => {
  const port = await stage.aSignedPort();
  await port.script(rejectedOnDay2(port));
  expect(await port.correct(rightAccount)).toMatchObject({ taken: false, results: [{ n: 1, reason: 'notRejected' }] });
  await port.until(3);
  expect(await port.correct({ losing: port.input.details.losing })).toMatchObject({
    taken: false,
    results: [{ n: 1, reason: 'nothingChanged' }],
  });
  expect(port.called('submitRequest')).toHaveLength(1);
});
