import type { Recorded, RequestFact } from '../fact';
import type { OrderFact } from '../order/state';
import { isToldOfOrder, isToldOfRequest, type ToldOrderKind, type ToldRequestKind } from './told';

/** What makes old news false, and why it is then left out rather than told late. Nothing overtakes what has no entries. */
export interface Overtaking<Kind> {
  readonly by: readonly Kind[];
  readonly because: string;
}

const NOTHING = { by: [], because: '' } as const;
const ENDS = ['cancelled', 'ported', 'closed'] as const satisfies readonly ToldRequestKind[];
const DATES = ['scheduled', 'dateChanged'] as const satisfies readonly ToldRequestKind[];

/** Of a request, by later news of the same request: saying the old would mislead. What overtakes is told itself, always. */
export const OVERTAKEN_IN_REQUEST: Readonly<Record<ToldRequestKind, Overtaking<ToldRequestKind>>> = {
  submitted: { by: ['submitted', 'rejected', ...DATES, ...ENDS], because: 'its estimate no longer counts' },
  rejected: { by: ['submitted', ...DATES, ...ENDS], because: 'a correction is no longer asked for' },
  resubmissionHeld: { by: ['submitted', 'rejected', ...DATES, ...ENDS], because: 'it has been sent since, or is sent no more' },
  scheduled: { by: ['rejected', ...DATES, ...ENDS], because: 'the date no longer stands' },
  dateChanged: { by: ['rejected', ...DATES, ...ENDS], because: 'the date no longer stands' },
  numbersAdded: { by: ['rejected', ...DATES, ...ENDS], because: 'the date until which to configure no longer stands' },
  configureReminder: { by: ['rejected', ...DATES, ...ENDS], because: 'the date before which to configure no longer stands' },
  // Not by the port: the address is wanted after it as before.
  emergencyAddressMissing: {
    by: ['rejected', ...DATES, 'cancelled', 'closed'],
    because: 'the numbers move on another day, before which it is looked at again, or not at all',
  },
  // Not by a date: the question is still open then.
  cancelAsked: { by: ['cancelRefused', ...ENDS], because: 'the question is answered, and the answer is told' },
  cancelRefused: { by: ['cancelled'], because: 'it was cancelled after all' },
  cancelled: { by: ['ported'], because: 'it ported all the same, and that message says that it had been cancelled' },
  rescheduleAsked: {
    by: ['rejected', 'rescheduleRefused', ...DATES, ...ENDS],
    because: 'the question is answered, or has no object any more',
  },
  rescheduleRefused: { by: ['rejected', ...DATES, ...ENDS], because: 'the date that it says to stand no longer does' },
  ported: { by: ['returned'], because: 'the numbers are back at the losing provider' },
  transferRefused: { by: ['notPulled', 'returned', ...DATES, ...ENDS], because: 'it was tried again, and something came of it' },
  notPulled: { by: ['rejected', 'returned', ...DATES, ...ENDS], because: 'the day that has passed is not the last word any more' },
  activationNotTaken: { by: ['returned', ...ENDS], because: 'there is nothing to start any more' },
  returnAsked: { by: ['returnRefused', 'returned'], because: 'the question is answered, and the answer is told' },
  returnRefused: { by: ['returned'], because: 'they went back after all' },
  returned: NOTHING,
  activationStuck: { by: ['rejected', 'returned', ...DATES, ...ENDS], because: 'the port is no longer late' },
  smsActive: NOTHING,
  smsOverdue: { by: ['smsActive', 'smsFailed', 'smsNotApplicable', 'returned'], because: 'the wait for SMS of these numbers is over' },
  smsFailed: { by: ['smsActive', 'returned'], because: 'SMS of these numbers works after all, or is with the losing provider again' },
  smsNotApplicable: NOTHING,
  closed: NOTHING,
};

const ORDER_ENDS = ['orderCancelled', 'expired', 'closed'] as const satisfies readonly ToldOrderKind[];
const UNWANTED = 'what it asks for is there, or is wanted no more';

/** Of the order itself, by later news of the order; what the customer has done meanwhile is news, too. */
export const OVERTAKEN_IN_ORDER: Readonly<Record<ToldOrderKind, Overtaking<OrderFact['kind']>>> = {
  // Not by the letter that follows the documents: this is where fees (R27) and R6 are told first.
  accepted: { by: ORDER_ENDS, because: 'the order has ended, and nothing is to be sent any more' },
  loaReady: { by: ['loaSigned', ...ORDER_ENDS], because: UNWANTED },
  loaStale: { by: ['loaSigned', ...ORDER_ENDS], because: UNWANTED },
  documentRefused: { by: ['documentProvided', ...ORDER_ENDS], because: UNWANTED },
  documentExpired: { by: ['documentProvided', ...ORDER_ENDS], because: UNWANTED },
  reminded: { by: ['documentProvided', 'loaSigned', 'numbersDropped', 'nowPortable', 'keptWaiting', ...ORDER_ENDS], because: UNWANTED },
  decisionNeeded: { by: ['numbersDropped', 'nowPortable', 'keptWaiting', ...ORDER_ENDS], because: 'it was decided' },
  numbersDropped: NOTHING,
  nowPortable: NOTHING,
  csrCompared: { by: ['csrCompared', ...ORDER_ENDS], because: 'another record, or none, is compared now' },
  loaFormRefused: { by: ['loaSigned', ...ORDER_ENDS], because: UNWANTED },
  loaScanRefused: { by: ['loaSigned', ...ORDER_ENDS], because: UNWANTED },
  loaTooOld: { by: ORDER_ENDS, because: UNWANTED },
  blockNotAdded: { by: ['regrouped', ...ORDER_ENDS], because: 'the block is asked for after all, or wanted no more' },
  regrouped: NOTHING,
  orderCancelled: NOTHING,
  cancelNotPossible: NOTHING,
  expired: NOTHING,
  closed: NOTHING,
};

/**
 * Whether a later fact of the order has made this one false or void, so that a message that is delivered late leaves it out
 * (I11: nothing told contradicts what came of it). `facts` are those of the order, in any order; what is not among them
 * overtakes nothing.
 */
export function isOvertaken(fact: Recorded<OrderFact>, facts: readonly Recorded<OrderFact>[]): boolean {
  const later = facts.filter(({ seq }) => seq > fact.seq);
  if (fact.kind === 'request') {
    const { n } = fact;
    return isOvertakenInRequest(
      fact.fact,
      later.flatMap((other) => (other.kind === 'request' && other.n === n ? [other.fact] : [])),
    );
  }
  if (!isToldOfOrder(fact)) return false;
  const { by } = OVERTAKEN_IN_ORDER[fact.kind];
  return isSettled(
    fact,
    later.filter(({ kind }) => by.includes(kind)),
  );
}

function isOvertakenInRequest(fact: RequestFact, later: readonly RequestFact[]): boolean {
  if (!isToldOfRequest(fact)) return false;
  // A refusal that asks for nothing is no request that could be void: it says why a request ended.
  if (fact.kind === 'rejected' && fact.correctBy === undefined) return false;
  const by: readonly string[] = OVERTAKEN_IN_REQUEST[fact.kind].by;
  const overtaking = later.filter(({ kind }) => by.includes(kind));
  if (fact.kind !== 'smsOverdue' && fact.kind !== 'smsFailed') return overtaking.length > 0;
  // Number by number (R18): what is still true of one of them is still told.
  const settled = new Set(overtaking.flatMap((other) => ('numbers' in other ? other.numbers : [])));
  return fact.numbers.every((number) => settled.has(number));
}

const ENDED: ReadonlySet<string> = new Set(ORDER_ENDS);

/** A signature settles only the letter that it is under, and a document only what was asked for of its kind. */
function isSettled(fact: OrderFact, later: readonly OrderFact[]): boolean {
  if (later.some(({ kind }) => ENDED.has(kind))) return true;
  const isSigned = (revision: number): boolean => later.some((other) => other.kind === 'loaSigned' && other.revision === revision);
  const isThere = (document: string): boolean => later.some((other) => other.kind === 'documentProvided' && other.document === document);
  switch (fact.kind) {
    case 'loaReady':
    case 'loaFormRefused':
    case 'loaScanRefused':
      return isSigned(fact.revision);
    case 'loaStale':
      return isSigned(fact.current);
    case 'documentRefused':
    case 'documentExpired':
      return isThere(fact.document);
    case 'reminded':
      if (fact.waitedFor === 'documents') return fact.missing.every(isThere);
      return later.some(({ kind }) => (kind === 'loaSigned') === (fact.waitedFor === 'loaSignature') && kind !== 'documentProvided');
    default:
      return later.length > 0;
  }
}
