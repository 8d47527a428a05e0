import { oldestOf, reasonsOf, type AttentionReason } from '../attention';
import { nearest, type Deadline } from '../deadline';
import type { Recorded } from '../fact';
import type { Language } from '../order-details';
import type { Evidence, FailedCall } from './calls';
import { deadlinesOf } from './deadlines';
import { isToldOfCase, type Awaited, type CaseFact, type Checks, type ForTeam } from './fact';
import { evidenceNow, type CaseInput, type CaseOutcome, type CasePhase, type CaseState, type Complaint } from './state';

/** A case as its customer sees it. Holds personal data: for the account's own backend and operators. */
export interface SupportCaseView extends Complaint {
  readonly orderId: string;
  readonly k: string;
  /** In which the customer is told. */
  readonly language: Language;
  /** IANA zone in which instants are read. */
  readonly zone: string;
  readonly status: CasePhase['at'];
  readonly outcome?: CaseOutcome | undefined;
  /** What the customer has to bring. */
  readonly waitsFor?: Awaited | undefined;
  /** Why our team has it. */
  readonly why?: ForTeam | undefined;
  readonly checks?: Checks | undefined;
  readonly calls: readonly FailedCall[];
  /** R26: which calls count, and what is missing of the others. */
  readonly evidence: Evidence;
  readonly nextDeadline?: Deadline | undefined;
  readonly attention: readonly AttentionReason[];
  /** Whose the case is. */
  readonly owner?: string | undefined;
  /** Since when the oldest of them is open, business ms. */
  readonly attentionSinceMs?: number | undefined;
  readonly facts: readonly Recorded<CaseFact>[];
}

/** The state as it is told. */
export function viewOf(state: CaseState, nowMs: number, frame: CaseInput): SupportCaseView {
  const { phase } = state;
  return {
    orderId: frame.orderId,
    k: frame.k,
    language: frame.language,
    zone: frame.rules.zone,
    ...frame.complaint,
    status: phase.at,
    outcome: phase.at === 'over' ? phase.outcome : undefined,
    waitsFor: phase.at === 'waiting' ? phase.for : undefined,
    why: phase.at === 'withTeam' ? phase.why : undefined,
    checks: state.checks,
    calls: state.calls,
    evidence: evidenceNow(state, nowMs, frame),
    nextDeadline: nearest(deadlinesOf(state)),
    attention: reasonsOf(state.attention),
    ...(state.owner ? { owner: state.owner } : {}),
    attentionSinceMs: oldestOf(state.attention),
    facts: state.facts,
  };
}

/** Over, and the customer told of everything. */
export const isFinished = ({ phase, facts, toldSeq, telling, tellAgainAt }: CaseState): boolean =>
  phase.at === 'over' && !telling && !tellAgainAt && !facts.some((fact) => fact.seq > toldSeq && isToldOfCase(fact));
