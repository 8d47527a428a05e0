import type { RequestFact } from '../fact';
import type { OrderFact } from '../order/state';

/** Who made something happen; absent where the fact alone does not say. One of our own people by their name. */
export type Cause = 'customer' | 'operator' | 'losing carrier' | 'Portico' | (string & {}) | undefined;

type By<F> = (fact: F) => Cause;
type OfKind<F, K> = F extends { readonly kind: infer Kind } ? (K extends Kind ? F : never) : never;

const customer = (): Cause => 'customer';
const carrier = (): Cause => 'losing carrier';
const portico = (): Cause => 'Portico';
const operator = (): Cause => 'operator';
const unsaid = (): Cause => undefined;

const ORDER: { readonly [K in Exclude<OrderFact['kind'], 'request'>]: By<OfKind<OrderFact, K>> } = {
  accepted: portico,
  refused: portico,
  documentProvided: customer,
  documentApproved: ({ by }) => by,
  documentRefused: operator,
  documentExpired: portico,
  reminded: portico,
  decisionNeeded: portico,
  keptWaiting: customer,
  numbersDropped: customer,
  nowPortable: carrier,
  csrCompared: customer,
  loaFormRefused: portico,
  loaScanned: customer,
  loaScanRefused: operator,
  loaTooOld: portico,
  blockNotAdded: portico,
  regrouped: portico,
  loaReady: portico,
  loaSigned: customer,
  loaStale: portico,
  corrected: unsaid,
  dateWishChanged: unsaid,
  orderCancelled: unsaid,
  cancelNotPossible: portico,
  expired: portico,
  closed: portico,
  attention: portico,
  attentionCleared: portico,
  operatorActed: ({ by }) => by,
};

const schedule = ({ by }: { readonly by: 'customer' | 'operator' | 'schedule' }): Cause => (by === 'schedule' ? 'Portico' : by);
const refusal = ({ reason }: { readonly reason: string }): Cause => (reason === 'carrierRefused' ? 'losing carrier' : 'Portico');

const REQUEST: { readonly [K in RequestFact['kind']]: By<OfKind<RequestFact, K>> } = {
  submitted: portico,
  resubmitting: portico,
  resubmissionHeld: portico,
  resubmissionWithdrawn: portico,
  rejected: carrier,
  scheduled: carrier,
  // Within an interval the day is ours.
  dateChanged: unsaid,
  numbersAdded: portico,
  configureReminder: portico,
  emergencyAddressMissing: portico,
  numbersUnread: portico,
  cancelAsked: ({ by }) => by,
  cancelRefused: refusal,
  cancelled: unsaid,
  rescheduleAsked: unsaid,
  rescheduleRefused: refusal,
  locked: portico,
  activating: portico,
  ported: portico,
  transferStarted: schedule,
  transferRefused: carrier,
  notPulled: portico,
  activationNotTaken: portico,
  returnAsked: ({ by }) => by,
  returnRefused: refusal,
  returned: carrier,
  activationStuck: portico,
  activationFailed: carrier,
  smsActive: carrier,
  smsOverdue: portico,
  smsFailed: carrier,
  smsNotApplicable: portico,
  closed: portico,
  outcomeUnknown: portico,
  attention: portico,
  attentionCleared: portico,
  operatorActed: ({ by }) => by,
  staleEvent: carrier,
  enteredByHand: operator,
  toSendByHand: portico,
  carrierComment: carrier,
  watchedOut: portico,
  replaced: portico,
};

/** Who made it happen, as far as the fact says. */
export function causeOf(fact: OrderFact): Cause {
  // The tables pair every kind with its own form; a lookup by kind cannot say so.
  if (fact.kind !== 'request') return (ORDER[fact.kind] as By<OrderFact>)(fact);
  return (REQUEST[fact.fact.kind] as By<RequestFact>)(fact.fact);
}
