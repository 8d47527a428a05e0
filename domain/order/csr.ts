import { compareWithCsr, type CustomerServiceRecord } from '../csr';
import type { OrderTurn } from './turn';

/** R7: the losing provider's record is here; every difference is told before anything is sent, so that it can be corrected. */
export function onCsr(turn: OrderTurn, csr: CustomerServiceRecord): void {
  if (turn.state.phase.at === 'over') return;
  turn.set({ csr });
  turn.fact({ kind: 'csrCompared', differences: compareWithCsr(turn.state.details, csr) });
}
