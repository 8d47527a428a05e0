import { currentAttempt } from './state';
import type { Turn } from './turn';

/** Look-ups after an unknown outcome before a person is asked; looking up goes on. */
const QUIET_LOOK_UPS = 3;

/**
 * The submission was sent and its answer never came. Never sent again blindly: the gateway is asked what it has, once
 * its visibility lag has passed.
 */
export function onSubmitUnknown(turn: Turn, attempt: number): void {
  if (attempt !== currentAttempt(turn.state).attempt || turn.state.phase.at !== 'submitting') return;
  turn.fact({ kind: 'outcomeUnknown', attempt });
  waitForLookUp(turn, 0);
}

/** Waits out the gateway's visibility lag, longer with each look-up that could not be made. */
export function waitForLookUp(turn: Turn, lookUps: number): void {
  const { visibilityLagMs, clock, rules } = turn.frame;
  turn.noRetry('submit');
  turn.enter({
    at: 'outcomeUnknown',
    lookUps,
    lookAt: {
      what: 'outcomeKnown',
      // The lag is the gateway's, in real time: a scaled clock does not shorten it.
      atMs: turn.nowMs + Math.max(visibilityLagMs * clock.scale, 60_000 * 2 ** Math.min(lookUps, 6)),
      zone: rules.zone,
      explanation: 'the gateway shows a new order only after a while',
      then: 'the gateway is asked whether it has the order; only if it has none is it sent again, under the same key',
    },
  });
  if (lookUps >= QUIET_LOOK_UPS) turn.raise('outcomeUnknown');
}
