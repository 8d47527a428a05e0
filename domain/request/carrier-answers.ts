import type { PlanAnswer, Schedule } from '../calendar/plan';
import type { CarrierEvent } from '../carrier-event';
import { enterCancelled, refuseChange } from './changes';
import { onNumbersMoved, onSms } from './port-day';
import { RANK, currentAttempt, scheduleOf } from './state';
import { askHeldCancel, enterRejected, enterSubmitted } from './submission';
import type { Turn } from './turn';

/** Event ids remembered against duplicates; more than any carrier sends in the weeks of a port. */
const IDS_KEPT = 300;

/** Types whose newest word counts: an older one changes nothing. */
const SETS_STATE: ReadonlySet<CarrierEvent['type']> = new Set(['acknowledged', 'rejected', 'focConfirmed', 'focChanged', 'rescheduleAccepted', 'cancelAccepted']);

interface CarrierSaid {
  readonly kind: 'carrierEvent';
  readonly event: CarrierEvent;
}

/** A word from the carrier: at least once, in any order, about any attempt. */
export function onCarrierEvent(turn: Turn, said: CarrierSaid): void {
  const { event } = said;
  if (turn.state.seen.includes(event.id)) return;
  turn.set({ seen: [...turn.state.seen, event.id].slice(-IDS_KEPT) });
  switch (event.type) {
    case 'numberActivated':
      return onNumbersMoved(turn, event);
    case 'smsActivated':
    case 'smsFailed':
      return onSms(turn, event);
    case 'comment':
      return turn.fact({ kind: 'carrierComment', text: event.text ?? '' });
    default:
  }
  if (isStale(turn, event)) return turn.fact({ kind: 'staleEvent', type: event.type });
  if (event.gatewayId) turn.attempt({ gatewayId: event.gatewayId });
  const { nowMs, frame } = turn;
  const { rules } = frame;
  switch (event.type) {
    case 'acknowledged':
      if (RANK[turn.state.phase.at] <= RANK.submitting) turn.plan({ ask: 'submission', nowMs, rules }, said);
      return;
    case 'rejected':
      return turn.plan({ ask: 'correction', nowMs, rules }, said);
    case 'focConfirmed':
    case 'focChanged':
    case 'rescheduleAccepted':
      if (!event.foc) return turn.raise('contractBroken');
      if (turn.state.phase.at === 'cancelled') return turn.plan({ ask: 'watch', nowMs, rules, foc: event.foc }, said);
      return turn.plan({ ask: 'schedule', nowMs, rules, foc: event.foc }, said);
    case 'rescheduleRefused':
      if (turn.state.reschedule) refuseChange(turn, 'reschedule', { atMs: event.occurredAtMs, reasons: event.reasons ?? [] });
      return;
    case 'cancelRefused':
      if (turn.state.cancel) refuseChange(turn, 'cancel', { atMs: event.occurredAtMs, reasons: event.reasons ?? [] });
      return;
    case 'cancelAccepted':
      return turn.plan({ ask: 'watch', nowMs, rules, foc: scheduleOf(turn.state.phase)?.foc }, said);
    case 'activationFailed':
      turn.fact({ kind: 'activationFailed', numbers: event.numbers ?? [] });
      return turn.raise('activationFailed');
    case 'splitRequired':
      return turn.raise('splitRequired');
    default:
      return event.type satisfies never;
  }
}

/**
 * About another attempt, from before this attempt was acknowledged, older than what set the state, or about a port that
 * has moved on: recorded and otherwise without effect. The carrier's time decides, not the time of arrival.
 */
function isStale(turn: Turn, event: CarrierEvent): boolean {
  const attempt = currentAttempt(turn.state);
  if (event.reference !== attempt.reference) return true;
  if (RANK[turn.state.phase.at] >= RANK.activating && !(turn.state.phase.at === 'cancelled' && event.foc) && event.type !== 'activationFailed') return true;
  if (event.occurredAtMs < (attempt.acknowledgedAtMs ?? 0)) return true;
  return SETS_STATE.has(event.type) && event.occurredAtMs < turn.state.carrierAtMs;
}

/** The event again, now with its dates. What came in between may have overtaken it. */
export function onPlannedCarrierEvent(turn: Turn, event: CarrierEvent, answer: PlanAnswer): void {
  if (isStale(turn, event)) return;
  turn.set({ carrierAtMs: Math.max(turn.state.carrierAtMs, event.occurredAtMs) });
  switch (answer.ask) {
    case 'submission':
      turn.attempt({ acknowledgedAtMs: currentAttempt(turn.state).acknowledgedAtMs ?? event.occurredAtMs });
      if (RANK[turn.state.phase.at] <= RANK.submitting && turn.state.phase.at !== 'rejected') enterSubmitted(turn, answer);
      return;
    case 'correction':
      if (turn.state.phase.at !== 'cancelled') enterRejected(turn, event.reasons ?? [{ code: 'OTHER' }], event.occurredAtMs, answer);
      return;
    case 'schedule':
      if (turn.state.phase.at !== 'cancelled') applySchedule(turn, event, answer.schedule);
      return;
    case 'watch':
      if (turn.state.phase.at !== 'cancelled') return enterCancelled(turn, answer);
      // A date for a cancelled port: it may happen all the same, so it is watched until past that date.
      if (answer.watchUntil.atMs > turn.state.phase.watchUntil.atMs) turn.enter({ at: 'cancelled', watchUntil: answer.watchUntil });
      return turn.fact({ kind: 'staleEvent', type: event.type });
    default:
  }
}

/** R12, R14: a date. The same date said again changes nothing. */
function applySchedule(turn: Turn, event: CarrierEvent, schedule: Schedule): void {
  const before = scheduleOf(turn.state.phase);
  const { foc, cancelUntil, rescheduleUntil, changeNote } = schedule;
  turn.clear('carrierSilent');
  turn.noRetry('lookUp');
  if (event.type === 'rescheduleAccepted') {
    turn.set({ reschedule: undefined });
    turn.clear('changeUnanswered');
  }
  if (before?.foc.windowStartMs === foc.windowStartMs && before.foc.windowEndMs === foc.windowEndMs) return;
  turn.enter({ at: 'scheduled', schedule, cancellable: cancelUntil !== null });
  turn.set({ preparation: 'underWay' });
  turn.fact({ kind: before ? 'dateChanged' : 'scheduled', foc, cancelUntil, rescheduleUntil, changeNote });
  turn.do({ do: 'prepare', date: foc.date });
  askHeldCancel(turn);
}
