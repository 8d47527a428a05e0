import type { Attention } from '../attention';
import type { LegalDay, PlanQuestion, Schedule, SmsPlan } from '../calendar/plan';
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
  /** `moved`: in our network, not yet in service. `returned`: it was ours, and is back at the losing provider. */
  readonly voice: 'atLosing' | 'moved' | 'active' | 'failed' | 'returned';
  /** `notApplicable`: text messages do not exist for it, like for many toll-free numbers. */
  readonly sms: 'waitingPort' | 'activating' | 'active' | 'overdue' | 'failed' | 'notApplicable' | 'returned';
  /** Its own deadline for SMS (R18), business ms, where it was in service before the rest; without it the end of the port counts. */
  readonly smsByMs?: number | undefined;
}

/** Where a request stands. Each phase owns its facts. */
export type Phase =
  | { readonly at: 'ready' }
  | {
      readonly at: 'submitting';
      /** It lies with one of our own people, who sends it (a gateway by hand). */ readonly onDesk?: true | undefined;
    }
  | {
      readonly at: 'outcomeUnknown';
      readonly lookUps: number;
      /** `null` while a look-up is under way. */ readonly lookAt: Deadline | null;
    }
  | {
      readonly at: 'submitted';
      readonly expectedDate: IsoDate;
      /** How it was computed, in words. */
      readonly explanation?: string | undefined;
      /** `null` once the carrier was found silent. */ readonly answerBy: Deadline | null;
    }
  | ({ readonly at: 'rejected' } & Rejected)
  | {
      /** The current attempt is complete and waits for its time. */
      readonly at: 'resubmitting';
      readonly submitAt: Deadline;
      /** What it corrects; absent where nothing of this request was rejected yet. */
      readonly corrects?: Rejected | undefined;
    }
  | {
      readonly at: 'scheduled';
      readonly schedule: Schedule;
      /** Whether the cut-off for cancelling is still ahead. */ readonly cancellable: boolean;
    }
  | { readonly at: 'locked'; readonly schedule: Schedule }
  | {
      readonly at: 'activating';
      readonly schedule?: Schedule | undefined;
      readonly stuckAt: Deadline;
      readonly stuck: boolean;
      /** The last day of its interval has passed, and nothing moved. */ readonly missed?: true | undefined;
    }
  | {
      readonly at: 'ported';
      readonly portedAtMs: number;
      readonly overdueAt: Deadline;
      readonly giveUpAt: Deadline;
      /** While it is ahead the numbers can be had back, and the request stays open. */
      readonly returnUntil?: Deadline | undefined;
    }
  | { readonly at: 'cancelled'; readonly watchUntil: Deadline }
  | { readonly at: 'over'; readonly outcome: RequestOutcome };

/** What a rejection leaves to be done. */
export interface Rejected {
  readonly reasons: readonly RejectionReason[];
  readonly correctBy: Deadline;
  /** Each reason has to be answered by whoever can mend it. */
  readonly byReason?: true | undefined;
  /** Before it the corrected request is not sent (R13). */
  readonly resubmitFrom?: Deadline | undefined;
}

/** How a request ended. `returned`: it had ported, or was porting, and the numbers went back. */
export type RequestOutcome = 'ported' | 'cancelled' | 'replaced' | 'returned' | ClosedWhy;

/** How far a phase is: guards ask for at least a rank and never for an exact predecessor, since carriers skip steps. */
export const RANK: Record<Phase['at'], number> = {
  ready: 0,
  submitting: 1,
  outcomeUnknown: 1,
  rejected: 1,
  resubmitting: 1,
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

/** The transfer that we start ourselves: asked for, by whom, and whether the gateway has taken it. */
export interface StartedTransfer {
  readonly by: Actor | 'schedule';
  readonly asked: boolean;
}

export interface PendingReturn {
  readonly by: Actor;
  readonly reason: string;
  readonly askedAtMs: number;
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
    | 'lookUp'
    | 'triggerActivation'
    | 'askReturn'
    | 'bind';
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
  /** Whether the gateway passes another date on before there is a confirmed one. */
  readonly dateChangeBeforeFoc?: boolean | undefined;
  /** `false`: its webhooks name its own id of the port alone, which has to be bound to this request. Absent: it echoes our reference. */
  readonly echoesReference?: false | undefined;
  /** How often the gateway is read without a reason, in case a webhook was lost. Absent: never, as in requests from before that was done. */
  readonly lookUps?: RoutineLookUps | undefined;
  /** Our own people send the request and enter the answers: there is nothing to call. */
  readonly byHand?: boolean | undefined;
  /** Before it nothing is submitted; for a request that takes the place of a rejected one (R13). */
  readonly notBefore?: Deadline | undefined;
  readonly clock: BusinessClock;
  readonly rules: RequestRules;
  readonly numbers: readonly E164[];
  readonly first: FrozenAttempt;
  /** Keyed hashes of the numbers, for search; at most 100. */
  readonly numberHashes: readonly string[];
  readonly continueAsNewAfterEvents: number;
}

/** Between two look-ups of routine, business ms: what a lost webhook delays a port by at most. */
export interface RoutineLookUps {
  /** While nothing is to be expected every hour: before the date, before the port day, until SMS works, after a cancel. */
  readonly quietMs: number;
  /** From the beginning of the window until all has moved. */
  readonly portDayMs: number;
}

export interface RequestState {
  readonly phase: Phase;
  /** The last is the current one. */
  readonly attempts: readonly Attempt[];
  readonly numbers: readonly NumberState[];
  readonly cancel?: PendingCancel | undefined;
  readonly reschedule?: PendingReschedule | undefined;
  readonly transfer?: StartedTransfer | undefined;
  readonly return?: PendingReturn | undefined;
  /** The date that was asked for after submission; what an attempt was sent with stands in it (R19). */
  readonly wish?: Wish | undefined;
  /** What the law leaves for the current attempt. */
  readonly latestByLaw?: LegalDay | undefined;
  /** What country and gateway make possible besides. */
  readonly possible?: Possible | undefined;
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
  /** Whose the attention is. */
  readonly owner?: string | undefined;
  /** Answers to acts already taken, by command id, newest last, bounded; absent before the first. */
  readonly answered?: readonly { readonly id: string; readonly answer: unknown }[] | undefined;
  readonly facts: readonly Recorded<RequestFact>[];
  readonly factSeq: number;
  /** The last fact that the order has. */
  readonly toldSeq: number;
  /** Ids of carrier events already taken, newest last, bounded. */
  readonly seen: readonly string[];
  /** What those that came in as webhooks said, as a digest; absent where none did. */
  readonly digests?: Readonly<Record<string, string>> | undefined;
  /** The gateway's id of a port that was bound to this request last; only at gateways that do not echo our reference. */
  readonly boundId?: string | undefined;
  /** When the gateway is read next as a matter of routine; only where that is done. */
  readonly lookAt?: Deadline | undefined;
  /** The last confirmed date; stays known when the port is done. */
  readonly foc?: Foc | undefined;
  /** When the last carrier fact that set the state happened, business ms: older ones are stale. */
  readonly carrierAtMs: number;
}

/** A date that was asked for after submission, and the one of the order that it took the place of. */
export interface Wish {
  readonly date: IsoDate;
  readonly inPlaceOf: IsoDate | undefined;
}

/** What country and gateway make possible besides what every request can. */
export interface Possible {
  /** Another date can be passed on before there is a confirmed one. */
  readonly dateChangeBeforeFoc?: boolean | undefined;
  /** How long numbers can be had back after a port, and in whose zone that is told. */
  readonly returns?: { readonly hours: number; readonly zone: string } | undefined;
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
/** The date that the customer would like: the last one asked for, else what the attempt was sent with (R19). */
export const wishOf = (state: RequestState): IsoDate | undefined => state.wish?.date ?? currentAttempt(state).frozen.preferredDate;

/** This date as what the customer would like from now on. */
export const wishFor = (state: RequestState, date: IsoDate): Wish => ({
  date,
  inPlaceOf: state.wish ? state.wish.inPlaceOf : currentAttempt(state).frozen.preferredDate,
});

/** Whether it lies with one of our own people and has not gone out. */
export const isOnDesk = ({ phase }: Pick<RequestState, 'phase'>): boolean => phase.at === 'submitting' && phase.onDesk === true;

/** The schedule, in the phases that have one. */
export const scheduleOf = (phase: Phase): Schedule | undefined => ('schedule' in phase ? phase.schedule : undefined);
