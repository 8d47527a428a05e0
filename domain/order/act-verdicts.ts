/** Whether an order takes an act of our own people: pure, on what both its state and its view tell. */
import type { AttentionReason } from '../attention';
import { HANDLING } from '../attention-handling';
import type { ActRefusal, OperatorAct } from '../operator/act';
import type { Requirement } from './requirements';
import type { OrderPhase } from './state';

/** As much of an order as acts are judged by. */
export interface OrderActGround {
  readonly at: OrderPhase['at'];
  /** The order's own, and those of its requests. */
  readonly attention: readonly AttentionReason[];
  readonly atRequests: readonly AttentionReason[];
  /** Letters of other accounts are still waited for, while requests run. */
  readonly signing: boolean;
  readonly requirements: readonly Pick<Requirement, 'id' | 'type' | 'holdsUp'>[];
}

/** What has a sense while the order is over and still being archived. */
const AFTER_THE_END: ReadonlySet<OperatorAct['do']> = new Set(['assign', 'unassign', 'settle', 'repair']);

/** Why the act is not taken; `undefined` when it is. */
export function judgeOrderActOn(ground: OrderActGround, act: OperatorAct): ActRefusal | undefined {
  const { at, attention, atRequests, signing } = ground;
  if (at === 'over' && !AFTER_THE_END.has(act.do)) return 'closed';
  switch (act.do) {
    case 'assign':
    case 'unassign':
    case 'repair':
      return undefined;
    case 'settle':
      if (!attention.includes(act.attention)) return atRequests.includes(act.attention) ? 'atRequest' : 'notOpen';
      return HANDLING[act.attention].cleared === 'byHand' ? undefined : 'notByHand';
    case 'waiveDocument':
      return judgeWaiver(ground, act.document);
    case 'extendDeadline':
      if (at === 'inProgress') return signing ? undefined : 'atRequest';
      return at === 'intake' ? 'noDeadline' : undefined;
    case 'closeRequest':
    case 'markPorted':
      return 'atRequest';
    default:
      return act satisfies never;
  }
}

function judgeWaiver({ at, requirements }: OrderActGround, document: string): ActRefusal | undefined {
  if (at === 'inProgress') return 'alreadySent';
  const rule = requirements.find(({ id, type }) => type === 'document' && id === document);
  if (!rule) return 'unknownDocument';
  return rule.holdsUp ? undefined : 'notHoldingUp';
}
