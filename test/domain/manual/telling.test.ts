import fc from 'fast-check';
import { CARRIER_EVENT_TYPES } from '../../../domain/carrier-event';
import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import { deadlinesOf } from '../../../domain/manual/deadlines';
import { isFinished, statusOf } from '../../../domain/manual/view';
import { describeDesk, entryCommands } from '../../../domain/manual/words';
import { focOn } from '../../support/builders/carrier-event';
import { DrivenDesk } from '../../support/builders/desk';

const sent = (): DrivenDesk => {
  const desk = new DrivenDesk();
  desk.enters('sent');
  return desk;
};

test('a request that cannot be reached is told again every hour, in the order of what was said, and a person is told', () => {
  const desk = sent();
  desk.requestRuns = false;
  desk.enters('focConfirmed', { foc: focOn('2026-03-12') });
  desk.enters('comment', { text: 'noted' });
  expect([desk.attention, desk.state.outbox.length, desk.heard.length]).toEqual([['requestSilent'], 2, 1]);
  expect(desk.state.deliverAgainAt?.atMs).toBe(desk.nowMs + HOUR_MS);
  desk.requestRuns = true;
  desk.waits();
  expect(desk.heard.map(({ type }) => type)).toEqual(['acknowledged', 'focConfirmed', 'comment']);
  expect([desk.attention, desk.state.outbox]).toEqual([[], []]);
});

test('a word for a request that has ended is dropped, and the task with it', () => {
  const desk = sent();
  desk.requestRuns = false;
  desk.enters('comment', { text: 'noted' });
  expect(desk.flying('lookAtRequest')).toHaveLength(1);
  desk.seesRequest(true);
  expect([isFinished(desk.state), desk.attention]).toEqual([true, []]);
});

test('a number that moved after its request ended is urgent, and waits for a person', () => {
  const desk = sent();
  desk.requestRuns = false;
  desk.enters('numberActivated', { numbers: desk.state.numbers.map(({ number }) => number) });
  desk.seesRequest(true);
  expect([isFinished(desk.state), desk.attention]).toEqual([false, ['activatedAfterClosing']]);
  desk.take({ kind: 'resolved', by: 'op-7', reason: 'in service' });
  expect([isFinished(desk.state), desk.attention]).toEqual([true, []]);
});

test.each([
  ['every day once the carrier has settled it', 'rejected', DAY_MS],
  ['every week before', 'acknowledged', 7 * DAY_MS],
] as const)('the request is asked %s whether it still needs this', (_, type, often) => {
  const desk = sent();
  desk.enters(type, { reasons: [{ code: 'OTHER' }] });
  expect(desk.state.lookAt?.atMs).toBe(desk.nowMs + often);
  desk.waitsFor(() => desk.flying('lookAtRequest').length > 0);
  desk.seesRequest(false);
  expect(isFinished(desk.state)).toBe(false);
  expect(desk.state.lookAt).toBeDefined();
  desk.seesRequest(true);
  expect([isFinished(desk.state), desk.todo, desk.attention]).toEqual([true, [], []]);
});

test('a request that nobody knows is raised and never taken for one that has ended', () => {
  const desk = sent();
  desk.seesRequest(null);
  expect([desk.attention, isFinished(desk.state)]).toEqual([['requestSilent'], false]);
  desk.seesRequest(false);
  expect(desk.attention).toEqual([]);
});

test('the page in the Web UI says what to do, by when and the very command lines, and names nobody', () => {
  const desk = new DrivenDesk();
  const page = describeDesk(desk.view, desk.nowMs);
  const { holder, losing } = desk.input.frozen;
  expect(page).toMatch(/^\*\*Send the request to the losing carrier/);
  expect(page).toContain('| Who has to act | an operator |');
  for (const command of entryCommands(desk.view)) expect(page).toContain(command);
  expect(page).toContain('portico carrier-task');
  for (const secret of [holder.name, holder.address.street, losing.accountNumber ?? '', desk.state.numbers[0]?.number ?? ''])
    expect(page).not.toContain(secret || 'never there');
  desk.enters('sent');
  expect(describeDesk(desk.view, desk.nowMs)).toContain('| Who has to act | the losing carrier |');
});

/** Anything that can happen to a task, in any order. */
const step = fc.oneof(
  fc.constantFrom('sent' as const, ...CARRIER_EVENT_TYPES).map((type) => (desk: DrivenDesk) => {
    const numbers = desk.state.numbers.map(({ number }) => number);
    const date = new Date(desk.nowMs + 3 * DAY_MS).toISOString().slice(0, 10);
    desk.enters(type, { numbers, reasons: [{ code: 'OTHER' }], foc: focOn(date) });
  }),
  fc
    .constantFrom('cancel' as const, 'activate' as const)
    .chain((kind) => fc.string().map((key) => (desk: DrivenDesk) => void desk.asks({ kind, key }))),
  fc.string().map((key) => (desk: DrivenDesk) => void desk.asks({ kind: 'reschedule', key, date: '2026-03-16' })),
  fc.string().map((key) => (desk: DrivenDesk) => void desk.asks({ kind: 'return', key, reason: 'down' })),
  fc.constant((desk: DrivenDesk) => void desk.waits()),
  fc.boolean().map((runs) => (desk: DrivenDesk) => void (desk.requestRuns = runs)),
  fc.constantFrom(true, false, null).map((over) => (desk: DrivenDesk) => void desk.seesRequest(over)),
  fc.constant((desk: DrivenDesk) => void desk.take({ kind: 'unreadable' })),
);

test('whatever happens in whatever order: it never throws, never waits without an end, and tells each word once', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const desk = new DrivenDesk();
      for (const act of steps) {
        act(desk);
        const { state } = desk;
        const moved = state.numbers.filter(({ active }) => active).length;
        const broken = [
          !state.ended && deadlinesOf(state).length === 0 && 'it waits without an end',
          state.ended && (state.tasks.length > 0 || state.attention.carrierTask !== undefined) && 'it is over and something is to be done',
          new Set(desk.heard.map(({ id }) => id)).size < desk.heard.length && 'a word was told twice',
          state.at === 'scheduled' && moved === 0 && !statusOf(desk.view).foc && 'it has a date that nobody can read',
          state.at === 'completed' && moved < state.numbers.length && 'it is complete and numbers have not moved',
          state.at === 'toSend' && desk.heard.some(({ type }) => type !== 'comment') && 'the request heard of what was never sent',
        ].filter((what) => what !== false);
        expect(broken).toEqual([]);
      }
    }),
  );
});
