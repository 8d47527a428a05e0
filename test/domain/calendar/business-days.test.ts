import fc from 'fast-check';
import {
  addBusinessDays,
  businessDaysBefore,
  type BusinessCalendar,
  countBusinessDays,
  isBusinessDay,
} from '../../../domain/calendar/business-days';
import { CalendarError } from '../../../domain/calendar/calendar-error';
import { holidayOn } from '../../../domain/calendar/holidays';
import { addDays, day } from '../../../domain/calendar/local-time';

const CALENDARS: readonly BusinessCalendar[] = [
  { country: 'FR' },
  { country: 'FR', region: '57' },
  { country: 'FR', kind: 'sixDay' },
  { country: 'GB' },
  { country: 'GB', region: 'SCT' },
  { country: 'DE', region: 'SN' },
  { country: 'US' },
];

/** Ten years of days. */
const someDay = fc.integer({ min: 0, max: 3652 }).map((offset) => addDays('2024-01-01', offset));
const someCalendar = fc.constantFrom(...CALENDARS);
const someCount = fc.integer({ min: 1, max: 40 });

const weekdayHolidays = (calendar: BusinessCalendar, year: number): string[] =>
  Array.from({ length: 366 }, (_, offset) => addDays(`${year}-01-01`, offset))
    .filter((date) => date.startsWith(String(year)) && day(date).weekday <= 5 && !isBusinessDay(calendar, date))
    .map((date) => date.slice(5));

describe('counting business days', () => {
  test('lands on a business day, whatever the country, region and kind', () => {
    fc.assert(
      fc.property(someCalendar, someDay, fc.integer({ min: 0, max: 40 }), (calendar, date, days) => {
        for (const landed of [addBusinessDays(calendar, date, days), businessDaysBefore(calendar, date, days)]) {
          expect(isBusinessDay(calendar, landed)).toBe(true);
          expect(day(landed).weekday).toBeLessThanOrEqual(calendar.kind === 'sixDay' ? 6 : 5);
          expect(holidayOn(calendar, landed)).toBeUndefined();
        }
      }),
    );
  });

  test('before is the inverse of after, from a business day', () => {
    fc.assert(
      fc.property(someCalendar, someDay, someCount, (calendar, date, days) => {
        const start = addBusinessDays(calendar, date, 0);
        expect(businessDaysBefore(calendar, addBusinessDays(calendar, start, days), days)).toBe(start);
        expect(addBusinessDays(calendar, businessDaysBefore(calendar, start, days), days)).toBe(start);
      }),
    );
  });

  test('is monotone in the day and strictly monotone in the count', () => {
    fc.assert(
      fc.property(someCalendar, someDay, someCount, fc.integer({ min: 0, max: 30 }), (calendar, date, days, later) => {
        expect(addBusinessDays(calendar, date, days) <= addBusinessDays(calendar, addDays(date, later), days)).toBe(true);
        expect(addBusinessDays(calendar, date, days) < addBusinessDays(calendar, date, days + 1)).toBe(true);
        expect(businessDaysBefore(calendar, date, days) > businessDaysBefore(calendar, date, days + 1)).toBe(true);
      }),
    );
  });

  test('counts exactly the business days that lie between', () => {
    fc.assert(
      fc.property(someCalendar, someDay, someCount, (calendar, date, days) => {
        const end = addBusinessDays(calendar, date, days);
        let counted = 0;
        for (let next = addDays(date, 1); next <= end; next = addDays(next, 1)) if (isBusinessDay(calendar, next)) counted += 1;
        expect(counted).toBe(days);
      }),
      { numRuns: 50 },
    );
  });

  test('zero days is the day itself, or the next business day on that side', () => {
    expect(addBusinessDays({ country: 'FR' }, '2026-03-12', 0)).toBe('2026-03-12');
    expect(addBusinessDays({ country: 'FR' }, '2026-03-14', 0)).toBe('2026-03-16');
    expect(businessDaysBefore({ country: 'FR' }, '2026-03-14', 0)).toBe('2026-03-13');
  });

  test('says what it skipped, with the holiday by name', () => {
    expect(countBusinessDays({ country: 'FR' }, '2026-03-12', 3, 'before')).toEqual({ date: '2026-03-09', skipped: '' });
    expect(countBusinessDays({ country: 'FR' }, '2026-04-03', 1, 'after')).toEqual({
      date: '2026-04-07',
      skipped: 'skipping weekends and Mon 6 Apr 2026 (Easter Monday)',
    });
  });
});

describe('the calendars of the countries', () => {
  test('FR: three jours ouvrables count Saturday, three jours ouvrés do not', () => {
    expect(addBusinessDays({ country: 'FR', kind: 'sixDay' }, '2027-04-08', 3)).toBe('2027-04-12');
    expect(addBusinessDays({ country: 'FR' }, '2027-04-08', 3)).toBe('2027-04-13');
  });

  test('FR: Good Friday and the second day of Christmas are holidays in Moselle only', () => {
    expect(addBusinessDays({ country: 'FR' }, '2027-03-22', 8)).toBe('2027-04-02');
    expect(addBusinessDays({ country: 'FR', region: '57' }, '2027-03-22', 8)).toBe('2027-04-05');
    expect(isBusinessDay({ country: 'FR', region: '67' }, '2025-12-26')).toBe(false);
    expect(isBusinessDay({ country: 'FR' }, '2025-12-26')).toBe(true);
  });

  test('US: the weekdays without business in 2027 are the federal ones and the day after Thanksgiving', () => {
    const federal = ['01-01', '01-18', '02-15', '05-31', '06-18', '07-05', '09-06', '10-11', '11-11', '11-25', '12-24', '12-31'];
    expect(weekdayHolidays({ country: 'US' }, 2027)).toEqual([...federal, '11-26'].sort());
  });

  test('US: 24 and 31 December have no business in any year', () => {
    for (const year of [2025, 2026, 2029, 2030]) {
      expect(isBusinessDay({ country: 'US' }, `${year}-12-24`)).toBe(false);
      expect(isBusinessDay({ country: 'US' }, `${year}-12-31`)).toBe(false);
    }
  });

  test('GB: England always counts, and the nation with it', () => {
    const england = ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28'];
    expect(weekdayHolidays({ country: 'GB' }, 2027)).toEqual(england);
    expect(weekdayHolidays({ country: 'GB', region: 'NIR' }, 2027)).toEqual([...england, '03-17', '07-12'].sort());
    expect(weekdayHolidays({ country: 'GB', region: 'SCT' }, 2027)).toEqual([...england, '01-04', '08-02', '11-30'].sort());
  });

  test('DE: five business days from 12 November 2027 end on another day in Saxony', () => {
    expect(addBusinessDays({ country: 'DE', region: 'BE' }, '2027-11-12', 5)).toBe('2027-11-19');
    expect(addBusinessDays({ country: 'DE', region: 'SN' }, '2027-11-12', 5)).toBe('2027-11-22');
  });
});

describe('impossible input', () => {
  test.each([
    ['an unknown country', () => isBusinessDay({ country: 'XX' }, '2026-03-12')],
    ['an unknown region', () => isBusinessDay({ country: 'FR', region: '99' }, '2026-03-12')],
    ['a day that does not exist', () => isBusinessDay({ country: 'FR' }, '2026-02-30')],
    ['a date with a time', () => isBusinessDay({ country: 'FR' }, '2026-03-12T10:00')],
    ['a year without holidays', () => isBusinessDay({ country: 'FR' }, '2300-03-12')],
    ['a negative count', () => addBusinessDays({ country: 'FR' }, '2026-03-12', -1)],
    ['half a day', () => addBusinessDays({ country: 'FR' }, '2026-03-12', 0.5)],
    ['a count that no rule has', () => addBusinessDays({ country: 'FR' }, '2026-03-12', 100_000)],
  ])('%s is a CalendarError', (_, count) => {
    expect(count).toThrow(CalendarError);
  });
});
