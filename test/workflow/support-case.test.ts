import { WorkflowUpdateFailedError } from '@temporalio/client';
import { FAILURES, retryable } from '../../activities/failures';
import { proceedUpdate } from '../../workflows/contract';
import { ACTIVE } from '../support/builders/support-case';
import { useScriptedStage } from '../support/scripted/stage';

const stage = useScriptedStage();

/** Active with us since the day before the case; all is well as far as the platform knows. */
const ported = { ...ACTIVE, port: { at: 'active', portedAtMs: 0, sms: 'active' } } as const;

test('R15, R25: before the port the case answers at once, tells the customer and closes', async () => {
  const opened = await stage.aCase({ world: { examineNumber: () => ({ port: { at: 'before' } }) } });
  await opened.open();
  expect(await opened.handle.result()).toMatchObject({ status: 'over', outcome: 'losingProvider', attention: [] });
  expect(await opened.tells(1)).toEqual(['opened + losingProviderAnswers: day 0, 09:00']);
});

test('R26: the customer answers in time: three failed calls make it our case, until an operator resolves it', async () => {
  const opened = await stage.aCase({ world: { examineNumber: () => ported } });
  await opened.open();
  await opened.until(1);
  await opened.says({ calls: [opened.call(0, '08:10'), opened.call(0, '08:20')] });
  expect(await opened.view()).toMatchObject({ status: 'waiting', waitsFor: 'calls', evidence: { counting: 2, needed: 3 } });
  expect(await opened.says({ calls: [opened.call(0, '08:30')] })).toEqual({ taken: true });
  expect(await opened.view()).toMatchObject({ status: 'withTeam', why: 'calls', attention: ['supportCase'] });
  await opened.until(2);
  await opened.resolve('a route was missing');
  expect(await opened.handle.result()).toMatchObject({ status: 'over', outcome: 'resolved', attention: [] });
  expect(await opened.tells(4)).toEqual([
    'opened + callsNeeded: day 0, 09:00',
    'callsNeeded: day 1, 09:00',
    'withTeam: day 1, 09:00',
    'resolved: day 2, 09:00',
  ]);
});

test('R26: the customer never answers: one reminder after 3 business days, closed after 10, and told each time', async () => {
  const opened = await stage.aCase({ world: { examineNumber: () => ported } });
  await opened.open();
  expect(await opened.handle.result()).toMatchObject({ status: 'over', outcome: 'unanswered' });
  expect(await opened.tells(3)).toEqual(['opened + callsNeeded: day 0, 09:00', 'reminded: day 3, 23:59', 'unanswered: day 14, 23:59']);
});

test('R26: our team never answers: the attention stays, and the customer is told once that it is still open', async () => {
  const world = { examineNumber: () => ({ ...ported, place: { ...ACTIVE.place, configured: true, inService: false } }) };
  const opened = await stage.aCase({ world });
  await opened.open();
  await opened.until(30);
  expect(await opened.view()).toMatchObject({ status: 'withTeam', why: 'notInService', attention: ['supportCase'] });
  expect(opened.told()).toEqual(['opened + withTeam: day 0, 09:00', 'stillWithTeam: day 3, 23:59']);
});

test('R16: on the port day the number is looked at when it would be stuck; moved by then, its case goes on', async () => {
  const opened = await stage.aCase({
    world: { examineNumber: (_, { before }) => (before === 0 ? { port: { at: 'moving', stuck: false } } : ported) },
  });
  await opened.open();
  expect(await opened.view()).toMatchObject({ status: 'portDay' });
  await opened.until(0, '11:30');
  expect(await opened.view()).toMatchObject({ status: 'waiting', waitsFor: 'calls' });
  expect(opened.told()).toEqual(['opened + interruptionPossible: day 0, 09:00', 'callsNeeded: day 0, 11:00']);
});

test('a platform that does not answer for an hour makes it a case for our team; one that comes back before does not', async () => {
  const down = await stage.aCase({
    world: {
      examineNumber: () => {
        throw retryable(FAILURES.serviceUnavailable, 'the platform does not answer');
      },
    },
  });
  await down.open();
  await down.until(0, '10:30');
  expect(await down.view()).toMatchObject({ status: 'withTeam', why: 'notChecked' });

  const slow = await stage.aCase({
    world: {
      examineNumber: (_, { before }) => {
        if (before < 3) throw retryable(FAILURES.serviceUnavailable, 'the platform does not answer');
        return ported;
      },
    },
  });
  await slow.open();
  await slow.until(0, '10:30');
  expect(await slow.view()).toMatchObject({ status: 'waiting', waitsFor: 'calls' });
});

test('the same word twice is one word, and a case that is over takes none', async () => {
  const opened = await stage.aCase({ world: { examineNumber: () => ported } });
  await opened.open();
  await opened.says({ calls: [opened.call(0, '08:10')], commandId: 'same' });
  await opened.says({ calls: [opened.call(0, '08:20')], commandId: 'same' });
  expect((await opened.view()).calls).toHaveLength(1);
  expect(await opened.answer('hash')).toEqual({ kind: 'answered' });
  expect(await opened.answer('another')).toEqual({ kind: 'otherContent' });
  await opened.says({ works: true });
  expect(await opened.handle.result()).toMatchObject({ outcome: 'works' });
});

test('a message without sense is refused before it leaves an event, and one by signal is shown to a person', async () => {
  const opened = await stage.aCase({ world: { examineNumber: () => ported } });
  await opened.open();
  const { atMs: _, ...undated } = opened.call(0, '08:10');
  await expect(opened.handle.executeUpdate(proceedUpdate, { args: [{ commandId: 'x', calls: [undated] }] })).rejects.toBeInstanceOf(
    WorkflowUpdateFailedError,
  );
  await opened.handle.signal('resolve', 'done');
  expect(await opened.view()).toMatchObject({ status: 'waiting', attention: ['messageNotTaken'] });
});

test("the Web UI's cancel button resolves a case; a long one is carried into a new run", async () => {
  const opened = await stage.aCase({ world: { examineNumber: () => ported }, input: { continueAsNewAfterEvents: 10 } });
  await opened.open();
  const { runId } = await opened.handle.describe();
  await opened.says({ calls: [opened.call(0, '08:10')] });
  await opened.says({ calls: [opened.call(0, '08:20')] });
  expect((await opened.view()).evidence.counting).toBe(2);
  expect((await opened.handle.describe()).runId).not.toBe(runId);
  await opened.handle.cancel();
  expect(await opened.handle.result()).toMatchObject({ outcome: 'resolved' });
});
