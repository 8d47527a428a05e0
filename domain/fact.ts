import type { AttentionReason } from './attention';
import type { Foc, RejectionReason } from './carrier-event';
import type { Deadline } from './deadline';
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
  | 'numbersElsewhere'
  | 'reasonsUncovered';

/** What happened in a request, told to the order once, in order of `seq`. */
export type RequestFact =
  | { readonly kind: 'submitted'; readonly attempt: number; readonly expectedDate: IsoDate; readonly explanation: string }
  | { readonly kind: 'resubmitting'; readonly attempt: number }
  | {
      readonly kind: 'rejected';
      readonly attempt: number;
      readonly reasons: readonly RejectionReason[];
      readonly correctBy?: Deadline | undefined;
    }
  | {
      readonly kind: 'scheduled' | 'dateChanged';
      readonly foc: Foc;
      readonly cancelUntil: Deadline | null;
      readonly rescheduleUntil: Deadline | null;
      readonly changeNote?: string | undefined;
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
  | { readonly kind: 'rescheduleAsked'; readonly date: IsoDate; readonly mayFail: boolean }
  | {
      readonly kind: 'rescheduleRefused';
      readonly reason: RefusalReason;
      readonly until?: Deadline | undefined;
      readonly standing?: Foc | undefined;
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
    }
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
  | { readonly kind: 'staleEvent'; readonly type: string }
  | { readonly kind: 'carrierComment'; readonly text: string }
  | { readonly kind: 'watchedOut' }
  /** Requests of the same order have taken its place: a whole block, or the parts that the carrier wants apart. */
  | { readonly kind: 'replaced'; readonly by: readonly number[] };

/** Why a request ended without a port. */
export type ClosedWhy = 'rejectionUnanswered' | 'notPortable' | 'tooManyAttempts' | 'notSigned';

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
  'staleEvent',
  'watchedOut',
  'resubmitting',
  'replaced',
  'numbersUnread',
]);
