import type { Deadline } from '../deadline';
import { MAX_ATTEMPTS, gatewayReference } from '../ids';
import { currentAttempt, type FrozenAttempt, type Rejected } from './state';
import { close, submit } from './submission';
import type { Turn } from './turn';

/**
 * The corrected details are here, with an LOA that covers them: the next attempt, under a new reference (R13). Where the
 * losing carrier still has the old one open, it waits; other details that come meanwhile take their place.
 */
export function onResubmissionReady(turn: Turn, frozen: FrozenAttempt): void {
  const { phase, cancel, attempts } = turn.state;
  // A cancel that is being carried out wins over a correction that crossed it.
  if (cancel) return;
  if (phase.at === 'resubmitting') {
    turn.attempt({ frozen: withWish(turn, frozen) });
    return turn.fact({ kind: 'resubmissionHeld', attempt: currentAttempt(turn.state).attempt, until: phase.submitAt });
  }
  if (phase.at !== 'rejected') return;
  const attempt = currentAttempt(turn.state).attempt + 1;
  if (attempt > MAX_ATTEMPTS) return close(turn, 'tooManyAttempts');
  const { orderId, n } = turn.frame;
  turn.clear('rejectionNeedsOperator');
  const wished = withWish(turn, frozen);
  turn.set({ attempts: [...attempts, { attempt, reference: gatewayReference({ orderId, n, attempt }), frozen: wished }], carrierAtMs: 0 });
  const { reasons, correctBy, byReason, resubmitFrom } = phase;
  if (resubmitFrom && turn.nowMs < resubmitFrom.atMs) return hold(turn, resubmitFrom, { reasons, correctBy, byReason, resubmitFrom });
  turn.fact({ kind: 'resubmitting', attempt });
  submit(turn);
}

/** What was asked for as a date after the order was placed is asked for again (R19), unless the correction names another one. */
function withWish(turn: Turn, frozen: FrozenAttempt): FrozenAttempt {
  const { wish } = turn.state;
  if (!wish) return frozen;
  if (frozen.preferredDate === wish.inPlaceOf) return { ...frozen, preferredDate: wish.date };
  turn.set({ wish: undefined });
  return frozen;
}

/** The current attempt waits for its time, and the customer knows until when. */
export function hold(turn: Turn, submitAt: Deadline, corrects?: Rejected): void {
  turn.enter({ at: 'resubmitting', submitAt, corrects });
  turn.fact({ kind: 'resubmissionHeld', attempt: currentAttempt(turn.state).attempt, until: submitAt });
}

/** Its time has come (R3: the estimate starts anew with it). */
export function onHoldOver(turn: Turn): void {
  const { attempt } = currentAttempt(turn.state);
  if (attempt > 1) turn.fact({ kind: 'resubmitting', attempt });
  submit(turn);
}

/** Other details are coming that want a new signature: what waits does not go out as it is (R10). */
export function onResubmissionWithdrawn(turn: Turn): void {
  const { phase, cancel, attempts } = turn.state;
  if (phase.at !== 'resubmitting' || !phase.corrects || cancel) return;
  const { attempt } = currentAttempt(turn.state);
  const earlier = attempts.slice(0, -1);
  turn.set({ attempts: earlier, carrierAtMs: turn.notAfterNow(earlier.at(-1)?.rejection?.atMs ?? 0) });
  turn.enter({ at: 'rejected', ...phase.corrects });
  turn.fact({ kind: 'resubmissionWithdrawn', attempt });
}
