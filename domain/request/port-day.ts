import type { SmsPlan } from '../calendar/plan';
import type { CarrierEvent, CarrierEventType, GatewayStatus } from '../carrier-event';
import { HOUR_MS, MINUTE_MS } from '../clock';
import type { Deadline } from '../deadline';
import type { E164 } from '../order-details';
import { onCarrierEvent } from './carrier-answers';
import { RANK, currentAttempt, scheduleOf } from './state';
import { onProvenAbsent, onSubmitDone, submit } from './submission';
import type { Turn } from './turn';

/**
 * The losing carrier let numbers go. Accepted from any live state, early or after a cancel: what has moved must work
 * (R16), so it is taken into service and the surprise is raised.
 */
export function onNumbersMoved(turn: Turn, event: CarrierEvent): void {
  const named = event.numbers;
  const moved = turn.numbers(({ number, voice }) => voice === 'atLosing' && (!named || named.includes(number)), { voice: 'moved' });
  if (moved.length === 0 || turn.state.phase.at === 'over') return;
  if (turn.state.wasCancelled) turn.raise('portedAfterCancel');
  if (RANK[turn.state.phase.at] < RANK.activating || turn.state.phase.at === 'cancelled') {
    const schedule = scheduleOf(turn.state.phase);
    turn.enter({ at: 'activating', schedule, stuck: false, stuckAt: laterThanNow(turn, schedule?.stuckAt) });
  }
  turn.do({ do: 'activate', numbers: moved });
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
  turn.enter({ at: 'ported', portedAtMs: atMs, overdueAt: plan.overdueAt, giveUpAt: plan.giveUpAt, overdue: false });
  turn.set({ cancel: undefined, reschedule: undefined, retries: turn.state.retries.filter(({ what }) => what === 'enableSms') });
  turn.clear('activationStuck', 'activationFailed', 'preparationFailed', 'carrierSilent', 'changeUnanswered');
  turn.fact({ kind: 'ported', numbers: turn.state.numbers.map(({ number }) => number), cancelPending: cancel !== undefined, afterCancel: wasCancelled, smsBy: plan.overdueAt });
  const early = turn.state.numbers.filter(({ sms }) => sms === 'active').map(({ number }) => number);
  turn.numbers(({ sms }) => sms === 'waitingPort', { sms: 'activating' });
  if (early.length > 0) turn.fact({ kind: 'smsActive', numbers: early, late: false });
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
  const changed = turn.numbers(({ number, sms }) => sms !== 'active' && (works || sms !== 'failed') && (!named || named.includes(number)), { sms: works ? 'active' : 'failed' });
  if (changed.length === 0 || turn.state.phase.at !== 'ported') return;
  if (works) turn.fact({ kind: 'smsActive', numbers: changed, late: turn.state.phase.overdue });
  else {
    turn.fact({ kind: 'smsFailed', numbers: changed });
    turn.raise('smsFailed');
  }
  if (!turn.state.numbers.some(({ sms }) => sms === 'overdue')) turn.clear('smsOverdue');
  settle(turn);
}

/** Over once every number's SMS is decided. */
export function settle(turn: Turn): void {
  if (turn.state.phase.at !== 'ported' || turn.state.numbers.some(({ sms }) => sms !== 'active' && sms !== 'failed')) return;
  // The claim on a number that is ours ends with the order.
  turn.set({ retries: [], released: true });
  turn.enter({ at: 'over', outcome: 'ported' });
}

/** What the gateway says when asked: the answer to an unknown outcome, or what lost webhooks would have told. */
export function onLookedUp(turn: Turn, attempt: number, status: GatewayStatus | null): void {
  const current = currentAttempt(turn.state);
  if (attempt !== current.attempt) return;
  turn.noRetry('lookUp');
  turn.clear('carrierUnreachable');
  if (turn.state.phase.at === 'outcomeUnknown') {
    if (!status) return onProvenAbsent(turn);
    if (status.state === 'draft') return turn.state.cancel ? onProvenAbsent(turn) : submit(turn);
    if (status.state === 'pending' || status.state === 'scheduled') {
      onSubmitDone(turn, { kind: 'submitDone', attempt, outcome: { kind: 'accepted', gatewayId: status.gatewayId, acknowledgedAtMs: status.changedAtMs } });
    }
  } else if (!status) {
    if (RANK[turn.state.phase.at] >= RANK.submitted && turn.state.phase.at !== 'over') turn.raise('contractBroken');
    return again(turn);
  }
  for (const event of eventsIn(status)) onCarrierEvent(turn, { kind: 'carrierEvent', event });
  again(turn);
}

/** While the carrier is silent, a port stuck or a change unanswered, it is asked again. */
function again(turn: Turn): void {
  const { phase, attention } = turn.state;
  if (phase.at === 'activating') turn.retryIn('lookUp', 2 * HOUR_MS);
  else if (attention.carrierSilent !== undefined || attention.changeUnanswered !== undefined || attention.smsOverdue !== undefined) turn.retryIn('lookUp', 24 * HOUR_MS);
}

/** A status as the events that it implies. Their ids follow from what they say, so that asking twice tells once. */
export function eventsIn(status: GatewayStatus): CarrierEvent[] {
  const event = (type: CarrierEventType, part: Partial<CarrierEvent>, mark = ''): CarrierEvent => ({
    id: `poll/${status.reference}/${type}/${status.changedAtMs}${mark}`,
    gateway: '',
    type,
    occurredAtMs: status.changedAtMs,
    reference: status.reference,
    gatewayId: status.gatewayId,
    source: 'poll',
    ...part,
  });
  const active = status.numbers.filter((number) => number.active).map(({ number }) => number);
  const sms = status.numbers.filter((number) => number.sms === 'active').map(({ number }) => number);
  return [
    ...(status.state === 'rejected' ? [event('rejected', { reasons: status.reasons ?? [{ code: 'OTHER' }] })] : []),
    ...(status.state === 'scheduled' && status.foc ? [event('focConfirmed', { foc: status.foc }, `/${status.foc.windowStartMs}`)] : []),
    ...(status.state === 'cancelled' ? [event('cancelAccepted', {})] : []),
    ...(active.length > 0 ? [event('numberActivated', { numbers: active }, `/${active.length}`)] : []),
    ...(sms.length > 0 ? [event('smsActivated', { numbers: sms }, `/${sms.length}`)] : []),
  ];
}
