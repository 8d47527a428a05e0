import fc from 'fast-check';
import { CalendarError } from '../../../domain/calendar/calendar-error';
import { addDays, dateInWords, isIsoDate, isZone, localDate, localInstant, localTime } from '../../../domain/calendar/local-time';

const iso = (ms: number): string => new Date(ms).toISOString();
const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'America/Phoenix',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'UTC',
];

describe('an instant from a local reading', () => {
  test('is the one instant at which the clock shows it', () => {
    expect(iso(localInstant({ date: '2027-01-15', time: '15:00', zone: 'Australia/Sydney', resolve: 'earlier' }))).toBe(
      '2027-01-15T04:00:00.000Z',
    );
    expect(iso(localInstant({ date: '2027-01-15', time: '15:00', zone: 'Australia/Brisbane', resolve: 'later' }))).toBe(
      '2027-01-15T05:00:00.000Z',
    );
    expect(iso(localInstant({ date: '2027-03-30', time: '10:00', zone: 'Europe/London', resolve: 'earlier' }))).toBe(
      '2027-03-30T09:00:00.000Z',
    );
  });

  test.each([
    ['Europe/Paris', '2027-03-28', '02:30', '2027-03-28T00:30:00.000Z', '2027-03-28T01:30:00.000Z'],
    ['America/New_York', '2027-03-14', '02:30', '2027-03-14T06:30:00.000Z', '2027-03-14T07:30:00.000Z'],
    ['Australia/Sydney', '2027-10-03', '02:30', '2027-10-02T15:30:00.000Z', '2027-10-02T16:30:00.000Z'],
  ])('in a gap of %s on %s the earlier lies before the jump and the later after it', (zone, date, time, earlier, later) => {
    expect(iso(localInstant({ date, time, zone, resolve: 'earlier' }))).toBe(earlier);
    expect(iso(localInstant({ date, time, zone, resolve: 'later' }))).toBe(later);
  });

  test.each([
    ['Europe/Paris', '2027-10-31', '02:30', '2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z'],
    ['America/New_York', '2027-11-07', '01:30', '2027-11-07T05:30:00.000Z', '2027-11-07T06:30:00.000Z'],
    ['Australia/Lord_Howe', '2027-04-04', '01:45', '2027-04-03T14:45:00.000Z', '2027-04-03T15:15:00.000Z'],
  ])('in an overlap of %s on %s both are meant, and the caller chooses', (zone, date, time, earlier, later) => {
    expect(iso(localInstant({ date, time, zone, resolve: 'earlier' }))).toBe(earlier);
    expect(iso(localInstant({ date, time, zone, resolve: 'later' }))).toBe(later);
    expect(localTime(Date.parse(earlier), zone)).toEqual(localTime(Date.parse(later), zone));
  });

  test('read back, every whole minute of ten years is itself, on one of the two sides', () => {
    const minute = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2034, 0) / 60_000 }).map((minutes) => minutes * 60_000);
    fc.assert(
      fc.property(minute, fc.constantFrom(...ZONES), (ms, zone) => {
        const reading = localTime(ms, zone);
        const sides = [localInstant({ ...reading, resolve: 'earlier' }), localInstant({ ...reading, resolve: 'later' })];
        expect(sides).toContain(ms);
        expect(sides[0]).toBeLessThanOrEqual(sides[1] ?? Number.NaN);
      }),
      { numRuns: 500 },
    );
  });
});

describe('days and zones', () => {
  test('a day in words, and days later', () => {
    expect(dateInWords('2026-09-03')).toBe('Thu 3 Sep 2026');
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(localDate(Date.parse('2026-12-31T23:30:00Z'), 'Europe/Paris')).toBe('2027-01-01');
  });

  test.each(['2026-02-29', '2026-2-1', '2026-13-01', '20260301', '', '2026-03-12T00:00'])('%p is no day', (text) => {
    expect(isIsoDate(text)).toBe(false);
  });

  test('a zone has a name; an offset is none', () => {
    expect(['Europe/Paris', 'America/Argentina/Buenos_Aires', 'UTC'].every(isZone)).toBe(true);
    expect(['Mars/Olympus', '+01:00', 'UTC+1', 'local', '', 'europe'].some(isZone)).toBe(false);
  });

  test.each([
    ['zone', { date: '2026-03-12', time: '10:00', zone: 'Europe/Atlantis' }],
    ['date', { date: '2026-03-32', time: '10:00', zone: 'Europe/Paris' }],
    ['time', { date: '2026-03-12', time: '24:00', zone: 'Europe/Paris' }],
  ])('an impossible %s is a CalendarError', (_, reading) => {
    expect(() => localInstant({ ...reading, resolve: 'earlier' })).toThrow(CalendarError);
  });

  test('an instant that is no number is a CalendarError', () => {
    expect(() => localTime(Number.NaN, 'Europe/Paris')).toThrow(CalendarError);
    expect(() => localTime(1.5, 'Europe/Paris')).toThrow(CalendarError);
  });
});
