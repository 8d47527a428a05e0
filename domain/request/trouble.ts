import { HOUR_MS, MINUTE_MS } from '../clock';
import type { RequestEffect, RequestEvent } from './events';
import { RANK, currentAttempt, isOnDesk, scheduleOf, type RequestState } from './state';
import { onNumbersUnread } from './readiness';
import { onSubmitUnknown, waitForLookUp } from './outcome-unknown';
import type { Turn } from './turn';

/** Nothing was done, certainly: the same call may be made again. */
const NOT_DONE = 'CarrierUnavailable';
const CONTRACT_BROKEN = 'CarrierContractBroken';

/** An effect gave up after its own retries. The port goes on; a person is told, and it is tried again if it still matters. */
export function onEffectFailed(turn: Turn, effect: RequestEffect, failure: string): void {
  if (!stillMatters(turn.state, effect)) return;
  if (failure === CONTRACT_BROKEN) turn.raise('contractBroken');
  switch (effect.do) {
    case 'submit':
      if (failure !== NOT_DONE) return onSubmitUnknown(turn, effect.attempt);
      turn.raise('carrierUnreachable');
      // With a cancel waiting it is not sent again; the gateway is asked whether an earlier try left anything behind.
      return turn.state.cancel ? waitForLookUp(turn, 0) : turn.retryIn('submit', HOUR_MS);
    case 'lookUp':
      if (turn.state.phase.at === 'outcomeUnknown') return waitForLookUp(turn, turn.state.phase.lookUps + 1);
      turn.raise('carrierUnreachable');
      return turn.retryIn('lookUp', HOUR_MS);
    case 'askCancel':
    case 'askReschedule':
      // Its key makes the question safe to repeat.
      turn.raise('carrierUnreachable');
      return turn.retryIn(effect.do, 30 * MINUTE_MS);
    case 'triggerActivation':
    case 'askReturn':
      // The same, and it is urgent: the window is open, or a line is down.
      turn.raise('carrierUnreachable');
      return turn.retryIn(effect.do, 5 * MINUTE_MS);
    case 'prepare':
      turn.set({ preparation: turn.state.preparation === 'owed' ? 'owed' : 'failed' });
      turn.raise('preparationFailed');
      return turn.retryIn('prepare', HOUR_MS);
    case 'readNumbers':
      return onNumbersUnread(turn);
    case 'activate':
      turn.raise('activationFailed');
      return turn.retryIn('activate', 30 * MINUTE_MS);
    case 'enableSms':
      return turn.retryIn('enableSms', HOUR_MS);
    case 'release':
      turn.raise('releaseFailed');
      return turn.retryIn('release', HOUR_MS);
    case 'bind':
      return turn.retryIn('bind', HOUR_MS);
    case 'plan':
      return onPlanFailed(turn, { kind: 'planFailed', question: effect.question, then: effect.then });
    default:
      return effect satisfies never;
  }
}

/** Whether anything still waits for this effect, or the request has moved on in the meantime. */
function stillMatters(state: RequestState, effect: RequestEffect): boolean {
  const { phase, cancel, reschedule, preparation } = state;
  const { attempt } = currentAttempt(state);
  switch (effect.do) {
    case 'submit':
      return effect.attempt === attempt && phase.at === 'submitting';
    case 'lookUp':
      return effect.attempt === attempt && phase.at !== 'over';
    case 'askCancel':
      return cancel !== undefined && (isOnDesk(state) || (RANK[phase.at] >= RANK.submitted && RANK[phase.at] <= RANK.activating));
    case 'askReschedule':
      return reschedule?.date === effect.date;
    case 'triggerActivation':
      return phase.at === 'activating' && phase.schedule?.foc.date === effect.date && state.transfer?.asked === false;
    case 'askReturn':
      return state.return?.askedAtMs === effect.askedAtMs && !state.return.asked;
    case 'prepare':
      return (scheduleOf(phase) ?? (preparation === 'owed' ? state : undefined))?.foc?.date === effect.date;
    case 'readNumbers':
      return state.reading?.date === effect.date;
    case 'enableSms':
      return phase.at === 'activating' || phase.at === 'ported';
    case 'plan':
      return phase.at !== 'over';
    case 'activate':
    case 'release':
      return true;
    case 'bind':
      return state.boundId === effect.gatewayId && phase.at !== 'over';
    default:
      return effect satisfies never;
  }
}

/** The calendar could not answer: what waits for dates is kept and asked again. */
export function onPlanFailed(turn: Turn, { question, then }: Extract<RequestEvent, { kind: 'planFailed' }>): void {
  turn.raise('calendarFailed');
  turn.set({ unplanned: [...turn.state.unplanned, { question, then }] });
  turn.retryIn('plan', HOUR_MS);
}
