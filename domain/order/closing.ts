import type { Problem } from '../result';
import { isOver, type OrderFact, type OrderOutcome, type OrderState } from './state';
import type { OrderTurn } from './turn';

/** Ends an order that has no live request. Closing gives the claims back and writes the record. */
export function end(turn: OrderTurn, outcome: OrderOutcome, fact: OrderFact, problems?: readonly Problem[]): void {
  turn.set({ phase: { at: 'over', outcome, problems }, reportCheck: undefined });
  nothingMoreToTry(turn);
  turn.fact(fact);
  turn.do({ do: 'archive' });
}

/** Once every request is over, so is the order. */
export function closeIfDone(turn: OrderTurn): void {
  const { phase, requests } = turn.state;
  if (phase.at !== 'inProgress' || !requests.every(isOver)) return;
  const outcome = outcomeOf(turn.state);
  turn.set({ phase: { at: 'over', outcome }, reportCheck: undefined });
  nothingMoreToTry(turn);
  turn.fact({ kind: 'closed', outcome });
  turn.do({ do: 'archive' });
}

/** What could not be sent to its customer is still owed. */
function nothingMoreToTry(turn: OrderTurn): void {
  turn.set({ retries: turn.state.retries.filter(({ what }) => what === 'send') });
}

/** What became of the order as a whole. */
export function outcomeOf({ requests }: Pick<OrderState, 'requests'>): OrderOutcome {
  // What was replaced goes on in the requests that took its place.
  const outcomes = requests
    .filter(({ replacedBy }) => replacedBy === undefined)
    .map(({ stage, snapshot }) => (stage === 'cancelled' ? 'cancelled' : snapshot?.outcome));
  if (outcomes.length === 0) return 'failed';
  if (outcomes.every((outcome) => outcome === 'ported')) return 'completed';
  if (outcomes.includes('ported')) return 'completedPartially';
  return outcomes.every((outcome) => outcome === 'cancelled') ? 'cancelled' : 'failed';
}

/** Something was still claiming numbers when the order ended: they are given back again. */
export function closeAgain(turn: OrderTurn): void {
  turn.set({ archived: false });
  turn.do({ do: 'archive' });
}

export function onArchived(turn: OrderTurn): void {
  turn.clear('archiveFailed');
  turn.set({ archived: true });
}

/** Nothing is left to do: claims are given back, the record is written, the customer is told. */
export const isFinished = (state: OrderState): boolean =>
  state.phase.at === 'over' && state.archived && state.held.length === 0 && !state.unsent.some((effect) => effect.do === 'notify');
