import type { Attention } from '../attention';
import type { PlanQuestion, Schedule, SmsPlan } from '../calendar/plan';
import type { Foc, RejectionReason } from '../carrier-event';
import type { BusinessClock } from '../clock';
import type { Deadline } from '../deadline';
import type { Actor, ClosedWhy, Recorded, RequestFact } from '../fact';
import type { E164, IsoDate, PortOrderDetails } from '../order-details';
import type { RequestRules } from '../rules';
import type { Plannable } from './events';

/** What one attempt sends to the losing carrier, frozen when it is made. */
export interface FrozenAttempt {
  readonly holder: PortOrderDetails['holder'];
  readonly losing: PortOrderDetails['losing'];
  readonly signerName: string;
  readonly items: PortOrderDetails['numbers'];
  readonly preferredDate?: IsoDate | undefined;
  /** The signed LOA that covers exactly these numbers (R10, R11). */
  readonly loa: { readonly sha256: string; readonly revision: number; readonly signedAtMs: number };
}

/** One attempt; the earlier ones are kept (R13). */
export interface Attempt {
  /** From 1. */
  readonly attempt: number;
  readonly reference: string;
  readonly frozen: FrozenAttempt;
  readonly gatewayId?: string | undefined;
  /** Business ms at which the gateway acknowledged: what the carrier says happened earlier is not about this attempt. */
  readonly acknowledgedAtMs?: number | undefined;
  readonly rejection?: { readonly atMs: number; readonly reasons: readonly RejectionReason[] } | undefined;
}

/** One number, the thing that ports. */
export interface NumberState {
  readonly number: E164;
  /** `moved`: in our network, not yet in service. */
  readonly voice: 'atLosing' | 'moved' | 'active' | 'failed';
  /** `notApplicable`: text messages do not exist for it, like for many toll-free numbers. */
  readonly sms: 'waitingPort' | 'activating' | 'active' | 'overdue' | 'failed' | 'notApplicable';
  /** Its own deadline for SMS (R18), business ms, where it was in service before the rest; without it the end of the port counts. */
  readonly smsByMs?: number | undefined;
}

/** Where a request stands. Each phase owns its facts. */
export type Phase =
  | { readonly at: 'ready' }
  | { readonly at: 'submitting' }
  | {
      readonly at: 'outcomeUnknown';
      readonly lookUps: number;
      /** `null` while a look-up is under way. */ readonly lookAt: Deadline | null;
    }
  | {
      readonly at: 'submitted';
      readonly expectedDate: IsoDate;
      /** `null` once the carrier was found silent. */ readonly answerBy: Deadline | null;
    }
  | {
      readonly at: 'rejected';
      readonly reasons: readonly RejectionReason[];
      readonly correctBy: Deadline;
      /** Each reason has to be answered by whoever can mend it. */ readonly byReason?: true | undefined;
    }
  | {
      readonly at: 'scheduled';
      readonly schedule: Schedule;
      /** Whether the cut-off for cancelling is still ahead. */ readonly cancellable: boolean;
    }
  | { readonly at: 'locked'; readonly schedule: Schedule }
  | { readonly at: 'activating'; readonly schedule?: Schedule | undefined; readonly stuckAt: Deadline; readonly stuck: boolean }
  | {
      readonly at: 'ported';
      readonly portedAtMs: number;
      readonly overdueAt: Deadline;
      readonly giveUpAt: Deadline;
    }
  | { readonly at: 'cancelled'; readonly watchUntil: Deadline }
  | { readonly at: 'over'; readonly outcome: RequestOutcome };

/** How a request ended. */
export type RequestOutcome = 'ported' | 'cancelled' | 'replaced' | ClosedWhy;

/** How far a phase is: guards ask for at least a rank and never for an exact predecessor, since carriers skip steps. */
export const RANK: Record<Phase['at'], number> = {
  ready: 0,
  submitting: 1,
  outcomeUnknown: 1,
  rejected: 1,
  submitted: 2,
  scheduled: 3,
  locked: 4,
  activating: 5,
  cancelled: 6,
  ported: 7,
  over: 8,
};

export interface PendingCancel {
  readonly by: Actor;
  readonly askedAtMs: number;
  /** The gateway has taken the question. */
  readonly asked: boolean;
  readonly answerBy?: Deadline | undefined;
}

export interface PendingReschedule {
  readonly date: IsoDate;
  readonly by: Actor;
  readonly asked: boolean;
  readonly answerBy?: Deadline | undefined;
}

/** Something to try again at an instant. */
export interface Retry {
  readonly what:
    | 'submit'
    | 'prepare'
    | 'readNumbers'
    | 'activate'
    | 'enableSms'
    | 'release'
    | 'plan'
    | 'tell'
    | 'askCancel'
    | 'askReschedule'
    | 'lookUp';
  readonly at: Deadline;
}

/** A look at the platform that is under way or to be tried again: what the customer is told of where it is missing. */
export interface Reading {
  /** The confirmed date that it is about. */
  readonly date: IsoDate;
  readonly configuration: boolean;
  readonly address: boolean;
}

/** What a request is born with. */
export interface RequestInput {
  readonly schemaVersion: 1;
  readonly orderId: string;
  readonly accountId: string;
  readonly n: number;
  readonly country: string;
  readonly gateway: string;
  /** How long after a create a look-up at the gateway may still miss it, real ms. */
  readonly visibilityLagMs: number;
  readonly clock: BusinessClock;
  readonly rules: RequestRules;
  readonly numbers: readonly E164[];
  readonly first: FrozenAttempt;
  /** Keyed hashes of the numbers, for search; at most 100. */
  readonly numberHashes: readonly string[];
  readonly continueAsNewAfterEvents: number;
}

export interface RequestState {
  readonly phase: Phase;
  /** The last is the current one. */
  readonly attempts: readonly Attempt[];
  readonly numbers: readonly NumberState[];
  readonly cancel?: PendingCancel | undefined;
  readonly reschedule?: PendingReschedule | undefined;
  /** Set when a cancel was approved or done: a port that happens all the same is told and raised. */
  readonly wasCancelled: boolean;
  /**
   * `underWay`: the date is told together with the dashboard, or as soon as that has failed. `owed`: it failed also when
   * the numbers moved, and is tried on.
   */
  readonly preparation: 'none' | 'underWay' | 'failed' | 'owed' | 'done';
  /** Up to which business instant the reminders of this date have been seen to; absent before the first. */
  readonly remindedMs?: number | undefined;
  readonly reading?: Reading | undefined;
  /** For numbers that were in service before the rest: their deadlines, by the day of their activation. */
  readonly smsPlans?: readonly (Pick<SmsPlan, 'overdueAt' | 'giveUpAt'> & { readonly sameUntilMs: number })[] | undefined;
  readonly released: boolean;
  readonly retries: readonly Retry[];
  /** Questions that the calendar could not answer, to be asked again. */
  readonly unplanned: readonly { readonly question: PlanQuestion; readonly then: Plannable }[];
  readonly attention: Attention;
  readonly facts: readonly Recorded<RequestFact>[];
  readonly factSeq: number;
  /** The last fact that the order has. */
  readonly toldSeq: number;
  /** Ids of carrier events already taken, newest last, bounded. */
  readonly seen: readonly string[];
  /** The last confirmed date; stays known when the port is done. */
  readonly foc?: Foc | undefined;
  /** When the last carrier fact that set the state happened, business ms: older ones are stale. */
  readonly carrierAtMs: number;
}

/** The attempt that counts. */
export function currentAttempt(state: RequestState): Attempt {
  const attempt = state.attempts.at(-1);
  if (!attempt) throw new Error('a request has at least one attempt');
  return attempt;
}

/**
 * Whether the carrier can no longer take it back: a number has moved, or the request has ended. A port day on which nothing
 * moved yet can still bring another date, a rejection or the end of a cancel.
 */
export const isBeyondRecall = ({ phase, numbers }: RequestState): boolean =>
  RANK[phase.at] > RANK.activating || (phase.at === 'activating' && numbers.some(({ voice }) => voice !== 'atLosing'));

/** The numbers that are not in service yet: while there is one, the port is not complete (R17, R20). */
export const missingIn = ({ numbers }: Pick<RequestState, 'numbers'>): NumberState[] => numbers.filter(({ voice }) => voice !== 'active');

/** The schedule, in the phases that have one. */
export const scheduleOf = (phase: Phase): Schedule | undefined => ('schedule' in phase ? phase.schedule : undefined);
