import { DAY_MS } from '../clock';
import type { Deadline } from '../deadline';
import type { Standing } from './entry';
import type { DeskState } from './state';
import type { DeskTurn } from './turn';

/** How often the request is asked whether it still needs this: every day once the losing carrier has settled it, else every week. */
const LOOKS_MS = { settled: DAY_MS, open: 7 * DAY_MS } as const;
const SETTLED: ReadonlySet<Standing> = new Set(['rejected', 'cancelled', 'completed', 'returned']);

/** Everything that the desk waits for. Never empty while it is open. */
export const deadlinesOf = ({ tasks, movedBy, deliverAgainAt, lookAt }: DeskState): Deadline[] =>
  [
    ...tasks.flatMap(({ dueBy, outAtMs, answerBy }) => [outAtMs === undefined ? dueBy : undefined, answerBy]),
    movedBy,
    deliverAgainAt,
    lookAt,
  ].filter((deadline) => deadline !== undefined && deadline !== null);

/** Time has passed: what is due does what it announced, also after a long outage. */
export function onTimeReached(turn: DeskTurn): void {
  const due = (deadline: Deadline | null | undefined): boolean => !!deadline && deadline.atMs <= turn.nowMs;
  for (const { kind, key, dueBy, outAtMs, answerBy } of turn.state.tasks) {
    if (outAtMs === undefined && due(dueBy)) {
      turn.task(key, { dueBy: null });
      turn.fact({ kind: 'late', of: kind });
    }
    if (answerBy && due(answerBy)) {
      turn.task(key, { answerBy: undefined, chaseSinceMs: answerBy.atMs });
      turn.fact({ kind: 'unanswered', of: kind });
    }
  }
  if (due(turn.state.movedBy)) {
    turn.set({ movedBy: undefined });
    turn.add({ kind: 'confirm', key: `confirm-${turn.nowMs}`, sinceMs: turn.nowMs });
    turn.fact({ kind: 'mayHaveMoved', of: 'confirm' });
  }
  if (due(turn.state.deliverAgainAt)) turn.set({ deliverAgainAt: undefined });
  if (due(turn.state.lookAt)) {
    turn.set({ lookAt: undefined });
    turn.do({ do: 'lookAtRequest' });
  }
}

/** The request is asked from time to time whether this is still needed: it may end, or go on to another attempt, without a word. */
export function seeToLooks(turn: DeskTurn): void {
  if (turn.state.lookAt || turn.state.ended) return;
  const often = SETTLED.has(turn.state.at) ? LOOKS_MS.settled : LOOKS_MS.open;
  const days = often / DAY_MS;
  turn.set({
    lookAt: turn.deadline(
      'deskCheck',
      turn.nowMs + often,
      `every ${days === 1 ? 'day' : `${days} days`}`,
      'the request is asked whether it still needs this; if not, this ends',
    ),
  });
}
