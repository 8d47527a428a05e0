import type { ChangeAnswerPlan, WatchPlan } from '../calendar/plan';
import type { Deadline } from '../deadline';
import type { Actor, RefusalReason } from '../fact';
import type { AskOutcome } from '../gateway-answer';
import type { IsoDate } from '../order-details';
import { RANK, isBeyondRecall, scheduleOf, type Phase, type RequestState } from './state';
import { waitForLookUp } from './outcome-unknown';
import type { Turn } from './turn';

/** What a customer may still change, read off a request or off its last snapshot. */
export interface Changeability {
  readonly at: Phase['at'];
  readonly cancelPending: boolean;
  readonly reschedulePending: boolean;
  /** `null`: there is a date, and no change is possible any more. Absent: no date yet. */
  readonly cancelUntil?: Deadline | null | undefined;
  readonly cancelSafeUntilMs?: number | undefined;
  readonly rescheduleUntil?: Deadline | null | undefined;
  readonly rescheduleSafeUntilMs?: number | undefined;
}

/** The answer to a command at one request: taken, or not and why and until when it was possible. */
export type Verdict =
  | { readonly taken: true; readonly mayFail: boolean; readonly atOnce: boolean }
  | { readonly taken: false; readonly reason: RefusalReason; readonly until?: Deadline | undefined };

const no = (reason: RefusalReason, until?: Deadline | null): Verdict => ({ taken: false, reason, ...(until ? { until } : {}) });

/** R24: a cancel before anything was sent works at once; later the losing carrier must agree, and only with enough notice. */
export function judgeCancel(request: Changeability, nowMs: number): Verdict {
  switch (request.at) {
    case 'ready':
      return { taken: true, mayFail: false, atOnce: true };
    case 'cancelled':
      return no('alreadyCancelled');
    case 'over':
      return no('closed');
    case 'ported':
      return no('alreadyPorted');
    case 'activating':
      return no('alreadyPorting', request.cancelUntil);
    case 'rejected':
      return request.cancelPending ? no('alreadyAsked') : { taken: true, mayFail: false, atOnce: true };
    default:
      if (request.cancelPending) return no('alreadyAsked');
      if (request.cancelUntil === undefined) return { taken: true, mayFail: true, atOnce: false };
      if (!request.cancelUntil || nowMs > request.cancelUntil.atMs) return no('tooLate', request.cancelUntil);
      return { taken: true, mayFail: nowMs > (request.cancelSafeUntilMs ?? 0), atOnce: false };
  }
}

/** R23: a reschedule is an attempt, best effort until the lock; the losing carrier decides. */
export function judgeReschedule(request: Changeability, nowMs: number): Verdict {
  if (request.at === 'cancelled') return no('alreadyCancelled');
  if (request.at === 'over') return no('closed');
  if (request.at === 'ported') return no('alreadyPorted');
  if (request.at === 'activating') return no('alreadyPorting', request.rescheduleUntil);
  if (request.rescheduleUntil === undefined) return no('noDateYet');
  if (request.reschedulePending || request.cancelPending) return no('alreadyAsked');
  if (!request.rescheduleUntil || nowMs >= request.rescheduleUntil.atMs) return no('tooLate', request.rescheduleUntil);
  return { taken: true, mayFail: nowMs > (request.rescheduleSafeUntilMs ?? 0), atOnce: false };
}

/** What may still be changed, from the whole state. */
export function changeability(state: RequestState): Changeability {
  const schedule = scheduleOf(state.phase);
  const base = { at: state.phase.at, cancelPending: state.cancel !== undefined, reschedulePending: state.reschedule !== undefined };
  if (!schedule) return base;
  const { cancelUntil, cancelSafeUntilMs, rescheduleUntil, rescheduleSafeUntilMs } = schedule;
  return { ...base, cancelUntil, cancelSafeUntilMs, rescheduleUntil, rescheduleSafeUntilMs };
}

/** A cancel, from the customer, an operator or Temporal's own cancellation (R24). Its refusal is always told. */
export function onCancelRequested(turn: Turn, by: Actor): void {
  const { phase } = turn.state;
  const verdict = judgeCancel(changeability(turn.state), turn.nowMs);
  if (!verdict.taken) {
    // Asking twice is not refused twice: the first question stands.
    if (verdict.reason !== 'alreadyAsked') turn.fact({ kind: 'cancelRefused', reason: verdict.reason, until: verdict.until });
    return;
  }
  if (phase.at === 'ready') return enterCancelled(turn);
  turn.set({ cancel: { by, askedAtMs: turn.nowMs, asked: false } });
  if (phase.at === 'rejected') {
    return turn.plan({ ask: 'watch', nowMs: turn.nowMs, rules: turn.frame.rules }, { kind: 'cancelledNow' });
  }
  turn.fact({ kind: 'cancelAsked', by, mayFail: verdict.mayFail });
  if (RANK[phase.at] >= RANK.submitted) return turn.do({ do: 'askCancel' });
  // While a submission is in flight its outcome is settled first; what lives at the carrier is then asked to end. One that
  // waits to be tried again is not: the gateway is asked whether an earlier try left anything behind.
  if (phase.at === 'submitting' && turn.state.retries.some(({ what }) => what === 'submit')) waitForLookUp(turn, 0);
}

/** A new date is asked for; the old one stands until the carrier has agreed (R23). */
export function onRescheduleRequested(turn: Turn, by: Actor, date: IsoDate): void {
  const verdict = judgeReschedule(changeability(turn.state), turn.nowMs);
  if (!verdict.taken) {
    turn.fact({ kind: 'rescheduleRefused', reason: verdict.reason, until: verdict.until, standing: scheduleOf(turn.state.phase)?.foc });
    return;
  }
  turn.set({ reschedule: { date, by, asked: false } });
  turn.fact({ kind: 'rescheduleAsked', date, mayFail: verdict.mayFail });
  turn.do({ do: 'askReschedule', date });
}

interface Asked {
  readonly kind: 'asked';
  readonly what: 'cancel' | 'reschedule';
  readonly outcome: AskOutcome;
}

/** The gateway took the question, or refused to pass it on. The carrier's decision comes as an event. */
export function onAsked(turn: Turn, event: Asked, plan?: ChangeAnswerPlan): void {
  const pending = event.what === 'cancel' ? turn.state.cancel : turn.state.reschedule;
  if (!pending) return;
  turn.clear('carrierUnreachable');
  if (event.outcome.kind === 'refused') return refuseChange(turn, event.what);
  if (!plan) return turn.plan({ ask: 'changeAnswer', nowMs: turn.nowMs, rules: turn.frame.rules }, event);
  const answered = { asked: true, answerBy: plan.answerBy };
  turn.set(
    event.what === 'cancel'
      ? { cancel: turn.state.cancel && { ...turn.state.cancel, ...answered } }
      : { reschedule: turn.state.reschedule && { ...turn.state.reschedule, ...answered } },
  );
}

/** The carrier said no: what stood before stands. */
export function refuseChange(turn: Turn, what: 'cancel' | 'reschedule', reasons?: Parameters<Turn['attempt']>[0]['rejection']): void {
  turn.clear('changeUnanswered');
  turn.noRetry(what === 'cancel' ? 'askCancel' : 'askReschedule');
  if (what === 'cancel') {
    turn.set({ cancel: undefined });
    turn.fact({ kind: 'cancelRefused', reason: 'carrierRefused', reasons: reasons?.reasons });
  } else {
    turn.set({ reschedule: undefined });
    turn.fact({ kind: 'rescheduleRefused', reason: 'carrierRefused', standing: scheduleOf(turn.state.phase)?.foc });
  }
}

/**
 * Cancelled. What was never sent is over; what was sent stays watched with its claim held, because a number may port all
 * the same (R24).
 */
export function enterCancelled(turn: Turn, plan?: WatchPlan): void {
  if (isBeyondRecall(turn.state)) return;
  turn.set({ cancel: undefined, reschedule: undefined, wasCancelled: true, foc: undefined });
  turn.stopWork();
  turn.clear(
    'carrierSilent',
    'changeUnanswered',
    'outcomeUnknown',
    'carrierUnreachable',
    'rejectionNeedsOperator',
    'preparationFailed',
    'emergencyAddressMissing',
    'activationStuck',
    'activationFailed',
  );
  turn.fact({ kind: 'cancelled', wasSent: plan !== undefined });
  if (plan) return turn.enter({ at: 'cancelled', watchUntil: plan.watchUntil });
  turn.end('cancelled');
}
