/** What can be done with an order now, as exact commands. */
import { HANDLING } from '../../domain/attention-handling';
import type { AttentionReason } from '../../domain/attention';
import { isOrderOver, type OrderView, type RequestView } from '../../domain/order/view';
import { judgeActivation, judgeCancel, judgeReturn, type Changeability } from '../../domain/request/verdicts';

/** A command, and what it does. */
export interface Possible {
  readonly command: string;
  readonly does: string;
}

/** Commands that would be taken as the order stands; `--reason` and `--by` are left out where they only say who and why. */
export function canDo(view: OrderView, nowMs: number): Possible[] {
  const { orderId, status } = view;
  if (isOrderOver(status)) return [{ command: `portico order --from ${orderId}`, does: 'order again what has not ported (R22)' }];
  return [...beforeSubmission(view), ...view.requests.flatMap((request) => ofRequest(orderId, request, nowMs))];
}

function beforeSubmission({ orderId, status, requirements, loas, attention, requests }: OrderView): Possible[] {
  const waits = status === 'awaitingDecision' || status === 'awaitingDocuments' || status === 'awaitingSignature';
  const open = waits ? requirements.filter(({ type, holdsUp }) => type === 'document' && holdsUp) : [];
  const atRequests = new Set(requests.flatMap((request) => request.attention ?? []));
  return [
    ...(status === 'awaitingDecision' ? [{ command: `portico decide ${orderId} drop|wait`, does: 'numbers that cannot be ported' }] : []),
    ...open.flatMap(({ id, status: at }) => [
      at === 'underReview'
        ? { command: `portico approve-document ${orderId} ${id}`, does: 'it can be used; portico review refuses it' }
        : { command: `portico document ${orderId} ${id} FILE`, does: 'hand it in' },
      { command: `portico override ${orderId} waive-document ${id}`, does: 'go on without it' },
    ]),
    ...(loas.some(({ sha256, signedAtMs }) => sha256 !== undefined && signedAtMs === undefined)
      ? [{ command: `portico sign ${orderId}`, does: 'for the customer, with their word (R10)' }]
      : []),
    ...(waits
      ? [
          { command: `portico override ${orderId} extend-deadline DAYS`, does: 'more time for the customer' },
          { command: `portico cancel ${orderId}`, does: 'at once: nothing was sent' },
        ]
      : []),
    ...attention.filter((reason) => !atRequests.has(reason)).flatMap((reason) => settle(orderId, reason)),
  ];
}

const settle = (orderId: string, reason: AttentionReason, n?: number): Possible[] =>
  HANDLING[reason].cleared === 'byHand'
    ? [
        {
          command: `portico resolve ${orderId}${n === undefined ? '' : ` --request ${n}`} --attention ${reason}`,
          does: 'take it off, once it is dealt with',
        },
      ]
    : [];

function ofRequest(orderId: string, { n, status, change, attention = [] }: RequestView, nowMs: number): Possible[] {
  if (status === undefined || status === 'over' || !change) return [];
  const aim = `${orderId} --request ${n}`;
  return [
    ...(status === 'rejected'
      ? [
          { command: `portico correct ${aim} ... [--operator]`, does: 'correct it and send it again (R13)' },
          { command: `portico override ${orderId} extend-deadline DAYS --request ${n}`, does: 'more time for the correction' },
          { command: `portico override ${orderId} close-request ${n}`, does: 'give it up' },
        ]
      : []),
    ...changes(aim, change, nowMs),
    ...(status === 'activating'
      ? [{ command: `portico override ${orderId} mark-ported ${n}`, does: 'the numbers work, and no event came' }]
      : []),
    ...attention.flatMap((reason) => settle(orderId, reason, n)),
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
