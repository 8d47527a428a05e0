/** What our own people do to an order by hand. Everything about one request is the request's own. */
import { reasonsOf } from '../attention';
import { extended } from '../operator/extended';
import { actedFact, ownerAfter, type ActRefusal, type Operated, type OperatorAct } from '../operator/act';
import { judgeOrderActOn } from './act-verdicts';
import { askForReview, proceed } from './documents';
import { readLive } from './progress';
import { requirementsOf } from './requirements';
import type { OrderInput, OrderPhase, OrderState } from './state';
import type { OrderTurn } from './turn';

/** Why the order does not take an act; `undefined` when it does. Changes nothing. */
export const judgeOrderAct = (state: OrderState, act: OperatorAct, input: OrderInput): ActRefusal | undefined =>
  judgeOrderActOn(
    {
      at: state.phase.at,
      attention: reasonsOf(state.attention),
      atRequests: state.requests.flatMap(({ snapshot }) => snapshot?.attention ?? []),
      signing: state.signBy !== undefined,
      requirements: requirementsOf(state, input),
    },
    act,
  );

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
    case 'repair':
      if (turn.state.phase.at !== 'inProgress' && turn.state.phase.at !== 'over') turn.set({ seeking: true });
      return readLive(turn);
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
