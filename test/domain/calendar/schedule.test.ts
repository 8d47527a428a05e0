import fc from 'fast-check';
import { CalendarError } from '../../../domain/calendar/calendar-error';
import { addDays, localInstant } from '../../../domain/calendar/local-time';
import { answer, schedulePlan } from '../../../domain/calendar/plans';
import type { Foc } from '../../../domain/carrier-event';
import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import type { Schedule } from '../../../domain/calendar/plan';
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

function foc(date: string, time = '10:00', zone = 'Europe/Paris'): Foc {
  const windowStartMs = localInstant({ date, time, zone, resolve: 'later' });
  return { date, windowStartMs, windowEndMs: windowStartMs + 3 * HOUR_MS, zone };
}

describe('a date with notice to spare', () => {
  const schedule = schedulePlan({ nowMs: at('2026-03-02T09:00:00Z'), rules, foc: foc('2026-03-12') });

  test('R24: a cancel is safe until three business days before, and tried until two', () => {
    expect(schedule.cancelSafeUntilMs).toBe(at('2026-03-09T09:00:00Z'));
    expect(schedule.cancelUntil).toMatchObject({
      what: 'cancelUntil',
      atMs: at('2026-03-10T09:00:00Z'),
      explanation: '2 business days before Thu 12 Mar 2026; Europe/Paris',
    });
  });

  test('R23: a reschedule is safe until three business days before, warned of until two, and tried until the lock', () => {
    expect(schedule.rescheduleSafeUntilMs).toBe(at('2026-03-09T09:00:00Z'));
    expect(schedule.rescheduleLastMs).toBe(at('2026-03-10T09:00:00Z'));
    expect(schedule.rescheduleUntil).toMatchObject({ what: 'rescheduleUntil', atMs: at('2026-03-11T09:00:00Z') });
    expect(schedule.lockAt).toMatchObject({ what: 'lock', atMs: at('2026-03-11T09:00:00Z') });
    expect(schedule.changeNote).toBeUndefined();
  });

  test('R16: the port is at the start of the window, and stuck two hours after its end', () => {
    expect(schedule.portAt).toMatchObject({ what: 'portWindow', atMs: at('2026-03-12T09:00:00Z'), zone: 'Europe/Paris' });
    expect(schedule.stuckAt).toMatchObject({ what: 'activationStuck', atMs: at('2026-03-12T14:00:00Z') });
    expect(schedule.watchUntil).toMatchObject({ what: 'watchUntil', atMs: at('2026-03-16T22:59:00Z') });
  });
});

describe('R14: reminders of what is not configured', () => {
  const on = (nowMs: number) => schedulePlan({ nowMs, rules, foc: foc('2026-03-16') }).reminders;

  test('3 and 1 business days before the date, at the hour at which the window starts', () => {
    expect(on(at('2026-03-02T09:00:00Z'))).toMatchObject([
      {
        what: 'configure',
        atMs: at('2026-03-11T09:00:00Z'),
        explanation: '3 business days before Mon 16 Mar 2026, skipping weekends; Europe/Paris',
      },
      {
        what: 'configure',
        atMs: at('2026-03-13T09:00:00Z'),
        explanation: '1 business day before Mon 16 Mar 2026, skipping weekends; Europe/Paris',
      },
    ]);
  });

  test('only those that are still ahead when the date becomes known', () => {
    expect(on(at('2026-03-11T09:00:00Z'))).toMatchObject([{ atMs: at('2026-03-13T09:00:00Z') }]);
    expect(on(at('2026-03-13T09:00:00Z'))).toEqual([]);
  });
});

describe('notice across weekends, holidays and clock changes', () => {
  test('Easter lies between: three business days before Tue 30 Mar 2027 in England is Tue 23 Mar, at the same time of day', () => {
    const schedule = schedulePlan({
      nowMs: at('2027-03-01T09:00:00Z'),
      rules: { ...rules, country: 'GB' },
      foc: foc('2027-03-30', '10:00', 'Europe/London'),
    });
    expect(schedule.portAt.atMs).toBe(at('2027-03-30T09:00:00Z'));
    // Winter time then: 10:00 on the wall is another instant than 72 hours earlier.
    expect(schedule.cancelSafeUntilMs).toBe(at('2027-03-23T10:00:00Z'));
    expect(schedule.cancelUntil?.atMs).toBe(at('2027-03-24T10:00:00Z'));
    expect(schedule.cancelUntil?.explanation).toBe(
      '2 business days before Tue 30 Mar 2027, skipping weekends, Mon 29 Mar 2027 (Easter Monday) and Fri 26 Mar 2027 (Good Friday); Europe/London',
    );
  });
});

describe('an FOC that arrives late is no longer changeable, and never promises a past instant', () => {
  const date = foc('2026-03-12');
  const plan = (nowMs: number) => schedulePlan({ nowMs, rules, foc: date });

  test('R24: between three and two business days a cancel is still tried', () => {
    const schedule = plan(at('2026-03-09T15:00:00Z'));
    expect(schedule.cancelUntil).not.toBeNull();
    expect(schedule.cancelSafeUntilMs).toBeLessThan(at('2026-03-09T15:00:00Z'));
  });

  test('R24: under two business days there is no cancel, and a reschedule is best effort', () => {
    const schedule = plan(at('2026-03-10T09:00:00Z'));
    expect(schedule.cancelUntil).toBeNull();
    expect(schedule.rescheduleUntil).not.toBeNull();
    expect(schedule.changeNote).toMatch(/less than 2 business days away: it can no longer be cancelled/);
  });

  test('R23: inside the lock nothing can be changed, and it locks at once', () => {
    const nowMs = at('2026-03-12T07:00:00Z');
    const schedule = plan(nowMs);
    expect(schedule.cancelUntil).toBeNull();
    expect(schedule.rescheduleUntil).toBeNull();
    expect(schedule.changeNote).toMatch(/no longer changeable/);
    expect(schedule.lockAt.atMs).toBe(nowMs);
    expect(schedule.lockAt.explanation).toContain('locked at once');
  });

  test('a date that has passed locks no later than its window', () => {
    expect(plan(at('2026-03-20T07:00:00Z')).lockAt.atMs).toBe(date.windowStartMs);
  });
});

/** Every promise that a schedule breaks, in words. */
function broken(schedule: Schedule, nowMs: number): string[] {
  const { cancelUntil, rescheduleUntil, lockAt, portAt, stuckAt, watchUntil, foc: confirmed } = schedule;
  const open = rescheduleUntil !== null;
  const promises: Readonly<Record<string, boolean>> = {
    'the port is at the start of its window': portAt.atMs === confirmed.windowStartMs,
    'stuck is after the window': stuckAt.atMs > confirmed.windowEndMs,
    'a cancel is promised in the future': cancelUntil === null || cancelUntil.atMs > nowMs,
    'a reschedule is promised in the future': rescheduleUntil === null || rescheduleUntil.atMs > nowMs,
    'a cancel ends no later than a reschedule': cancelUntil === null || (open && cancelUntil.atMs <= rescheduleUntil.atMs),
    'a reschedule ends with the lock': !open || rescheduleUntil.atMs === lockAt.atMs,
    'the lock is before the port': open ? lockAt.atMs < portAt.atMs : lockAt.atMs === Math.min(nowMs, portAt.atMs),
    'a cancel is safe before it ends': cancelUntil === null || schedule.cancelSafeUntilMs <= cancelUntil.atMs,
    'a reschedule is safe, then warned of, then best effort':
      !open || (schedule.rescheduleSafeUntilMs <= schedule.rescheduleLastMs && schedule.rescheduleLastMs <= rescheduleUntil.atMs),
    'a lost cancel is told': (schedule.changeNote === undefined) === (cancelUntil !== null),
    'watching ends in the future': watchUntil.atMs > nowMs,
  };
  return Object.keys(promises).filter((promise) => promises[promise] !== true);
}

describe('for any date, window, zone and moment', () => {
  const zones: readonly (readonly [string, string])[] = [
    ['FR', 'Europe/Paris'],
    ['GB', 'Europe/London'],
    ['US', 'America/New_York'],
    ['US', 'America/Los_Angeles'],
    ['DE', 'Europe/Berlin'],
  ];
  const anything = fc.record({
    place: fc.constantFrom(...zones),
    date: fc.integer({ min: 0, max: 3652 }).map((offset) => addDays('2025-01-01', offset)),
    time: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
    safe: fc.integer({ min: 1, max: 10 }),
    last: fc.integer({ min: 1, max: 10 }),
    lockDays: fc.integer({ min: 1, max: 4 }),
    beforeMs: fc.integer({ min: -3 * DAY_MS, max: 40 * DAY_MS }),
    dayOff: fc.constantFrom(-1, 0, 1),
  });

  test('R23, R24: cancel <= reschedule = lock < port < stuck, and no promise lies in the past', () => {
    fc.assert(
      fc.property(anything, ({ place: [country, zone], date, time, safe, last, lockDays, beforeMs, dayOff }) => {
        const confirmed = { ...foc(date, time, zone), date: addDays(date, dayOff) };
        const notice = { safeDays: Math.max(safe, last), lastDays: last };
        const nowMs = confirmed.windowStartMs - beforeMs;
        const schedule = schedulePlan({
          nowMs,
          rules: { ...rules, country, zone, cancelNotice: notice, rescheduleNotice: notice, lockDays },
          foc: confirmed,
        });
        expect(broken(schedule, nowMs)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('impossible dates', () => {
  const ask = (wrong: Partial<Foc>) => () => answer({ ask: 'schedule', nowMs: 0, rules, foc: { ...foc('2026-03-12'), ...wrong } });

  test.each([
    ['an unknown zone', { zone: 'Europe/Atlantis' }],
    ['a day that does not exist', { date: '2026-02-30' }],
    ['a window that ends before it starts', { windowEndMs: 0 }],
    ['a window without a start', { windowStartMs: Number.NaN }],
  ])('%s is a CalendarError', (_, wrong) => {
    expect(ask(wrong)).toThrow(CalendarError);
  });
});
