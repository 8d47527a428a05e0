import type { Recorded } from '../../../domain/fact';
import type { OrderFact } from '../../../domain/order/state';
import type { Days } from '../scripted/days';
import type { Played } from './play';

/** A fact as stories name it: with the number of its request where there are several. */
export const nameOf = (fact: OrderFact, requests: number): string =>
  fact.kind !== 'request' ? fact.kind : requests > 1 ? `${fact.n}:${fact.fact.kind}` : fact.fact.kind;

/** One message as stories tell it: `d1 scheduled+numbersAdded`. */
export const messageInWords = (atMs: number, facts: readonly Recorded<OrderFact>[], days: Days, requests: number): string =>
  `d${days.dayOf(atMs)} ${facts.map((fact) => nameOf(fact, requests)).join('+')}`;

/** All that the customer was told and answered, in order, as the story's `told`. */
export function toldInWords({ duo, days, answers }: Pick<Played, 'duo' | 'days' | 'answers'>): string {
  const requests = duo.order.state.requests.length;
  return [
    ...duo.messages.map(({ atMs, facts }) => ({ atMs, text: messageInWords(atMs, facts, days, requests) })),
    ...answers.map(({ atMs, text }) => ({ atMs, text: `d${days.dayOf(atMs)} ${text}` })),
  ]
    .toSorted((left, right) => days.dayOf(left.atMs) - days.dayOf(right.atMs))
    .map(({ text }) => text)
    .join(', ');
}

/** What people of ours were asked for, each reason once, in order of appearance. */
export function attentionInWords({ requests, order, parked }: Played['duo']): string {
  const reasons = [...[...requests.values()].flatMap(({ told }) => told), ...order.state.facts].flatMap((fact) =>
    fact.kind === 'attention' ? [fact.reason] : [],
  );
  return [...new Set([...reasons, ...(parked > 0 ? ['parkedEvent'] : [])])].join(' ');
}
