import { HOUR_MS } from '../clock';
import type { Deadline } from '../deadline';
import type { Interval, RefusalReason } from '../fact';
import type { IsoDate } from '../order-details';
import { isOnDesk, scheduleOf, type Phase, type RequestState } from './state';

/** What a customer may still change, read off a request or off its last snapshot. */
export interface Changeability {
  readonly at: Phase['at'];
  readonly cancelPending: boolean;
  readonly reschedulePending: boolean;
  /** `null`: there is a date, and no change is possible any more. Absent: no date yet. */
  readonly cancelUntil?: Deadline | null | undefined;
  readonly cancelSafeUntilMs?: number | undefined;
  readonly rescheduleUntil?: Deadline | null | undefined;
  readonly rescheduleSafeUntilMs?: number | undefined;
  /** It lies with one of our own people and has not gone out. */
  readonly onDesk?: boolean | undefined;
  /** There is no date yet, and the gateway passes another wish on (R19). */
  readonly wishOpen?: boolean | undefined;
  /** The days among which the customer chooses, and nobody has to approve. */
  readonly interval?: Interval | undefined;
  /** From when on the customer may start the transfer; only of a window on demand. */
  readonly startFrom?: Deadline | undefined;
  readonly started?: boolean | undefined;
  /** Whether the country has an emergency return at all. */
  readonly returnKnown?: boolean | undefined;
  /** Until when one can be asked for; absent as long as nothing has ported or failed. */
  readonly returnUntil?: Deadline | undefined;
  readonly returnPending?: boolean | undefined;
}

/** The answer to a command at one request: taken, or not and why and until when, from when or for which days it is possible. */
export type Verdict =
  | { readonly taken: true; readonly mayFail: boolean; readonly atOnce: boolean }
  | {
      readonly taken: false;
      readonly reason: RefusalReason;
      readonly until?: Deadline | undefined;
      readonly from?: Deadline | undefined;
      readonly interval?: Interval | undefined;
    };

const no = (reason: RefusalReason, until?: Deadline | null): Verdict => ({ taken: false, reason, ...(until ? { until } : {}) });

/** What is over cannot be changed, and neither can what is done; a word for each. */
const OVER: Readonly<Partial<Record<Phase['at'], RefusalReason>>> = {
  cancelled: 'alreadyCancelled',
  over: 'closed',
  ported: 'alreadyPorted',
};

/**
 * R24: a cancel before anything was sent works at once; later the losing carrier must agree, and only with enough notice.
 * Where nothing moves unless we pull it, calling it off is enough.
 */
export function judgeCancel(request: Changeability, nowMs: number): Verdict {
  const over = OVER[request.at];
  if (over) return no(over);
  switch (request.at) {
    case 'ready':
      return { taken: true, mayFail: false, atOnce: true };
    case 'activating':
      return no('alreadyPorting', request.cancelUntil);
    case 'rejected':
    case 'resubmitting':
      return request.cancelPending ? no('alreadyAsked') : { taken: true, mayFail: false, atOnce: true };
    default:
      if (request.cancelPending) return no('alreadyAsked');
      if (request.cancelUntil === undefined) return { taken: true, mayFail: !request.onDesk, atOnce: false };
      if (!request.cancelUntil || nowMs > request.cancelUntil.atMs) return no('tooLate', request.cancelUntil);
      if (request.interval) return { taken: true, mayFail: false, atOnce: true };
      return { taken: true, mayFail: nowMs > (request.cancelSafeUntilMs ?? 0), atOnce: false };
  }
}

/**
 * R23: a reschedule is an attempt, best effort until the lock; the losing carrier decides. Inside an interval the day is
 * the customer's. Before there is a date it is another wish, where the gateway takes one (R19).
 */
export function judgeReschedule(request: Changeability, nowMs: number, date: IsoDate): Verdict {
  const over = OVER[request.at];
  if (over) return no(over);
  if (request.at === 'activating') return no('alreadyPorting', request.rescheduleUntil);
  if (request.rescheduleUntil === undefined && !request.wishOpen) return no('noDateYet');
  if (request.reschedulePending || request.cancelPending) return no('alreadyAsked');
  if (request.rescheduleUntil === undefined) return { taken: true, mayFail: true, atOnce: false };
  if (!request.rescheduleUntil || nowMs >= request.rescheduleUntil.atMs) return no('tooLate', request.rescheduleUntil);
  const { interval } = request;
  if (!interval) return { taken: true, mayFail: nowMs > (request.rescheduleSafeUntilMs ?? 0), atOnce: false };
  if (date < interval.first || date > interval.last) return { taken: false, reason: 'outsideInterval', interval };
  return { taken: true, mayFail: false, atOnce: true };
}

/** Starting the transfer inside a window on demand; without it the transfer starts by itself at the window's end. */
export function judgeActivation(request: Changeability, nowMs: number): Verdict {
  const over = OVER[request.at];
  if (over) return no(over);
  if (request.started || request.cancelPending) return no('alreadyAsked');
  const { startFrom } = request;
  if (!startFrom) return no(request.at === 'activating' ? 'alreadyPorting' : 'notOnDemand');
  if (nowMs < startFrom.atMs) return { taken: false, reason: 'windowNotOpen', from: startFrom };
  return { taken: true, mayFail: false, atOnce: true };
}

/** Having numbers back after a port, or after one that failed: only where the country knows it, within its hours. */
export function judgeReturn(request: Changeability, nowMs: number): Verdict {
  if (!request.returnKnown) return no('noReturn');
  if (request.returnPending) return no('alreadyAsked');
  const { returnUntil } = request;
  if (!returnUntil) return no(request.at === 'over' ? 'returnTooLate' : 'notPorted');
  return nowMs > returnUntil.atMs ? no('returnTooLate', returnUntil) : { taken: true, mayFail: true, atOnce: false };
}

/** What may still be changed, from the whole state. */
export function changeability(state: RequestState): Changeability {
  const { phase, cancel, reschedule, possible } = state;
  const schedule = scheduleOf(phase);
  const base = {
    at: phase.at,
    cancelPending: cancel !== undefined,
    reschedulePending: reschedule !== undefined,
    ...(isOnDesk(state) ? { onDesk: true } : {}),
    ...(phase.at === 'submitted' && possible?.dateChangeBeforeFoc ? { wishOpen: true } : {}),
    ...returnsOf(state),
  };
  if (!schedule) return base;
  const { cancelUntil, cancelSafeUntilMs, rescheduleUntil, rescheduleSafeUntilMs } = schedule;
  return { ...base, cancelUntil, cancelSafeUntilMs, rescheduleUntil, rescheduleSafeUntilMs, ...oursOf(state) };
}

/** What the losing carrier leaves to us: the day, the instant, or both. */
function oursOf({ phase, transfer }: RequestState): Pick<Changeability, 'interval' | 'startFrom' | 'started'> {
  const schedule = scheduleOf(phase);
  if (!schedule?.pull) return {};
  const { date, firstDate = date, lastDate, onDemand } = schedule.foc;
  return {
    ...(lastDate === undefined ? {} : { interval: { first: firstDate, last: lastDate } }),
    ...(onDemand ? { startFrom: schedule.portAt } : {}),
    ...(transfer ? { started: true } : {}),
  };
}

function returnsOf(state: RequestState): Pick<Changeability, 'returnKnown' | 'returnUntil' | 'returnPending'> {
  if (!state.possible?.returns) return {};
  const returnUntil = returnUntilOf(state);
  return { returnKnown: true, ...(returnUntil ? { returnUntil } : {}), ...(state.return ? { returnPending: true } : {}) };
}

/** Until when numbers can be had back: counted from the port, or from when its activation was found to have failed. */
export function returnUntilOf({ phase, attention, possible }: RequestState): Deadline | undefined {
  if (phase.at === 'ported') return phase.returnUntil;
  const sinceMs = attention.activationFailed ?? attention.activationStuck;
  return phase.at === 'activating' && sinceMs !== undefined && possible?.returns
    ? returnDeadline(possible.returns, sinceMs, 'its activation had failed')
    : undefined;
}

/** The end of the hours after an instant (business ms) in which numbers can be had back. `since`, in words, says what happened then. */
export const returnDeadline = (
  { hours, zone }: { readonly hours: number; readonly zone: string },
  sinceMs: number,
  since: string,
): Deadline => ({
  what: 'returnUntil',
  atMs: sinceMs + hours * HOUR_MS,
  zone,
  explanation: `${hours} hours after ${since}, the time that the country's emergency return leaves`,
  then: 'The numbers can no longer be had back by an emergency return.',
});
