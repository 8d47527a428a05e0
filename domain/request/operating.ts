/** What our own people do to a request by hand. */
import { HANDLING } from '../attention-handling';
import { extended } from '../operator/extended';
import { actedFact, ownerAfter, type ActRefusal, type Operated, type OperatorAct } from '../operator/act';
import type { WatchPlan } from '../calendar/plan';
import { enterCancelled } from './changes';
import { onNumbersMoved } from './port-day';
import { RANK, scheduleOf, type Phase, type RequestState } from './state';
import { close } from './submission';
import type { Turn } from './turn';

/** Phases in which nothing of the request lives at the carrier. */
const NOT_LIVE: ReadonlySet<Phase['at']> = new Set(['ready', 'rejected', 'resubmitting']);

/** Why the request does not take an act; `undefined` when it does. Changes nothing. */
export function judgeRequestAct(state: RequestState, act: OperatorAct, nowMs: number): ActRefusal | undefined {
  const { phase, attention } = state;
  switch (act.do) {
    case 'assign':
    case 'unassign':
      return undefined;
    case 'settle':
      if (attention[act.attention] === undefined) return 'notOpen';
      return HANDLING[act.attention].cleared === 'byHand' ? undefined : 'notByHand';
    case 'waiveDocument':
      return 'atOrder';
    case 'extendDeadline':
      if (phase.at === 'over') return 'closed';
      return phase.at === 'rejected' ? undefined : 'noDeadline';
    case 'closeRequest':
      return judgeClosing(state, act.evenIfLive === true);
    case 'markPorted':
      return judgePorted(state, nowMs);
    default:
      return act satisfies never;
  }
}

/** A number that has moved is ours, and a submission on its way can still create something: neither is given up. */
function judgeClosing({ phase, numbers }: RequestState, evenIfLive: boolean): ActRefusal | undefined {
  if (phase.at === 'over') return 'closed';
  if (phase.at === 'cancelled') return 'alreadyCancelled';
  if (phase.at === 'ported') return 'alreadyPorted';
  if (phase.at === 'submitting') return 'onItsWay';
  if (numbers.some(({ voice }) => voice !== 'atLosing')) return 'moving';
  return NOT_LIVE.has(phase.at) || evenIfLive ? undefined : 'live';
}

/** Only what is with the carrier can have ported, and not before its day. */
function judgePorted({ phase, numbers }: RequestState, nowMs: number): ActRefusal | undefined {
  if (phase.at === 'over') return 'closed';
  if (phase.at === 'ported') return 'alreadyPorted';
  if (phase.at === 'submitting' || NOT_LIVE.has(phase.at)) return 'notLive';
  if (numbers.every(({ voice }) => voice !== 'atLosing')) return 'moving';
  const schedule = scheduleOf(phase);
  return RANK[phase.at] < RANK.activating && schedule && nowMs < schedule.foc.windowStartMs ? 'beforeDate' : undefined;
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
    default:
      return turn.set({ ...ownerAfter(act) });
  }
}

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
  if (judgeClosing(turn.state, true) !== undefined) return;
  if (NOT_LIVE.has(phase.at)) return giveUp(turn);
  enterCancelled(turn, plan);
}
