import type { AttentionReason } from './attention';
import type { LegalDay } from './calendar/plan';
import type { CarrierEventType, Entered, Foc, RejectionReason } from './carrier-event';
import type { Deadline } from './deadline';
import type { OperatorActed } from './operator/act';
import type { E164, IsoDate } from './order-details';

/** Who asked for something. */
export type Actor = 'customer' | 'operator';

/** Why a command was refused, as a code that every surface words in its own way. */
export type RefusalReason =
  | 'tooLate'
  | 'alreadyAsked'
  | 'alreadyPorting'
  | 'alreadyPorted'
  | 'alreadyCancelled'
  | 'closed'
  | 'noDateYet'
  | 'carrierRefused'
  | 'notRejected'
  | 'nothingChanged'
  | 'nothingToDecide'
  | 'nothingToReview'
  | 'anotherDocument'
  | 'numbersElsewhere'
  | 'reasonsUncovered'
  | 'outsideInterval'
  | 'notOnDemand'
  | 'windowNotOpen'
  | 'noReturn'
  | 'returnTooLate'
  | 'neverAnswered'
  | 'notPorted';

/** What happened in a request, told to the order once, in order of `seq`. */
export type RequestFact =
  | {
      readonly kind: 'submitted';
      readonly attempt: number;
      readonly expectedDate: IsoDate;
      readonly explanation: string;
      readonly latestByLaw?: LegalDay | undefined;
    }
  | { readonly kind: 'resubmitting'; readonly attempt: number }
  /** One of our own people sends it to the losing carrier, which has no system. */
  | { readonly kind: 'toSendByHand'; readonly attempt: number }
  | { readonly kind: 'resubmissionHeld'; readonly attempt: number; readonly until: Deadline }
  | { readonly kind: 'resubmissionWithdrawn'; readonly attempt: number }
  | {
      readonly kind: 'rejected';
      readonly attempt: number;
      readonly reasons: readonly RejectionReason[];
      readonly correctBy?: Deadline | undefined;
      /** Before it the corrected request is not sent again. */
      readonly resubmitFrom?: Deadline | undefined;
    }
  | {
      readonly kind: 'scheduled' | 'dateChanged';
      readonly foc: Foc;
      readonly cancelUntil: Deadline | null;
      readonly rescheduleUntil: Deadline | null;
      readonly changeNote?: string | undefined;
      /** What the customer had asked for, where it is another day (R4, R19). */
      readonly asked?: IsoDate | undefined;
      /** The last day that the law leaves, where the date is later and nobody asked for that. */
      readonly latestByLaw?: LegalDay | undefined;
      /** When we start the transfer ourselves: at the chosen day of an interval, or at the end of a window on demand. */
      readonly pullAt?: Deadline | undefined;
    }
  | { readonly kind: 'numbersAdded'; readonly date: IsoDate }
  | {
      /** On the dashboard and not configured, shortly before they move on `date`; or without an address for emergency calls. */
      readonly kind: 'configureReminder' | 'emergencyAddressMissing';
      readonly numbers: readonly E164[];
      readonly date: IsoDate;
    }
  /** The platform did not say whether the numbers are ready for `date`. */
  | { readonly kind: 'numbersUnread'; readonly date: IsoDate }
  | { readonly kind: 'cancelAsked'; readonly by: Actor; readonly mayFail: boolean }
  | {
      readonly kind: 'cancelRefused';
      readonly reason: RefusalReason;
      readonly until?: Deadline | undefined;
      readonly reasons?: readonly RejectionReason[] | undefined;
    }
  | { readonly kind: 'cancelled'; readonly wasSent: boolean }
  | {
      readonly kind: 'rescheduleAsked';
      readonly date: IsoDate;
      readonly mayFail: boolean;
      /** There is no confirmed date yet: only the wish has changed (R19). */ readonly beforeDate?: true | undefined;
    }
  | {
      readonly kind: 'rescheduleRefused';
      readonly reason: RefusalReason;
      readonly until?: Deadline | undefined;
      readonly standing?: Foc | undefined;
      /** The days that would have been possible. */
      readonly interval?: Interval | undefined;
    }
  | { readonly kind: 'locked' }
  | { readonly kind: 'activating' }
  | {
      readonly kind: 'ported';
      readonly numbers: readonly E164[];
      readonly cancelPending: boolean;
      readonly afterCancel: boolean;
      /** Absent where text messages exist for none of the numbers. */
      readonly smsBy?: Deadline | undefined;
      /** Until when the numbers can be had back, where the country knows an emergency return. */
      readonly returnUntil?: Deadline | undefined;
    }
  | { readonly kind: 'transferStarted'; readonly by: Actor | 'schedule' }
  | { readonly kind: 'transferRefused'; readonly by: Actor | 'schedule' }
  | { readonly kind: 'notPulled'; readonly lastDate: IsoDate }
  | { readonly kind: 'activationNotTaken'; readonly reason: RefusalReason; readonly from?: Deadline | undefined }
  | { readonly kind: 'returnAsked'; readonly by: Actor; readonly reason: string; readonly answerBy: Deadline }
  | {
      readonly kind: 'returnRefused';
      readonly reason: RefusalReason;
      readonly until?: Deadline | undefined;
      readonly reasons?: readonly RejectionReason[] | undefined;
    }
  | { readonly kind: 'returned'; readonly numbers: readonly E164[] }
  /** `numbers` are those that are missing; absent in facts from before they were named. */
  | { readonly kind: 'activationStuck'; readonly numbers?: readonly E164[] | undefined }
  | { readonly kind: 'activationFailed'; readonly numbers: readonly E164[] }
  | { readonly kind: 'smsActive'; readonly numbers: readonly E164[]; readonly late: boolean }
  | { readonly kind: 'smsOverdue'; readonly numbers: readonly E164[] }
  | { readonly kind: 'smsFailed'; readonly numbers: readonly E164[] }
  /** Text messages do not exist for these numbers. */
  | { readonly kind: 'smsNotApplicable'; readonly numbers: readonly E164[] }
  | { readonly kind: 'closed'; readonly why: ClosedWhy }
  | { readonly kind: 'outcomeUnknown'; readonly attempt: number }
  | { readonly kind: 'attention'; readonly reason: AttentionReason }
  | { readonly kind: 'attentionCleared'; readonly reason: AttentionReason }
  | OperatorActed
  | { readonly kind: 'staleEvent'; readonly type: string }
  /** An operator entered what the losing carrier said; `saidAtMs` is the business instant at which it was. What follows from it is a fact of its own. */
  | ({ readonly kind: 'enteredByHand'; readonly type: CarrierEventType; readonly saidAtMs: number } & Omit<Entered, 'note'>)
  | { readonly kind: 'carrierComment'; readonly text: string }
  | { readonly kind: 'watchedOut' }
  /** Requests of the same order have taken its place: a whole block, or the parts that the carrier wants apart. */
  | { readonly kind: 'replaced'; readonly by: readonly number[] };

/** The first and the last possible day, local to the losing side. */
export interface Interval {
  readonly first: IsoDate;
  readonly last: IsoDate;
}

/** Why a request ended without a port. */
export type ClosedWhy = 'rejectionUnanswered' | 'notPortable' | 'tooManyAttempts' | 'notSigned' | 'givenUp';

/** A fact with its place and time. `seq` counts from 1 in its workflow and never repeats. */
export type Recorded<F> = F & {
  readonly seq: number;
  /** Business instant, UTC epoch ms. */
  readonly atMs: number;
};

/** Facts that are worth a line in the timeline, but no message of their own to the order. */
export const QUIET_FACTS: ReadonlySet<RequestFact['kind']> = new Set([
  'locked',
  'activating',
  'transferStarted',
  'staleEvent',
  'watchedOut',
  'resubmitting',
  'replaced',
  'numbersUnread',
  'enteredByHand',
]);
