import Holidays from 'date-holidays';
import { DAY_MS } from '../clock';
import type { IsoDate } from '../order-details';
import { CalendarError } from './calendar-error';
import { addDays, day } from './local-time';

/** A day that returns each year: its name, and when, as the library of holidays writes it (`12-24`, `friday after 06-19`, `12-27 P9D`). */
export interface ClosedDay {
  readonly name: string;
  readonly rule: string;
}

/** Whose holidays count: a country's, and those of one of its regions with them. */
export interface HolidayArea {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** The region's code: a French department (`57`), a German Land (`SN`), a nation of the United Kingdom (`SCT`). */
  readonly region?: string | undefined;
  /** Regions whose holidays always count as well; absent: those of `ALWAYS`. */
  readonly alsoRegions?: readonly string[] | undefined;
  /** Days on which carriers are closed although they are no public holidays; absent: those of `CLOSED`. */
  readonly closedDays?: readonly ClosedDay[] | undefined;
}

/** What counts for rules that say nothing about carriers' days; a rule pack that names some replaces these. */
export const CLOSED: Readonly<Record<string, readonly ClosedDay[]>> = {
  // Each US provider has its own list (47 CFR 52.35); these three are the ones most of them add. Assumed.
  US: [
    { name: 'day after Thanksgiving', rule: 'friday after 4th thursday in November' },
    { name: 'Christmas Eve', rule: '12-24' },
    { name: "New Year's Eve", rule: '12-31' },
  ],
};

/** The same for regions: no text says which nation's days govern a British port. Assumed. */
export const ALWAYS: Readonly<Record<string, readonly string[]>> = { GB: ['ENG'] };

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const WEEKDAYS = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
const MONTH_DAY = '(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const NTH_WEEKDAY = `[1-4](st|nd|rd|th) (${WEEKDAYS}) in (${MONTHS})`;
const CLOSED_DAY_RULE = new RegExp(
  `^(${MONTH_DAY}( P[1-9]\\d?D)?|(${WEEKDAYS}) after (${MONTH_DAY}|${NTH_WEEKDAY})|${NTH_WEEKDAY}|easter( -?[1-9]\\d?)?)$`,
);

/** What is shorter than half a day (an evening) closes nobody. */
const SHORTEST_MS = DAY_MS / 2;

const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

const library = new Holidays();
/** What is asked for one area: carriers' days, and the holidays of country and regions. */
interface AreaLists {
  readonly closed: Holidays | undefined;
  readonly holidays: readonly Holidays[];
}

const regions = new Map<string, ReadonlySet<string>>();
const lists = new Map<string, AreaLists>();
const years = new Map<string, ReadonlyMap<IsoDate, string>>();

/** Whether holidays are known for the country, and for the region where one is given. */
export function isKnownArea({ country, region }: HolidayArea): boolean {
  const codes = regions.get(country) ?? regionCodes(country);
  if (codes === undefined) return false;
  regions.set(country, codes);
  return region === undefined || codes.has(region);
}

/** The regions that the library knows in a country; `undefined` for a country that it does not know. */
const regionCodes = (country: string): ReadonlySet<string> | undefined =>
  Object.hasOwn(library.getCountries(), country) ? new Set(Object.keys(library.getStates(country) ?? {})) : undefined;

/** Whether the rule of a closed day is one of the forms that are meant: a date, a stop of some days from it, a weekday after it, Easter. */
export const isClosedDayRule = (rule: string): boolean => CLOSED_DAY_RULE.test(rule);

/**
 * The English name of the holiday on that day, or `undefined`. National, regional and carriers' days count together, so
 * that every error falls on the safe side. Throws `CalendarError` for an unknown country or region, a rule that cannot be
 * read, or a year outside 1970 to 2199.
 */
export function holidayOn(area: HolidayArea, date: IsoDate): string | undefined {
  const year = day(date).year;
  const list = areaKey(area);
  const key = `${list}/${year}`;
  const known = years.get(key) ?? holidaysOf(area, list, year);
  years.set(key, known);
  return known.get(date);
}

function areaKey({ country, region = '', alsoRegions, closedDays }: HolidayArea): string {
  const also = (alsoRegions ?? ALWAYS[country] ?? []).join('+');
  // Rules that carry no days of their own share one list.
  return `${country}/${region}/${also}${closedDays === undefined ? '' : `/${JSON.stringify(closedDays)}`}`;
}

function holidaysOf(area: HolidayArea, key: string, year: number): ReadonlyMap<IsoDate, string> {
  if (year < FIRST_YEAR || year > LAST_YEAR) throw new CalendarError(`holidays are known from ${FIRST_YEAR} to ${LAST_YEAR}`);
  const found = new Map<IsoDate, string>();
  const { closed, holidays } = listsFor(area, key);
  // A stop over New Year belongs to the year in which it began.
  const closedDays = closed === undefined ? [] : [closed.getHolidays(year - 1, 'en'), closed.getHolidays(year, 'en')];
  for (const list of [...closedDays, ...holidays.map((one) => one.getHolidays(year, 'en'))]) {
    for (const { type, name, date, start, end } of list) {
      const lengthMs = end.getTime() - start.getTime();
      if (type !== 'public' || lengthMs < SHORTEST_MS) continue;
      const length = Math.max(1, Math.round(lengthMs / DAY_MS));
      for (let offset = 0; offset < length; offset += 1) found.set(addDays(date.slice(0, 10), offset), name);
    }
  }
  return found;
}

function listsFor(area: HolidayArea, key: string): AreaLists {
  const cached = lists.get(key);
  if (cached) return cached;
  const counted = [...(area.alsoRegions ?? ALWAYS[area.country] ?? []), ...(area.region === undefined ? [] : [area.region])];
  if (![undefined, ...counted].every((region) => isKnownArea({ country: area.country, region })))
    throw new CalendarError('no holidays are known for this country and region: use the codes of the country rules');
  const made = {
    closed: closedList(area.closedDays ?? CLOSED[area.country] ?? []),
    holidays: [new Holidays(area.country), ...counted.map((region) => new Holidays(area.country, region))],
  };
  lists.set(key, made);
  return made;
}

/** A list of its own: the library keeps one holiday for each rule, so that adding to a country's list could replace one of its own. */
function closedList(days: readonly ClosedDay[]): Holidays | undefined {
  if (days.length === 0) return undefined;
  const list = new Holidays();
  for (const { name, rule } of days) {
    if (!isClosedDayRule(rule) || !list.setHoliday(rule, { name: { en: name }, type: 'public' }))
      throw new CalendarError('a closed day must be written like 12-24, 12-27 P9D, friday after 06-19 or easter -2');
  }
  return list;
}
