import type { Deadline } from '../deadline';
import type { IsoDate } from '../order-details';
import { type BusinessCalendar, countBusinessDays } from './business-days';
import { addDays, clockChangeInWords, dateInWords, localInstant } from './local-time';

const BEGINNING_OF_DAY = '00:00';
const END_OF_DAY = '23:59';
/** When people are at work, everywhere. */
const MORNING = '09:00';

/** A day that was reached by counting, and how, in words. */
export interface CountedDay {
  readonly date: IsoDate;
  /** `3 business days after Thu 12 Mar 2026, skipping weekends; Europe/Paris`. */
  readonly explanation: string;
  readonly zone: string;
}

/** `1 business day`, `3 business days`. */
export const daysInWords = (days: number, kind = 'business'): string => `${days} ${kind} day${days === 1 ? '' : 's'}`;

/** The day so many business days after a day; the words say where Saturdays count. Throws `CalendarError`. */
export function businessDays(calendar: BusinessCalendar, from: IsoDate, days: number, zone: string): CountedDay {
  const { date, skipped } = countBusinessDays(calendar, from, days, 'after');
  const counted = calendar.kind === 'sixDay' ? `${daysInWords(days)} (Saturdays count)` : daysInWords(days);
  const parts = [`${counted} after ${dateInWords(from)}`, ...(skipped === '' ? [] : [skipped])];
  return { date, zone, explanation: `${parts.join(', ')}; ${zone}` };
}

/** The day so many calendar days after a day. Throws `CalendarError`. */
export function calendarDays(from: IsoDate, days: number, zone: string): CountedDay {
  return { date: addDays(from, days), zone, explanation: `${daysInWords(days, 'calendar')} after ${dateInWords(from)}; ${zone}` };
}

/** The last minute of a local day, UTC epoch ms; where it comes twice, the earlier. */
export const lastOfDay = (date: IsoDate, zone: string): number => localInstant({ date, time: END_OF_DAY, zone, resolve: 'earlier' });

/**
 * The deadline at the beginning of a counted day, 00:00 local time: the first instant at which we act. Where that reading
 * comes twice or never, the later is taken: nothing is done too early.
 */
export function beginningOfDay({ date, explanation, zone }: CountedDay, { what, then }: Pick<Deadline, 'what' | 'then'>): Deadline {
  const reading = { date, time: BEGINNING_OF_DAY, zone, resolve: 'later' } as const;
  return {
    what,
    atMs: localInstant(reading),
    zone,
    explanation: `beginning of the day ${explanation}${clockChangeInWords(reading)}`,
    then,
  };
}

/**
 * The deadline at the end of a counted day, 23:59 local time: whoever has "up to n days" has the whole last one. Where
 * that reading comes twice, the later is taken: nobody is called late by a trick of the clock.
 */
export function endOfDay({ date, explanation, zone }: CountedDay, { what, then }: Pick<Deadline, 'what' | 'then'>): Deadline {
  return {
    what,
    atMs: localInstant({ date, time: END_OF_DAY, zone, resolve: 'later' }),
    zone,
    explanation: `end of the day ${explanation}${clockChangeInWords({ date, time: END_OF_DAY, zone, resolve: 'later' })}`,
    then,
  };
}

/** The deadline in the morning of a counted day, 09:00 local time: for what is said to people. */
export const morningOf = ({ date, explanation, zone }: CountedDay, { what, then }: Pick<Deadline, 'what' | 'then'>): Deadline => ({
  what,
  atMs: localInstant({ date, time: MORNING, zone, resolve: 'later' }),
  zone,
  explanation: `the morning of the day ${explanation}`,
  then,
});
