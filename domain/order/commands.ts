import { judgeCancel, judgeReschedule, type Changeability, type Verdict } from '../request/changes';
import type { Actor, RefusalReason } from '../fact';
import type { Correction, IsoDate, NumberItem, PortOrderDetails } from '../order-details';
import { needsNewLoa } from '../rejection';
import { end } from './closing';
import { issueLoa, resubmit } from './loa';
import { currentLoa, isOver, type OrderState, type RequestEntry } from './state';
import type { OrderTurn } from './turn';

/** The answer to a command at one request, as the caller sees it at once. The request itself has the last word. */
export type CommandResult = { readonly n: number } & Verdict;

/** The answer to a command: per request, or for the order as a whole while none has begun. */
export interface CommandAnswer {
  readonly results: readonly CommandResult[];
  /** `n: 0` stands for the order before its requests exist. */
  readonly taken: boolean;
}

const answer = (results: readonly CommandResult[]): CommandAnswer => ({ results, taken: results.some(({ taken }) => taken) });
const refusal = (n: number, reason: RefusalReason): CommandResult => ({ n, taken: false, reason });

const aimed = (state: OrderState, requests: readonly number[] | undefined): RequestEntry[] =>
  state.requests.filter(({ n }) => !requests || requests.includes(n));

const BEGINNING = { waiting: 'ready', starting: 'submitting', started: 'submitting', cancelled: 'cancelled' } as const;

/** A request that has not reported is at its very beginning, or was cancelled there. */
const changeOf = ({ stage, snapshot, cancelHeld }: RequestEntry): Changeability =>
  snapshot?.change ?? { at: BEGINNING[stage], cancelPending: cancelHeld !== undefined, reschedulePending: false };

const begun = (state: OrderState): boolean => state.phase.at === 'inProgress';

/** R24, as the order knows it. Before anything is submitted the whole order is cancelled at once. */
export function judgeCancellation(state: OrderState, requests: readonly number[] | undefined, nowMs: number): CommandAnswer {
  if (state.phase.at === 'over') return answer([refusal(0, 'closed')]);
  if (!begun(state) && !requests) return answer([{ n: 0, taken: true, mayFail: false, atOnce: true }]);
  return answer(aimed(state, requests).map((entry) => ({ n: entry.n, ...judgeCancel(changeOf(entry), nowMs) })));
}

/** R23. Before anything is submitted only the wish changes. */
export function judgeRescheduling(state: OrderState, requests: readonly number[] | undefined, nowMs: number): CommandAnswer {
  if (state.phase.at === 'over') return answer([refusal(0, 'closed')]);
  if (!begun(state)) return answer([{ n: 0, taken: true, mayFail: false, atOnce: true }]);
  return answer(aimed(state, requests).map((entry) => ({ n: entry.n, ...judgeReschedule(changeOf(entry), nowMs) })));
}

/** R13: a correction is taken before submission, and by a request that was rejected. */
export function judgeCorrection(state: OrderState, requests: readonly number[] | undefined, correction: Correction): CommandAnswer {
  if (state.phase.at === 'over') return answer([refusal(0, 'closed')]);
  if (!begun(state))
    return answer([
      changesAnything(state.details, correction) ? { n: 0, taken: true, mayFail: false, atOnce: true } : refusal(0, 'nothingChanged'),
    ]);
  const targets = aimed(state, requests);
  const rejected = targets.filter(({ snapshot }) => snapshot?.status === 'rejected');
  // Without naming requests, the rejected ones are meant; the others are not a refusal.
  const judged = requests || rejected.length === 0 ? targets : rejected;
  return answer(
    judged.map((entry): CommandResult => {
      if (isOver(entry)) return refusal(entry.n, 'closed');
      if (entry.snapshot?.status !== 'rejected') return refusal(entry.n, 'notRejected');
      return correction.asItIs || changesAnything({ ...entry, numbers: entry.items }, correction)
        ? { n: entry.n, taken: true, mayFail: false, atOnce: false }
        : refusal(entry.n, 'nothingChanged');
    }),
  );
}

type Correctable = Pick<PortOrderDetails, 'holder' | 'losing' | 'signer' | 'numbers'>;

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

function changesAnything(before: Correctable, correction: Correction): boolean {
  const { holder, losing, signer, numbers } = corrected(before, correction);
  return !(same(holder, before.holder) && same(losing, before.losing) && same(signer, before.signer) && same(numbers, before.numbers));
}

/** The details with the correction in place. */
export function corrected<T extends Correctable>(before: T, { holder, losing, signer, transferCodes }: Correction): T {
  return {
    ...before,
    holder: holder ?? before.holder,
    losing: losing ?? before.losing,
    signer: signer ?? before.signer,
    numbers: before.numbers.map((item) => withCode(item, transferCodes)),
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

/**
 * R13: the corrected details. Whatever is signed with the carrier stays; a change of holder or signer voids the LOA for
 * what was not sent yet, and a new revision is issued.
 */
export function onCorrected(
  turn: OrderTurn,
  event: { readonly correction: Correction; readonly requests?: readonly number[] | undefined },
): void {
  const { correction, requests } = event;
  const { results, taken } = judgeCorrection(turn.state, requests, correction);
  if (!taken) return;
  if (!begun(turn.state)) {
    turn.set({
      details: corrected(turn.state.details, correction),
      requests: turn.state.requests.map((entry) => correctedEntry(entry, correction)),
    });
    turn.fact({ kind: 'corrected', requests: [] });
    if (currentLoa(turn.state)) issueLoa(turn);
    return;
  }
  const hit = results.filter((result) => result.taken).map(({ n }) => n);
  turn.fact({ kind: 'corrected', requests: hit });
  for (const entry of turn.state.requests.filter(({ n }) => hit.includes(n))) turn.request(entry.n, correctedEntry(entry, correction));
  if (needsNewLoa(correction)) {
    for (const group of alike(turn.state, hit)) issueLoa(turn, group);
    return;
  }
  // What waits for a signature goes out with it, and not under the LOA of the details before.
  for (const entry of turn.state.requests.filter(({ n, awaitsLoa }) => hit.includes(n) && awaitsLoa === undefined)) resubmit(turn, entry);
}

/** These requests by what their LOA has to say: earlier corrections may have made them different. */
function alike({ requests }: OrderState, hit: readonly number[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const { n, holder, losing, signer } of requests.filter((entry) => hit.includes(entry.n))) {
    const key = JSON.stringify([holder, losing, signer]);
    groups.set(key, [...(groups.get(key) ?? []), n]);
  }
  return [...groups.values()];
}
