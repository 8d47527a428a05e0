import { DAY_MS } from '../clock';
import { gatewayReference } from '../ids';
import type { IsoDate } from '../order-details';
import type { RequestEffect, RequestEvent } from './events';
import { bindPort } from './bind-port';
import { onCarrierEvent, onPlannedCarrierEvent } from './carrier-answers';
import { onAsked, onCancelPlanned, onCancelRequested, onRescheduleRequested } from './changes';
import { onReturnRequested } from './emergency-return';
import { onGivenUp, onRequestOperated } from './operating';
import { onActivated, onPorted } from './port-day';
import { onSmsCounted, onSmsEnabled } from './sms';
import { onNumbersRead } from './readiness';
import { onLookedUp } from './look-up';
import { onSubmitUnknown } from './outcome-unknown';
import { lookUpByRoutine, planLookUp } from './routine-look-up';
import { hold, onResubmissionReady, onResubmissionWithdrawn } from './resubmission';
import { onReplaced, onSubmitDone, submit } from './submission';
import { onTimeReached } from './deadlines';
import { mustTell } from './snapshot';
import { onEffectFailed, onPlanFailed } from './trouble';
import type { Possible, RequestInput, RequestState } from './state';
import { onActivationRequested, onMoved } from './transfer';
import { Turn, type RequestFrame } from './turn';

/** The state of a request that has not begun. */
export function newRequest(input: RequestInput): RequestState {
  return {
    phase: { at: 'ready' },
    attempts: [{ attempt: 1, reference: gatewayReference({ orderId: input.orderId, n: input.n, attempt: 1 }), frozen: input.first }],
    numbers: input.numbers.map((number) => ({ number, voice: 'atLosing', sms: 'waitingPort' })),
    wasCancelled: false,
    preparation: 'none',
    released: false,
    retries: [],
    unplanned: [],
    attention: {},
    facts: [],
    factSeq: 0,
    toldSeq: 0,
    seen: [],
    carrierAtMs: 0,
    ...possibleIn(input),
  };
}

/** Only what there is: a request without any of it is as it always was. */
function possibleIn({ dateChangeBeforeFoc, rules: { emergencyReturnHours: hours, zone } }: RequestInput): {
  readonly possible?: Possible;
} {
  if (!dateChangeBeforeFoc && hours === undefined) return {};
  return {
    possible: { ...(dateChangeBeforeFoc ? { dateChangeBeforeFoc } : {}), ...(hours === undefined ? {} : { returns: { hours, zone } }) },
  };
}

/** What still matters once a request is over: giving numbers back, word to the order, refusals, and numbers that move all the same. */
const AFTER_THE_END: ReadonlySet<RequestEvent['kind']> = new Set([
  'carrierEvent',
  'lookedUp',
  'activated',
  'released',
  'told',
  'effectFailed',
  'cancelRequested',
  'rescheduleRequested',
  'activationRequested',
  'returnRequested',
  'operated',
  'timeReached',
  'unreadable',
  'resync',
]);

/**
 * The rules of one request: what an event makes of its state, and what is to be done in the world. Total and pure: no
 * event throws, whatever it holds and whenever it comes. `nowMs` is the business instant at which the event is taken.
 */
export function decide(
  state: RequestState,
  event: RequestEvent,
  nowMs: number,
  frame: RequestFrame,
): { readonly state: RequestState; readonly effects: readonly RequestEffect[] } {
  const turn = new Turn(state, nowMs, frame);
  if (state.phase.at !== 'over' || AFTER_THE_END.has(event.kind)) take(turn, event);
  if (turn.state.phase.at !== 'over') bindPort(turn);
  planLookUp(turn);
  // An order that could not be reached is told at the next news, and not only when its time has come.
  if (event.kind !== 'told' && mustTell({ ...turn.state, toldSeq: state.factSeq })) turn.noRetry('tell');
  return { state: turn.state, effects: turn.effects };
}

function take(turn: Turn, event: RequestEvent): void {
  switch (event.kind) {
    case 'started':
      return onStarted(turn);
    case 'submitDone':
      return onSubmitDone(turn, event);
    case 'submitUnknown':
      return onSubmitUnknown(turn, event.attempt);
    case 'lookedUp':
      return onLookedUp(turn, event.attempt, event.status);
    case 'carrierEvent':
      return onCarrierEvent(turn, event);
    case 'cancelRequested':
      return onCancelRequested(turn, event.by);
    case 'rescheduleRequested':
      return onRescheduleRequested(turn, event.by, event.date);
    case 'resubmissionReady':
      return onResubmissionReady(turn, event.frozen);
    case 'replaced':
      return onReplaced(turn, event.by);
    case 'resubmissionWithdrawn':
      return onResubmissionWithdrawn(turn);
    case 'activationRequested':
      return onActivationRequested(turn, event.by);
    case 'returnRequested':
      return onReturnRequested(turn, event.by, event.reason);
    case 'operated':
      return onRequestOperated(turn, event);
    case 'asked':
      return onAsked(turn, event);
    case 'prepared':
      return onPrepared(turn, event.date);
    case 'numbersRead':
      return onNumbersRead(turn, event);
    case 'activated':
      return onActivated(turn, event);
    case 'smsEnabled':
      return onSmsEnabled(turn, event.notApplicable ?? []);
    case 'released':
      turn.set({ released: true });
      return turn.clear('releaseFailed');
    case 'planned':
      return onPlanned(turn, event);
    case 'bound':
      return;
    case 'planFailed':
      return onPlanFailed(turn, event);
    case 'effectFailed':
      return onEffectFailed(turn, event.effect, event.failure);
    case 'told':
      return onTold(turn, event.seq, event.reached);
    case 'timeReached':
      return onTimeReached(turn);
    case 'lookUpDue':
      return lookUpByRoutine(turn);
    case 'unreadable':
      return turn.raise('messageNotTaken');
    case 'resync':
      // Telling the order again from the start of what is kept; it takes only what it does not have.
      return turn.set({ toldSeq: Math.max(0, (turn.state.facts[0]?.seq ?? 1) - 1) });
    default:
      return event satisfies never;
  }
}

function onStarted(turn: Turn): void {
  if (turn.state.phase.at !== 'ready') return;
  const { notBefore } = turn.frame;
  if (notBefore && turn.nowMs < notBefore.atMs) hold(turn, notBefore);
  else submit(turn);
}

function onPlanned(turn: Turn, { answer, then }: Extract<RequestEvent, { kind: 'planned' }>): void {
  if (turn.state.unplanned.length === 0) turn.clear('calendarFailed');
  switch (then.kind) {
    case 'submitDone':
      return answer.ask === 'submission' || answer.ask === 'correction' ? onSubmitDone(turn, then, answer) : undefined;
    case 'carrierEvent':
      return onPlannedCarrierEvent(turn, then.event, answer);
    case 'asked':
      return answer.ask === 'changeAnswer' ? onAsked(turn, then, answer) : undefined;
    case 'ported':
      return answer.ask === 'sms' ? onPorted(turn, then.atMs, answer) : undefined;
    case 'smsCounted':
      return answer.ask === 'sms' ? onSmsCounted(turn, then.numbers, answer) : undefined;
    case 'cancelledNow':
      return answer.ask === 'watch' ? onCancelPlanned(turn, answer) : undefined;
    case 'givenUp':
      return answer.ask === 'watch' ? onGivenUp(turn, answer) : undefined;
    case 'moved':
      return answer.ask === 'schedule' ? onMoved(turn, then.date, answer) : undefined;
    default:
      return then satisfies never;
  }
}

/** R14: the numbers are on the dashboard. A date that changed meanwhile has asked for its own preparation. */
function onPrepared(turn: Turn, date: IsoDate): void {
  turn.clear('preparationFailed');
  const { phase, preparation } = turn.state;
  // After the port nothing is left to be configured before it.
  if (preparation === 'owed' && date === turn.state.foc?.date) return turn.set({ preparation: 'done' });
  if (preparation === 'done' || !('schedule' in phase) || phase.schedule?.foc.date !== date) return;
  turn.set({ preparation: 'done' });
  turn.fact({ kind: 'numbersAdded', date });
}

/** An order that cannot be reached is told again a day later, and at every change before. */
function onTold(turn: Turn, seq: number, reached: boolean): void {
  if (reached) {
    turn.set({ toldSeq: Math.max(turn.state.toldSeq, seq) });
    turn.noRetry('tell');
    return turn.clear('orderUnreachable');
  }
  turn.raise('orderUnreachable');
  turn.retryIn('tell', DAY_MS);
}
