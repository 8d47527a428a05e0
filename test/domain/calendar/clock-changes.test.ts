import { clockChangeInWords, localInstant } from '../../../domain/calendar/local-time';
import { answer } from '../../../domain/calendar/plans';
import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import { at, someRules } from '../../support/builders/rules';

const midnight = (date: string, zone: string): number => localInstant({ date, time: '00:00', zone, resolve: 'earlier' });
const hoursOf = (date: string, next: string, zone: string): number => (midnight(next, zone) - midnight(date, zone)) / HOUR_MS;

describe('the clock changes of 2027', () => {
  test.each([
    ['Europe/Paris', '2027-03-28', '2027-03-29', 23],
    ['Europe/Paris', '2027-10-31', '2027-11-01', 25],
    ['Europe/London', '2027-03-28', '2027-03-29', 23],
    ['Europe/Dublin', '2027-10-31', '2027-11-01', 25],
    ['America/New_York', '2027-03-14', '2027-03-15', 23],
    ['America/Los_Angeles', '2027-11-07', '2027-11-08', 25],
    ['Australia/Sydney', '2027-04-04', '2027-04-05', 25],
    ['Australia/Sydney', '2027-10-03', '2027-10-04', 23],
    ['Pacific/Auckland', '2027-04-04', '2027-04-05', 25],
    ['Pacific/Auckland', '2027-09-26', '2027-09-27', 23],
  ])('%s: %s has another length', (zone, date, next, hours) => {
    expect(hoursOf(date, next, zone)).toBe(hours);
  });

  test.each(['Australia/Brisbane', 'Asia/Tokyo', 'America/Sao_Paulo', 'America/Mexico_City', 'Africa/Johannesburg'])(
    '%s changes no clock in 2027',
    (zone) => {
      expect(midnight('2028-01-01', zone) - midnight('2027-01-01', zone)).toBe(365 * DAY_MS);
      for (const date of ['2027-04-01', '2027-07-01', '2027-10-15'])
        expect((midnight(date, zone) - midnight('2027-01-01', zone)) % DAY_MS).toBe(0);
    },
  );

  test('72 hours before a morning in London are another time of day: notice counts days and keeps the reading', () => {
    const foc = { date: '2027-03-30', windowStartMs: at('2027-03-30T09:00Z'), windowEndMs: at('2027-03-30T15:00Z'), zone: 'Europe/London' };
    const rules = someRules({ country: 'GB', zone: 'Europe/London', cancelNotice: { safeDays: 3, lastDays: 2 } });
    const { schedule } = answer({ ask: 'schedule', nowMs: at('2027-03-01T09:00Z'), rules, foc });
    // Before the change 10:00 in London is 10:00Z, and Easter lies between.
    expect(schedule.cancelUntil?.atMs).toBe(at('2027-03-24T10:00Z'));
    expect(schedule.cancelSafeUntilMs).toBe(at('2027-03-23T10:00Z'));
  });

  test('one window, two zones: 15:00 in Sydney and in Brisbane', () => {
    const atThree = (zone: string) => localInstant({ date: '2027-01-15', time: '15:00', zone, resolve: 'earlier' });
    expect([atThree('Australia/Sydney'), atThree('Australia/Brisbane')]).toEqual([at('2027-01-15T04:00Z'), at('2027-01-15T05:00Z')]);
  });
});

describe('an explanation says how a reading was meant that the clocks skip or show twice', () => {
  const paris = { zone: 'Europe/Paris', resolve: 'earlier' } as const;

  test('and is silent on every other day', () => {
    expect(clockChangeInWords({ ...paris, date: '2027-03-27', time: '02:30' })).toBe('');
    expect(clockChangeInWords({ ...paris, date: '2027-03-28', time: '02:30' })).toBe(
      '; the clocks skip 02:30 on that day, and the earlier reading of it counts',
    );
    expect(clockChangeInWords({ ...paris, date: '2027-10-31', time: '02:30', resolve: 'later' })).toBe(
      '; the clocks show 02:30 twice on that day, and the later one counts',
    );
  });

  test('a notice that ends in the gap of a night port has it in its words', () => {
    // Most countries change their clocks on a Sunday, which no notice ends on; Egypt does on a Friday.
    const zone = 'Africa/Cairo';
    const foc = {
      date: '2026-04-27',
      windowStartMs: localInstant({ date: '2026-04-27', time: '00:30', zone, resolve: 'earlier' }),
      windowEndMs: at('2026-04-27T09:00Z'),
      zone,
    };
    const rules = someRules({ country: 'EG', zone, cancelNotice: { safeDays: 1, lastDays: 1 } });
    const { schedule } = answer({ ask: 'schedule', nowMs: at('2026-04-01T09:00Z'), rules, foc });
    // Egypt changes its clocks on the last Friday of April, from 00:00 to 01:00.
    expect(schedule.cancelUntil?.explanation).toContain('the clocks skip 00:30 on that day, and the earlier reading of it counts');
  });
});
