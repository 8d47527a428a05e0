import type { OrderFact } from '../order/state';

const REQUEST_FACTS_TOLD = new Set([
  'submitted',
  'rejected',
  'scheduled',
  'dateChanged',
  'numbersAdded',
  'cancelAsked',
  'cancelRefused',
  'cancelled',
  'rescheduleAsked',
  'rescheduleRefused',
  'ported',
  'activationStuck',
  'smsActive',
  'smsOverdue',
  'smsFailed',
  'closed',
]);

const ORDER_FACTS_TOLD = new Set(['accepted', 'loaReady', 'loaStale', 'orderCancelled', 'cancelNotPossible', 'expired', 'closed']);

/** Whether the customer is told of this fact on the porting ticket; the rest is for the timeline and for operators. */
export const isTold = (fact: OrderFact): boolean => (fact.kind === 'request' ? REQUEST_FACTS_TOLD.has(fact.fact.kind) : ORDER_FACTS_TOLD.has(fact.kind));
