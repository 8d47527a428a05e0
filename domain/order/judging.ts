/** Whether a command is taken, and if not why: what its caller learns at once. Nothing of the order is changed. */
import { judgeActivation, judgeCancel, judgeReschedule, judgeReturn, type Changeability, type Verdict } from '../request/verdicts';
import type { Actor, RefusalReason } from '../fact';
import type { Correction, IsoDate, NumberItem } from '../order-details';
import type { RejectionCode } from '../rejection/codes';
import { changedParts, type Correctable } from '../rejection/order-parts';
import { isLookedAt, isReviewable } from './documents';
import type { OrderEvent, Review } from './events';
import { absorbedBy, isElsewhere } from './regroup';
import { correctableOf, isSentByOperator, unanswered, wantsNewLoa } from './rejected';
import { isOver, type OrderState, type RequestEntry } from './state';

/** The answer to a command at one request, as the caller sees it at once. The request itself has the last word. */
export type CommandResult = {
  readonly n: number;
  /** With `reasonsUncovered`: the codes of the rejection that the correction does not answer. */
  readonly uncovered?: readonly RejectionCode[] | undefined;
  /** Taken, and sent by our operator, who has a part of the rejection to mend. */
  readonly byOperator?: true | undefined;
} & Verdict;

export type Corrected = Extract<OrderEvent, { readonly kind: 'corrected' }>;
/** What is looked at before a correction is taken. */
type Judged = Omit<Corrected, 'kind'>;

/** The answer to a command: per request, or for the order as a whole while none has begun. */
export interface CommandAnswer {
  readonly results: readonly CommandResult[];
  /** `n: 0` stands for the order before its requests exist. */
  readonly taken: boolean;
  /** The command's id was another command's; nothing was judged. */
  readonly otherContent?: true | undefined;
}

/** The answer to a command under an id that was another command's. */
export const OTHER_CONTENT: CommandAnswer = { taken: false, results: [], otherContent: true };

const AT_ONCE: CommandResult = { n: 0, taken: true, mayFail: false, atOnce: true };
const answer = (results: readonly CommandResult[]): CommandAnswer => ({ results, taken: results.some(({ taken }) => taken) });
const refusal = (n: number, reason: RefusalReason): CommandResult => ({ n, taken: false, reason });

export const aimed = (state: OrderState, requests: readonly number[] | undefined): RequestEntry[] =>
  state.requests.filter(({ n }) => !requests || requests.includes(n));

const BEGINNING = { waiting: 'ready', starting: 'submitting', started: 'submitting', cancelled: 'cancelled', replaced: 'over' } as const;

/** A request that has not reported is at its very beginning, or was cancelled there. */
export const changeOf = ({ stage, snapshot, cancelHeld }: Pick<RequestEntry, 'stage' | 'snapshot' | 'cancelHeld'>): Changeability =>
  snapshot?.change ?? { at: BEGINNING[stage], cancelPending: cancelHeld !== undefined, reschedulePending: false };

export const begun = (state: OrderState): boolean => state.phase.at === 'inProgress';

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
export function judgeReview(state: OrderState, review: Pick<Review, 'document' | 'revision' | 'sha256'>): CommandAnswer {
  if (state.phase.at === 'over') return answer([refusal(0, 'closed')]);
  if (!isReviewable(state, review)) return answer([refusal(0, 'nothingToReview')]);
  return answer([isLookedAt(state, review) ? AT_ONCE : refusal(0, 'anotherDocument')]);
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
export const isUnsigned = ({ stage, awaitsLoa }: RequestEntry): boolean => stage === 'waiting' && awaitsLoa !== undefined;

/** A customer's details have to answer each reason that is theirs. */
function judgeAnswers(state: OrderState, entry: RequestEntry, after: Correctable, by: Actor): CommandResult {
  const open = by === 'customer' ? unanswered(state, entry, after) : [];
  if (open.length > 0) return { ...refusal(entry.n, 'reasonsUncovered'), uncovered: open };
  return { n: entry.n, taken: true, mayFail: false, atOnce: false, ...(isHeld(entry, by) ? { byOperator: true as const } : {}) };
}

/** Whether a correction of this request waits for our operator to send it. */
export const isHeld = (entry: RequestEntry, by: Actor): boolean => by === 'customer' && isSentByOperator(entry);

const wasRejected = ({ snapshot }: RequestEntry): boolean => snapshot?.status === 'rejected';
export const waitsToGoOut = ({ snapshot }: RequestEntry): boolean => snapshot?.status === 'resubmitting';

/** A first attempt that waits for its time was signed as it is: it has no earlier one to fall back on while another is signed. */
const takesCorrection = (state: OrderState, entry: RequestEntry, correction: Correction): boolean =>
  wasRejected(entry) ||
  isUnsigned(entry) ||
  (waitsToGoOut(entry) && (entry.snapshot?.attempt !== 1 || !wantsNewLoa(state, entry, correction)));

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

function withCode(item: NumberItem, codes: Correction['transferCodes']): NumberItem {
  const code = codes?.[item.kind === 'single' ? item.number : item.start];
  return code === undefined ? item : { ...item, transferCode: code };
}
