import type { PlanAnswer } from '../calendar/plan';
import type { Admission } from './events';
import { closeAgain, end } from './closing';
import { issueLoa } from './loa';
import { missingDocuments } from './state';
import type { OrderTurn } from './turn';

/** What account directory, gateway and platform said (R1, R8, claims). All problems are told at once. */
export function onAdmitted(turn: OrderTurn, { problems }: Admission): void {
  // The claim was made after the order had ended: it is given back.
  if (turn.state.phase.at === 'over') return closeAgain(turn);
  if (turn.state.phase.at !== 'intake') return;
  turn.clear('accountUnreadable');
  if (problems.length > 0) return end(turn, 'refused', { kind: 'refused', problems }, problems);
  turn.do({ do: 'plan', question: { ask: 'order', nowMs: turn.nowMs, rules: turn.input.rules } });
}

/** The order is taken: its deadlines run, and the customer learns what is still needed. */
export function onPlanned(turn: OrderTurn, answer: PlanAnswer): void {
  if (answer.ask !== 'order' || turn.state.phase.at !== 'intake') return;
  turn.clear('calendarFailed');
  const { documentsBy, loaBy } = answer;
  turn.set({ phase: { at: 'awaitingDocuments', documentsBy, loaBy } });
  const missing = missingDocuments(turn.state, turn.input.requiredDocuments);
  turn.fact({ kind: 'accepted', missing, documentsBy });
  if (missing.length === 0) issueLoa(turn);
}

/** R9: a document. With the last one the LOA is made. A newer one of the same kind replaces the older. */
export function onDocument(turn: OrderTurn, document: string, sha256: string): void {
  const { documents, phase } = turn.state;
  if (phase.at === 'over' || documents.some((known) => known.kind === document && known.sha256 === sha256)) return;
  turn.set({ documents: [...documents.filter(({ kind }) => kind !== document), { kind: document, sha256, atMs: turn.nowMs }] });
  turn.fact({ kind: 'documentProvided', document });
  if (phase.at === 'awaitingDocuments' && missingDocuments(turn.state, turn.input.requiredDocuments).length === 0) issueLoa(turn);
}
