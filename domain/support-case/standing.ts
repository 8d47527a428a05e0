import type { Foc } from '../carrier-event';
import type { Deadline } from '../deadline';
import type { Recorded, RequestFact } from '../fact';
import { numbersOf } from '../grouping';
import type { E164 } from '../order-details';
import type { OrderFact } from '../order/state';
import { isOrderOver, type OrderView, type RequestView } from '../order/view';
import type { NumberState } from '../request/state';

/** Where a number stands in its port, as far as a support case asks (R15, R16, R25, R26). */
export type PortStanding =
  /** Still at the losing provider; `foc` once its date is confirmed. */
  | { readonly at: 'before'; readonly foc?: Foc | undefined }
  /** It was cancelled or came to nothing: the number stays at the losing provider. */
  | { readonly at: 'ended' }
  /** Being moved; `stuckAt` where the request says when that counts as stuck. */
  | { readonly at: 'moving'; readonly foc?: Foc | undefined; readonly stuck: boolean; readonly stuckAt?: Deadline | undefined }
  /** Active with us; `portedAtMs` is the business instant at which the port was complete, or its window began. */
  | {
      readonly at: 'active';
      readonly portedAtMs?: number | undefined;
      readonly sms: NumberState['sms'];
      readonly smsBy?: Deadline | undefined;
    }
  /** The order cannot be found, or has no such number. */
  | { readonly at: 'unknown' };

/** The order's request that a number belongs to, once it is divided into requests. */
export const requestOf = ({ requests }: OrderView, number: E164): RequestView | undefined =>
  requests.find(({ items }) => items.some((item) => numbersOf(item).includes(number)));

/** Reads a number's standing from its order, live or archived. */
export function standingOf(view: OrderView, timeline: readonly Recorded<OrderFact>[], number: E164): PortStanding {
  const request = requestOf(view, number);
  if (!request) return orderedNumbers(view).includes(number) ? unstarted(view) : { at: 'unknown' };
  const { status, foc, attention = [], nextDeadline } = request;
  const state = request.numbers?.find((one) => one.number === number);
  if (state?.voice === 'active') {
    const ported = portedFact(timeline, request, number);
    return { at: 'active', portedAtMs: ported?.atMs ?? foc?.windowStartMs, sms: state.sms, smsBy: ported?.smsBy };
  }
  if (state?.voice === 'moved' || state?.voice === 'failed' || status === 'activating') {
    const stuckAt = nextDeadline?.what === 'activationStuck' ? nextDeadline : undefined;
    return { at: 'moving', foc, stuck: attention.includes('activationStuck'), stuckAt };
  }
  if (status === 'over' || status === 'cancelled') return { at: 'ended' };
  return status === undefined ? unstarted(view) : { at: 'before', foc };
}

const orderedNumbers = ({ details }: OrderView): readonly E164[] => details.numbers.flatMap(numbersOf);

const unstarted = ({ status }: OrderView): PortStanding => (isOrderOver(status) ? { at: 'ended' } : { at: 'before' });

type Ported = Extract<RequestFact, { readonly kind: 'ported' }> & { readonly atMs: number };

function portedFact(timeline: readonly Recorded<OrderFact>[], { n }: RequestView, number: E164): Ported | undefined {
  for (const fact of timeline) {
    if (fact.kind === 'request' && fact.n === n && fact.fact.kind === 'ported' && fact.fact.numbers.includes(number))
      return { ...fact.fact, atMs: fact.atMs };
  }
  return undefined;
}
