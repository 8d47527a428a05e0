import type { RequestFact } from '../fact';
import type { OrderFact } from '../order/state';

/** What happens in a request and is told, in the order in which pages list it. */
export const REQUEST_KINDS_TOLD = [
  'submitted',
  'resubmissionHeld',
  'rejected',
  'scheduled',
  'dateChanged',
  'numbersAdded',
  'configureReminder',
  'emergencyAddressMissing',
  'cancelAsked',
  'cancelRefused',
  'cancelled',
  'rescheduleAsked',
  'rescheduleRefused',
  'ported',
  'activationStuck',
  'transferRefused',
  'notPulled',
  'activationNotTaken',
  'returnAsked',
  'returnRefused',
  'returned',
  'smsActive',
  'smsOverdue',
  'smsFailed',
  'smsNotApplicable',
  'closed',
] as const satisfies readonly RequestFact['kind'][];

/** What happens to the order as a whole and is told. */
export const ORDER_KINDS_TOLD = [
  'accepted',
  'loaReady',
  'loaStale',
  'documentRefused',
  'documentExpired',
  'reminded',
  'decisionNeeded',
  'numbersDropped',
  'nowPortable',
  'csrCompared',
  'loaFormRefused',
  'loaScanRefused',
  'loaTooOld',
  'blockNotAdded',
  'regrouped',
  'orderCancelled',
  'cancelNotPossible',
  'expired',
  'closed',
] as const satisfies readonly OrderFact['kind'][];

/** What happens in a request and is told on the porting ticket. */
export type ToldRequestKind = (typeof REQUEST_KINDS_TOLD)[number];
/** What happens to the order as a whole and is told on the porting ticket. */
export type ToldOrderKind = (typeof ORDER_KINDS_TOLD)[number];

/** One kind of a union of facts, also where several kinds share a form. */
export type OfKind<F, K> = F extends { readonly kind: infer Kind } ? (K extends Kind ? F : never) : never;

const REQUEST_FACTS_TOLD: ReadonlySet<string> = new Set(REQUEST_KINDS_TOLD);
const ORDER_FACTS_TOLD: ReadonlySet<string> = new Set(ORDER_KINDS_TOLD);

/** Whether the customer is told of this request's fact. */
export const isToldOfRequest = (fact: RequestFact): fact is OfKind<RequestFact, ToldRequestKind> => REQUEST_FACTS_TOLD.has(fact.kind);

/** Whether the customer is told of this fact of the order itself. */
export const isToldOfOrder = (fact: OrderFact): fact is OfKind<OrderFact, ToldOrderKind> => ORDER_FACTS_TOLD.has(fact.kind);

/** Whether the customer is told of this fact on the porting ticket; the rest is for the timeline and for operators. */
export const isTold = (fact: OrderFact): boolean => (fact.kind === 'request' ? isToldOfRequest(fact.fact) : isToldOfOrder(fact));
