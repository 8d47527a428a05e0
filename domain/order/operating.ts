/** What our own people do to an order by hand. Everything about one request is the request's own. */
import { HANDLING } from '../attention-handling';
import { extended } from '../operator/extended';
import { actedFact, ownerAfter, type ActRefusal, type Operated, type OperatorAct } from '../operator/act';
import { askForReview, proceed } from './documents';
import { requirementsOf } from './requirements';
import type { OrderInput, OrderPhase, OrderState } from './state';
import type { OrderTurn } from './turn';

/** Why the order does not take an act; `undefined` when it does. Changes nothing. */
export function judgeOrderAct(state: OrderState, act: OperatorAct, input: OrderInput): ActRefusal | undefined {
  const { phase, attention, signBy } = state;
  if (phase.at === 'over' && act.do !== 'assign' && act.do !== 'unassign' && act.do !== 'settle') return 'closed';
  switch (act.do) {
    case 'assign':
    case 'unassign':
      return undefined;
    case 'settle':
      if (attention[act.attention] === undefined)
        return state.requests.some(({ snapshot }) => snapshot?.attention.includes(act.attention)) ? 'atRequest' : 'notOpen';
      return HANDLING[act.attention].cleared === 'byHand' ? undefined : 'notByHand';
    case 'waiveDocument':
      return judgeWaiver(state, act.document, input);
    case 'extendDeadline':
      if (phase.at === 'inProgress') return signBy ? undefined : 'atRequest';
      return phase.at === 'intake' ? 'noDeadline' : undefined;
    case 'closeRequest':
    case 'markPorted':
      return 'atRequest';
    default:
      return act satisfies never;
  }
}

function judgeWaiver(state: OrderState, document: string, input: OrderInput): ActRefusal | undefined {
  if (state.phase.at === 'inProgress') return 'alreadySent';
  const rule = requirementsOf(state, input).find(({ id, type }) => type === 'document' && id === document);
  if (!rule) return 'unknownDocument';
  return rule.holdsUp ? undefined : 'notHoldingUp';
}

/** Does what was taken, and records who did it and why. */
export function onOrderOperated(turn: OrderTurn, operated: Operated): void {
  const { act, by } = operated;
  const refused = judgeOrderAct(turn.state, act, turn.input);
  turn.fact(actedFact(operated, refused));
  if (refused) return;
  switch (act.do) {
    case 'settle':
      return turn.clear(act.attention);
    case 'waiveDocument':
      turn.set({ waived: [...(turn.state.waived ?? []), { document: act.document, by, atMs: turn.nowMs }] });
      askForReview(turn);
      return proceed(turn);
    case 'extendDeadline': {
      const { phase, signBy } = turn.state;
      return turn.set({ phase: longer(phase, act.days), ...(signBy ? { signBy: extended(signBy, act.days) } : {}) });
    }
    default:
      return turn.set({ ...ownerAfter(act) });
  }
}

/** Everything that the customer still has to bring, later by the same days: what comes first must not overtake what comes after it. */
function longer(phase: OrderPhase, days: number): OrderPhase {
  switch (phase.at) {
    case 'awaitingDecision':
      return {
        ...phase,
        decideBy: extended(phase.decideBy, days),
        documentsBy: extended(phase.documentsBy, days),
        loaBy: extended(phase.loaBy, days),
      };
    case 'awaitingDocuments':
      return { ...phase, documentsBy: extended(phase.documentsBy, days), loaBy: extended(phase.loaBy, days) };
    case 'awaitingSignature':
      return { ...phase, loaBy: extended(phase.loaBy, days) };
    default:
      return phase;
  }
}
