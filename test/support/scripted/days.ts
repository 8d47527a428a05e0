import { DateTime } from 'luxon';
import { HOUR_MS } from '../../../domain/clock';
import type { Foc } from '../../../domain/carrier-event';
import type { IsoDate } from '../../../domain/order-details';

/** The losing side's zone where a test names no other. */
const PARIS = 'Europe/Paris';

/**
 * Days counted from the test's own first day, day 0, so that tests read the same in every year: with a Monday as day 0,
 * day 4 is a Friday and day 7 the next Monday.
 */
export class Days {
  readonly zone: string;
  private readonly first: DateTime;

  constructor(first: IsoDate, zone = PARIS) {
    this.zone = zone;
    this.first = DateTime.fromISO(first, { zone });
  }

  /** The instant of a local time on a day, UTC epoch ms. */
  at(day: number, time = '09:00'): number {
    return DateTime.fromISO(`${this.date(day)}T${time}`, { zone: this.zone }).toMillis();
  }

  date(day: number): IsoDate {
    return this.first.plus({ days: day }).toFormat('yyyy-MM-dd');
  }

  /** Which day a date is: day 0 is the first. */
  count(date: IsoDate): number {
    return Math.round(DateTime.fromISO(date, { zone: this.zone }).diff(this.first, 'days').days);
  }

  /** Which day an instant lies in. */
  dayOf(atMs: number): number {
    return this.count(DateTime.fromMillis(atMs, { zone: this.zone }).toFormat('yyyy-MM-dd'));
  }

  /** The port window of three hours on a day. */
  foc(day: number, time = '09:00'): Foc {
    const windowStartMs = this.at(day, time);
    return { date: this.date(day), windowStartMs, windowEndMs: windowStartMs + 3 * HOUR_MS, zone: this.zone };
  }

  /** `day 10, 09:00`: an instant as these tests compare it, to the minute. */
  read(atMs: number): string {
    return `day ${this.dayOf(atMs)}, ${DateTime.fromMillis(atMs, { zone: this.zone }).toFormat('HH:mm')}`;
  }
}

/**
 * The next first Monday of September after an instant: from there France has no holiday for eight weeks and no change of
 * clocks for seven, so that days can be counted on one's fingers.
 */
export function calmMonday(afterMs: number): IsoDate {
  const after = DateTime.fromMillis(afterMs, { zone: PARIS });
  const mondayOf = (year: number): DateTime => {
    const first = DateTime.fromObject({ year, month: 9, day: 1 }, { zone: PARIS });
    return first.plus({ days: (8 - first.weekday) % 7 });
  };
  const monday = [after.year, after.year + 1].map(mondayOf).find((day) => day > after);
  return (monday ?? mondayOf(after.year + 2)).toFormat('yyyy-MM-dd');
}
