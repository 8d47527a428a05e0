import type { Recorded, RequestFact } from '../fact';
import type { OrderFact } from '../order/state';
import { isToldOfOrder, isToldOfRequest, type ToldOrderKind, type ToldRequestKind } from './told';

/** What makes old news false, and why it is then left out rather than told late. Nothing overtakes what has no entries. */
export interface Overtaking<Kind> {
  readonly by: readonly Kind[];
  readonly because: string;
}

const ENDS = ['cancelled', 'ported', 'closed'] as const satisfies readonly ToldRequestKind[];
const DATES = ['scheduled', 'dateChanged'] as const satisfies readonly ToldRequestKind[];

/** Of a request, by later news of the same request: saying the old would mislead. What overtakes is told itself, always. */
export const OVERTAKEN_IN_REQUEST: Readonly<Record<ToldRequestKind, Overtaking<ToldRequestKind>>> = {
  submitted: { by: ['submitted', 'rejected', ...DATES, ...ENDS], because: 'its estimate no longer counts' },
  rejected: { by: ['submitted', ...DATES, ...ENDS], because: 'a correction is no longer asked for' },
  scheduled: { by: ['rejected', ...DATES, ...ENDS], because: 'the date no longer stands' },
  dateChanged: { by: ['rejected', ...DATES, ...ENDS], because: 'the date no longer stands' },
  numbersAdded: { by: ['rejected', ...DATES, ...ENDS], because: 'the date until which to configure no longer stands' },
  // Not by a date: the question is still open then.
  cancelAsked: { by: ['cancelRefused', ...ENDS], because: 'the question is answered, and the answer is told' },
  cancelRefused: { by: ['cancelled'], because: 'it was cancelled after all' },
  cancelled: { by: ['ported'], because: 'it ported all the same, and that message says that it had been cancelled' },
  rescheduleAsked: {
    by: ['rejected', 'rescheduleRefused', ...DATES, ...ENDS],
    because: 'the question is answered, or has no object any more',
  },
  rescheduleRefused: { by: ['rejected', ...DATES, ...ENDS], because: 'the date that it says to stand no longer does' },
  ported: { by: [], because: '' },
  activationStuck: { by: ['rejected', ...DATES, ...ENDS], because: 'the port is no longer late' },
  smsActive: { by: [], because: '' },
  smsOverdue: { by: ['smsActive', 'smsFailed'], because: 'the wait for SMS of these numbers is over' },
  smsFailed: { by: ['smsActive'], because: 'SMS of these numbers works after all' },
  closed: { by: [], because: '' },
};

/** Of the order itself, by later news of the order; a signature is the customer's own news. */
export const OVERTAKEN_IN_ORDER: Readonly<Record<ToldOrderKind, Overtaking<OrderFact['kind']>>> = {
  // Not by the letter that follows the documents: this is where fees (R27) and R6 are told first.
  accepted: { by: ['orderCancelled', 'expired'], because: 'the order has ended, and nothing is to be sent any more' },
  loaReady: { by: ['loaSigned', 'orderCancelled', 'expired', 'closed'], because: 'this letter is signed, or is wanted no more' },
  loaStale: {
    by: ['loaSigned', 'orderCancelled', 'expired', 'closed'],
    because: 'the letter that it points to is signed, or is wanted no more',
  },
  orderCancelled: { by: [], because: '' },
  cancelNotPossible: { by: [], because: '' },
  expired: { by: [], because: '' },
  closed: { by: [], because: '' },
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
  return (
    isToldOfOrder(fact) && later.some((other) => OVERTAKEN_IN_ORDER[fact.kind].by.includes(other.kind) && isAboutSameLetter(fact, other))
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

/** A signature settles only the letter that it is under; requests of one order can have different letters. */
function isAboutSameLetter(fact: OrderFact, later: OrderFact): boolean {
  if (later.kind !== 'loaSigned') return true;
  if (fact.kind === 'loaReady') return fact.revision === later.revision;
  return fact.kind === 'loaStale' && fact.current === later.revision;
}
