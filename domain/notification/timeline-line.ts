import type { RequestFact } from '../fact';
import type { OrderFact } from '../order/state';
import type { Phrases, Say } from './wording';

/** What a line needs of a language. */
export type LineWords = Pick<Phrases, 'timeline' | 'requestLine'>;

/** One fact of an order in one plain line, without numbers, names or documents of anyone; only a carrier's comment is quoted as it came. */
export function orderLine(fact: OrderFact, words: LineWords, say: Say): string {
  // The tables' types pair every kind with its own form; a lookup by kind cannot say so.
  if (fact.kind !== 'request') return (words.timeline.order[fact.kind] as (fact: OrderFact, say: Say) => string)(fact, say);
  const line = requestLine(fact.fact, words, say);
  return fact.n > 0 ? words.requestLine(fact.n, line) : line;
}

/** The same for a fact of one request. */
export const requestLine = (fact: RequestFact, { timeline }: Pick<LineWords, 'timeline'>, say: Say): string =>
  (timeline.request[fact.kind] as (fact: RequestFact, say: Say) => string)(fact, say);
