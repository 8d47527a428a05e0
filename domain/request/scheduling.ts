import type { Schedule } from '../calendar/plan';
import type { Foc } from '../carrier-event';
import type { RequestFact } from '../fact';
import { wishOf, type RequestState } from './state';
import type { Turn } from './turn';

/** R12, R14: a date, with everything that hangs on it; the numbers are added to the dashboard for it. */
export function enterScheduled(turn: Turn, schedule: Schedule, kind: 'scheduled' | 'dateChanged'): void {
  const { foc, cancelUntil, rescheduleUntil, changeNote, pull } = schedule;
  turn.noRetry('lookUp', 'prepare', 'readNumbers', 'triggerActivation');
  turn.clear('activationStuck', 'activationFailed', 'emergencyAddressMissing', 'notPulled');
  turn.enter({ at: 'scheduled', schedule, cancellable: cancelUntil !== null });
  turn.set({ preparation: 'underWay', foc, transfer: undefined, reading: undefined, remindedMs: undefined });
  turn.fact({ kind, foc, cancelUntil, rescheduleUntil, changeNote, pullAt: pull?.at, ...unlike(turn.state, foc) });
  turn.do({ do: 'prepare', date: foc.date });
}

/** In what a date is another than was asked for (R19), or later than the law leaves although nobody asked for that. */
function unlike(
  state: RequestState,
  { date }: Foc,
): Pick<Extract<RequestFact, { kind: 'scheduled' | 'dateChanged' }>, 'asked' | 'latestByLaw'> {
  const wish = wishOf(state);
  const { latestByLaw } = state;
  const isLate = latestByLaw !== undefined && date > latestByLaw.date && (wish === undefined || wish < date);
  return { asked: wish === date ? undefined : wish, latestByLaw: isLate ? latestByLaw : undefined };
}

/** Whether two dates were chosen in the same interval, or one in the other as it was given. */
export const sameInterval = (one: Foc, other: Foc): boolean =>
  one.lastDate !== undefined && one.lastDate === other.lastDate && (one.firstDate ?? one.date) === (other.firstDate ?? other.date);
