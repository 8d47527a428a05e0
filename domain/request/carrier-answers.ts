import type { PlanAnswer, Schedule } from '../calendar/plan';
import type { CarrierEvent, Foc, RejectionReason } from '../carrier-event';
import type { IsoDate } from '../order-details';
import { enterCancelled, refuseChange } from './changes';
import { onReturnAnswer } from './emergency-return';
import { onNumbersMoved } from './port-day';
import { onSms } from './sms';
import { RANK, currentAttempt, isBeyondRecall, isOnDesk, scheduleOf, wishOf } from './state';
import { askHeldCancel, enterRejected, enterSubmitted } from './submission';
import { enterScheduled, sameInterval } from './scheduling';
import type { Turn } from './turn';

/** Event ids remembered against duplicates; more than any carrier sends in the weeks of a port. */
const IDS_KEPT = 300;

/** Types whose newest word counts: an older one changes nothing. A cancel that was accepted counts in any order: no attempt comes back from it. */
const SETS_STATE: ReadonlySet<CarrierEvent['type']> = new Set([
  'acknowledged',
  'rejected',
  'splitRequired',
  'focConfirmed',
  'focChanged',
  'rescheduleAccepted',
]);

interface CarrierSaid {
  readonly kind: 'carrierEvent';
  readonly event: CarrierEvent;
}

/** A word from the carrier: at least once, in any order, about any attempt. */
export function onCarrierEvent(turn: Turn, said: CarrierSaid): void {
  const { event } = said;
  if (turn.state.seen.includes(event.id)) return noteReuse(turn, event);
  remember(turn, event);
  // Of a request that is over only this matters still: a number that moves all the same must work.
  if (turn.state.phase.at === 'over' && event.type !== 'numberActivated') return;
  noteEntry(turn, event);
  switch (event.type) {
    case 'numberActivated':
      return onNumbersMoved(turn, event);
    case 'smsActivated':
    case 'smsFailed':
      return onSms(turn, event);
    case 'comment':
      return turn.fact({ kind: 'carrierComment', text: event.text ?? '' });
    case 'returnAccepted':
    case 'returnRefused':
      return onReturnAnswer(turn, event);
    default:
  }
  if (isStale(turn, event)) {
    // An older date no longer counts, but the question was answered.
    if (event.type === 'rescheduleAccepted' && event.reference === currentAttempt(turn.state).reference) rescheduleAnswered(turn);
    return turn.fact({ kind: 'staleEvent', type: event.type });
  }
  if (event.gatewayId) turn.attempt({ gatewayId: event.gatewayId });
  if (isKnown(turn, event)) return;
  const { nowMs, frame } = turn;
  const { rules } = frame;
  switch (event.type) {
    case 'acknowledged':
      if (RANK[turn.state.phase.at] > RANK.submitting) return;
      // It went out: a cancel that comes from now on is the losing carrier's to approve.
      if (isOnDesk(turn.state)) turn.enter({ at: 'submitting' });
      return turn.plan({ ask: 'submission', nowMs: saidAt(turn, event), rules }, said);
    case 'rejected':
    case 'splitRequired':
      return turn.plan({ ask: 'correction', nowMs, rules }, said);
    case 'focConfirmed':
    case 'focChanged':
    case 'rescheduleAccepted':
      if (!event.foc) return turn.raise('contractBroken');
      if (turn.state.phase.at === 'cancelled') return turn.plan({ ask: 'watch', nowMs, rules, foc: event.foc }, said);
      return turn.plan({ ask: 'schedule', nowMs, rules, foc: event.foc, ...wishIn(turn, event.foc) }, said);
    case 'rescheduleRefused':
      if (turn.state.reschedule) refuseChange(turn, 'reschedule', { atMs: event.occurredAtMs, reasons: event.reasons ?? [] });
      return;
    case 'cancelRefused':
      if (turn.state.cancel) refuseChange(turn, 'cancel', { atMs: event.occurredAtMs, reasons: event.reasons ?? [] });
      return;
    case 'cancelAccepted':
      // Never sent: there is nothing to watch.
      if (isOnDesk(turn.state)) return enterCancelled(turn);
      return turn.plan({ ask: 'watch', nowMs, rules, foc: scheduleOf(turn.state.phase)?.foc }, said);
    case 'activationFailed':
      turn.fact({ kind: 'activationFailed', numbers: event.numbers ?? [] });
      return turn.raise('activationFailed');
    default:
      return event.type satisfies never;
  }
}

/** What a look-up of routine finds as it was: nothing is counted for it anew. */
function isKnown({ state, frame }: Turn, { source, type, foc }: CarrierEvent): boolean {
  if (frame.lookUps === undefined || source !== 'poll') return false;
  if (type === 'cancelAccepted') return state.phase.at === 'cancelled';
  const known = scheduleOf(state.phase)?.foc;
  const isOpen = state.reschedule !== undefined || state.attention.carrierSilent !== undefined;
  return foc !== undefined && known !== undefined && !isOpen && (sameInterval(known, foc) || sameDate(known, foc));
}

function remember(turn: Turn, { id, digest }: CarrierEvent): void {
  const seen = [...turn.state.seen, id].slice(-IDS_KEPT);
  turn.set({ seen });
  if (digest === undefined) return;
  const kept = Object.entries({ ...turn.state.digests, [id]: digest }).filter(([known]) => seen.includes(known));
  turn.set({ digests: Object.fromEntries(kept) });
}

/** The first one under an id counts. Another one under the same id is no repetition, and may be what nobody was told of. */
function noteReuse(turn: Turn, { id, digest }: CarrierEvent): void {
  const known = turn.state.digests?.[id];
  if (known !== undefined && digest !== undefined && known !== digest) turn.raise('eventIdReused');
}
/** What an operator entered has who, how and by what evidence beside it. */
function noteEntry(turn: Turn, { type, occurredAtMs, entered }: CarrierEvent): void {
  if (!entered) return;
  const { note: _, ...shown } = entered;
  turn.fact({ kind: 'enteredByHand', type, saidAtMs: occurredAtMs, ...shown });
}

/** R3: a request that one of ours sent counts from when they say that it went out; a gateway's word follows at once, and counts from now. */
const saidAt = (turn: Turn, { entered, occurredAtMs }: CarrierEvent): number => (entered ? turn.notAfterNow(occurredAtMs) : turn.nowMs);

/** In an interval the day is the customer's: what they wished for is asked of the calendar along with it. */
function wishIn({ state }: Turn, { lastDate }: Foc): { readonly wish?: IsoDate } {
  const wish = lastDate === undefined ? undefined : wishOf(state);
  return wish === undefined ? {} : { wish };
}

/**
 * About another attempt, from before this attempt was acknowledged, older than what set the state, or about a port that
 * has moved on: recorded and otherwise without effect. The carrier's time decides, not the time of arrival.
 */
const isStale = (turn: Turn, event: CarrierEvent): boolean =>
  event.occurredAtMs < (currentAttempt(turn.state).acknowledgedAtMs ?? 0) || isOvertaken(turn, event);

/** Whether this word no longer counts: about another attempt, older than what set the state, or about a port that has moved on. */
export function isOvertaken({ state }: Turn, event: CarrierEvent): boolean {
  if (event.reference !== currentAttempt(state).reference) return true;
  const stillCounts =
    (state.phase.at === 'cancelled' && event.foc) || (state.phase.at === 'activating' && event.type === 'activationFailed');
  if (isBeyondRecall(state) && !stillCounts) return true;
  return SETS_STATE.has(event.type) && event.occurredAtMs < state.carrierAtMs;
}

/** The event again, now with its dates. What came in between may have overtaken it. */
export function onPlannedCarrierEvent(turn: Turn, event: CarrierEvent, answer: PlanAnswer): void {
  if (isOvertaken(turn, event)) return;
  turn.set({ carrierAtMs: Math.max(turn.state.carrierAtMs, turn.notAfterNow(event.occurredAtMs)) });
  switch (answer.ask) {
    case 'submission':
      turn.attempt({ acknowledgedAtMs: currentAttempt(turn.state).acknowledgedAtMs ?? turn.notAfterNow(event.occurredAtMs) });
      if (RANK[turn.state.phase.at] <= RANK.submitting && turn.state.phase.at !== 'rejected') enterSubmitted(turn, answer);
      return;
    case 'correction':
      if (turn.state.phase.at !== 'cancelled') enterRejected(turn, reasonsIn(event), event.occurredAtMs, answer);
      return;
    case 'schedule':
      return turn.state.phase.at === 'cancelled' ? watchLonger(turn, event, answer.schedule) : applySchedule(turn, event, answer.schedule);
    case 'watch':
      return turn.state.phase.at === 'cancelled' ? watchLonger(turn, event, answer) : enterCancelled(turn, answer);
    default:
  }
}

/** A carrier that wants several requests has rejected this one; it may name which numbers go together. */
function reasonsIn({ type, reasons = [] }: CarrierEvent): readonly RejectionReason[] {
  if (reasons.length > 0) return reasons;
  return [{ code: type === 'splitRequired' ? 'SPLIT_REQUIRED' : 'OTHER' }];
}

/** A date for a cancelled port: it may happen all the same, so it is watched until past that date. */
function watchLonger(turn: Turn, event: CarrierEvent, { watchUntil }: Pick<Schedule, 'watchUntil'>): void {
  const { phase } = turn.state;
  if (phase.at === 'cancelled' && watchUntil.atMs > phase.watchUntil.atMs) turn.enter({ at: 'cancelled', watchUntil });
  turn.fact({ kind: 'staleEvent', type: event.type });
}

function rescheduleAnswered(turn: Turn): void {
  turn.set({ reschedule: undefined });
  turn.noRetry('askReschedule');
  if (!turn.state.cancel) turn.clear('changeUnanswered');
}

/** R12, R14: a date. The same date said again changes nothing. */
function applySchedule(turn: Turn, event: CarrierEvent, schedule: Schedule): void {
  const { phase, reschedule } = turn.state;
  const before = scheduleOf(phase);
  const { foc } = schedule;
  turn.clear('carrierSilent');
  // A carrier may give the wished date without saying that it answers the wish; and a wish that it had before it gave any date is answered by whatever date comes.
  const answered = reschedule && (reschedule.date === foc.date || (reschedule.asked && !before));
  if (event.type === 'rescheduleAccepted' || answered) rescheduleAnswered(turn);
  if (before && (sameInterval(before.foc, foc) || sameDate(before.foc, foc))) return;
  enterScheduled(turn, schedule, before ? 'dateChanged' : 'scheduled');
  // A cancel was taken while nothing could be asked, or while the day was still ours.
  if (RANK[phase.at] < RANK.submitted || (before?.foc.lastDate !== undefined && foc.lastDate === undefined)) askHeldCancel(turn);
}

/** The same window, in the same manner: said again, it changes nothing. */
const sameDate = (one: Foc, other: Foc): boolean =>
  one.windowStartMs === other.windowStartMs &&
  one.windowEndMs === other.windowEndMs &&
  one.lastDate === other.lastDate &&
  (one.onDemand ?? false) === (other.onDemand ?? false);
