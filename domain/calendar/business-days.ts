import type { IsoDate } from '../order-details';
import { CalendarError } from './calendar-error';
import { type HolidayArea, holidayOn } from './holidays';
import { addDays, dateInWords, day } from './local-time';

/** Which days of the week count: Monday to Friday (French *ouvrés*, what carriers work), or Saturday too (*ouvrables*, legal limits). */
export type DayKind = 'fiveDay' | 'sixDay';

/** A calendar of business days; Monday to Friday unless told otherwise. */
export interface BusinessCalendar extends HolidayArea {
  readonly kind?: DayKind | undefined;
}

/** A count of business days: where it ended, and what it stepped over. */
export interface BusinessDayCount {
  readonly date: IsoDate;
  /** What was skipped, in words: `skipping weekends and Mon 29 Mar 2027 (Easter Monday)`; empty when nothing was. */
  readonly skipped: string;
}

/** No count of ours is longer; a larger one is a mistake in a rule. */
const MOST_DAYS = 1000;

const isWeekend = (calendar: BusinessCalendar, date: IsoDate): boolean => day(date).weekday > (calendar.kind === 'sixDay' ? 6 : 5);

/** Whether business is done on that day. Throws `CalendarError` (unknown country or region, impossible date). */
export const isBusinessDay = (calendar: BusinessCalendar, date: IsoDate): boolean =>
  !isWeekend(calendar, date) && holidayOn(calendar, date) === undefined;

/** The n-th business day after a day; with 0 the day itself, or the next business day when it is none. Throws `CalendarError`. */
export const addBusinessDays = (calendar: BusinessCalendar, date: IsoDate, days: number): IsoDate =>
  countBusinessDays(calendar, date, days, 'after').date;

/** The n-th business day before a day; with 0 the day itself, or the one before when it is none. Throws `CalendarError`. */
export const businessDaysBefore = (calendar: BusinessCalendar, date: IsoDate, days: number): IsoDate =>
  countBusinessDays(calendar, date, days, 'before').date;

/** Counts business days in one direction and remembers, for the explanation, what it skipped. Throws `CalendarError`. */
export function countBusinessDays(
  calendar: BusinessCalendar,
  from: IsoDate,
  days: number,
  direction: 'after' | 'before',
): BusinessDayCount {
  if (!Number.isInteger(days) || days < 0 || days > MOST_DAYS)
    throw new CalendarError(`business days must be a whole number from 0 to ${MOST_DAYS}`);
  const step = direction === 'after' ? 1 : -1;
  const holidays: string[] = [];
  let weekends = false;
  let date = from;
  let left = days;
  for (;;) {
    const weekend = isWeekend(calendar, date);
    const holiday = weekend ? undefined : holidayOn(calendar, date);
    const open = !weekend && holiday === undefined;
    const counts = date !== from || days === 0;
    if (open && counts && left <= 1)
      return { date, skipped: inWords(weekends ? [calendar.kind === 'sixDay' ? 'Sundays' : 'weekends'] : [], holidays) };
    if (open && counts) left -= 1;
    if (weekend) weekends = true;
    if (holiday !== undefined) holidays.push(`${dateInWords(date)} (${holiday})`);
    date = addDays(date, step);
  }
}

function inWords(weekends: readonly string[], holidays: readonly string[]): string {
  const parts = [...weekends, ...holidays];
  const last = parts.pop();
  if (last === undefined) return '';
  return parts.length === 0 ? `skipping ${last}` : `skipping ${parts.join(', ')} and ${last}`;
}
