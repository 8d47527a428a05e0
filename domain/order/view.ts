import { oldestOf, reasonsOf, type AttentionReason } from '../attention';
import { nearest, type Deadline } from '../deadline';
import { compareWithCsr, type CsrDifference } from '../csr';
import type { E164, NumberItem, PortOrderDetails } from '../order-details';
import type { RequestSnapshot } from '../request/snapshot';
import type { Problem } from '../result';
import { customerDeadlines } from './deadlines';
import { unportableNumbers } from './intake';
import { changeOf } from './judging';
import { requirementsOf, type Requirement } from './requirements';
import {
  currentLoa,
  isOver,
  openLoas,
  takenUntilMs,
  type Loa,
  type OrderInput,
  type OrderOutcome,
  type OrderState,
  type ProvidedDocument,
} from './state';

/** The one word for where an order stands. */
export type OrderStatus =
  | 'intake'
  | 'awaitingDecision'
  | 'awaitingDocuments'
  | 'awaitingSignature'
  | 'inProgress'
  | 'actionRequired'
  | 'scheduled'
  | 'partiallyPorted'
  | OrderOutcome;

/** Statuses in which nothing has gone to a carrier yet: what is waited for, and until when, is the order's own. */
export const NOT_SENT: ReadonlySet<OrderStatus> = new Set(['intake', 'awaitingDecision', 'awaitingDocuments', 'awaitingSignature']);

const OVER: ReadonlySet<string> = new Set<OrderOutcome>(['completed', 'completedPartially', 'cancelled', 'failed', 'expired', 'refused']);

/** Whether nothing more happens to the order. */
export const isOrderOver = (status: OrderStatus): boolean => OVER.has(status);

/** An order as its customer sees it. Holds personal data: for the account's own backend and operators. */
export interface OrderView {
  readonly orderId: string;
  readonly accountId: string;
  readonly status: OrderStatus;
  readonly details: PortOrderDetails;
  readonly problems?: readonly Problem[] | undefined;
  /** Kinds of documents that the order waits for; all that is wanted stands in `requirements`. */
  readonly missingDocuments: readonly string[];
  /** Everything that the country wants, and where each item stands (R9). */
  readonly requirements: readonly Requirement[];
  readonly documents: readonly ProvidedDocument[];
  /** Numbers that cannot be ported, as long as the customer has not decided about them. */
  readonly unportable?: readonly E164[] | undefined;
  /** Where order and customer service record differ (R7); absent where no record was handed in. */
  readonly csrDifferences?: readonly CsrDifference[] | undefined;
  /** The letter that waits for a signature, else the last one. */
  readonly loa?: LoaView | undefined;
  /** Every letter that counts: one for each account at a losing carrier, and those of corrections (R10). */
  readonly loas: readonly LoaView[];
  readonly requests: readonly RequestView[];
  readonly attention: readonly AttentionReason[];
  /** Whose the attention of the order itself is; its requests have their own. */
  readonly owner?: string | undefined;
  /** Since when the oldest of them is open, its own or a request's, business ms. */
  readonly attentionSinceMs?: number | undefined;
  readonly nextDeadline?: Deadline | undefined;
  /** Number of the last fact: a later view has a higher one. */
  readonly version: number;
}

/** One letter of authorisation as it is told. */
export interface LoaView {
  readonly loaId: string;
  readonly revision: number;
  /** Absent while it is made. */
  readonly sha256?: string | undefined;
  readonly signedAtMs?: number | undefined;
  /** Until when losing carriers take this signature, business ms; absent before it is signed, and where the country sets no age. */
  readonly validUntilMs?: number | undefined;
  /** A scan of it, signed by hand, is being looked at. */
  readonly scanned?: true | undefined;
  readonly covers: readonly number[];
}

export interface RequestView extends Partial<Omit<RequestSnapshot, 'facts' | 'n'>> {
  readonly n: number;
  readonly items: readonly NumberItem[];
  readonly waitingForSignature: boolean;
  /** The requests whose place it has taken, and those that have taken its own. */
  readonly replaces?: readonly number[] | undefined;
  readonly replacedBy?: readonly number[] | undefined;
  /** The customer has corrected their part; our operator mends the rest and sends it (R13). */
  readonly waitingForOperator?: true | undefined;
  /** The details that hold for this request, where they were corrected after the order was placed (R13). */
  readonly corrected?: AccountDetails | undefined;
}

/** What a correction can change of an account. */
export type AccountDetails = Pick<PortOrderDetails, 'holder' | 'losing' | 'signer'>;

/** The state as it is told. */
export function viewOf(state: OrderState, input: OrderInput): OrderView {
  const loa = currentLoa(state);
  const requirements = requirementsOf(state, input);
  const { phase } = state;
  return {
    orderId: input.orderId,
    accountId: input.accountId,
    status: statusOf(state),
    details: state.details,
    problems: phase.at === 'over' ? phase.problems : undefined,
    missingDocuments: requirements
      .filter(({ type, holdsUp, status }) => type === 'document' && holdsUp && status !== 'underReview')
      .map(({ id }) => id),
    requirements,
    documents: state.documents,
    ...(state.unportable ? { unportable: unportableNumbers(state) } : {}),
    ...(state.csr ? { csrDifferences: compareWithCsr(state.details, state.csr) } : {}),
    loa: loa && loaView(loa, input),
    loas: state.loas.filter((one) => one.signed !== undefined || openLoas(state).includes(one)).map((one) => loaView(one, input)),
    requests: state.requests.map(({ n, items, stage, snapshot, cancelHeld, awaitsLoa, awaitsOperator, replaces, replacedBy, ...own }) => ({
      n,
      items,
      waitingForSignature: awaitsLoa !== undefined,
      ...correctedIn(state.details, items, own),
      ...(awaitsOperator && snapshot?.status === 'rejected' ? { waitingForOperator: true as const } : {}),
      ...(replaces ? { replaces } : {}),
      ...(replacedBy ? { replacedBy } : {}),
      ...(stage === 'cancelled' || stage === 'replaced'
        ? { status: 'over' as const, outcome: stage }
        : { change: changeOf({ stage, snapshot, cancelHeld }), ...snapshot }),
    })),
    attention: [...new Set([...reasonsOf(state.attention), ...state.requests.flatMap(({ snapshot }) => snapshot?.attention ?? [])])],
    ...(state.owner ? { owner: state.owner } : {}),
    attentionSinceMs: attentionSince(state),
    nextDeadline: nearest([...customerDeadlines(state), ...state.requests.flatMap(({ snapshot }) => snapshot?.nextDeadline ?? [])]),
    version: state.factSeq,
  };
}

function attentionSince({ attention, requests }: OrderState): number | undefined {
  const since = [oldestOf(attention), ...requests.map(({ snapshot }) => snapshot?.attentionSinceMs)].filter((one) => one !== undefined);
  return since.length === 0 ? undefined : Math.min(...since);
}

const loaView = ({ loaId, revision, sha256, signed, scanned, covers }: Loa, { loaRules }: OrderInput): LoaView => ({
  loaId,
  revision,
  sha256,
  signedAtMs: signed?.atMs,
  ...(signed && loaRules ? { validUntilMs: takenUntilMs(signed.atMs, loaRules) } : {}),
  ...(scanned ? { scanned: true as const } : {}),
  covers,
});

/** The request's own details, unless they are those that it was ordered with. */
function correctedIn(details: PortOrderDetails, items: readonly NumberItem[], own: AccountDetails): Pick<RequestView, 'corrected'> {
  const ordered = accountOf({ ...details, losing: items[0]?.losing ?? details.losing });
  return JSON.stringify(accountOf(own)) === JSON.stringify(ordered) ? {} : { corrected: accountOf(own) };
}

const accountOf = ({ holder, losing, signer }: AccountDetails): AccountDetails => ({ holder, losing, signer });

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
