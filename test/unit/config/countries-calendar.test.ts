/** Ten years of dates under the rules of every pack, in every zone and region that it names. */
import fc from 'fast-check';
import { loadCountryPacks, resolveRules } from '../../../config/countries';
import { addBusinessDays, businessDaysBefore, isBusinessDay } from '../../../domain/calendar/business-days';
import { latestByLaw, resubmitFrom } from '../../../domain/calendar/limits';
import { addDays, day, localDate, localInstant, localTime } from '../../../domain/calendar/local-time';
import { answer } from '../../../domain/calendar/plans';
import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import type { NumberType } from '../../../domain/order-details';
import type { RequestRules } from '../../../domain/rules';

const packs = loadCountryPacks();
/** The rules of every country, type of number and region; those that differ in nothing count once. */
const all: readonly RequestRules[] = [
  ...new Map(
    packs.flatMap((pack) =>
      (Object.keys(pack.numberTypes) as NumberType[]).flatMap((numberType) =>
        [undefined, ...Object.keys(pack.regions)].map((region) => {
          const rules = resolveRules(pack, { numberType, region });
          return [JSON.stringify(rules), rules] as const;
        }),
      ),
    ),
  ).values(),
];
const zones = [...new Set(all.map(({ zone }) => zone))];

const someRules = fc.constantFrom(...all);
const someDay = fc.integer({ min: 0, max: 3652 }).map((offset) => addDays('2026-01-01', offset));
const someTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
// The holidays of each year and region are computed once, which is what takes the time.
const RUNS = { numRuns: 60 };

test('the packs name the zones of all their regions', () => {
  expect(zones.length).toBeGreaterThan(25);
  expect(zones).toEqual(
    expect.arrayContaining(['Atlantic/Canary', 'Atlantic/Azores', 'Australia/Perth', 'America/St_Johns', 'Pacific/Honolulu']),
  );
});

test('a reading in any zone is read back on one of its two sides', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), someDay, someTime, (zone, date, time) => {
      const [early, late] = (['earlier', 'later'] as const).map((resolve) => localInstant({ date, time, zone, resolve }));
      if (early === undefined || late === undefined) throw new Error('no instants');
      expect(late - early).toBeLessThanOrEqual(HOUR_MS);
      const readings = [early, late].map((ms) => localTime(ms, zone));
      // A gap is the only place where neither side shows the reading.
      const gap = readings.every((reading) => reading.time !== time || reading.date !== date);
      expect(gap ? late - early : 0).toBe(gap ? HOUR_MS : 0);
    }),
    { numRuns: 500 },
  );
});

test('a business day is never a weekend, and counting back undoes counting on', () => {
  fc.assert(
    fc.property(someRules, someDay, fc.integer({ min: 1, max: 12 }), (rules, date, days) => {
      const start = addBusinessDays(rules, date, 0);
      const end = addBusinessDays(rules, start, days);
      expect(isBusinessDay(rules, end)).toBe(true);
      expect(day(end).weekday).toBeLessThanOrEqual(5);
      expect(businessDaysBefore(rules, end, days)).toBe(start);
    }),
    RUNS,
  );
});

test('R3: an estimate is a business day, not before the lead time, and never earlier after the cut-off', () => {
  fc.assert(
    fc.property(someRules, someDay, someTime, (rules, date, time) => {
      const nowMs = localInstant({ date, time, zone: rules.zone, resolve: 'earlier' });
      const plan = answer({ ask: 'submission', nowMs, rules });
      const early = answer({ ask: 'submission', nowMs: localInstant({ date, time: '00:30', zone: rules.zone, resolve: 'later' }), rules });
      expect(isBusinessDay(rules, plan.expectedDate)).toBe(true);
      expect(plan.expectedDate >= addBusinessDays(rules, date, rules.leadDays)).toBe(true);
      expect(plan.expectedDate >= early.expectedDate).toBe(true);
      expect(plan.explanation).toContain(rules.zone);
      expect(plan.answerBy.atMs).toBeGreaterThan(nowMs);
    }),
    RUNS,
  );
});

test('R18, R23, R24: every deadline of a port has its words, its zone, and its place before or after the date', () => {
  fc.assert(
    fc.property(someRules, someDay, fc.constantFrom('06:00', '08:00', '10:00', '14:00'), (rules, from, time) => {
      const date = addBusinessDays(rules, from, 0);
      const windowStartMs = localInstant({ date, time, zone: rules.zone, resolve: 'later' });
      const foc = { date, windowStartMs, windowEndMs: windowStartMs + 2 * HOUR_MS, zone: rules.zone };
      const { schedule } = answer({ ask: 'schedule', nowMs: windowStartMs - 60 * DAY_MS, rules, foc });
      const { cancelUntil, rescheduleUntil, lockAt, portAt, stuckAt, watchUntil } = schedule;
      expect(cancelUntil?.atMs).toBeLessThanOrEqual(rescheduleUntil?.atMs ?? 0);
      expect(rescheduleUntil?.atMs).toBe(lockAt.atMs);
      expect(localDate(cancelUntil?.atMs ?? 0, rules.zone)).toBe(businessDaysBefore(rules, date, rules.cancelNotice.lastDays));
      expect([lockAt.atMs, portAt.atMs, stuckAt.atMs, watchUntil.atMs]).toEqual(
        [lockAt.atMs, portAt.atMs, stuckAt.atMs, watchUntil.atMs].sort((a, b) => a - b),
      );
      const sms = answer({ ask: 'sms', nowMs: windowStartMs, rules });
      expect(localDate(sms.overdueAt.atMs, rules.zone)).toBe(addBusinessDays(rules, date, rules.smsDays));
      for (const deadline of [cancelUntil, rescheduleUntil, lockAt, portAt, stuckAt, watchUntil, sms.overdueAt, sms.giveUpAt]) {
        expect(deadline).toMatchObject({ zone: rules.zone, explanation: expect.stringContaining(rules.zone) });
      }
    }),
    RUNS,
  );
});

test('R13: a new submission is never due before the rejection, and on a business day', () => {
  fc.assert(
    fc.property(someRules, someDay, someTime, (rules, date, time) => {
      const again = resubmitFrom({ nowMs: localInstant({ date, time, zone: rules.zone, resolve: 'earlier' }), rules });
      expect(again.date >= date).toBe(true);
      expect(isBusinessDay(rules, again.date)).toBe(true);
    }),
    RUNS,
  );
});

test('a law that counts Saturdays is never over later than one that does not', () => {
  fc.assert(
    fc.property(someRules, someDay, fc.integer({ min: 1, max: 10 }), (rules, date, days) => {
      const six = latestByLaw(rules, date, { days, kind: 'sixDay' });
      const five = latestByLaw(rules, date, { days, kind: 'fiveDay' });
      expect(six.date <= five.date).toBe(true);
    }),
    RUNS,
  );
});
