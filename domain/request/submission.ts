import type { CorrectionPlan, SubmissionPlan } from '../calendar/plan';
import type { SubmitOutcome } from '../gateway-answer';
import { needsOperator, resolverOf } from '../rejection/answering';
import type { RejectionReason } from '../carrier-event';
import type { ClosedWhy } from '../fact';
import { enterCancelled, onCancelRequested } from './changes';
import { RANK, currentAttempt, isBeyondRecall } from './state';
import type { Turn } from './turn';

/** Sends the current attempt: find, create, confirm, read back, all under one key (R11). */
export function submit(turn: Turn): void {
  turn.stopWork();
  turn.enter({ at: 'submitting' });
  turn.do({ do: 'submit', attempt: currentAttempt(turn.state).attempt });
}

interface SubmitDone {
  readonly kind: 'submitDone';
  readonly attempt: number;
  readonly outcome: SubmitOutcome;
}

/** The gateway answered. The estimate starts here and nowhere earlier (R3). */
export function onSubmitDone(turn: Turn, event: SubmitDone, plan?: SubmissionPlan | CorrectionPlan): void {
  const { outcome, attempt } = event;
  if (attempt !== currentAttempt(turn.state).attempt) return;
  turn.clear('carrierUnreachable', 'outcomeUnknown', 'contractBroken');
  if (outcome.gatewayId) turn.attempt({ gatewayId: outcome.gatewayId });
  if (outcome.kind === 'toSend') {
    // Not with the losing carrier: nothing is counted yet (R3). That it went out can have been faster than this answer.
    if (currentAttempt(turn.state).acknowledgedAtMs !== undefined || RANK[turn.state.phase.at] > RANK.submitting) return;
    if (turn.state.phase.at !== 'submitting' && turn.state.phase.at !== 'outcomeUnknown') return;
    turn.enter({ at: 'submitting', onDesk: true });
    turn.fact({ kind: 'toSendByHand', attempt });
    return askHeldCancel(turn);
  }
  if (outcome.kind === 'rejected') {
    // A webhook can be faster here, too: what it said later counts, what it said earlier does not.
    if (isBeyondRecall(turn.state) || outcome.rejectedAtMs < turn.state.carrierAtMs) return;
    if (!plan) return turn.plan({ ask: 'correction', nowMs: turn.nowMs, rules: turn.frame.rules }, event);
    if (plan.ask === 'correction') enterRejected(turn, outcome.reasons, outcome.rejectedAtMs, plan);
    return;
  }
  turn.attempt({ acknowledgedAtMs: currentAttempt(turn.state).acknowledgedAtMs ?? turn.notAfterNow(outcome.acknowledgedAtMs) });
  // The carrier's webhook can be faster than the answer to our own call.
  if (RANK[turn.state.phase.at] > RANK.submitting || turn.state.phase.at === 'rejected') return;
  if (!plan) return turn.plan({ ask: 'submission', nowMs: turn.nowMs, rules: turn.frame.rules }, event);
  if (plan.ask === 'submission') enterSubmitted(turn, plan);
}

/** With the losing carrier from now on; a cancel that came while it was on its way is asked for now. */
export function enterSubmitted(turn: Turn, plan: SubmissionPlan): void {
  const { expectedDate, explanation, latestByLaw, answerBy } = plan;
  turn.enter({ at: 'submitted', expectedDate, explanation, answerBy });
  turn.set({ latestByLaw });
  turn.fact({
    kind: 'submitted',
    attempt: currentAttempt(turn.state).attempt,
    expectedDate,
    explanation,
    ...(latestByLaw ? { latestByLaw } : {}),
  });
  askHeldCancel(turn);
}

/** A cancel that was taken while a submission was in flight goes out as soon as it can. */
export function askHeldCancel(turn: Turn): void {
  if (turn.state.cancel && !turn.state.cancel.asked) turn.do({ do: 'askCancel' });
}

/** R13: the customer is told and asked; nothing lives at the carrier any more. */
export function enterRejected(turn: Turn, reasons: readonly RejectionReason[], atMs: number, plan: CorrectionPlan): void {
  const { attempt } = currentAttempt(turn.state);
  const { phase, carrierAtMs, cancel } = turn.state;
  turn.set({ carrierAtMs: Math.max(carrierAtMs, turn.notAfterNow(atMs)) });
  // The gateway's answer, its webhook and a look-up may all say it: the same rejection is told once.
  if (phase.at === 'rejected' && saysTheSame(phase.reasons, reasons)) return;
  turn.attempt({ rejection: { atMs, reasons } });
  turn.set({ reschedule: undefined, transfer: undefined, preparation: 'none', foc: undefined });
  turn.stopWork();
  turn.clear(
    'carrierSilent',
    'changeUnanswered',
    'outcomeUnknown',
    'carrierUnreachable',
    'preparationFailed',
    'emergencyAddressMissing',
    'activationStuck',
    'activationFailed',
    'notPulled',
  );
  const { correctBy, byReason, resubmitFrom } = plan;
  const wait = resubmitFrom ? { resubmitFrom } : {};
  if (cancel) {
    turn.enter({ at: 'rejected', reasons, correctBy, byReason, ...wait });
    turn.fact({ kind: 'rejected', attempt, reasons });
    return turn.plan({ ask: 'watch', nowMs: turn.nowMs, rules: turn.frame.rules }, { kind: 'cancelledNow' });
  }
  const resolver = resolverOf(reasons);
  if (resolver === 'nobody') {
    turn.fact({ kind: 'rejected', attempt, reasons });
    return close(turn, 'notPortable');
  }
  turn.enter({ at: 'rejected', reasons, correctBy, byReason, ...wait });
  turn.fact({ kind: 'rejected', attempt, reasons, correctBy, ...wait });
  // What is ours of several reasons is ours to mend, also while the customer mends the rest.
  if (resolver !== 'customer' || (byReason && needsOperator(reasons))) turn.raise('rejectionNeedsOperator');
}

const saysTheSame = (left: readonly RejectionReason[], right: readonly RejectionReason[]): boolean => said(left) === said(right);

const said = (reasons: readonly RejectionReason[]): string =>
  reasons
    .map(({ code, field, numbers }) => JSON.stringify([code, field, numbers]))
    .sort()
    .join();

/** Ends a request that will not port; its numbers are given back. */
export function close(turn: Turn, why: ClosedWhy): void {
  turn.fact({ kind: 'closed', why });
  turn.end(why);
}

/**
 * Other requests of the order have taken its place (R8). What was rejected is dead at the carrier, so it is over; its numbers
 * stay claimed by the order. Should the carrier have changed its mind meanwhile, it is asked to end.
 */
export function onReplaced(turn: Turn, by: readonly number[]): void {
  const { at } = turn.state.phase;
  if (at !== 'rejected' && at !== 'resubmitting' && at !== 'ready') return onCancelRequested(turn, 'operator');
  turn.clear('rejectionNeedsOperator');
  turn.fact({ kind: 'replaced', by });
  turn.end('replaced');
}

/** The gateway has no such order although its lag has passed: nothing was done, so it may be sent again with the same key. */
export function onProvenAbsent(turn: Turn): void {
  turn.clear('outcomeUnknown');
  if (turn.state.cancel) {
    turn.set({ cancel: undefined });
    return enterCancelled(turn);
  }
  submit(turn);
}
