import type { Schedule, SmsPlan } from '../calendar/plan';
import type { CarrierEvent } from '../carrier-event';
import { HOUR_MS, MINUTE_MS } from '../clock';
import type { Deadline } from '../deadline';
import type { E164 } from '../order-details';
import { RANK, scheduleOf, type NumberState, type RequestState } from './state';
import type { Turn } from './turn';
import { returnDeadline } from './verdicts';

/**
 * The losing carrier let numbers go. Accepted from any live state, early or after a cancel: what has moved must work
 * (R16), so it is taken into service and the surprise is raised.
 */
export function onNumbersMoved(turn: Turn, event: CarrierEvent): void {
  const named = event.numbers;
  const moved = turn.numbers(({ number, voice }) => voice === 'atLosing' && (!named || named.includes(number)), { voice: 'moved' });
  if (moved.length === 0) return;
  if (turn.state.wasCancelled) turn.raise('portedAfterCancel');
  if (turn.state.phase.at === 'over') turn.raise('activatedAfterClosing');
  if (RANK[turn.state.phase.at] < RANK.activating || turn.state.phase.at === 'cancelled') {
    const schedule = scheduleOf(turn.state.phase);
    turn.enter({ at: 'activating', schedule, stuck: false, stuckAt: laterThanNow(turn, schedule?.stuckAt) });
  }
  turn.do({ do: 'activate', numbers: moved });
}

/** The port window is open. */
export function beginActivating(turn: Turn, schedule: Schedule): void {
  turn.enter({ at: 'activating', schedule, stuck: false, stuckAt: laterThanNow(turn, schedule.stuckAt) });
  turn.fact({ kind: 'activating' });
}

/** When an activation under way counts as stuck: the window's end and its grace, or two hours from now if that is later. */
export function laterThanNow(turn: Turn, planned: Deadline | undefined): Deadline {
  const soonest = turn.nowMs + turn.frame.rules.stuckHours * HOUR_MS;
  if (planned && planned.atMs >= soonest) return planned;
  return {
    what: 'activationStuck',
    atMs: soonest,
    zone: turn.frame.rules.zone,
    explanation: `${turn.frame.rules.stuckHours} hours after the numbers began to move`,
    then: 'the port counts as stuck and an operator is asked',
  };
}

/** Our platform has these in service. Only what is missing is tried again. */
export function onActivated(turn: Turn, numbers: readonly E164[], smsAsked: boolean): void {
  turn.numbers(({ number, voice }) => voice === 'moved' && numbers.includes(number), { voice: 'active' });
  if (!smsAsked) turn.retryIn('enableSms', 5 * MINUTE_MS);
  const left = turn.state.numbers.some(({ voice }) => voice === 'moved');
  if (left) return turn.retryIn('activate', 30 * MINUTE_MS);
  turn.noRetry('activate');
  turn.clear('activationFailed');
  if (turn.state.phase.at === 'activating' && turn.state.numbers.every(({ voice }) => voice === 'active')) {
    turn.plan({ ask: 'sms', nowMs: turn.nowMs, rules: turn.frame.rules }, { kind: 'ported', atMs: turn.nowMs });
  }
}

/** R17: the port is complete. SMS is on its own clock (R18). */
export function onPorted(turn: Turn, atMs: number, plan: SmsPlan): void {
  if (turn.state.phase.at !== 'activating') return;
  const { cancel, wasCancelled } = turn.state;
  const returns = turn.state.possible?.returns;
  turn.enter({
    at: 'ported',
    portedAtMs: atMs,
    overdueAt: plan.overdueAt,
    giveUpAt: plan.giveUpAt,
    overdue: false,
    ...(returns ? { returnUntil: returnDeadline(returns, atMs, 'the port') } : {}),
  });
  turn.set({ cancel: undefined, reschedule: undefined, transfer: undefined });
  turn.stopWork();
  turn.clear(
    'activationStuck',
    'activationFailed',
    'preparationFailed',
    'carrierSilent',
    'changeUnanswered',
    'outcomeUnknown',
    'carrierUnreachable',
    'rejectionNeedsOperator',
    'notPulled',
  );
  turn.fact({
    kind: 'ported',
    numbers: turn.state.numbers.map(({ number }) => number),
    cancelPending: cancel !== undefined,
    afterCancel: wasCancelled,
    smsBy: plan.overdueAt,
    ...(returns ? { returnUntil: returnDeadline(returns, atMs, 'the port') } : {}),
  });
  const early = (sms: NumberState['sms']): string[] =>
    turn.state.numbers.filter((number) => number.sms === sms).map(({ number }) => number);
  if (early('active').length > 0) turn.fact({ kind: 'smsActive', numbers: early('active'), late: false });
  if (early('failed').length > 0) smsFailed(turn, early('failed'));
  turn.numbers(({ sms }) => sms === 'waitingPort', { sms: 'activating' });
  settle(turn);
}

/** The platform has the request for SMS; that it works is told by the carrier. */
export function onSmsEnabled(turn: Turn): void {
  turn.noRetry('enableSms');
}

/** R18: SMS works, or will not, number by number. It may come before the port is known. */
export function onSms(turn: Turn, event: CarrierEvent): void {
  const named = event.numbers;
  const works = event.type === 'smsActivated';
  const changed = turn.numbers(({ number, sms }) => sms !== 'active' && (works || sms !== 'failed') && (!named || named.includes(number)), {
    sms: works ? 'active' : 'failed',
  });
  if (changed.length === 0 || turn.state.phase.at !== 'ported') return;
  if (works) turn.fact({ kind: 'smsActive', numbers: changed, late: turn.state.phase.overdue });
  else smsFailed(turn, changed);
  if (!turn.state.numbers.some(({ sms }) => sms === 'overdue')) turn.clear('smsOverdue');
  settle(turn);
}

function smsFailed(turn: Turn, numbers: readonly E164[]): void {
  turn.fact({ kind: 'smsFailed', numbers });
  turn.raise('smsFailed');
}

/** Whether nothing more will come of any number's SMS. */
export const isSmsDecided = ({ numbers }: RequestState): boolean => numbers.every(({ sms }) => sms === 'active' || sms === 'failed');

/**
 * Over once every number's SMS is decided, and no number can be had back any more. A return that nobody has answered by the
 * time at which SMS would be given up is left to people, too.
 */
export function settle(turn: Turn): void {
  const { phase } = turn.state;
  if (phase.at !== 'ported' || !isSmsDecided(turn.state)) return;
  if (turn.state.return && phase.giveUpAt.atMs <= turn.nowMs) {
    turn.set({ return: undefined });
    turn.noRetry('askReturn');
    turn.fact({ kind: 'returnRefused', reason: 'neverAnswered' });
  }
  if (!turn.state.return && (!phase.returnUntil || phase.returnUntil.atMs <= turn.nowMs)) turn.end('ported');
}
