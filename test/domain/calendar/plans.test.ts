import { CalendarError } from '../../../domain/calendar/calendar-error';
import { answer } from '../../../domain/calendar/plans';
import type { RequestRules } from '../../../domain/rules';

const rules: RequestRules = {
  country: 'FR',
  zone: 'Europe/Paris',
  leadDays: 8,
  submissionCutOff: '12:00',
  carrierAnswerDays: 3,
  cancelNotice: { safeDays: 3, lastDays: 2 },
  rescheduleNotice: { safeDays: 3, lastDays: 2 },
  lockDays: 1,
  stuckHours: 2,
  smsDays: 3,
  correctionDays: 14,
  changeAnswerDays: 2,
};
const at = (text: string): number => Date.parse(text);
const iso = (ms: number | undefined): string => new Date(ms ?? Number.NaN).toISOString();

test('an order has 30 whole calendar days for documents and signature', () => {
  const { documentsBy, loaBy } = answer({ ask: 'order', nowMs: at('2026-03-02T10:00:00Z'), rules });
  // Summer time begins in between: the end of the day stays the end of the day.
  expect(iso(documentsBy.atMs)).toBe('2026-04-01T21:59:00.000Z');
  expect(loaBy).toEqual({ ...documentsBy, what: 'loaSignature' });
  expect(documentsBy).toMatchObject({
    what: 'documents',
    zone: 'Europe/Paris',
    explanation: 'end of the day 30 calendar days after Mon 2 Mar 2026; Europe/Paris',
  });
});

test('R26: a support case reminds after 3 business days and no longer waits after 10', () => {
  const { remindAt, closeAt } = answer({ ask: 'supportCase', nowMs: at('2026-03-26T10:00:00Z'), rules });
  expect([remindAt.what, iso(remindAt.atMs)]).toEqual(['caseReminder', '2026-03-31T21:59:00.000Z']);
  // Easter Monday does not count.
  expect([closeAt.what, iso(closeAt.atMs)]).toEqual(['caseAnswer', '2026-04-10T21:59:00.000Z']);
});

describe('R3: the estimate starts at the submission', () => {
  const submitted = (text: string, changed: Partial<RequestRules> = {}) =>
    answer({ ask: 'submission', nowMs: at(text), rules: { ...rules, ...changed } });

  test('before the cut-off the day itself counts', () => {
    const plan = submitted('2027-03-22T10:00:00Z');
    expect(plan.expectedDate).toBe('2027-04-02');
    expect(plan.explanation).toBe(
      '8 business days after Mon 22 Mar 2027, skipping weekends and Mon 29 Mar 2027 (Easter Monday); Europe/Paris; holds only if every detail is right and nothing is rejected',
    );
    expect(plan.answerBy.what).toBe('carrierAnswer');
    expect(iso(plan.answerBy.atMs)).toBe('2027-03-25T22:59:00.000Z');
  });

  test('the region decides', () => {
    expect(submitted('2027-03-22T10:00:00Z', { region: '57' }).expectedDate).toBe('2027-04-05');
  });

  test('at the cut-off it still counts, a minute later it counts as the next business day', () => {
    expect(submitted('2026-03-12T11:00:30Z').expectedDate).toBe('2026-03-24');
    const late = submitted('2026-03-12T11:01:00Z');
    expect(late.expectedDate).toBe('2026-03-25');
    expect(late.explanation).toContain('after Fri 13 Mar 2026');
    expect(late.explanation).toContain('(submitted Thu 12 Mar 2026, after the cut-off of 12:00)');
  });

  test('the cut-off is local: a clock change moves the instant and not the reading', () => {
    expect(submitted('2026-03-30T10:00:00Z').expectedDate).toBe(submitted('2026-03-30T06:00:00Z').expectedDate);
    expect(submitted('2026-03-30T10:01:00Z').expectedDate).not.toBe(submitted('2026-03-30T06:00:00Z').expectedDate);
  });

  test('on a weekend it counts as the next business day, whatever the hour', () => {
    expect(submitted('2026-03-14T08:00:00Z').expectedDate).toBe('2026-03-26');
    expect(submitted('2026-03-15T20:00:00Z').expectedDate).toBe('2026-03-26');
  });

  test('each later submission is estimated anew', () => {
    expect(submitted('2026-03-19T09:00:00Z').expectedDate > submitted('2026-03-12T09:00:00Z').expectedDate).toBe(true);
  });
});

test('R13: a rejection gives the customer its calendar days', () => {
  const { correctBy } = answer({ ask: 'correction', nowMs: at('2026-03-12T09:00:00Z'), rules });
  expect(correctBy).toMatchObject({ what: 'correction', atMs: at('2026-03-26T22:59:00Z') });
});

test('the carrier has its business days for a cancel or reschedule', () => {
  const { answerBy } = answer({ ask: 'changeAnswer', nowMs: at('2026-04-03T09:00:00Z'), rules });
  expect(answerBy).toMatchObject({ what: 'changeAnswer', atMs: at('2026-04-08T21:59:00Z') });
});

test('R18: SMS has the whole of three business days, and is given up after ten', () => {
  const { overdueAt, giveUpAt } = answer({ ask: 'sms', nowMs: at('2026-03-12T10:00:00Z'), rules });
  expect(overdueAt).toMatchObject({ what: 'smsActive', atMs: at('2026-03-17T22:59:00Z') });
  expect(overdueAt.explanation).toBe('end of the day 3 business days after Thu 12 Mar 2026, skipping weekends; Europe/Paris');
  expect(giveUpAt).toMatchObject({ what: 'smsGivenUp', atMs: at('2026-03-26T22:59:00Z') });
});

describe('watching a cancelled request', () => {
  const foc = {
    date: '2026-03-12',
    windowStartMs: at('2026-03-12T09:00:00Z'),
    windowEndMs: at('2026-03-12T12:00:00Z'),
    zone: 'Europe/Paris',
  };

  test('lasts until two business days after its date', () => {
    const { watchUntil } = answer({ ask: 'watch', nowMs: at('2026-03-02T09:00:00Z'), rules, foc });
    expect(watchUntil).toMatchObject({ what: 'watchUntil', atMs: at('2026-03-16T22:59:00Z') });
  });

  test('lasts ten business days where there was no date', () => {
    expect(iso(answer({ ask: 'watch', nowMs: at('2026-03-02T09:00:00Z'), rules }).watchUntil.atMs)).toBe('2026-03-16T22:59:00.000Z');
  });

  test('never ends in the past, however late the cancel was accepted', () => {
    const nowMs = at('2026-05-04T09:00:00Z');
    expect(answer({ ask: 'watch', nowMs, rules, foc }).watchUntil.atMs).toBeGreaterThan(nowMs);
  });
});

test.each([
  ['an unknown zone', { zone: 'Europe/Atlantis' }],
  ['an unknown country', { country: 'XX' }],
  ['an unknown region', { region: 'ZZ' }],
  ['half a day of lead time', { leadDays: 1.5 }],
])('%s is a CalendarError', (_, wrong) => {
  expect(() => answer({ ask: 'submission', nowMs: 0, rules: { ...rules, ...wrong } })).toThrow(CalendarError);
});
