import { DateTime } from 'luxon';

/** Monday to Friday; the simulated carriers know no public holidays. */
const isBusinessDay = (day: DateTime): boolean => day.weekday <= 5;

/** The day itself if it is a business day, otherwise the next one. Dates are `YYYY-MM-DD`. */
export function onBusinessDay(date: string): string {
  let day = DateTime.fromISO(date, { zone: 'utc' });
  while (!isBusinessDay(day)) day = day.plus({ days: 1 });
  return day.toISODate() ?? date;
}

/** `count` business days after a date; the date itself does not count. */
export function addBusinessDays(date: string, count: number): string {
  let day = DateTime.fromISO(date, { zone: 'utc' });
  for (let left = count; left > 0; left -= isBusinessDay(day) ? 1 : 0) day = day.plus({ days: 1 });
  return day.toISODate() ?? date;
}

/** `count` calendar days after a date. */
export const addDays = (date: string, count: number): string =>
  DateTime.fromISO(date, { zone: 'utc' }).plus({ days: count }).toISODate() ?? date;

/** The local day of an instant. */
export const localDate = (ms: number, zone: string): string => DateTime.fromMillis(ms, { zone }).toISODate() ?? '';

/** The instant of a local hour of a day, UTC epoch ms. */
export const atHour = (date: string, hour: number, zone: string): number => DateTime.fromISO(date, { zone }).set({ hour }).toMillis();

/** The same time of day, `count` business days later. */
export function laterByBusinessDays(ms: number, count: number, zone: string): number {
  const local = DateTime.fromMillis(ms, { zone });
  const { year, month, day } = DateTime.fromISO(addBusinessDays(localDate(ms, zone), count));
  return local.set({ year, month, day }).toMillis();
}

const ZONES: Readonly<Record<string, string>> = {
  AT: 'Europe/Vienna',
  AU: 'Australia/Sydney',
  BE: 'Europe/Brussels',
  CA: 'America/Toronto',
  CH: 'Europe/Zurich',
  DE: 'Europe/Berlin',
  ES: 'Europe/Madrid',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  IT: 'Europe/Rome',
  NL: 'Europe/Amsterdam',
  PT: 'Europe/Lisbon',
  US: 'America/New_York',
};

/** The zone in which a country's carriers mean their dates. */
export const zoneOf = (country: string): string => ZONES[country] ?? 'UTC';
