import type { Recorded, RequestFact } from '../fact';
import { timeline } from '../notification/english/timeline';
import { orderLine, requestLine, type LineWords } from '../notification/timeline-line';
import type { Say } from '../notification/wording';
import type { OrderFact } from '../order/state';
import { plain, readable, readableDay } from './words';

/** So many of the last events are shown. */
const LAST = 5;

/** The timeline's own words, without those of the other messages: every workflow in memory holds what is imported here. */
const WORDS: LineWords = { timeline, requestLine: (n, line) => `Request ${n}: ${line}` };

/** Dates and instants in the short form that fits a line. */
const say: Say = {
  date: readableDay,
  instant: ({ atMs, zone }) => readable(atMs, zone),
  window: ({ date, windowStartMs, zone }) => `${readableDay(date)}, window from ${readable(windowStartMs, zone)}`,
  list: (items) => items.join(', '),
  numbers: (numbers) => `${numbers.length}`,
};

/** An order's last events as a list, each with its instant: in the words of `portico watch` and of the API. */
export const lastOrderEvents = (facts: readonly Recorded<OrderFact>[], zone: string): string[] =>
  lastEvents(facts, zone, (fact) => orderLine(fact, WORDS, say));

/** The same of a request. */
export const lastRequestEvents = (facts: readonly Recorded<RequestFact>[], zone: string): string[] =>
  lastEvents(facts, zone, (fact) => requestLine(fact, WORDS, say));

/** The last events of any kind of workflow, by its own words. */
export const lastEvents = <F>(facts: readonly Recorded<F>[], zone: string, line: (fact: Recorded<F>) => string): string[] => [
  'Last events:',
  '',
  ...facts.slice(-LAST).map((fact) => `- ${readable(fact.atMs, zone)}: ${plain(line(fact))}`),
];
