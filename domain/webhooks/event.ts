import type { Recorded } from '../fact';
import { isToldOfOrder, isToldOfRequest } from '../notification/told';
import type { OrderFact } from '../order/state';
import { isToldOfCase, type CaseFact } from '../support-case/fact';
import type { EventType, PING } from './event-types';

/** One fact as a customer's backend is told of it. The same fact is always the same event, so that a repeated one is known by its id. */
export interface FactEvent {
  readonly id: string;
  readonly type: EventType;
  /** Business instant, ISO 8601 in UTC. */
  readonly occurredAt: string;
  readonly orderId: string;
  readonly accountId: string;
  /** The fact's number in its order (or in its support case): rises, and has gaps where a fact is not told. */
  readonly sequence: number;
  /** The request's number in its order, where the fact is one request's. */
  readonly request?: number | undefined;
  /** The support case, where the fact is a case's. */
  readonly supportCase?: string | undefined;
  /** The fact as the order's timeline, or the case's view, has it. Holds personal data (numbers). */
  readonly data: Recorded<OrderFact> | Recorded<CaseFact>;
}

/** What a test of an endpoint sends. */
export interface PingEvent {
  readonly id: string;
  readonly type: typeof PING;
  readonly occurredAt: string;
  readonly accountId: string;
  readonly data: Readonly<Record<string, never>>;
}

export type WebhookEvent = FactEvent | PingEvent;

/** What is told at one time: facts of an order, or of one of its support cases. */
export interface News {
  readonly orderId: string;
  readonly accountId: string;
  readonly facts: readonly Recorded<OrderFact>[];
  readonly supportCase?: { readonly k: string; readonly facts: readonly Recorded<CaseFact>[] } | undefined;
}

/** The events of what is told, in the order of the facts; what customers are not told of is no event. */
export const eventsOf = ({ orderId, accountId, facts, supportCase }: News): FactEvent[] => [
  ...facts.flatMap((fact) => eventOfFact({ orderId, accountId }, fact)),
  ...(supportCase?.facts ?? []).flatMap((fact) => eventOfCase({ orderId, accountId }, supportCase?.k ?? '', fact)),
];

type Whose = Pick<FactEvent, 'orderId' | 'accountId'>;

function eventOfFact(whose: Whose, data: Recorded<OrderFact>): FactEvent[] {
  const { seq } = data;
  const common = { id: `${whose.orderId}-${seq}`, ...timed(data), ...whose, sequence: seq };
  if (data.kind !== 'request') return isToldOfOrder(data) ? [{ ...common, type: `order.${data.kind}`, data }] : [];
  const { n, fact } = data;
  if (!isToldOfRequest(fact)) return [];
  // The order speaks in a request's words, under the number 0, where no request of it was meant in particular.
  return [{ ...common, type: `request.${fact.kind}`, ...(n > 0 ? { request: n } : {}), data }];
}

function eventOfCase(whose: Whose, k: string, data: Recorded<CaseFact>): FactEvent[] {
  if (!isToldOfCase(data)) return [];
  const { seq } = data;
  // Which of our people resolved it is for us.
  const told = data.kind === 'resolved' ? { ...data, by: undefined } : data;
  return [
    {
      id: `${whose.orderId}-${k}-${seq}`,
      type: `supportCase.${data.kind}`,
      ...timed(data),
      ...whose,
      sequence: seq,
      supportCase: k,
      data: told,
    },
  ];
}

const timed = ({ atMs }: { readonly atMs: number }) => ({ occurredAt: new Date(atMs).toISOString() });

/** The event by which a customer sees whether an endpoint can be reached. `occurredAtMs` is a business instant, UTC epoch ms. */
export const pingEvent = (accountId: string, id: string, occurredAtMs: number): PingEvent => ({
  id,
  type: 'ping',
  occurredAt: new Date(occurredAtMs).toISOString(),
  accountId,
  data: {},
});
