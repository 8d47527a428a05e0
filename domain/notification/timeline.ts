import type { OrderFact } from '../order/state';
import type { Language } from '../order-details';
import { sayIn } from './dates-in-words';
import { phrasesOf } from './phrases';
import { orderLine } from './timeline-line';

/**
 * One fact in one plain line, without numbers, names or documents of anyone; only a carrier's comment is quoted as it
 * came. For the timeline of an order, where each line stands beside its instant.
 */
export function timelineLine(fact: OrderFact, language: Language = 'en'): string {
  const phrases = phrasesOf(language);
  return orderLine(fact, phrases, sayIn(phrases));
}
