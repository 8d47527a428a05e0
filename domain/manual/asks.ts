/** What our side asks of the losing carrier: each becomes something to do for the operator. */
import { HOUR_MS } from '../clock';
import type { AskOutcome } from '../gateway-answer';
import { standingInWords, type Standing } from './entry';
import type { Ask, DeskState } from './state';
import type { DeskTurn } from './turn';

/** Answers that are remembered; a question asked again is one question. */
const ANSWERS_KEPT = 50;

/** Where each question makes sense. A cancel before anything went out needs nobody's agreement. */
const POSSIBLE: Readonly<Record<Ask['kind'], readonly Standing[]>> = {
  cancel: ['toSend', 'sent', 'scheduled'],
  reschedule: ['sent', 'scheduled'],
  activate: ['scheduled'],
  return: ['scheduled', 'completed'],
  comment: ['toSend', 'sent', 'scheduled', 'completed'],
};

/** What is answered to a question at once: it is taken, or why it makes no sense. The same key has the same answer. */
export function answerToAsk(state: DeskState, { kind, key }: Ask): AskOutcome {
  const known = state.asked.find((one) => one.key === key);
  if (known) return known.outcome;
  if (POSSIBLE[kind].includes(state.at) && !state.ended) return { kind: 'asked' };
  return { kind: 'refused', reason: `${standingInWords(state.at)}: there is nothing to ask for` };
}

/** Takes a question. */
export function onAsked(turn: DeskTurn, ask: Ask): void {
  const { kind, key } = ask;
  if (turn.state.asked.some((one) => one.key === key)) return;
  const outcome = answerToAsk(turn.state, ask);
  turn.set({ asked: [...turn.state.asked, { key, outcome }].slice(-ANSWERS_KEPT) });
  if (outcome.kind !== 'asked') return;
  const { kind: _, key: __, ...said } = ask;
  turn.fact({ kind: 'asked', what: kind, ...('date' in said ? said : {}) });
  if (kind === 'cancel' && turn.state.at === 'toSend') return cancelUnsent(turn);
  const task = { kind, key, sinceMs: turn.nowMs, ...said };
  // A line is down, or a window is open: not a matter of the day.
  if (kind === 'return' || kind === 'activate') {
    const dueBy = turn.deadline('carrierTask', turn.nowMs + HOUR_MS, 'an hour after it was asked for', 'it counts as late');
    return turn.add({ ...task, dueBy });
  }
  turn.add(task);
  turn.do({ do: 'plan', key, question: { ask: 'carrierTask', nowMs: turn.nowMs, rules: turn.frame.rules } });
}

/** Nothing went out: it is off at once, and nobody has to agree (R24). */
function cancelUnsent(turn: DeskTurn): void {
  turn.drop(() => true);
  turn.set({ at: 'cancelled', changedAtMs: turn.nowMs, ended: true, lookAt: undefined });
  turn.tell({ id: `desk/${turn.frame.reference}/cancelled`, type: 'cancelAccepted', occurredAtMs: turn.nowMs });
}
