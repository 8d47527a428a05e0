import type { ChangeAnswerPlan, WatchPlan } from '../calendar/plan';
import type { Actor } from '../fact';
import type { AskOutcome } from '../gateway-answer';
import type { IsoDate } from '../order-details';
import { RANK, isBeyondRecall, isOnDesk, scheduleOf, wishFor } from './state';
import { waitForLookUp } from './outcome-unknown';
import { onReturnAsked } from './emergency-return';
import { isOurs, onTransferAsked, planMove } from './transfer';
import type { Turn } from './turn';
import { changeability, judgeCancel, judgeReschedule } from './verdicts';

/** A cancel, from the customer, an operator or Temporal's own cancellation (R24). Its refusal is always told. */
export function onCancelRequested(turn: Turn, by: Actor): void {
  const { phase } = turn.state;
  const verdict = judgeCancel(changeability(turn.state), turn.nowMs);
  if (!verdict.taken) {
    // Asking twice is not refused twice: the first question stands.
    if (verdict.reason !== 'alreadyAsked') turn.fact({ kind: 'cancelRefused', reason: verdict.reason, until: verdict.until });
    return;
  }
  if (phase.at === 'ready' || (phase.at === 'resubmitting' && !phase.corrects)) return enterCancelled(turn);
  turn.set({ cancel: { by, askedAtMs: turn.nowMs, asked: false } });
  if (verdict.atOnce) return cancelNow(turn);
  turn.fact({ kind: 'cancelAsked', by, mayFail: verdict.mayFail });
  if (RANK[phase.at] >= RANK.submitted) return turn.do({ do: 'askCancel' });
  if (isOnDesk(turn.state)) return turn.do({ do: 'askCancel' });
  // While a submission is in flight its outcome is settled first; what lives at the carrier is then asked to end. One that
  // waits to be tried again is not: the gateway is asked whether an earlier try left anything behind.
  if (phase.at === 'submitting' && turn.state.retries.some(({ what }) => what === 'submit')) waitForLookUp(turn, 0);
}

/** Nobody has to agree; only how long it is watched has to be counted. */
function cancelNow(turn: Turn): void {
  const { nowMs, frame } = turn;
  const foc = scheduleOf(turn.state.phase)?.foc;
  turn.plan({ ask: 'watch', nowMs, rules: frame.rules, ...(foc ? { foc } : {}) }, { kind: 'cancelledNow' });
}

/** The cancel that works at once, with its dates. A word that came meanwhile has overtaken it: then the carrier is asked instead. */
export function onCancelPlanned(turn: Turn, plan: WatchPlan): void {
  const { phase } = turn.state;
  if (phase.at === 'rejected' || phase.at === 'resubmitting' || isOurs(turn.state)) enterCancelled(turn, plan);
}

/** A new date is asked for; the old one stands until the carrier has agreed (R23). */
export function onRescheduleRequested(turn: Turn, by: Actor, date: IsoDate): void {
  const verdict = judgeReschedule(changeability(turn.state), turn.nowMs, date);
  const schedule = scheduleOf(turn.state.phase);
  if (!verdict.taken) {
    const { reason, until, interval } = verdict;
    turn.fact({ kind: 'rescheduleRefused', reason, until, standing: schedule?.foc, interval });
    return;
  }
  turn.set({ reschedule: { date, by, asked: false } });
  if (verdict.atOnce && schedule) return planMove(turn, date, schedule);
  turn.set({ wish: wishFor(turn.state, date) });
  turn.fact({ kind: 'rescheduleAsked', date, mayFail: verdict.mayFail, ...(schedule ? {} : { beforeDate: true }) });
  turn.do({ do: 'askReschedule', date });
}

interface Asked {
  readonly kind: 'asked';
  readonly what: 'cancel' | 'reschedule' | 'activation' | 'return';
  readonly outcome: AskOutcome;
}

/** The gateway took the question, or refused to pass it on. The carrier's decision comes as an event. */
export function onAsked(turn: Turn, event: Asked, plan?: ChangeAnswerPlan): void {
  if (event.what === 'activation' || event.what === 'return') {
    turn.clear('carrierUnreachable');
    return event.what === 'activation' ? onTransferAsked(turn, event.outcome) : onReturnAsked(turn, event.outcome);
  }
  const pending = event.what === 'cancel' ? turn.state.cancel : turn.state.reschedule;
  if (!pending) return;
  turn.clear('carrierUnreachable');
  if (event.outcome.kind === 'refused') return refuseChange(turn, event.what);
  // A wish is answered by the date itself, for which the request waits anyway.
  if (event.what === 'reschedule' && turn.state.reschedule && turn.state.phase.at === 'submitted')
    return turn.set({ reschedule: { ...turn.state.reschedule, asked: true } });
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
    const standing = scheduleOf(turn.state.phase)?.foc;
    turn.set({ reschedule: undefined, wish: standing && wishFor(turn.state, standing.date) });
    turn.fact({ kind: 'rescheduleRefused', reason: 'carrierRefused', standing });
  }
}

/**
 * Cancelled. What was never sent is over; what was sent stays watched with its claim held, because a number may port all
 * the same (R24).
 */
export function enterCancelled(turn: Turn, plan?: WatchPlan): void {
  if (isBeyondRecall(turn.state)) return;
  turn.set({ cancel: undefined, reschedule: undefined, transfer: undefined, wasCancelled: true, foc: undefined });
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
    'notPulled',
  );
  turn.fact({ kind: 'cancelled', wasSent: plan !== undefined });
  if (plan) return turn.enter({ at: 'cancelled', watchUntil: plan.watchUntil });
  turn.end('cancelled');
}
