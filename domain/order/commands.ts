import { judgeActivation, judgeCancel, judgeReschedule, judgeReturn, type Changeability, type Verdict } from '../request/verdicts';
import type { Actor, RefusalReason } from '../fact';
import type { Correction, IsoDate, NumberItem } from '../order-details';
import type { RejectionCode } from '../rejection/codes';
import { changedParts, type Correctable } from '../rejection/order-parts';
import { end } from './closing';
import { isReviewable, proceed, waitForDocuments } from './documents';
import type { OrderEvent, Review } from './events';
import { alike, issueLoa, resubmit } from './loa';
import { absorbedBy, isElsewhere } from './regroup';
import { correctableOf, isSentByOperator, rejectedOf, unanswered, wantsNewLoa } from './rejected';
import { currentLoa, isOver, type OrderState, type RequestEntry } from './state';
import type { OrderTurn } from './turn';

/** The answer to a command at one request, as the caller sees it at once. The request itself has the last word. */
export type CommandResult = {
  readonly n: number;
  /** With `reasonsUncovered`: the codes of the rejection that the correction does not answer. */
  readonly uncovered?: readonly RejectionCode[] | undefined;
  /** Taken, and sent by our operator, who has a part of the rejection to mend. */
  readonly byOperator?: true | undefined;
} & Verdict;

type Corrected = Extract<OrderEvent, { readonly kind: 'corrected' }>;
/** What is looked at before a correction is taken. */
type Judged = Omit<Corrected, 'kind'>;

/** The answer to a command: per request, or for the order as a whole while none has begun. */
export interface CommandAnswer {
  readonly results: readonly CommandResult[];
  /** `n: 0` stands for the order before its requests exist. */
  readonly taken: boolean;
}

const AT_ONCE: CommandResult = { n: 0, taken: true, mayFail: false, atOnce: true };
const answer = (results: readonly CommandResult[]): CommandAnswer => ({ results, taken: results.some(({ taken }) => taken) });
const refusal = (n: number, reason: RefusalReason): CommandResult => ({ n, taken: false, reason });

const aimed = (state: OrderState, requests: readonly number[] | undefined): RequestEntry[] =>
  state.requests.filter(({ n }) => !requests || requests.includes(n));

const BEGINNING = { waiting: 'ready', starting: 'submitting', started: 'submitting', cancelled: 'cancelled', replaced: 'over' } as const;

/** A request that has not reported is at its very beginning, or was cancelled there. */
const changeOf = ({ stage, snapshot, cancelHeld }: RequestEntry): Changeability =>
  snapshot?.change ?? { at: BEGINNING[stage], cancelPending: cancelHeld !== undefined, reschedulePending: false };

const begun = (state: OrderState): boolean => state.phase.at === 'inProgress';

/** R24, as the order knows it. Before anything is submitted the whole order is cancelled at once. */
export function judgeCancellation(state: OrderState, requests: readonly number[] | undefined, nowMs: number): CommandAnswer {
  if (state.phase.at === 'over') return answer([refusal(0, 'closed')]);
  if (!begun(state) && !requests) return answer([AT_ONCE]);
  return answer(aimed(state, requests).map((entry) => ({ n: entry.n, ...judgeCancel(changeOf(entry), nowMs) })));
}

/** R23. Before anything is submitted only the wish changes. */
export function judgeRescheduling(state: OrderState, requests: readonly number[] | undefined, nowMs: number, date: IsoDate): CommandAnswer {
  if (state.phase.at === 'over') return answer([refusal(0, 'closed')]);
  if (!begun(state)) return answer([AT_ONCE]);
  return answer(aimed(state, requests).map((entry) => ({ n: entry.n, ...judgeReschedule(changeOf(entry), nowMs, date) })));
}

/** What becomes of numbers that cannot be ported: only as long as the order waits to be told. */
export const judgeDecision = ({ phase }: OrderState): CommandAnswer =>
  answer([phase.at === 'awaitingDecision' ? AT_ONCE : refusal(0, phase.at === 'over' ? 'closed' : 'nothingToDecide')]);

/** An operator's word on a document. */
export function judgeReview(state: OrderState, review: Pick<Review, 'document' | 'revision'>): CommandAnswer {
  if (state.phase.at === 'over') return answer([refusal(0, 'closed')]);
  return answer([isReviewable(state, review) ? AT_ONCE : refusal(0, 'nothingToReview')]);
}

/** Papers and records are taken as long as the order lives. */
export const judgeHandedIn = ({ phase }: OrderState): CommandAnswer => answer([phase.at === 'over' ? refusal(0, 'closed') : AT_ONCE]);

/** R8: a rejected number is asked for again with the whole block that it belongs to. */
function judgeBlock(state: OrderState, { by, requests, correction }: Judged, block: NonNullable<Correction['addBlock']>): CommandAnswer {
  const whole = { kind: 'block', ...block } as const;
  const absorbed = absorbedBy(state, whole).filter(({ snapshot }) => snapshot !== undefined);
  const targets = requests ? aimed(state, requests) : absorbed;
  if (targets.length === 0) return answer([refusal(0, 'notRejected')]);
  return answer(
    targets.map((entry): CommandResult => {
      if (isOver(entry)) return refusal(entry.n, 'closed');
      if (entry.claiming) return refusal(entry.n, 'alreadyAsked');
      if (!absorbed.includes(entry)) return refusal(entry.n, 'notRejected');
      if (isElsewhere(state, whole)) return refusal(entry.n, 'numbersElsewhere');
      const { byOperator: _, ...judged } = judgeAnswers(
        state,
        entry,
        { ...corrected(correctableOf(entry, state), correction), numbers: [whole] },
        by,
      );
      return judged;
    }),
  );
}

/** Starting the transfer inside a window on demand. Without naming requests, those that can are meant. */
export const judgeStarting = (state: OrderState, requests: readonly number[] | undefined, nowMs: number): CommandAnswer =>
  judgePortDay(state, requests, 'noDateYet', (change) => judgeActivation(change, nowMs));

/** An emergency return of what has ported, or of what failed to. Without naming requests, those that can are meant. */
export const judgeReturning = (state: OrderState, requests: readonly number[] | undefined, nowMs: number): CommandAnswer =>
  judgePortDay(state, requests, 'notPorted', (change) => judgeReturn(change, nowMs));

function judgePortDay(
  state: OrderState,
  requests: readonly number[] | undefined,
  tooEarly: RefusalReason,
  judge: (change: Changeability) => Verdict,
): CommandAnswer {
  if (state.phase.at === 'over') return answer([refusal(0, 'closed')]);
  if (!begun(state)) return answer([refusal(0, tooEarly)]);
  const judged = aimed(state, requests).map((entry): CommandResult => ({ n: entry.n, ...judge(changeOf(entry)) }));
  const taken = judged.filter((result) => result.taken);
  return answer(requests || taken.length === 0 ? judged : taken);
}

/**
 * R13: a correction is taken before submission, and by a request that was rejected, also while it waits to be sent again. A customer's has to answer each reason
 * that is theirs; an operator's is taken as it is, since they have spoken with the carrier.
 */
export function judgeCorrection(state: OrderState, event: Judged): CommandAnswer {
  const { by, requests, correction } = event;
  if (state.phase.at === 'over') return answer([refusal(0, 'closed')]);
  if (correction.addBlock) return judgeBlock(state, event, correction.addBlock);
  if (!begun(state)) return answer([changesAnything(state.details, correction) ? AT_ONCE : refusal(0, 'nothingChanged')]);
  const targets = aimed(state, requests);
  const rejected = [wasRejected, waitsToGoOut].map((is) => targets.filter(is)).find((some) => some.length > 0) ?? [];
  // Without naming requests, the rejected ones are meant; the others are not a refusal.
  const judged = requests || rejected.length === 0 ? targets : rejected;
  return answer(
    judged.map((entry): CommandResult => {
      if (isOver(entry)) return refusal(entry.n, 'closed');
      if (!takesCorrection(state, entry, correction)) return refusal(entry.n, 'notRejected');
      const before = correctableOf(entry, state);
      if (!correction.asItIs && !changesAnything(before, correction)) return refusal(entry.n, 'nothingChanged');
      return judgeAnswers(state, entry, corrected(before, correction), by);
    }),
  );
}

/** Nothing of it was sent yet: its account's letter is still to be signed. */
const isUnsigned = ({ stage, awaitsLoa }: RequestEntry): boolean => stage === 'waiting' && awaitsLoa !== undefined;

/** A customer's details have to answer each reason that is theirs. */
function judgeAnswers(state: OrderState, entry: RequestEntry, after: Correctable, by: Actor): CommandResult {
  const open = by === 'customer' ? unanswered(state, entry, after) : [];
  if (open.length > 0) return { ...refusal(entry.n, 'reasonsUncovered'), uncovered: open };
  return { n: entry.n, taken: true, mayFail: false, atOnce: false, ...(isHeld(entry, by) ? { byOperator: true as const } : {}) };
}

/** Whether a correction of this request waits for our operator to send it. */
const isHeld = (entry: RequestEntry, by: Actor): boolean => by === 'customer' && isSentByOperator(entry);

const wasRejected = ({ snapshot }: RequestEntry): boolean => snapshot?.status === 'rejected';
const waitsToGoOut = ({ snapshot }: RequestEntry): boolean => snapshot?.status === 'resubmitting';

/** A first attempt that waits for its time was signed as it is: it has no earlier one to fall back on while another is signed. */
const takesCorrection = (state: OrderState, entry: RequestEntry, correction: Correction): boolean =>
  wasRejected(entry) ||
  isUnsigned(entry) ||
  (waitsToGoOut(entry) && (entry.snapshot?.attempt !== 1 || !wantsNewLoa(state, entry, correction)));

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

const changesAnything = (before: Correctable, correction: Correction): boolean =>
  changedParts(before, corrected(before, correction)).size > 0;

/** The details with the correction in place. */
export function corrected<T extends Correctable>(before: T, correction: Correction): T {
  const { holder, losing, signer, transferCodes, preferredDate } = correction;
  return {
    ...before,
    holder: holder ?? before.holder,
    losing: losing ?? before.losing,
    signer: signer ?? before.signer,
    numbers: before.numbers.map((item) => withCode(item, transferCodes)),
    ...(preferredDate === undefined ? {} : { preferredDate }),
  };
}

function correctedEntry(entry: RequestEntry, correction: Correction): RequestEntry {
  const { holder, losing, signer, numbers: items } = corrected({ ...entry, numbers: entry.items }, correction);
  return { ...entry, holder, losing, signer, items };
}

function withCode(item: NumberItem, codes: Correction['transferCodes']): NumberItem {
  const code = codes?.[item.kind === 'single' ? item.number : item.start];
  return code === undefined ? item : { ...item, transferCode: code };
}

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
  const { by, correction } = event;
  const { results, taken } = judgeCorrection(turn.state, event);
  if (!taken) return;
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
