import { reasonsOf, type AttentionReason } from '../attention';
import { nearest, type Deadline } from '../deadline';
import type { Recorded } from '../fact';
import type { NumberItem, PortOrderDetails } from '../order-details';
import type { RequestSnapshot } from '../request/snapshot';
import type { Problem } from '../result';
import { customerDeadlines } from './deadlines';
import {
  currentLoa,
  isOver,
  missingDocuments,
  type OrderFact,
  type OrderInput,
  type OrderOutcome,
  type OrderState,
  type ProvidedDocument,
} from './state';

/** The one word for where an order stands. */
export type OrderStatus =
  | 'intake'
  | 'awaitingDocuments'
  | 'awaitingSignature'
  | 'inProgress'
  | 'actionRequired'
  | 'scheduled'
  | 'partiallyPorted'
  | OrderOutcome;

/** An order as its customer sees it. Holds personal data: for the account's own backend and operators. */
export interface OrderView {
  readonly orderId: string;
  readonly accountId: string;
  readonly status: OrderStatus;
  readonly details: PortOrderDetails;
  readonly problems?: readonly Problem[] | undefined;
  readonly missingDocuments: readonly string[];
  readonly documents: readonly ProvidedDocument[];
  readonly loa?:
    | {
        readonly loaId: string;
        readonly revision: number;
        readonly sha256?: string | undefined;
        readonly signedAtMs?: number | undefined;
        readonly covers: readonly number[];
      }
    | undefined;
  readonly requests: readonly RequestView[];
  readonly attention: readonly AttentionReason[];
  readonly nextDeadline?: Deadline | undefined;
  /** Number of the last fact: a later view has a higher one. */
  readonly version: number;
  /** For each request, and 0 for the order, the last fact told about it: what an older message must not contradict. */
  readonly latest: Readonly<Record<string, number>>;
}

export interface RequestView extends Partial<Omit<RequestSnapshot, 'facts' | 'n'>> {
  readonly n: number;
  readonly items: readonly NumberItem[];
  readonly waitingForSignature: boolean;
}

/** The state as it is told. */
export function viewOf(state: OrderState, input: OrderInput): OrderView {
  const loa = currentLoa(state);
  const { phase } = state;
  return {
    orderId: input.orderId,
    accountId: input.accountId,
    status: statusOf(state),
    details: state.details,
    problems: phase.at === 'over' ? phase.problems : undefined,
    missingDocuments: missingDocuments(state, input.requiredDocuments),
    documents: state.documents,
    loa: loa && { loaId: loa.loaId, revision: loa.revision, sha256: loa.sha256, signedAtMs: loa.signed?.atMs, covers: loa.covers },
    requests: state.requests.map(({ n, items, stage, snapshot, awaitsLoa }) => ({
      n,
      items,
      waitingForSignature: awaitsLoa !== undefined,
      ...(stage === 'cancelled' ? { status: 'over' as const, outcome: 'cancelled' as const } : snapshot),
    })),
    attention: [...new Set([...reasonsOf(state.attention), ...state.requests.flatMap(({ snapshot }) => snapshot?.attention ?? [])])],
    nextDeadline: nearest([...customerDeadlines(state), ...state.requests.flatMap(({ snapshot }) => snapshot?.nextDeadline ?? [])]),
    version: state.factSeq,
    latest: latestOf(state.facts),
  };
}

/** Derived from phase and requests; the order has no state of its own once they run. */
export function statusOf(state: OrderState): OrderStatus {
  const { phase, requests } = state;
  if (phase.at === 'over') return phase.outcome;
  if (phase.at !== 'inProgress') return phase.at;
  const live = requests.filter((entry) => !isOver(entry));
  const is = (...statuses: readonly string[]): typeof live => live.filter(({ snapshot }) => snapshot && statuses.includes(snapshot.status));
  if (is('rejected').length > 0) return 'actionRequired';
  if (requests.some(({ snapshot }) => snapshot?.status === 'ported' || snapshot?.outcome === 'ported')) return 'partiallyPorted';
  return live.length > 0 && is('scheduled', 'locked', 'activating', 'ported').length === live.length ? 'scheduled' : 'inProgress';
}

const DATE_FACTS = new Set(['scheduled', 'dateChanged', 'cancelled', 'rejected', 'ported', 'closed']);

/** Per request, the last fact that settles its date or its end. */
function latestOf(facts: readonly Recorded<OrderFact>[]): Record<string, number> {
  const latest: Record<string, number> = {};
  for (const fact of facts) if (fact.kind === 'request' && DATE_FACTS.has(fact.fact.kind)) latest[fact.n] = fact.seq;
  return latest;
}
