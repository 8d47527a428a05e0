import type { AskOutcome, SubmitOutcome } from '../gateway-answer';
import type { PlanAnswer, PlanQuestion } from '../calendar/plan';
import type { CarrierEvent, GatewayStatus } from '../carrier-event';
import type { Actor } from '../fact';
import type { Operated } from '../operator/act';
import type { E164, IsoDate } from '../order-details';
import type { FrozenAttempt } from './state';

/** What can happen to a request. Everything comes through one inbox, one after the other. */
export type RequestEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'submitDone'; readonly attempt: number; readonly outcome: SubmitOutcome }
  | { readonly kind: 'submitUnknown'; readonly attempt: number }
  | { readonly kind: 'lookedUp'; readonly attempt: number; readonly status: GatewayStatus | null }
  | { readonly kind: 'carrierEvent'; readonly event: CarrierEvent }
  | { readonly kind: 'cancelRequested'; readonly by: Actor }
  | { readonly kind: 'rescheduleRequested'; readonly by: Actor; readonly date: IsoDate }
  | { readonly kind: 'resubmissionReady'; readonly frozen: FrozenAttempt }
  /** Other requests of the order have taken its place. */
  | { readonly kind: 'replaced'; readonly by: readonly number[] }
  | { readonly kind: 'resubmissionWithdrawn' }
  | { readonly kind: 'activationRequested'; readonly by: Actor }
  | { readonly kind: 'returnRequested'; readonly by: Actor; readonly reason: string }
  | Operated
  | { readonly kind: 'asked'; readonly what: 'cancel' | 'reschedule' | 'activation' | 'return'; readonly outcome: AskOutcome }
  | { readonly kind: 'prepared'; readonly date: IsoDate }
  | ({ readonly kind: 'numbersRead'; readonly date: IsoDate } & NumbersRead)
  | {
      readonly kind: 'activated';
      readonly numbers: readonly E164[];
      /** SMS was asked for along with it (R18). */ readonly smsAsked: boolean;
      /** Text messages do not exist for these. Absent in answers from before SMS was followed number by number. */
      readonly smsNotApplicable?: readonly E164[] | undefined;
      /** Whether the numbers are on the dashboard now, where they were not before; absent where that was not asked for. */
      readonly prepared?: boolean | undefined;
    }
  | { readonly kind: 'smsEnabled'; readonly notApplicable?: readonly E164[] | undefined }
  | { readonly kind: 'released' }
  | { readonly kind: 'bound' }
  | { readonly kind: 'planned'; readonly answer: PlanAnswer; readonly then: Plannable }
  | { readonly kind: 'planFailed'; readonly question: PlanQuestion; readonly then: Plannable }
  | { readonly kind: 'effectFailed'; readonly effect: RequestEffect; readonly failure: string }
  | { readonly kind: 'told'; readonly seq: number; readonly reached: boolean }
  | { readonly kind: 'timeReached' }
  | { readonly kind: 'lookUpDue' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'resync' };

/** What the number platform says is still to be done for some of a request's numbers. */
export interface NumbersRead {
  /** On the dashboard, and not configured (R14). */
  readonly unconfigured: readonly E164[];
  /** Without an address for emergency calls, though they need one. */
  readonly withoutAddress: readonly E164[];
}

/** Events that set dates pass twice: first they ask the calendar, then they come back with its answer. */
export type Plannable =
  | Extract<RequestEvent, { kind: 'submitDone' | 'carrierEvent' | 'asked' }>
  | { readonly kind: 'ported'; readonly atMs: number }
  /** These are in service before the rest of their request. */
  | { readonly kind: 'smsCounted'; readonly numbers: readonly E164[] }
  | { readonly kind: 'moved'; readonly date: IsoDate }
  | { readonly kind: 'cancelledNow' }
  /** Our team has given it up although the carrier has it. */
  | { readonly kind: 'givenUp' };

/** What a request does to the world; runs beside the loop, and its outcome is one more event. */
export type RequestEffect =
  | { readonly do: 'submit'; readonly attempt: number }
  | { readonly do: 'lookUp'; readonly attempt: number }
  | { readonly do: 'askCancel' }
  | { readonly do: 'askReschedule'; readonly date: IsoDate }
  | { readonly do: 'triggerActivation'; readonly date: IsoDate }
  | { readonly do: 'askReturn'; readonly reason: string; readonly askedAtMs: number }
  | { readonly do: 'prepare'; readonly date: IsoDate }
  | { readonly do: 'readNumbers'; readonly date: IsoDate }
  | {
      readonly do: 'activate';
      readonly numbers: readonly E164[];
      /** They are not on the dashboard yet: that is made up for first, and does not hold them up. */
      readonly unprepared?: true | undefined;
    }
  | { readonly do: 'enableSms' }
  | { readonly do: 'release' }
  /** Says at the pointer whose port the gateway's id is. */
  | { readonly do: 'bind'; readonly gatewayId: string; readonly reference: string }
  | { readonly do: 'plan'; readonly question: PlanQuestion; readonly then: Plannable };
