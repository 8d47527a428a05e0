import type { Schedule, SmsPlan } from '../calendar/plan';
import type { CarrierEvent } from '../carrier-event';
import { HOUR_MS, MINUTE_MS } from '../clock';
import type { Deadline } from '../deadline';
import type { E164 } from '../order-details';
import type { RequestEvent } from './events';
import { readAtLock, watchAddress } from './readiness';
import { countFromNow, onPortTold, withoutSms } from './sms';
import { RANK, missingIn, scheduleOf } from './state';
import type { Turn } from './turn';
import { returnDeadline } from './verdicts';

/**
 * The losing carrier let numbers go. Accepted from any live state, early or after a cancel: what has moved must work
 * (R16), so it is taken into service and the surprise is raised.
 */
export function onNumbersMoved(turn: Turn, event: Pick<CarrierEvent, 'numbers'>): void {
  const named = event.numbers;
  const moved = turn.numbers(({ number, voice }) => voice === 'atLosing' && (!named || named.includes(number)), { voice: 'moved' });
  if (moved.length === 0) return;
  if (turn.state.wasCancelled) turn.raise('portedAfterCancel');
  if (turn.state.phase.at === 'over') turn.raise('activatedAfterClosing');
  if (RANK[turn.state.phase.at] < RANK.activating || turn.state.phase.at === 'cancelled') {
    const schedule = scheduleOf(turn.state.phase);
    if (turn.state.phase.at === 'scheduled') readAtLock(turn);
    turn.enter({ at: 'activating', schedule, stuck: false, stuckAt: laterThanNow(turn, schedule?.stuckAt) });
  }
  activate(turn, moved);
}

/** R14, R16: takes numbers into service that have moved; what could not be put on the dashboard before is put there first. */
export function activate(turn: Turn, numbers: readonly E164[]): void {
  turn.do({ do: 'activate', numbers, ...(turn.state.preparation === 'done' ? {} : { unprepared: true }) });
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

/** Our platform has these in service. Only what is missing is tried again (R20: all of them, or the port is not complete). */
export function onActivated(
  turn: Turn,
  { numbers, smsAsked, smsNotApplicable, prepared }: Extract<RequestEvent, { kind: 'activated' }>,
): void {
  const inService = turn.numbers(({ number, voice }) => voice === 'moved' && numbers.includes(number), { voice: 'active' });
  notePreparation(turn, prepared);
  if (!smsAsked) turn.retryIn('enableSms', 5 * MINUTE_MS);
  withoutSms(turn, smsNotApplicable ?? []);
  const complete = missingIn(turn.state).length === 0;
  if (smsNotApplicable && !complete && inService.length > 0 && turn.state.phase.at === 'activating') countFromNow(turn, inService);
  const left = turn.state.numbers.some(({ voice }) => voice === 'moved');
  if (left) return turn.retryIn('activate', 30 * MINUTE_MS);
  turn.noRetry('activate');
  turn.clear('activationFailed');
  if (turn.state.phase.at === 'activating' && complete) {
    turn.plan({ ask: 'sms', nowMs: turn.nowMs, rules: turn.frame.rules }, { kind: 'ported', atMs: turn.nowMs });
  }
}

/** R14: they were not on the dashboard when they moved, and are now; or that is still owed, also after the port. */
function notePreparation(turn: Turn, prepared: boolean | undefined): void {
  if (prepared === undefined || turn.state.preparation === 'done' || turn.state.phase.at === 'over') return;
  turn.set({ preparation: prepared ? 'done' : 'owed' });
  if (!prepared) return turn.raise('preparationFailed');
  turn.noRetry('prepare');
  turn.clear('preparationFailed');
}

/** R17: the port is complete. SMS is on its own clock (R18). */
export function onPorted(turn: Turn, atMs: number, plan: SmsPlan): void {
  if (turn.state.phase.at !== 'activating') return;
  const { cancel, wasCancelled, reading, preparation } = turn.state;
  const returns = turn.state.possible?.returns;
  turn.enter({
    at: 'ported',
    portedAtMs: atMs,
    overdueAt: plan.overdueAt,
    giveUpAt: plan.giveUpAt,
    ...(returns ? { returnUntil: returnDeadline(returns, atMs, 'the port') } : {}),
  });
  turn.set({ cancel: undefined, reschedule: undefined, transfer: undefined });
  turn.stopWork();
  // Help is as far away after the port as before it.
  if (reading) readAtLock(turn);
  else watchAddress(turn);
  if (preparation === 'owed') turn.retryIn('prepare', HOUR_MS);
  else turn.clear('preparationFailed');
  turn.clear(
    'activationStuck',
    'activationFailed',
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
    smsBy: turn.state.numbers.every(({ sms }) => sms === 'notApplicable') ? undefined : plan.overdueAt,
    ...(returns ? { returnUntil: returnDeadline(returns, atMs, 'the port') } : {}),
  });
  onPortTold(turn);
}
