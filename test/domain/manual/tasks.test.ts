import { HOUR_MS } from '../../../domain/clock';
import type { Standing } from '../../../domain/manual/entry';
import { isOurs, type Ask } from '../../../domain/manual/state';
import { focOn } from '../../support/builders/carrier-event';
import { aDeskInput, DrivenDesk } from '../../support/builders/desk';
import { at, MONDAY, someRules } from '../../support/builders/rules';

const ASKS: readonly Ask[] = [
  { kind: 'cancel', key: 'c' },
  { kind: 'reschedule', key: 'd', date: '2026-03-16' },
  { kind: 'activate', key: 'a' },
  { kind: 'return', key: 'r', reason: 'down' },
  { kind: 'comment', key: 'm', text: 'call us' },
];
const TAKEN: Readonly<Record<Ask['kind'], readonly Standing[]>> = {
  cancel: ['toSend', 'sent', 'scheduled'],
  reschedule: ['sent', 'scheduled'],
  activate: ['scheduled'],
  return: ['scheduled', 'completed'],
  comment: ['toSend', 'sent', 'scheduled', 'completed'],
};
const EVERYWHERE: readonly Standing[] = ['toSend', 'sent', 'scheduled', 'rejected', 'cancelled', 'completed', 'returned'];

const sent = (): DrivenDesk => {
  const desk = new DrivenDesk();
  desk.enters('sent');
  return desk;
};
const scheduled = (): DrivenDesk => {
  const desk = sent();
  desk.enters('focConfirmed', { foc: focOn('2026-03-12') });
  return desk;
};

describe.each(ASKS)('asking to $kind', (ask) => {
  test.each(EVERYWHERE)('where the request is %s is taken or refused at once, with the reason', (where) => {
    const desk = new DrivenDesk();
    desk.state = { ...desk.state, at: where, tasks: [] };
    const outcome = desk.asks(ask);
    expect(outcome.kind).toBe(TAKEN[ask.kind].includes(where) ? 'asked' : 'refused');
    // The same question has the same answer, whatever became of it since.
    desk.state = { ...desk.state, at: 'returned' };
    expect(desk.asks(ask)).toEqual(outcome);
    expect(desk.state.asked).toHaveLength(1);
  });
});

test('R24: a cancel before anything went out is off at once; the request hears it, and the task is over', () => {
  const desk = new DrivenDesk();
  desk.asks({ kind: 'cancel', key: 'c' });
  expect(desk.state).toMatchObject({ at: 'cancelled', ended: true, tasks: [], outbox: [] });
  expect(desk.heard).toMatchObject([{ type: 'cancelAccepted', source: 'operator' }]);
  expect(desk.heard[0]?.entered).toBeUndefined();
  expect(desk.attention).toEqual([]);
});

test('R24: once it is out, a cancel is something to ask the carrier, and its answer is the carrier’s', () => {
  const desk = sent();
  desk.asks({ kind: 'cancel', key: 'c' });
  expect([desk.state.at, desk.todo]).toEqual(['sent', ['send', 'cancel']]);
  expect(desk.heard.map(({ type }) => type)).toEqual(['acknowledged']);
  desk.enters('cancelAccepted');
  expect([desk.state.at, desk.todo]).toEqual(['cancelled', []]);
});

describe('reminders', () => {
  test('sending is due the same business day, before the cut-off; late, a person is told so', () => {
    const desk = new DrivenDesk();
    expect(desk.state.tasks).toMatchObject([{ kind: 'send', dueBy: { atMs: at('2026-03-02T11:00:00Z'), what: 'carrierTask' } }]);
    expect(desk.attention).toEqual(['carrierTask']);
    expect(desk.waits()).toBe('carrierTask');
    expect(desk.attention).toEqual(['carrierTask', 'carrierTaskLate']);
    expect(desk.state.tasks).toMatchObject([{ dueBy: null }]);
    desk.enters('sent');
    expect(desk.attention).toEqual([]);
  });

  test.each([
    ['after the cut-off', '2026-03-02T12:00:00Z', '2026-03-03T11:00:00Z'],
    ['on a Saturday', '2026-03-07T09:00:00Z', '2026-03-09T11:00:00Z'],
  ])('what comes %s is due on the next business day', (_, now, due) => {
    const desk = scheduled();
    desk.nowMs = at(now);
    desk.asks({ kind: 'cancel', key: 'c' });
    expect(desk.state.tasks.find(({ kind }) => kind === 'cancel')?.dueBy).toMatchObject({ atMs: at(due) });
  });

  test('a carrier that does not answer within the country’s time is to be chased; chasing begins a wait of its own', () => {
    const desk = sent();
    expect(desk.attention).toEqual([]);
    desk.waitsFor(({ tasks }) => tasks.some(isOurs));
    // Three business days, to the end of the day.
    expect(desk.state.tasks).toMatchObject([{ kind: 'send', chaseSinceMs: at('2026-03-05T22:59:00Z') }]);
    expect(desk.attention).toEqual(['carrierTask']);
    desk.enters('sent', { task: 'send' });
    expect(desk.attention).toEqual([]);
    desk.waitsFor(({ tasks }) => tasks.some(isOurs));
    expect(desk.view.log.filter(({ kind }) => kind === 'unanswered')).toHaveLength(2);
  });

  test('an answer in time is never chased', () => {
    const desk = scheduled();
    desk.nowMs = at('2026-03-12T08:00:00Z');
    desk.take({ kind: 'timeReached' });
    expect(desk.view.log.map(({ kind }) => kind)).not.toContain('unanswered');
    expect(desk.attention).toEqual([]);
  });

  test.each([
    ['cancel', { kind: 'cancel', key: 'k' }, at('2026-03-04T22:59:00Z')],
    ['another date', { kind: 'reschedule', key: 'k', date: '2026-03-16' }, at('2026-03-04T22:59:00Z')],
    ['the start of a transfer', { kind: 'activate', key: 'k' }, MONDAY + 2 * HOUR_MS],
    ['a return', { kind: 'return', key: 'k', reason: 'down' }, MONDAY + 24 * HOUR_MS],
  ] as const)('the answer to %s is chased after its own time', (_, ask, since) => {
    const desk = scheduled();
    desk.asks(ask);
    desk.enters('sent');
    expect(desk.state.tasks).toMatchObject([{ kind: ask.kind, answerBy: { atMs: since } }]);
    desk.waitsFor(({ tasks }) => tasks.some(isOurs));
    expect(desk.state.tasks).toMatchObject([{ chaseSinceMs: since }]);
  });

  test('R26: a line that is down is due within the hour, and by the country’s own hours', () => {
    const desk = new DrivenDesk(aDeskInput({ rules: someRules({ emergencyReturnHours: 4 }) }));
    desk.enters('sent');
    desk.enters('focConfirmed', { foc: focOn('2026-03-12') });
    desk.asks({ kind: 'return', key: 'r', reason: 'down' });
    expect(desk.state.tasks).toMatchObject([{ dueBy: { atMs: MONDAY + HOUR_MS } }]);
    desk.enters('sent', { task: 'return' });
    expect(desk.state.tasks).toMatchObject([{ answerBy: { atMs: MONDAY + 4 * HOUR_MS } }]);
  });

  test('once the confirmed window is over somebody has to find out whether the numbers moved; once they have, nobody', () => {
    const desk = scheduled();
    desk.waitsFor(({ tasks }) => tasks.length > 0);
    expect([desk.nowMs, desk.todo]).toEqual([focOn('2026-03-12').windowEndMs, ['confirm']]);
    // It is not something that could be sent.
    expect(desk.possible).not.toContain('sent');
    desk.enters('numberActivated', { numbers: desk.state.numbers.map(({ number }) => number) });
    expect([desk.todo, desk.attention]).toEqual([[], []]);

    const early = scheduled();
    early.enters('numberActivated', { numbers: early.state.numbers.map(({ number }) => number) });
    early.nowMs = at('2026-03-20T09:00:00Z');
    early.take({ kind: 'timeReached' });
    expect(early.todo).toEqual([]);
  });

  test('a calendar that cannot answer leaves no wait without an end', () => {
    const desk = new DrivenDesk();
    desk.calendarAnswers = false;
    desk.enters('sent');
    expect(desk.state.tasks).toMatchObject([{ answerBy: { atMs: MONDAY + 5 * 24 * HOUR_MS } }]);
    desk.enters('focConfirmed', { foc: focOn('2026-03-12') });
    desk.asks({ kind: 'cancel', key: 'c' });
    expect(desk.state.tasks).toMatchObject([{ dueBy: { atMs: MONDAY + 24 * HOUR_MS } }]);
  });
});

describe('what is out', () => {
  test('is all that was to go out by then, or the one thing that is named', () => {
    const desk = scheduled();
    desk.asks({ kind: 'reschedule', key: 'd', date: '2026-03-16' });
    desk.asks({ kind: 'cancel', key: 'c' });
    expect(desk.enters('sent', { task: 'activate' })).toMatchObject([{ path: 'task', code: 'no_such_task' }]);
    desk.enters('sent', { task: 'cancel' });
    expect(desk.state.tasks.filter(isOurs).map(({ kind }) => kind)).toEqual(['reschedule']);
    desk.nowMs += HOUR_MS;
    desk.asks({ kind: 'comment', key: 'm', text: 'call us' });
    // What was asked for later was not out then.
    desk.enters('sent', { saidAtMs: MONDAY });
    expect(desk.state.tasks.filter(isOurs).map(({ kind }) => kind)).toEqual(['comment']);
    desk.enters('sent');
    expect(desk.todo).toEqual(['reschedule', 'cancel']);
    expect(desk.possible).not.toContain('sent');
    expect(desk.heard.map(({ type }) => type)).toEqual(['acknowledged', 'focConfirmed']);
  });

  test.each([
    ['the date that was asked for answers it', '2026-03-16', []],
    ['another date does not', '2026-03-17', ['reschedule']],
  ])('R23: %s', (_, date, left) => {
    const desk = scheduled();
    desk.asks({ kind: 'reschedule', key: 'd', date: '2026-03-16' });
    desk.enters('focChanged', { foc: focOn(date) });
    expect(desk.todo).toEqual(left);
  });

  test('R19: a wish from before the first date is answered by whatever date comes', () => {
    const desk = sent();
    desk.asks({ kind: 'reschedule', key: 'd', date: '2026-03-16' });
    desk.enters('focConfirmed', { foc: focOn('2026-03-17') });
    expect(desk.todo).toEqual([]);
  });
});
