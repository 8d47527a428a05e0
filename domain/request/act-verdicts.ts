/** Whether a request takes an act of our own people: pure, on what both its state and its snapshot tell. */
import type { AttentionReason } from '../attention';
import { HANDLING } from '../attention-handling';
import type { ActRefusal, OperatorAct } from '../operator/act';
import { RANK, type NumberState, type Phase } from './state';

/** As much of a request as acts are judged by. */
export interface ActGround {
  readonly at: Phase['at'];
  readonly numbers: readonly Pick<NumberState, 'voice'>[];
  readonly attention: readonly AttentionReason[];
  /** When its confirmed window opens, business ms, in the phases that have one. */
  readonly windowStartMs?: number | undefined;
}

/** Phases in which nothing of the request lives at the carrier. */
export const NOT_LIVE: ReadonlySet<Phase['at']> = new Set(['ready', 'rejected', 'resubmitting']);

/** Why the act is not taken; `undefined` when it is. */
export function judgeActOn(ground: ActGround, act: OperatorAct, nowMs: number): ActRefusal | undefined {
  switch (act.do) {
    case 'assign':
    case 'unassign':
    case 'repair':
      return undefined;
    case 'settle':
      if (!ground.attention.includes(act.attention)) return 'notOpen';
      return HANDLING[act.attention].cleared === 'byHand' ? undefined : 'notByHand';
    case 'waiveDocument':
      return 'atOrder';
    case 'extendDeadline':
      if (ground.at === 'over') return 'closed';
      return ground.at === 'rejected' ? undefined : 'noDeadline';
    case 'closeRequest':
      return judgeClosing(ground, act.evenIfLive === true);
    case 'markPorted':
      return judgePorted(ground, nowMs);
    default:
      return act satisfies never;
  }
}

/** A number that has moved is ours, and a submission on its way can still create something: neither is given up. */
export function judgeClosing({ at, numbers }: Pick<ActGround, 'at' | 'numbers'>, evenIfLive: boolean): ActRefusal | undefined {
  if (at === 'over') return 'closed';
  if (at === 'cancelled') return 'alreadyCancelled';
  if (at === 'ported') return 'alreadyPorted';
  if (at === 'submitting') return 'onItsWay';
  if (numbers.some(({ voice }) => voice !== 'atLosing')) return 'moving';
  return NOT_LIVE.has(at) || evenIfLive ? undefined : 'live';
}

/** Only what is with the carrier can have ported, and not before its day. */
function judgePorted({ at, numbers, windowStartMs }: ActGround, nowMs: number): ActRefusal | undefined {
  if (at === 'over') return 'closed';
  if (at === 'ported') return 'alreadyPorted';
  if (at === 'submitting' || NOT_LIVE.has(at)) return 'notLive';
  if (numbers.every(({ voice }) => voice !== 'atLosing')) return 'moving';
  return RANK[at] < RANK.activating && windowStartMs !== undefined && nowMs < windowStartMs ? 'beforeDate' : undefined;
}
