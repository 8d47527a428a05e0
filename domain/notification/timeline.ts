import type { OrderFact } from '../order/state';
import type { RequestFact } from '../fact';
import type { Language } from '../order-details';
import { sayIn } from './dates-in-words';
import { phrasesOf } from './phrases';
import type { Say } from './wording';

/**
 * One fact in one plain line, without numbers, names or documents of anyone; only a carrier's comment is quoted as it
 * came. For the timeline of an order, where each line stands beside its instant.
 */
export function timelineLine(fact: OrderFact, language: Language = 'en'): string {
  const phrases = phrasesOf(language);
  const say = sayIn(phrases);
  // The tables' types pair every kind with its own form; a lookup by kind cannot say so.
  if (fact.kind !== 'request') return (phrases.timeline.order[fact.kind] as (fact: OrderFact, say: Say) => string)(fact, say);
  const line = (phrases.timeline.request[fact.fact.kind] as (fact: RequestFact, say: Say) => string)(fact.fact, say);
  return fact.n > 0 ? phrases.requestLine(fact.n, line) : line;
}
