/**
 * The day of a port that the losing carrier leaves to us: it gives an interval ("porting on demand"), and nothing moves
 * until the winning side pulls it.
 */
import type { Foc } from '../carrier-event';
import type { IsoDate } from '../order-details';
import type { RequestRules } from '../rules';
import { addBusinessDays, isBusinessDay } from './business-days';
import { endOfDay } from './counted';
import { dateInWords, localDate, localInstant, localTime } from './local-time';
import type { Pull } from './plan';

/** An interval, what is wished for in it, and when that is asked (business instant, UTC epoch ms). */
export interface Choice {
  readonly nowMs: number;
  readonly rules: RequestRules;
  /** With `lastDate`. */
  readonly foc: Foc;
  readonly wish?: IsoDate | undefined;
}

/**
 * The interval with a day chosen in it: the wish where it is a business day of the interval that is still ahead, else the
 * first possible day, or where that has passed the next business day. The window has the same hours on every day. What is
 * no interval stays as it is. Throws `CalendarError`.
 */
export function chosenIn({ nowMs, rules, foc, wish }: Choice): Foc {
  const last = foc.lastDate;
  if (last === undefined) return foc;
  const firstDate = foc.firstDate ?? foc.date;
  const on = (date: IsoDate): Foc => ({ ...windowOn(foc, date), firstDate });
  const isAhead = (date: IsoDate): boolean => on(date).windowStartMs > nowMs;
  if (wish !== undefined && firstDate <= wish && wish <= last && isBusinessDay(rules, wish) && isAhead(wish)) return on(wish);
  if (isAhead(firstDate)) return on(firstDate);
  const today = addBusinessDays(rules, localDate(nowMs, foc.zone), 0);
  const next = isAhead(today) ? today : addBusinessDays(rules, today, 1);
  return on(next <= last ? next : firstDate);
}

function windowOn(foc: Foc, date: IsoDate): Foc {
  if (date === foc.date) return foc;
  const { time } = localTime(foc.windowStartMs, foc.zone);
  const windowStartMs = localInstant({ date, time, zone: foc.zone, resolve: 'later' });
  return { ...foc, date, windowStartMs, windowEndMs: windowStartMs + foc.windowEndMs - foc.windowStartMs };
}

/** When we pull a port with this date; nothing where the losing carrier moves the numbers itself. Throws `CalendarError`. */
export function pullOf({ date, lastDate, onDemand, windowStartMs, windowEndMs, zone }: Foc): { readonly pull?: Pull } {
  if (lastDate === undefined && onDemand !== true) return {};
  const edge = onDemand === true ? 'end' : 'start';
  return {
    pull: {
      at: {
        what: 'pull',
        atMs: onDemand === true ? windowEndMs : windowStartMs,
        zone,
        explanation: `the ${edge} of the port window on ${dateInWords(date)}; ${zone}`,
        then: onDemand === true ? 'Portico starts the transfer, unless it was started before.' : 'Portico starts the transfer.',
      },
      ...(lastDate === undefined
        ? {}
        : {
            lastAt: endOfDay(
              {
                date: lastDate,
                zone,
                explanation: `${dateInWords(lastDate)}, the last on which the losing carrier lets the numbers go; ${zone}`,
              },
              { what: 'lastDay', then: 'The interval is over: an operator is asked, and the customer is told.' },
            ),
          }),
    },
  };
}
