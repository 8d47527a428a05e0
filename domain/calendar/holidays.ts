import Holidays from 'date-holidays';
import { DAY_MS } from '../clock';
import type { IsoDate } from '../order-details';
import { CalendarError } from './calendar-error';
import { addDays, day } from './local-time';

/** Whose holidays count: a country's, and those of one of its regions with them. */
export interface HolidayArea {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** The region's code: a French department (`57`), a German Land (`SN`), a nation of the United Kingdom (`SCT`). */
  readonly region?: string | undefined;
}

/** Days on which carriers are closed although they are no public holidays. `MM-DD`, or the n-th weekday and an offset. */
const CARRIER_DAYS: Readonly<Record<string, (year: number) => readonly (readonly [IsoDate, string])[]>> = {
  // Each US provider has its own list (47 CFR 52.35); these three are the ones most of them add. Assumed.
  US: (year) => [
    [dayAfterThanksgiving(year), 'day after Thanksgiving'],
    [`${year}-12-24`, 'Christmas Eve'],
    [`${year}-12-31`, "New Year's Eve"],
  ],
};

/** Regions that always count besides the one asked for: no text says which nation's days govern a British port. Assumed. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = { GB: ['ENG'] };

const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

const lists = new Map<string, Holidays[]>();
const years = new Map<string, ReadonlyMap<IsoDate, string>>();

/** Whether holidays are known for the country, and for the region where one is given. */
export function isKnownArea({ country, region }: HolidayArea): boolean {
  const library = new Holidays();
  if (!Object.hasOwn(library.getCountries(), country)) return false;
  return region === undefined || Object.hasOwn(library.getStates(country) ?? {}, region);
}

/**
 * The English name of the holiday on that day, or `undefined`. National, regional and carriers' days count together, so
 * that every error falls on the safe side. Throws `CalendarError` for an unknown country or region, or a year outside 1970 to 2199.
 */
export function holidayOn(area: HolidayArea, date: IsoDate): string | undefined {
  const year = day(date).year;
  const key = `${area.country}/${area.region ?? ''}/${year}`;
  const known = years.get(key) ?? holidaysOf(area, year);
  years.set(key, known);
  return known.get(date);
}

function holidaysOf(area: HolidayArea, year: number): ReadonlyMap<IsoDate, string> {
  if (year < FIRST_YEAR || year > LAST_YEAR) throw new CalendarError(`holidays are known from ${FIRST_YEAR} to ${LAST_YEAR}`);
  const found = new Map<IsoDate, string>(CARRIER_DAYS[area.country]?.(year) ?? []);
  for (const list of listsFor(area)) {
    for (const holiday of list.getHolidays(year, 'en')) {
      if (holiday.type !== 'public') continue;
      const first = holiday.date.slice(0, 10);
      const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / DAY_MS));
      for (let offset = 0; offset < length; offset += 1) found.set(addDays(first, offset), holiday.name);
    }
  }
  return found;
}

function listsFor(area: HolidayArea): readonly Holidays[] {
  const key = `${area.country}/${area.region ?? ''}`;
  const cached = lists.get(key);
  if (cached) return cached;
  if (!isKnownArea(area)) throw new CalendarError('no holidays are known for this country and region: use the codes of the country rules');
  const regions = [...(ALWAYS[area.country] ?? []), ...(area.region === undefined ? [] : [area.region])];
  const made = [new Holidays(area.country), ...regions.map((region) => new Holidays(area.country, region))];
  lists.set(key, made);
  return made;
}

function dayAfterThanksgiving(year: number): IsoDate {
  // Thanksgiving is the fourth Thursday of November.
  const first = day(`${year}-11-01`);
  return addDays(`${year}-11-01`, ((4 - first.weekday + 7) % 7) + 21 + 1);
}
