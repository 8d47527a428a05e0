import type { OrderOutcome } from '../../../domain/order/state';
import type { NumberType } from '../../../domain/order-details';
import type { Ordered } from './ordered';

/** How the world differs from one in which every call is answered at once and well. */
export type Quirk =
  /** The gateway has the first submission, and its answer never came. */
  | 'answerLost'
  /** The first submission never reached the gateway, and nobody knows. */
  | 'neverArrived'
  /** The gateway itself refuses the first attempt: the carrier's side does not have the name. */
  | 'refusedAtTheDoor'
  /** The gateway does not pass on a cancel or another date. */
  | 'askRefused'
  /** No webhook ever comes: what happened is seen only where the gateway is asked. */
  | 'webhooksLost'
  /** Our platform takes only half of the numbers into service at first. */
  | 'halfActive'
  /** Our platform does not get SMS asked for with the activation. */
  | 'smsNotAsked'
  /** The dashboard is down at first. */
  | 'dashboardDown'
  | 'trialAccount'
  | 'notPortable';

/**
 * One whole port as data: what is ordered where, what carrier and customer do when, how it ends, and what the customer is
 * told when.
 *
 * Steps are `<when> <who does what>`, separated by commas. When: `d14` is the 15th day from the Monday of the order on, at
 * 10:00 on the losing side (windows and cut-offs are at 09:00), `d14@10:30` another time of day, `p-3` three of its business days before the first date that
 * the carrier gives. Told: one entry per message, `d1 scheduled+numbersAdded`; of several requests each with its number;
 * and what a command is answered, `d9 cancel=tooLate`.
 */
export interface Story {
  /** A sentence that cites the rules it proves. */
  readonly name: string;
  /** `FR geographic`. */
  readonly where: `${string} ${NumberType}`;
  /** One number when absent. */
  readonly ordered?: Ordered;
  /**
   * `ack`, `date d14`, `newdate d16`, `reject NAME_MISMATCH`, `moves`, `moves half`, `fails`, `sms`, `sms half`, `smsfails`,
   * `cancelok`, `cancelno`, `moveok d21`, `moveno`, `split`, `says`; `2:date d15` of request 2 alone, `reject/1` about
   * attempt 1, `x3` three times, `from d2` when it happened earlier than it arrives.
   */
  readonly carrier: string;
  /**
   * `brings` documents, `signs` the letter that waits, `signs 1` revision 1, `cancel`, `2:cancel` request 2 alone, `demand`
   * a cancel by signal, `move d21`, `correct holder`, `correct codes`, `correct taxId`, `correct asItIs`, `correct nothing`,
   * `mends asItIs` by our operator; `slow
   * brings`, `slow signs`: not on the first day, as everybody else does.
   */
  readonly customer?: string;
  readonly world?: readonly Quirk[];
  readonly ends: OrderOutcome;
  readonly told: string;
  /** What people of ours were asked for, request by request and order, in order of appearance. */
  readonly attention?: string;
  /** Also played by the workflows themselves, on a server that skips time. */
  readonly onServer?: true;
}
