/** What our own people do to a request by hand. */
import { reasonsOf } from '../attention';
import { extended } from '../operator/extended';
import { actedFact, ownerAfter, type ActRefusal, type Operated, type OperatorAct } from '../operator/act';
import type { WatchPlan } from '../calendar/plan';
import { judgeActOn, judgeClosing, NOT_LIVE } from './act-verdicts';
import { enterCancelled } from './changes';
import { onNumbersMoved } from './port-day';
import { scheduleOf, type Phase, type RequestState } from './state';
import { close } from './submission';
import type { Turn } from './turn';

/** Why the request does not take an act; `undefined` when it does. Changes nothing. */
export function judgeRequestAct({ phase, numbers, attention }: RequestState, act: OperatorAct, nowMs: number): ActRefusal | undefined {
  const windowStartMs = scheduleOf(phase)?.foc.windowStartMs;
  return judgeActOn({ at: phase.at, numbers, attention: reasonsOf(attention), windowStartMs }, act, nowMs);
}

/** Does what was taken, and records who did it and why. */
export function onRequestOperated(turn: Turn, operated: Operated): void {
  const { act } = operated;
  const refused = judgeRequestAct(turn.state, act, turn.nowMs);
  turn.fact(actedFact(operated, refused));
  if (refused) return;
  const { phase } = turn.state;
  switch (act.do) {
    case 'settle':
      return turn.clear(act.attention);
    case 'extendDeadline':
      return phase.at === 'rejected' ? turn.enter({ ...phase, correctBy: extended(phase.correctBy, act.days) }) : undefined;
    case 'closeRequest':
      return NOT_LIVE.has(phase.at) ? giveUp(turn) : watch(turn);
    case 'markPorted':
      return onNumbersMoved(turn, {});
    case 'repair':
      return catchUp(turn);
    default:
      return turn.set({ ...ownerAfter(act) });
  }
}

/** Phases in which the gateway can have told something that a request that was not there has missed. */
const TOLD_BY_GATEWAY: ReadonlySet<Phase['at']> = new Set(['submitted', 'scheduled', 'locked', 'activating', 'ported', 'cancelled']);

/** The order hears again where the request stands, and the gateway is asked for what was missed. */
function catchUp(turn: Turn): void {
  tellAnew(turn);
  if (TOLD_BY_GATEWAY.has(turn.state.phase.at)) turn.lookUp();
}

/** Tells the order again from the start of what is kept; it takes only what it does not have. */
export const tellAnew = (turn: Turn): void => turn.set({ toldSeq: Math.max(0, (turn.state.facts[0]?.seq ?? 1) - 1) });

function giveUp(turn: Turn): void {
  turn.clear('rejectionNeedsOperator', 'carrierUnreachable', 'contractBroken');
  close(turn, 'givenUp');
}

/** What the carrier has is watched like a cancelled port, with its claim held: it may port all the same (R24). */
function watch(turn: Turn): void {
  const { nowMs, frame } = turn;
  const foc = scheduleOf(turn.state.phase)?.foc;
  turn.plan({ ask: 'watch', nowMs, rules: frame.rules, ...(foc ? { foc } : {}) }, { kind: 'givenUp' });
}

/** The dates of the watch are there. A word of the carrier that came meanwhile may have taken the ground away. */
export function onGivenUp(turn: Turn, plan: WatchPlan): void {
  const { phase } = turn.state;
  if (judgeClosing({ at: phase.at, numbers: turn.state.numbers }, true) !== undefined) return;
  if (NOT_LIVE.has(phase.at)) return giveUp(turn);
  enterCancelled(turn, plan);
}
