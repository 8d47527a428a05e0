import type { Problem } from '../result';
import type { OrderFact, OrderOutcome, OrderState } from './state';
import type { OrderTurn } from './turn';

/** Ends an order that has no live request. Closing gives the claims back and writes the record. */
export function end(turn: OrderTurn, outcome: OrderOutcome, fact: OrderFact, problems?: readonly Problem[]): void {
  turn.set({ phase: { at: 'over', outcome, problems }, retries: [], reportCheck: undefined });
  turn.fact(fact);
  turn.do({ do: 'archive' });
}

/** Once every request is over, so is the order. */
export function closeIfDone(turn: OrderTurn): void {
  const { phase, requests } = turn.state;
  if (phase.at !== 'inProgress' || requests.some(({ snapshot }) => snapshot?.status !== 'over')) return;
  const outcome = outcomeOf(turn.state);
  turn.set({ phase: { at: 'over', outcome }, reportCheck: undefined, retries: [] });
  turn.fact({ kind: 'closed', outcome });
  turn.do({ do: 'archive' });
}

/** What became of the order as a whole. */
export function outcomeOf({ requests }: Pick<OrderState, 'requests'>): OrderOutcome {
  const outcomes = requests.map(({ snapshot }) => snapshot?.outcome);
  if (outcomes.every((outcome) => outcome === 'ported')) return 'completed';
  if (outcomes.includes('ported')) return 'completedPartially';
  return outcomes.every((outcome) => outcome === 'cancelled') ? 'cancelled' : 'failed';
}

export function onArchived(turn: OrderTurn): void {
  turn.clear('archiveFailed');
  turn.set({ archived: true });
}

/** Nothing is left to do: claims are given back, the record is written, the customer is told. */
export const isFinished = (state: OrderState): boolean => state.phase.at === 'over' && state.archived && state.held.length === 0;
