/** A rejected request as the order sees it: what a correction of it has to answer, and who sends it again (R13). */
import type { RejectionReason } from '../carrier-event';
import type { Correction } from '../order-details';
import { needsNewLoa, needsOperator, uncovered } from '../rejection/answering';
import type { RejectionCode } from '../rejection/codes';
import { changedParts, type Correctable } from '../rejection/order-parts';
import { signedLoaFor, type OrderState, type RejectedAttempt, type RequestEntry } from './state';

/** The reasons that have to be answered one by one. A rejection from before that rule has none: any correction answers it. */
const reasonsToAnswer = ({ snapshot }: RequestEntry): readonly RejectionReason[] => (snapshot?.byReason ? (snapshot.reasons ?? []) : []);

/** Whether our operator has a part in mending it: then they are the one who sends it again. */
export const isSentByOperator = ({ snapshot }: RequestEntry): boolean =>
  snapshot?.byReason === true && needsOperator(snapshot.reasons ?? []);

/** What of it the carrier could object to, as it stands in the order now. */
export const correctableOf = ({ holder, losing, signer, items, preferredDate }: RequestEntry, { details }: OrderState): Correctable => ({
  holder,
  losing,
  signer,
  numbers: items,
  preferredDate: preferredDate ?? details.preferredDate,
});

/** What the last attempt said: not what an earlier correction has made of it that still waits to be sent. */
export function rejectedOf(entry: RequestEntry, state: OrderState): RejectedAttempt | undefined {
  const attempt = entry.snapshot?.attempt;
  if (attempt === undefined) return undefined;
  if (entry.rejected?.attempt === attempt) return entry.rejected;
  return { ...correctableOf(entry, state), attempt, revision: signedLoaFor(state, entry.n)?.revision ?? 0 };
}

/** The customer's reasons that these details do not answer. */
export function unanswered(state: OrderState, entry: RequestEntry, after: Correctable): RejectionCode[] {
  const changed = changedParts(rejectedOf(entry, state) ?? after, after);
  return uncovered(reasonsToAnswer(entry), documentCame(state, entry.n) ? new Set([...changed, 'documents']) : changed);
}

/** Whether this correction needs a new letter (R10). One that a reason wants is made once for a rejection. */
export function wantsNewLoa(state: OrderState, entry: RequestEntry, correction: Correction): boolean {
  const { revision = 0 } = rejectedOf(entry, state) ?? {};
  const isAnew = state.loas.some((loa) => loa.revision > revision && loa.covers.includes(entry.n));
  return needsNewLoa(correction, isAnew ? [] : reasonsToAnswer(entry));
}

/** Whether a document was handed in after the last rejection of this request: only then it can be what was missing. */
function documentCame({ facts }: OrderState, n: number): boolean {
  const rejectedAt = facts.findLastIndex((fact) => fact.kind === 'request' && fact.n === n && fact.fact.kind === 'rejected');
  return facts.slice(rejectedAt + 1).some(({ kind }) => kind === 'documentProvided');
}
