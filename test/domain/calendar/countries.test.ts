/** The calendars of 2027, day by day, as they were computed apart from this code. */
import { addBusinessDays, type BusinessCalendar, businessDaysBefore, isBusinessDay } from '../../../domain/calendar/business-days';
import { CalendarError } from '../../../domain/calendar/calendar-error';
import { isClosedDayRule } from '../../../domain/calendar/holidays';
import { addDays, day } from '../../../domain/calendar/local-time';

/** The weekdays of the year on which a calendar does no business, as `MM-DD`. */
const closed = (calendar: BusinessCalendar, year = 2027): string[] =>
  Array.from({ length: 366 }, (_, offset) => addDays(`${year}-01-01`, offset))
    .filter((date) => date.startsWith(String(year)) && day(date).weekday <= 5 && !isBusinessDay(calendar, date))
    .map((date) => date.slice(5));
const besides = (calendar: BusinessCalendar, region: string): string[] => {
  const base = closed(calendar);
  return closed({ ...calendar, region }).filter((date) => !base.includes(date));
};

describe('DE: the Länder', () => {
  const NATIONAL = ['01-01', '03-26', '03-29', '05-06', '05-17'];
  test('the national days', () => expect(closed({ country: 'DE' })).toEqual(NATIONAL));
  test.each([
    ['BW', ['01-06', '05-27', '11-01']],
    ['BY', ['01-06', '05-27', '11-01']],
    ['ST', ['01-06']],
    ['BE', ['03-08']],
    ['MV', ['03-08']],
    ['HE', ['05-27']],
    ['NW', ['05-27', '11-01']],
    ['RP', ['05-27', '11-01']],
    ['SL', ['05-27', '11-01']],
    ['TH', ['09-20']],
    ['SN', ['11-17']],
    ['HH', []],
  ])('%s adds %p', (region, days) => {
    expect(besides({ country: 'DE' }, region)).toEqual(days);
  });
});

describe('GB: the nations', () => {
  const own = (region: string) => closed({ country: 'GB', region, alsoRegions: [] });
  const ALL = ['01-01', '03-26', '05-03', '05-31', '12-27', '12-28'];
  test.each([
    ['ENG', ['03-29', '08-30']],
    ['WLS', ['03-29', '08-30']],
    ['NIR', ['03-17', '03-29', '07-12', '08-30']],
  ])('%s', (region, days) => expect(own(region)).toEqual([...ALL, ...days].sort()));
  test('Scotland alone works on Easter Monday; as England always counts, nobody ports then', () => {
    expect(closed({ country: 'GB', region: 'SCT' })).toContain('03-29');
    expect(own('SCT')).toEqual(expect.arrayContaining([...ALL, '01-04', '08-02', '11-30']));
  });
});

describe('AU: national, New South Wales and Queensland always count', () => {
  const show = { name: "Brisbane's show day", rule: '2nd wednesday in August' };
  test.each([
    ['NSW', ['04-26', '06-14', '10-04']],
    ['QLD', ['04-26', '05-03', '10-04']],
    ['VIC', ['03-08', '06-14', '09-24', '11-02']],
  ])('%s adds %p to the national days', (region, days) => expect(besides({ country: 'AU' }, region)).toEqual(days));
  test('together, with the show day', () => {
    const both = closed({ country: 'AU', alsoRegions: ['NSW', 'QLD'], closedDays: [show] });
    expect(both).toEqual(expect.arrayContaining(['04-26', '05-03', '06-14', '08-11', '10-04']));
  });
  test('an evening off is no day off', () => {
    expect(isBusinessDay({ country: 'AU', region: 'QLD' }, '2027-12-24')).toBe(true);
  });
});

describe('other regions', () => {
  test('ES: Madrid and Catalonia differ', () => {
    expect(besides({ country: 'ES' }, 'MD')).toEqual(expect.arrayContaining(['03-25', '05-03']));
    expect(besides({ country: 'ES' }, 'CT')).toEqual(expect.arrayContaining(['03-29', '06-24']));
    expect(closed({ country: 'ES' })).toEqual(expect.arrayContaining(['01-01', '03-26', '10-12']));
  });
  test('CA: the provinces', () => {
    for (const region of ['AB', 'BC', 'NB', 'ON', 'SK', 'NS', 'PE', 'MB']) expect(besides({ country: 'CA' }, region)).toContain('02-15');
    expect(besides({ country: 'CA' }, 'QC')).toContain('06-24');
    expect(besides({ country: 'CA' }, 'ON')).not.toContain('06-24');
  });
  test('CH: New Year and Ascension close every canton, Corpus Christi only some', () => {
    expect(closed({ country: 'CH' })).toEqual(expect.arrayContaining(['01-01', '05-06']));
    expect(besides({ country: 'CH' }, 'LU')).toContain('05-27');
    expect(besides({ country: 'CH' }, 'ZH')).not.toContain('05-27');
  });
  test('FR: overseas adds the day of the abolition of slavery', () => {
    expect(besides({ country: 'FR' }, 'GF')).toContain('06-10');
  });
  test('IT: Whit Monday in South Tyrol', () => expect(besides({ country: 'IT' }, '32')).toEqual(['05-17']));
});

describe('days on which carriers are closed', () => {
  const stop = { name: 'stop', rule: '12-27 P9D' };
  test('SE: Midsummer Eve is the Friday from 19 to 25 June', () => {
    const calendar = { country: 'SE', closedDays: [{ name: 'Midsummer Eve', rule: 'friday after 06-19' }] };
    for (const date of ['2026-06-19', '2027-06-25', '2028-06-23']) expect(isBusinessDay(calendar, date)).toBe(false);
    expect(isBusinessDay(calendar, '2026-06-26')).toBe(true);
  });
  test('JP: a stop over New Year closes days of both years', () => {
    const calendar = { country: 'JP', closedDays: [stop] };
    expect(['2027-12-27', '2027-12-31', '2028-01-04'].some((date) => isBusinessDay(calendar, date))).toBe(false);
    expect(isBusinessDay(calendar, '2027-12-24')).toBe(true);
    expect(isBusinessDay(calendar, '2028-01-05')).toBe(true);
  });
  test('the days that rules name replace those that the calendar knows', () => {
    expect(isBusinessDay({ country: 'US' }, '2027-11-26')).toBe(false);
    expect(isBusinessDay({ country: 'US', closedDays: [] }, '2027-11-26')).toBe(true);
    expect(isBusinessDay({ country: 'GB', alsoRegions: [] }, '2027-08-30')).toBe(true);
  });
  test('a closed day never hides a holiday', () => {
    expect(closed({ country: 'SE', closedDays: [{ name: 'x', rule: '01-01' }] })).toEqual(closed({ country: 'SE' }));
  });
  test.each([
    '12-24',
    '12-27 P9D',
    'friday after 06-19',
    '2nd wednesday in August',
    'friday after 4th thursday in November',
    'easter -2',
    'easter',
  ])('%s is a rule', (rule) => expect(isClosedDayRule(rule)).toBe(true));
  test.each(['', '13-01', '24.12.', '12-24 P0D', 'someday after 06-19', '5th monday in May', 'easter two'])('%p is none', (rule) => {
    expect(isClosedDayRule(rule)).toBe(false);
    expect(() => isBusinessDay({ country: 'SE', closedDays: [{ name: 'x', rule }] }, '2027-01-04')).toThrow(CalendarError);
  });
});

test('R24: before Tue 30 March 2027 in England, two business days are Wed 24 and three are Tue 23: Easter lies between', () => {
  expect(businessDaysBefore({ country: 'GB' }, '2027-03-30', 2)).toBe('2027-03-24');
  expect(businessDaysBefore({ country: 'GB' }, '2027-03-30', 3)).toBe('2027-03-23');
});

test('the region moves a promised date: five business days from 12 November 2027 in Germany', () => {
  expect(addBusinessDays({ country: 'DE', region: 'BE' }, '2027-11-12', 5)).toBe('2027-11-19');
  expect(addBusinessDays({ country: 'DE', region: 'SN' }, '2027-11-12', 5)).toBe('2027-11-22');
});
