import type { Foc } from '../../domain/carrier-event';
import type { Deadline } from '../../domain/deadline';
import type { IsoDate } from '../../domain/order-details';

const PARTS = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const format = (ms: number, zone: string, options: Intl.DateTimeFormatOptions): string => {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(ms).replaceAll(',', '');
  } catch {
    // A zone that this machine does not know.
    return `${new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(ms).replaceAll(',', '')} UTC`;
  }
};

/** `Thu 12 Mar 2026 10:00`, of a business instant. */
export const shortInstant = (ms: number, zone: string): string => `${format(ms, zone, PARTS)} ${format(ms, zone, TIME)}`;

/** With its zone, so that it can stand alone. */
export const untilInstant = ({ atMs, zone }: Pick<Deadline, 'atMs' | 'zone'>): string => `${shortInstant(atMs, zone)} (${zone})`;

/** `Thu 12 Mar 2026`. */
export const shortDate = (date: IsoDate): string => format(Date.parse(`${date}T00:00:00Z`), 'UTC', PARTS);

/** The confirmed date with its window: `Thu 12 Mar 2026 10:00-12:00`. */
export const shortWindow = ({ date, windowStartMs, windowEndMs, zone }: Foc): string =>
  `${shortDate(date)} ${format(windowStartMs, zone, TIME)}-${format(windowEndMs, zone, TIME)}`;
