/** What customers are told on and after the port day, and when something ends, in English. */
import type { OrderOutcome } from '../../order/state';
import type { ClosedWhy } from '../../fact';
import type { Phrases } from '../wording';
import { WAITED_FOR } from './papers';

const AGAIN = 'nothing. To port later, order again when you are ready: what is still valid can be used again.';
const STAY = 'The numbers stay at the losing provider.';
/** R26. */
const IF_CALLS_FAIL =
  "If calls fail: check the number's configuration, then that its assigned user is online; then open a case with at least 3 failed calls, each with the number called, the number calling, the caller's operator, and date, time and time zone.";

const OUTCOMES: Readonly<Record<OrderOutcome, { readonly headline: string; readonly happened: string; readonly keepContract: boolean }>> = {
  completed: { headline: 'finished', happened: 'All numbers of your order are ported. The order is closed.', keepContract: false },
  completedPartially: {
    headline: 'finished in part',
    happened: 'The order is closed. Some of its numbers are ported; the others stay at the losing provider.',
    keepContract: true,
  },
  cancelled: { headline: 'cancelled', happened: `The order is cancelled and closed. ${STAY}`, keepContract: true },
  failed: { headline: 'ended without a port', happened: `The order is closed without a port. ${STAY}`, keepContract: true },
  expired: {
    headline: 'ended',
    happened: `The order has ended because something that we waited for did not come. ${STAY}`,
    keepContract: true,
  },
  refused: { headline: 'not possible', happened: `The order could not be taken. ${STAY}`, keepContract: true },
};

const WHY_CLOSED: Readonly<Record<ClosedWhy, string>> = {
  rejectionUnanswered: 'no correction came in time after the refusal',
  notPortable: 'the losing provider says that it cannot be ported',
  tooManyAttempts: 'it was refused too many times',
  notSigned: 'its letter of authorisation was not signed in time',
  givenUp: 'our team has given it up',
};

/** The end of things. */
export const closingMessages: {
  readonly order: Pick<Phrases['order'], 'orderCancelled' | 'cancelNotPossible' | 'expired' | 'closed'>;
  readonly request: Pick<
    Phrases['request'],
    'cancelled' | 'ported' | 'activationStuck' | 'smsActive' | 'smsOverdue' | 'smsFailed' | 'smsNotApplicable' | 'closed'
  >;
} = {
  order: {
    orderCancelled: () => ({
      headline: 'cancelled',
      happened: [`Your order is cancelled. Nothing was sent to the losing provider. ${STAY}`],
      todo: AGAIN,
      keepContract: true,
    }),
    cancelNotPossible: () => ({
      headline: 'cannot be cancelled',
      happened: ['The cancel was refused: the order is already over.'],
      keepContract: false,
    }),
    expired: ({ waitedFor }) => ({
      headline: 'your order has ended',
      happened: [
        `The order has ended because ${WAITED_FOR[waitedFor]} did not come in time. Nothing was sent to the losing provider. ${STAY}`,
      ],
      todo: AGAIN,
      keepContract: true,
    }),
    closed: ({ outcome }) => ({
      headline: OUTCOMES[outcome].headline,
      happened: [OUTCOMES[outcome].happened],
      todo: outcome === 'completed' ? undefined : AGAIN,
      keepContract: OUTCOMES[outcome].keepContract,
    }),
  },
  request: {
    cancelled: ({ wasSent }) => ({
      headline: 'cancelled',
      happened: wasSent
        ? [
            `The request is cancelled. ${STAY}`,
            'Losing providers sometimes move numbers all the same: we go on watching, and tell you at once if that happens.',
          ]
        : [`The request is cancelled before anything was sent. ${STAY}`],
      todo: AGAIN,
      keepContract: true,
    }),
    ported: ({ cancelPending, afterCancel, smsBy, returnUntil }, say) => ({
      headline: afterCancel || cancelPending ? 'ported although you cancelled' : 'complete',
      happened: [
        ...portedAll(afterCancel, cancelPending),
        ...(smsBy
          ? [`Text messages (SMS) can take up to 3 business days, number by number: until ${say.instant(smsBy)} at the latest.`]
          : []),
        IF_CALLS_FAIL,
        ...(returnUntil
          ? [
              `If the numbers cannot be used and it cannot wait, an emergency return to the losing provider can be asked for until ${say.instant(returnUntil)}.`,
            ]
          : []),
      ],
      todo: `make a test call to each number.${afterCancel || cancelPending ? ' Our team contacts you about what you want to do next.' : ''}`,
      keepContract: false,
    }),
    activationStuck: ({ numbers }) => ({
      headline: 'the transfer takes longer than planned',
      happened: [
        `The port window is over, and ${numbers ? 'these numbers are not' : 'not every number is'} active with us yet. Our team is on it.`,
      ],
      todo: 'nothing for now. If calls fail, tell us which.',
      keepContract: true,
    }),
    smsActive: ({ late }) => ({
      headline: 'SMS active',
      happened: [late ? 'Text messages (SMS) are now active, later than they should have been.' : 'Text messages (SMS) are now active.'],
      keepContract: false,
    }),
    smsOverdue: () => ({
      headline: 'SMS overdue',
      happened: [
        'Text messages (SMS) are still not active although the 3 business days after these numbers came into service have passed. Our team has been told and is on it. Calls are not affected.',
      ],
      todo: 'nothing: we tell you when they work.',
      keepContract: false,
    }),
    smsFailed: () => ({
      headline: 'SMS not active',
      happened: ['Text messages (SMS) could not be made active. Our team has been told and is on it. Calls are not affected.'],
      todo: 'nothing: we contact you.',
      keepContract: false,
    }),
    smsNotApplicable: () => ({
      headline: 'no text messages for these numbers',
      happened: ['Text messages (SMS) are not available for these numbers: they are of a kind that has none. Calls are not affected.'],
      keepContract: false,
    }),
    closed: ({ why }) => ({
      headline: 'ended without a port',
      happened: [`The request has ended: ${WHY_CLOSED[why]}. ${STAY}`],
      todo: AGAIN,
      keepContract: true,
    }),
  },
};

/** R17, and R24 where the customer had cancelled: what happened all the same, and why. */
function portedAll(afterCancel: boolean, cancelPending: boolean): string[] {
  if (afterCancel) {
    return [
      'The numbers were ported although the request was cancelled: the losing provider transferred them all the same. They are active with us, and you can use them.',
    ];
  }
  if (cancelPending) {
    return [
      'The numbers were ported although you had asked to cancel: the transfer took place before the losing provider answered. They are active with us, and you can use them.',
    ];
  }
  return ['The port is complete: the numbers are active with us, and you can use them.'];
}
