/** What can be done with an order now, as exact commands. */
import { isOrderOver, type OrderView, type RequestView } from '../../domain/order/view';
import { judgeActivation, judgeCancel, judgeReturn, type Changeability } from '../../domain/request/verdicts';
import { orderActs, requestActs } from '../../domain/shown/by-hand';

/** A command, and what it does. */
export interface Possible {
  readonly command: string;
  readonly does: string;
}

/** Commands that would be taken as the order stands; `--reason` and `--by` are left out where they only say who and why. */
export function canDo(view: OrderView, nowMs: number): Possible[] {
  const { orderId, status } = view;
  if (isOrderOver(status)) return [{ command: `portico order --from ${orderId}`, does: 'order again what has not ported (R22)' }];
  return [...ofOrder(view), ...view.requests.flatMap((request) => ofRequest(orderId, request, nowMs))];
}

function ofOrder(view: OrderView): Possible[] {
  const { orderId, status, requirements, loas } = view;
  const waits = status === 'awaitingDecision' || status === 'awaitingDocuments' || status === 'awaitingSignature';
  const open = waits ? requirements.filter(({ type, holdsUp }) => type === 'document' && holdsUp) : [];
  return [
    ...(status === 'awaitingDecision' ? [{ command: `portico decide ${orderId} drop|wait`, does: 'numbers that cannot be ported' }] : []),
    ...open.map(({ id, status: at }) =>
      at === 'underReview'
        ? { command: `portico approve-document ${orderId} ${id}`, does: 'it can be used; portico review refuses it' }
        : { command: `portico document ${orderId} ${id} FILE`, does: 'hand it in' },
    ),
    ...(loas.some(({ sha256, signedAtMs }) => sha256 !== undefined && signedAtMs === undefined)
      ? [{ command: `portico sign ${orderId}`, does: 'for the customer, with their word (R10)' }]
      : []),
    ...orderActs(view),
    ...(waits ? [{ command: `portico cancel ${orderId}`, does: 'at once: nothing was sent' }] : []),
  ];
}

function ofRequest(orderId: string, { n, status, change, numbers = [], attention = [], foc }: RequestView, nowMs: number): Possible[] {
  // One that is over has mostly ended, and then takes nothing.
  if (status === undefined || status === 'over' || !change) return [];
  const aim = `${orderId} --request ${n}`;
  return [
    ...(status === 'rejected' ? [{ command: `portico correct ${aim} ... [--operator]`, does: 'correct it and send it again (R13)' }] : []),
    ...changes(aim, change, nowMs),
    ...requestActs(orderId, { n, status, numbers, attention, foc }, nowMs),
  ];
}

function changes(aim: string, change: Changeability, nowMs: number): Possible[] {
  const cancel = judgeCancel(change, nowMs);
  return [
    ...(cancel.taken
      ? [
          {
            command: `portico cancel ${aim}`,
            does: cancel.atOnce ? 'at once' : `the losing carrier decides${cancel.mayFail ? ', and it may fail' : ''}`,
          },
        ]
      : []),
    ...(change.rescheduleUntil && nowMs < change.rescheduleUntil.atMs
      ? [{ command: `portico reschedule ${aim} DATE`, does: 'another date (R23)' }]
      : []),
    ...(judgeActivation(change, nowMs).taken ? [{ command: `portico activate ${aim}`, does: 'start the transfer now' }] : []),
    ...(judgeReturn(change, nowMs).taken ? [{ command: `portico return ${aim} --reason TEXT`, does: 'have the numbers back' }] : []),
  ];
}
