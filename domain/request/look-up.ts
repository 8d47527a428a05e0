import type { CarrierEvent, CarrierEventType, GatewayStatus } from '../carrier-event';
import { DAY_MS, HOUR_MS } from '../clock';
import { onCarrierEvent } from './carrier-answers';
import { waitForLookUp } from './outcome-unknown';
import { isReadByRoutine } from './routine-look-up';
import { RANK, currentAttempt } from './state';
import { onProvenAbsent, onSubmitDone, submit } from './submission';
import type { Turn } from './turn';

/** What the gateway says when asked: the answer to an unknown outcome, or what lost webhooks would have told. */
export function onLookedUp(turn: Turn, attempt: number, status: GatewayStatus | null): void {
  const current = currentAttempt(turn.state);
  if (attempt !== current.attempt) return;
  turn.noRetry('lookUp');
  turn.clear('carrierUnreachable');
  const { phase } = turn.state;
  if (phase.at === 'outcomeUnknown') {
    if (!status) return onProvenAbsent(turn);
    if (status.state === 'draft') return turn.state.cancel ? onProvenAbsent(turn) : submit(turn);
    if (status.state === 'toSend')
      return onSubmitDone(turn, { kind: 'submitDone', attempt, outcome: { kind: 'toSend', gatewayId: status.gatewayId } });
    if (status.state !== 'rejected' && status.state !== 'cancelled' && status.state !== 'returned') {
      onSubmitDone(turn, {
        kind: 'submitDone',
        attempt,
        outcome: { kind: 'accepted', gatewayId: status.gatewayId, acknowledgedAtMs: status.changedAtMs },
      });
    }
  } else if (!status) {
    if (RANK[phase.at] >= RANK.submitted && RANK[phase.at] <= RANK.activating) turn.raise('contractBroken');
    return again(turn);
  }
  if (status.reference === current.reference) turn.clear('contractBroken');
  for (const event of eventsIn(status)) onCarrierEvent(turn, { kind: 'carrierEvent', event });
  // An answer from which nothing follows, such as one about another reference: the outcome is as unknown as before.
  if (phase.at === 'outcomeUnknown' && turn.state.phase === phase && turn.effects.length === 0) {
    turn.raise('contractBroken');
    return waitForLookUp(turn, phase.lookUps + 1);
  }
  again(turn);
}

/** While the carrier is silent, a port stuck or a change unanswered, it is asked again. */
function again(turn: Turn): void {
  const { phase, attention } = turn.state;
  if (phase.at === 'over' || isReadByRoutine(turn)) return;
  if (phase.at === 'activating') turn.retryIn('lookUp', 2 * HOUR_MS);
  else if (
    attention.carrierSilent !== undefined ||
    attention.changeUnanswered !== undefined ||
    attention.smsOverdue !== undefined ||
    attention.returnUnanswered !== undefined
  )
    turn.retryIn('lookUp', DAY_MS);
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
    ...(status.state === 'returned' ? [event('returnAccepted', {})] : []),
    ...(status.state === 'cancelled' ? [event('cancelAccepted', {})] : []),
    ...(active.length > 0 ? [event('numberActivated', { numbers: active }, `/${active.length}`)] : []),
    ...(sms.length > 0 ? [event('smsActivated', { numbers: sms }, `/${sms.length}`)] : []),
  ];
}
