import { oldestOf, reasonsOf, type AttentionReason } from '../attention';
import { DAY_MS } from '../clock';
import type { LegalDay } from '../calendar/plan';
import type { Foc, RejectionReason } from '../carrier-event';
import { nearest, type Deadline } from '../deadline';
import { QUIET_FACTS, type Recorded, type RequestFact } from '../fact';
import type { IsoDate } from '../order-details';
import { deadlinesOf, reportBy } from './deadlines';
import { currentAttempt, scheduleOf, type NumberState, type Phase, type RequestOutcome, type RequestState } from './state';
import { changeability, type Changeability } from './verdicts';

/** What the order knows of a request: whole each time, so that a lost message costs nothing. */
export interface RequestSnapshot {
  readonly n: number;
  /** The last fact in it; a snapshot with a lower one is older. */
  readonly version: number;
  readonly status: Phase['at'];
  readonly outcome?: RequestOutcome | undefined;
  readonly attempt: number;
  readonly reference: string;
  readonly expectedDate?: IsoDate | undefined;
  /** How the estimate was computed, in words (R3). */
  readonly expectedWhy?: string | undefined;
  /** The last day that the law leaves, beside the estimate. */
  readonly latestByLaw?: LegalDay | undefined;
  readonly foc?: Foc | undefined;
  /** Of a cancelled one: until when it is watched, since it may port all the same (R24), business ms. */
  readonly watchUntilMs?: number | undefined;
  readonly change: Changeability;
  readonly changeNote?: string | undefined;
  readonly reasons?: readonly RejectionReason[] | undefined;
  /** Of a rejection: each of its reasons has to be answered by whoever can mend it (R13). */
  readonly byReason?: true | undefined;
  /** Before it a rejected request is not sent again (R13). */
  readonly resubmitFrom?: Deadline | undefined;
  readonly nextDeadline?: Deadline | undefined;
  readonly numbers: readonly NumberState[];
  readonly attention: readonly AttentionReason[];
  /** Whose the attention is. */
  readonly owner?: string | undefined;
  /** Since when the oldest of them is open, business ms. */
  readonly attentionSinceMs?: number | undefined;
  /** Business ms; when nothing was heard by then, the order asks. */
  readonly nextReportByMs: number;
  /** Facts that the order may not have yet. */
  readonly facts: readonly Recorded<RequestFact>[];
}

/** The snapshot with the facts after `afterSeq`. */
export function snapshotOf(n: number, state: RequestState, nowMs: number, afterSeq: number): RequestSnapshot {
  const { phase } = state;
  const schedule = scheduleOf(phase);
  return {
    n,
    version: state.factSeq,
    status: phase.at,
    outcome: phase.at === 'over' ? phase.outcome : undefined,
    attempt: currentAttempt(state).attempt,
    reference: currentAttempt(state).reference,
    expectedDate: phase.at === 'submitted' ? phase.expectedDate : undefined,
    expectedWhy: phase.at === 'submitted' ? phase.explanation : undefined,
    latestByLaw: phase.at === 'submitted' ? state.latestByLaw : undefined,
    foc: state.foc,
    watchUntilMs: phase.at === 'cancelled' ? phase.watchUntil.atMs : undefined,
    change: changeability(state),
    changeNote: schedule?.changeNote,
    reasons: phase.at === 'rejected' ? phase.reasons : undefined,
    byReason: phase.at === 'rejected' ? phase.byReason : undefined,
    resubmitFrom: phase.at === 'rejected' ? phase.resubmitFrom : undefined,
    // A look of routine is what people see only where nothing else is waited for.
    nextDeadline: nearest(deadlinesOf(state)) ?? state.lookAt,
    numbers: state.numbers,
    attention: reasonsOf(state.attention),
    ...(state.owner ? { owner: state.owner } : {}),
    attentionSinceMs: oldestOf(state.attention),
    nextReportByMs: reportBy(state, nowMs),
    facts: state.facts.filter(({ seq }) => seq > afterSeq),
  };
}

/** What a finished request leaves to its own search attributes: by then its order may be gone, and would be told for a month. */
const ASIDE_AT_THE_END: ReadonlySet<AttentionReason> = new Set(['releaseFailed', 'orderUnreachable']);

function isNews({ phase, preparation }: RequestState, fact: RequestFact): boolean {
  if (phase.at === 'over') return (fact.kind !== 'attention' && fact.kind !== 'attentionCleared') || !ASIDE_AT_THE_END.has(fact.reason);
  if (fact.kind === 'scheduled' || fact.kind === 'dateChanged') return preparation !== 'underWay';
  return !QUIET_FACTS.has(fact.kind);
}

/**
 * Whether the order has to be told now: a fact that is not quiet, or the end. Quiet ones ride along with the next. While the
 * numbers are being added to the dashboard the date waits for that, so that both make one message (R12, R14); nothing else
 * waits for it.
 */
export const mustTell = (state: RequestState): boolean => state.facts.some((fact) => fact.seq > state.toldSeq && isNews(state, fact));

/** How long a finished request goes on telling an order that is gone, before it ends with what it told Temporal alone. */
const TELLS_THE_GONE_MS = 30 * DAY_MS;

/** Over, numbers given back, and the order has all news (or has been gone for a month). */
export function isFinished(state: RequestState, nowMs: number): boolean {
  if (state.phase.at !== 'over' || !state.released) return false;
  const goneSinceMs = state.attention.orderUnreachable;
  return !mustTell(state) || (goneSinceMs !== undefined && nowMs - goneSinceMs > TELLS_THE_GONE_MS);
}
