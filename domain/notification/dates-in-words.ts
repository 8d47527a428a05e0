import type { Foc } from '../carrier-event';
import type { IsoDate } from '../order-details';
import { nameNumbers } from './numbers-in-words';
import type { Phrases, Say } from './wording';

/** Dates, instants, lists and numbers as this language says them. */
export function sayIn(phrases: Phrases): Say {
  const { locale } = phrases;
  const day = (ms: number, zone: string): string =>
    ordinal(format(locale, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(ms), locale);
  const time = (ms: number, zone: string): string =>
    format(locale, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
  const instant = ({ atMs, zone }: { readonly atMs: number; readonly zone: string }): string =>
    phrases.at(day(atMs, zone), time(atMs, zone), known(zone));
  const date = (iso: IsoDate): string => {
    const ms = Date.parse(`${iso}T00:00:00Z`);
    return Number.isNaN(ms) ? iso : day(ms, 'UTC');
  };
  return {
    date,
    instant,
    window: ({ date: iso, windowStartMs, windowEndMs, zone }: Foc) => {
      // A carrier may name a day that its own window contradicts: then both are said, and nothing is guessed.
      const sameDay = [windowStartMs, windowEndMs].every((ms) => day(ms, zone) === date(iso));
      if (sameDay) return phrases.between(date(iso), time(windowStartMs, zone), time(windowEndMs, zone), known(zone));
      return phrases.fromTo(date(iso), instant({ atMs: windowStartMs, zone }), instant({ atMs: windowEndMs, zone }));
    },
    list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
    numbers: (numbers) => nameNumbers(numbers, phrases).join(', '),
  };
}

const format = (locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: known(zone) });

/** A zone that this machine does not know is read in UTC, and named so: a message that is owed is better than none. */
function known(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0);
    return zone;
  } catch {
    return 'UTC';
  }
}

/** French says "1er" for the first of a month. */
const ordinal = (text: string, locale: string): string => (locale.startsWith('fr') ? text.replace(/ 1 /, ' 1er ') : text);
