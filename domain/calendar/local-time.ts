import { DateTime, IANAZone } from 'luxon';
import { DAY_MS, MINUTE_MS } from '../clock';
import type { IsoDate } from '../order-details';
import { CalendarError } from './calendar-error';

/** A wall clock reading: a day, `HH:MM`, and the IANA zone in which it is read. */
export interface LocalTime {
  readonly date: IsoDate;
  readonly time: string;
  readonly zone: string;
}

/** Which instant is meant when a clock shows a reading twice or never. */
export type Resolve = 'earlier' | 'later';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether the text is a day that exists, as `2026-03-12`. */
export const isIsoDate = (text: string): boolean => ISO_DATE.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;

/** Whether this is a zone of the IANA database, like `Europe/Paris`. Fixed offsets are none: they forget the clock changes. */
export const isZone = (zone: string): boolean => /^(UTC|[A-Za-z_]+\/[A-Za-z0-9_+\-/]+)$/.test(zone) && IANAZone.isValidZone(zone);

/** The day at midnight UTC: a carrier for arithmetic on days, not an instant. Throws `CalendarError` for a day that does not exist. */
export function day(date: IsoDate): DateTime {
  if (!isIsoDate(date)) throw new CalendarError('a date must be a day that exists, written like 2026-03-12');
  return DateTime.fromISO(date, { zone: 'utc' });
}

/** The day `days` calendar days later (earlier when negative). */
export const addDays = (date: IsoDate, days: number): IsoDate => day(date).plus({ days }).toFormat('yyyy-MM-dd');

/** `Thu 12 Mar 2026`. */
export const dateInWords = (date: IsoDate): string => day(date).setLocale('en').toFormat('ccc d LLL yyyy');

/** What a clock in the zone shows at an instant (UTC epoch ms); seconds are dropped. Throws `CalendarError`. */
export function localTime(ms: number, zone: string): LocalTime {
  const at = DateTime.fromMillis(requireInstant(ms), { zone: requireZone(zone) });
  return { date: at.toFormat('yyyy-MM-dd'), time: at.toFormat('HH:mm'), zone };
}

/** The local day of an instant (UTC epoch ms). Throws `CalendarError`. */
export const localDate = (ms: number, zone: string): IsoDate => localTime(ms, zone).date;

/**
 * The instant, UTC epoch ms, at which a clock in the zone shows the reading. Around a change of clocks a reading comes
 * twice or not at all; both candidates are then read back, and `resolve` decides: `earlier` for a customer's last
 * instant, `later` for our first one, so that nobody is ever late by our reading. Throws `CalendarError`.
 */
export function localInstant(reading: LocalTime & { readonly resolve: Resolve }): number {
  const { candidates } = readBack(reading);
  return reading.resolve === 'earlier' ? Math.min(...candidates) : Math.max(...candidates);
}

/** What an explanation adds where the clocks change: how the reading was meant; empty on every other day. Throws `CalendarError`. */
export function clockChangeInWords(reading: LocalTime & { readonly resolve: Resolve }): string {
  const { shown } = readBack(reading);
  if (shown === 'once') return '';
  return shown === 'never'
    ? `; the clocks skip ${reading.time} on that day, and the ${reading.resolve} reading of it counts`
    : `; the clocks show ${reading.time} twice on that day, and the ${reading.resolve} one counts`;
}

/** The instants that a reading may mean, and how often a clock shows it. */
interface ReadBack {
  readonly candidates: readonly number[];
  readonly shown: 'once' | 'never' | 'twice';
}

function readBack({ date, time, zone }: LocalTime): ReadBack {
  if (!TIME.test(time)) throw new CalendarError('a time of day must be written HH:MM, from 00:00 to 23:59');
  const known = IANAZone.create(requireZone(zone));
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const wallMs = day(date).toMillis() + (hours * 60 + minutes) * MINUTE_MS;
  // No zone is more than 14 hours from UTC: a day to each side brackets any one change of clocks.
  const candidates = [known.offset(wallMs - DAY_MS), known.offset(wallMs + DAY_MS)].map((offset) => wallMs - offset * MINUTE_MS);
  const exact = candidates.filter((ms) => ms + known.offset(ms) * MINUTE_MS === wallMs);
  if (exact.length === 0) return { candidates, shown: 'never' };
  return { candidates: exact, shown: new Set(exact).size === 1 ? 'once' : 'twice' };
}

function requireZone(zone: string): string {
  if (!isZone(zone)) throw new CalendarError('a zone must be a name of the IANA database, like Europe/Paris');
  return zone;
}

function requireInstant(ms: number): number {
  if (!Number.isSafeInteger(ms) || ms < 0) throw new CalendarError('an instant must be whole UTC epoch milliseconds');
  return ms;
}
