/** What a command makes of the order, once it is there. Whether it is taken is judged in `judging.ts`. */
import { actedFact } from '../operator/act';
import type { Actor } from '../fact';
import type { Correction, IsoDate } from '../order-details';
import { end } from './closing';
import { proceed, waitForDocuments } from './documents';
import {
  aimed,
  begun,
  corrected,
  isHeld,
  isUnsigned,
  judgeCorrection,
  judgeReturning,
  judgeStarting,
  waitsToGoOut,
  type Corrected,
} from './judging';
import { alike, issueLoa, resubmit } from './loa';
import { rejectedOf, wantsNewLoa } from './rejected';
import { currentLoa, isOver, type RequestEntry } from './state';
import type { OrderTurn } from './turn';

/** A cancel of the order or of some of its requests (R24); its refusal is always told. */
export function onCancelRequested(
  turn: OrderTurn,
  { by, requests }: { readonly by: Actor; readonly requests?: readonly number[] | undefined },
): void {
  if (turn.state.phase.at === 'over') return turn.fact({ kind: 'cancelNotPossible' });
  if (!begun(turn.state)) return cancelBeforeSubmission(turn, by, requests);
  // The request is authoritative: it is told, also when the order believes that it is too late.
  for (const entry of aimed(turn.state, requests)) cancelOne(turn, entry, by);
}

/** Nothing was sent: it works at once. When only some are meant, the others go on under an LOA that names only them (R10). */
function cancelBeforeSubmission(turn: OrderTurn, by: Actor, requests: readonly number[] | undefined): void {
  const left = turn.state.requests.filter((entry) => !isOver(entry) && requests && !requests.includes(entry.n)).map(({ n }) => n);
  if (left.length === 0) return end(turn, 'cancelled', { kind: 'orderCancelled' });
  for (const entry of aimed(turn.state, requests)) cancelOne(turn, entry, by);
  issueLoa(turn, left);
}

function cancelOne(turn: OrderTurn, { n, stage, snapshot }: RequestEntry, by: Actor): void {
  if (snapshot?.status === 'over') {
    return turn.fact({
      kind: 'request',
      n,
      fact: { kind: 'cancelRefused', reason: snapshot.outcome === 'ported' ? 'alreadyPorted' : 'closed' },
    });
  }
  switch (stage) {
    case 'started':
      return turn.do({ do: 'signalRequest', n, message: { kind: 'cancelRequested', by } });
    case 'starting':
      return turn.request(n, { cancelHeld: by });
    case 'waiting':
      turn.request(n, { stage: 'cancelled', cancelHeld: undefined });
      return turn.fact({ kind: 'request', n, fact: { kind: 'cancelled', wasSent: false } });
    case 'cancelled':
      return turn.fact({ kind: 'request', n, fact: { kind: 'cancelRefused', reason: 'alreadyCancelled' } });
    case 'replaced':
      return;
    default:
      return stage satisfies never;
  }
}

/** A new date for some requests (R23), or another wish before anything was submitted (R19). */
export function onRescheduleRequested(
  turn: OrderTurn,
  event: { readonly by: Actor; readonly date: IsoDate; readonly requests?: readonly number[] | undefined },
): void {
  const { by, date, requests } = event;
  if (turn.state.phase.at === 'over') return;
  if (!begun(turn.state)) {
    turn.set({ details: { ...turn.state.details, preferredDate: date } });
    return turn.fact({ kind: 'dateWishChanged', date });
  }
  for (const entry of aimed(turn.state, requests)) {
    if (entry.stage === 'started' && !isOver(entry))
      turn.do({ do: 'signalRequest', n: entry.n, message: { kind: 'rescheduleRequested', by, date } });
  }
}

/** The transfer is to be started now; the request has the last word. */
export function onActivationRequested(
  turn: OrderTurn,
  { by, requests }: { readonly by: Actor; readonly requests?: readonly number[] | undefined },
): void {
  const { results } = judgeStarting(turn.state, requests, turn.nowMs);
  for (const { n, taken } of results) if (taken) turn.do({ do: 'signalRequest', n, message: { kind: 'activationRequested', by } });
}

/** The numbers are wanted back; the request has the last word. */
export function onReturnRequested(
  turn: OrderTurn,
  { by, reason, requests }: { readonly by: Actor; readonly reason: string; readonly requests?: readonly number[] | undefined },
): void {
  const { results } = judgeReturning(turn.state, requests, turn.nowMs);
  for (const { n, taken } of results) if (taken) turn.do({ do: 'signalRequest', n, message: { kind: 'returnRequested', by, reason } });
}

/**
 * R13: the corrected details. Whatever is signed with the carrier stays; a change of holder or signer voids the LOA for
 * what was not sent yet, and a new revision is issued.
 */
export function onCorrected(turn: OrderTurn, event: Corrected): void {
  const { by, correction, acted } = event;
  const { results, taken } = judgeCorrection(turn.state, event);
  if (!taken) return;
  if (acted) turn.fact(actedFact({ ...acted, act: { do: 'correct' } }));
  if (!begun(turn.state)) return correctBefore(turn, correction);
  const hit = results.filter((result) => result.taken).map(({ n }) => n);
  turn.fact({ kind: 'corrected', requests: hit });
  if (correction.addBlock) return claimBlock(turn, hit, event);
  for (const entry of turn.state.requests.filter(({ n }) => hit.includes(n))) {
    turn.request(entry.n, {
      ...correctedEntry(entry, correction),
      preferredDate: correction.preferredDate ?? entry.preferredDate,
      rejected: rejectedOf(entry, turn.state),
      awaitsOperator: isHeld(entry, by) ? true : undefined,
    });
  }
  const resigned = turn.state.requests.filter(
    (entry) => hit.includes(entry.n) && (isUnsigned(entry) || wantsNewLoa(turn.state, entry, correction)),
  );
  // What waits for its time does not go out under the details before.
  for (const { n } of resigned.filter(waitsToGoOut)) turn.do({ do: 'signalRequest', n, message: { kind: 'resubmissionWithdrawn' } });
  for (const group of alike(
    turn.state,
    resigned.map(({ n }) => n),
  ))
    issueLoa(turn, group);
  // What waits for a signature goes out with it, and not under the LOA of the details before.
  for (const entry of turn.state.requests.filter(({ n, awaitsLoa }) => hit.includes(n) && awaitsLoa === undefined)) resubmit(turn, entry);
}

function correctedEntry(entry: RequestEntry, correction: Correction): RequestEntry {
  const { holder, losing, signer, numbers: items } = corrected({ ...entry, numbers: entry.items }, correction);
  return { ...entry, holder, losing, signer, items };
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** Nothing was sent: the order itself is corrected, and letters that were made are made anew. */
function correctBefore(turn: OrderTurn, correction: Correction): void {
  const { details } = turn.state;
  // An account that a number names for itself is not the order's.
  const own = ({ losing }: RequestEntry): Correction => (same(losing, details.losing) ? correction : { ...correction, losing: undefined });
  turn.set({
    details: corrected(details, correction),
    requests: turn.state.requests.map((entry) => correctedEntry(entry, own(entry))),
  });
  turn.fact({ kind: 'corrected', requests: [] });
  if (currentLoa(turn.state)) issueLoa(turn);
  waitForDocuments(turn);
  proceed(turn);
}

/** The numbers that come with a block are claimed before anything is asked of the carrier. */
function claimBlock(turn: OrderTurn, hit: readonly number[], { correction, hashes = {} }: Corrected): void {
  const [n] = hit;
  if (n === undefined || !correction.addBlock) return;
  const block = { kind: 'block', ...correction.addBlock } as const;
  for (const entry of turn.state.requests.filter((one) => hit.includes(one.n)))
    turn.request(entry.n, { ...correctedEntry(entry, correction), rejected: rejectedOf(entry, turn.state) });
  turn.set({ addedHashes: { ...turn.state.addedHashes, ...hashes } });
  turn.request(n, { claiming: block });
  turn.do({ do: 'claimBlock', n, items: [block] });
}
