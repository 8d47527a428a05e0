/**
 * What a workflow asks the calendar and what it is told. Types only: the answers need a time zone database and holidays,
 * so they are computed outside the workflow (`plans.ts`, called by an activity) and recorded in its history.
 */
import type { Foc } from '../carrier-event';
import type { Deadline } from '../deadline';
import type { IsoDate } from '../order-details';
import type { RequestRules } from '../rules';

/** A confirmed date with everything that hangs on it (R14, R16, R18, R23, R24). */
export interface Schedule {
  readonly foc: Foc;
  /** The last instant at which a cancel is still tried (R24); `null` when the date came too late for any cancel. */
  readonly cancelUntil: Deadline | null;
  /** Until this business instant, UTC epoch ms, a cancel is asked for without reservation; may lie in the past. */
  readonly cancelSafeUntilMs: number;
  /** The last instant at which a reschedule is still tried: the lock (R23); `null` when the date came inside the lock. */
  readonly rescheduleUntil: Deadline | null;
  /** Until this business instant, UTC epoch ms, a reschedule has the notice that carriers want; may lie in the past. */
  readonly rescheduleSafeUntilMs: number;
  /** Until this business instant, UTC epoch ms, a reschedule is taken with a warning; after it, best effort until the lock. */
  readonly rescheduleLastMs: number;
  /** What people are told when a change is no longer possible at all; absent when nothing is lost. */
  readonly changeNote?: string | undefined;
  /** When numbers that are not configured yet are asked about (R14); only what is still ahead. Absent in answers from before there were any. */
  readonly reminders?: readonly Deadline[] | undefined;
  /** From here on nothing changes any more. Never after `portAt`. */
  readonly lockAt: Deadline;
  /** The start of the port window. */
  readonly portAt: Deadline;
  /** Numbers that are not active by then are stuck. */
  readonly stuckAt: Deadline;
  /** Where the losing carrier moves nothing by itself: when we do. */
  readonly pull?: Pull | undefined;
  /** Until then a cancelled port is still watched, since the numbers may move all the same. */
  readonly watchUntil: Deadline;
}

/** When a port is pulled that the losing carrier leaves to us. */
export interface Pull {
  /** The instant at which Portico starts the transfer, unless the customer did before. */
  readonly at: Deadline;
  /** After it nothing can be pulled any more; only of an interval. */
  readonly lastAt?: Deadline | undefined;
}

/** A question about dates. `nowMs` and all other instants are business instants, UTC epoch ms. */
export type PlanQuestion =
  /** A new order: how long the customer has. */
  | { readonly ask: 'order'; readonly nowMs: number; readonly rules: RequestRules }
  /** The customer is waited for from now on: when to remind. */
  | { readonly ask: 'reminders'; readonly nowMs: number; readonly rules: RequestRules }
  /** A (re)submission was made: when may the port come, and when is a silent carrier asked (R3)? */
  | { readonly ask: 'submission'; readonly nowMs: number; readonly rules: RequestRules }
  /** The losing carrier confirmed a date (R12), or an interval, in which `wish` is taken where it can be. */
  | {
      readonly ask: 'schedule';
      readonly nowMs: number;
      readonly rules: RequestRules;
      readonly foc: Foc;
      readonly wish?: IsoDate | undefined;
    }
  /** The losing carrier rejected the request (R13). */
  | { readonly ask: 'correction'; readonly nowMs: number; readonly rules: RequestRules }
  /** A cancel or reschedule was sent. */
  | { readonly ask: 'changeAnswer'; readonly nowMs: number; readonly rules: RequestRules }
  /** Numbers are in service; `nowMs` is since when (R18). */
  | { readonly ask: 'sms'; readonly nowMs: number; readonly rules: RequestRules }
  /** A request was cancelled: how long is it watched? */
  | { readonly ask: 'watch'; readonly nowMs: number; readonly rules: RequestRules; readonly foc?: Foc | undefined }
  /** A support case waits from now on (R26). */
  | { readonly ask: 'supportCase'; readonly nowMs: number; readonly rules: RequestRules }
  /** Something is to go out to a losing carrier by hand from now on. */
  | { readonly ask: 'carrierTask'; readonly nowMs: number; readonly rules: RequestRules };

/** The deadlines of a new order. */
export interface OrderPlan {
  readonly ask: 'order';
  readonly documentsBy: Deadline;
  readonly loaBy: Deadline;
  /** Absent in answers from before there were any. */
  readonly reminders?: readonly Deadline[] | undefined;
}

/** When a customer is reminded of what is waited for, earliest first. */
export interface RemindersPlan {
  readonly ask: 'reminders';
  readonly reminders: readonly Deadline[];
}

/** The last day that a law leaves, local to the losing side, and how it was counted, in words. */
export interface LegalDay {
  readonly date: IsoDate;
  readonly explanation: string;
}

/** What follows from a (re)submission. */
export interface SubmissionPlan {
  readonly ask: 'submission';
  /** The estimate, local to the losing side; holds only if every detail is right (R3). */
  readonly expectedDate: IsoDate;
  /** How `expectedDate` was computed, in words. */
  readonly explanation: string;
  /** The last day that the law leaves, where a law says so. Never a promise. */
  readonly latestByLaw?: LegalDay | undefined;
  readonly answerBy: Deadline;
}

/** A schedule as an answer. */
export interface SchedulePlan {
  readonly ask: 'schedule';
  readonly schedule: Schedule;
}

/** How long the customer has to correct a rejected request, and when the corrected one may go out. */
export interface CorrectionPlan {
  readonly ask: 'correction';
  readonly correctBy: Deadline;
  /** Each reason has to be answered by whoever can mend it. Absent in answers from before there was that rule. */
  readonly byReason?: true | undefined;
  /** Before it the losing carrier would only refuse it as still open (R13); absent where it may go out at once. */
  readonly resubmitFrom?: Deadline | undefined;
}

/** How long the carrier has to answer a cancel or reschedule. */
export interface ChangeAnswerPlan {
  readonly ask: 'changeAnswer';
  readonly answerBy: Deadline;
}

/** When SMS is overdue, and when it is given up (R18). */
export interface SmsPlan {
  readonly ask: 'sms';
  readonly overdueAt: Deadline;
  readonly giveUpAt: Deadline;
  /** What is in service up to this business instant, UTC epoch ms, has the same deadlines; absent in older answers. */
  readonly sameUntilMs?: number | undefined;
}

/** How long a cancelled request is watched. */
export interface WatchPlan {
  readonly ask: 'watch';
  readonly watchUntil: Deadline;
}

/** How long a support case waits: when it reminds, and when one that waits for its customer is closed. */
export interface SupportCasePlan {
  readonly ask: 'supportCase';
  readonly remindAt: Deadline;
  readonly closeAt: Deadline;
}

/** Until when something has to be out to a losing carrier that our own people write to. */
export interface CarrierTaskPlan {
  readonly ask: 'carrierTask';
  readonly dueBy: Deadline;
}

/** The answer to a `PlanQuestion`: the one with the same `ask`. */
export type PlanAnswer =
  | OrderPlan
  | RemindersPlan
  | SubmissionPlan
  | SchedulePlan
  | CorrectionPlan
  | ChangeAnswerPlan
  | SmsPlan
  | WatchPlan
  | SupportCasePlan
  | CarrierTaskPlan;

/** The answer that belongs to a question, for callers that know what they asked. */
export type AnswerTo<Q extends PlanQuestion> = Extract<PlanAnswer, { readonly ask: Q['ask'] }>;
