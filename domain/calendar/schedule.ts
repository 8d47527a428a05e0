import type { Foc } from '../carrier-event';
import { HOUR_MS } from '../clock';
import type { Deadline, DeadlineKind } from '../deadline';
import type { IsoDate } from '../order-details';
import type { RequestRules } from '../rules';
import { businessDays, daysInWords, endOfDay } from './counted';
import { countBusinessDays } from './business-days';
import { CalendarError } from './calendar-error';
import { clockChangeInWords, dateInWords, isIsoDate, localDate, localInstant, localTime } from './local-time';
import { chosenIn, pullOf } from './interval';
import type { Schedule } from './plan';

/** After this many business days a cancelled port is no longer expected to happen all the same. */
export const WATCH_DAYS = 2;
/** So many business days before the date, customers are reminded of what is not configured (R14). */
export const REMINDER_DAYS = [3, 1] as const;

const REMINDED = 'The number platform is asked, and the customer is reminded of what is not configured yet.';

/** A confirmed date, and when it became known (business instant, UTC epoch ms). */
export interface SchedulePlanInput {
  readonly nowMs: number;
  readonly rules: RequestRules;
  readonly foc: Foc;
}

/** The same, and the day that the customer would like, which counts only where the choice is ours. */
export interface WishedScheduleInput extends SchedulePlanInput {
  readonly wish?: IsoDate | undefined;
}

/**
 * Everything that hangs on a confirmed date. Notice counts in business days of the losing side, back to the time of day
 * at which the window starts (R23, R24); around a change of clocks the earlier instant is taken. Instants that have
 * passed by `nowMs` are never promised: they are `null`, and `changeNote` says so. Of an interval the day is chosen first,
 * and until it is pulled a cancel needs nobody's approval. Throws `CalendarError`.
 */
export function schedulePlan({ nowMs, rules, foc: given, wish }: WishedScheduleInput): Schedule {
  requireWindow(given);
  const foc = chosenIn({ nowMs, rules, foc: given, wish });
  const notice = noticeOf(rules, foc);
  const lock = notice(rules.lockDays, 'lock', 'Nothing can be changed any more.');
  const cancelLast = notice(
    rules.cancelNotice.lastDays,
    'cancelUntil',
    'It can no longer be cancelled: the numbers port unless the losing carrier stops it.',
  );
  const cancel = foc.lastDate !== undefined ? untilPulled(foc) : earlier(cancelLast, lock);
  const reschedule: Deadline = { ...lock, what: 'rescheduleUntil', then: 'The date can no longer be moved.' };
  const cancelUntil = cancel.atMs > nowMs ? cancel : null;
  const rescheduleUntil = reschedule.atMs > nowMs ? reschedule : null;
  const safe = (days: number, last: Deadline): number => Math.min(notice(days, last.what, last.then).atMs, last.atMs);
  const cancelSafeUntilMs = foc.lastDate !== undefined ? cancel.atMs : safe(rules.cancelNotice.safeDays, cancel);
  return {
    foc,
    cancelUntil,
    cancelSafeUntilMs,
    rescheduleUntil,
    rescheduleSafeUntilMs: safe(rules.rescheduleNotice.safeDays, reschedule),
    rescheduleLastMs: safe(rules.rescheduleNotice.lastDays, reschedule),
    ...changeNote(cancelUntil, rescheduleUntil, rules),
    reminders: REMINDER_DAYS.map((days) => notice(days, 'configure', REMINDED)).filter(({ atMs }) => atMs > nowMs),
    lockAt: lock.atMs > nowMs ? lock : lockedAtOnce(lock, nowMs, foc),
    portAt: {
      what: 'portWindow',
      atMs: foc.windowStartMs,
      zone: foc.zone,
      explanation: `the start of the port window on ${dateInWords(foc.date)}; ${foc.zone}`,
      then: 'The numbers are transferred and activated.',
    },
    stuckAt: {
      what: 'activationStuck',
      atMs: foc.windowEndMs + rules.stuckHours * HOUR_MS,
      zone: foc.zone,
      explanation: `${rules.stuckHours} hours after the end of the port window on ${dateInWords(foc.date)}; ${foc.zone}`,
      then: 'Numbers that are not active by then are stuck: the gateway is asked and an operator is told.',
    },
    ...pullOf(foc),
    watchUntil: watchAfter({ nowMs, rules, foc }),
  };
}

/** What cannot be changed after the lock cannot be changed before its own notice either. */
const earlier = (last: Deadline, lock: Deadline): Deadline =>
  last.atMs < lock.atMs ? last : { ...lock, what: last.what, then: last.then };

/** Nothing moves unless we pull it, so that it can be called off until then. */
const untilPulled = ({ date, windowStartMs, zone }: Foc): Deadline => ({
  what: 'cancelUntil',
  atMs: windowStartMs,
  zone,
  explanation: `the start of the port window on ${dateInWords(date)}, when the transfer is started; ${zone}`,
  then: 'It can no longer be cancelled: the numbers move.',
});

/**
 * How long a port is watched after its date, or from now where that has passed: the losing carrier may move the numbers
 * although a cancel was accepted.
 */
export function watchAfter({ nowMs, rules, foc }: SchedulePlanInput): Deadline {
  const today = localDate(nowMs, foc.zone);
  return endOfDay(businessDays(rules, foc.date < today ? today : foc.date, WATCH_DAYS, foc.zone), {
    what: 'watchUntil',
    then: 'The port is no longer expected to happen, and the numbers are released.',
  });
}

/** The instants before a date, counted in one way for all kinds of notice. */
function noticeOf(rules: RequestRules, foc: Foc): (days: number, what: DeadlineKind, then: string) => Deadline {
  const start = localTime(foc.windowStartMs, foc.zone);
  // A carrier may name a day that its own window contradicts; the earlier one leaves no one with a promise too long.
  const portDay: IsoDate = start.date < foc.date ? start.date : foc.date;
  return (days, what, then) => {
    const { date, skipped } = countBusinessDays(rules, portDay, days, 'before');
    const reading = { date, time: start.time, zone: foc.zone, resolve: 'earlier' } as const;
    const atMs = Math.min(localInstant(reading), foc.windowStartMs);
    const parts = [`${daysInWords(days)} before ${dateInWords(portDay)}`, ...(skipped === '' ? [] : [skipped])];
    return { what, atMs, zone: foc.zone, explanation: `${parts.join(', ')}; ${foc.zone}${clockChangeInWords(reading)}`, then };
  };
}

function requireWindow({ date, windowStartMs, windowEndMs }: Foc): void {
  if (!isIsoDate(date)) throw new CalendarError('the confirmed date must be a day that exists, written like 2026-03-12');
  if (!Number.isSafeInteger(windowEndMs) || windowEndMs < windowStartMs)
    throw new CalendarError('the port window must not end before it starts');
}

function lockedAtOnce(lock: Deadline, nowMs: number, foc: Foc): Deadline {
  return {
    ...lock,
    atMs: Math.min(nowMs, foc.windowStartMs),
    explanation: `the confirmed date is less than the lock's notice away (${lock.explanation}), so everything is locked at once`,
  };
}

function changeNote(cancelUntil: Deadline | null, rescheduleUntil: Deadline | null, rules: RequestRules): Pick<Schedule, 'changeNote'> {
  const cancelDays = daysInWords(rules.cancelNotice.lastDays);
  if (cancelUntil !== null) return {};
  if (rescheduleUntil === null)
    return { changeNote: 'The confirmed date is too near: it is no longer changeable, neither cancelled nor moved.' };
  return {
    changeNote: `The confirmed date is less than ${cancelDays} away: it can no longer be cancelled. Moving it can be tried, without any promise.`,
  };
}
