import type { OrderFact } from '../../../domain/order/state';
import type { Days } from '../scripted/days';
import type { Played } from './play';

/** Something that the customer was told or answered. */
export interface ToldAt {
  readonly atMs: number;
  readonly text: string;
}

/** The facts of one message as stories name them: of several requests each with its number, request by request. */
export const messageInWords = (facts: readonly OrderFact[], requests: number): string => {
  const numberOf = (fact: OrderFact): number => (fact.kind === 'request' ? fact.n : Infinity);
  return [...facts]
    .toSorted((left, right) => (requests > 1 ? numberOf(left) - numberOf(right) || 0 : 0))
    .map((fact) => (fact.kind !== 'request' ? fact.kind : requests > 1 ? `${fact.n}:${fact.fact.kind}` : fact.fact.kind))
    .join('+');
};

/** All that was told and answered, as a story's `told`: day by day, messages before answers. */
export const toldByDay = (told: readonly ToldAt[], days: Days): string =>
  told
    .map(({ atMs, text }) => ({ day: days.dayOf(atMs), text }))
    .toSorted((left, right) => left.day - right.day)
    .map(({ day, text }) => `d${day} ${text}`)
    .join(', ');

/** All that the customer was told and answered, in order, as the story's `told`. */
export function toldInWords({ duo, days, answers }: Pick<Played, 'duo' | 'days' | 'answers'>): string {
  const requests = duo.order.state.requests.length;
  return toldByDay([...duo.messages.map(({ atMs, facts }) => ({ atMs, text: messageInWords(facts, requests) })), ...answers], days);
}

/** What people of ours were asked for, each reason once, in order of appearance. */
export function attentionInWords({ requests, order, parked }: Played['duo']): string {
  const reasons = [...[...requests.values()].flatMap(({ told }) => told), ...order.state.facts].flatMap((fact) =>
    fact.kind === 'attention' ? [fact.reason] : [],
  );
  return [...new Set([...reasons, ...(parked > 0 ? ['parkedEvent'] : [])])].join(' ');
}
