/** The transfer that the losing carrier leaves to us: the day of an interval, and the instant of a window on demand. */
import type { Schedule, SchedulePlan } from '../calendar/plan';
import { HOUR_MS, MINUTE_MS } from '../clock';
import type { Deadline } from '../deadline';
import type { Actor } from '../fact';
import type { AskOutcome } from '../gateway-answer';
import type { IsoDate } from '../order-details';
import { beginActivating } from './port-day';
import { enterScheduled, sameInterval } from './scheduling';
import { scheduleOf, wishFor, type RequestState, type StartedTransfer } from './state';
import type { Turn } from './turn';
import { changeability, judgeActivation } from './verdicts';

/** Whether the day is ours and nothing has begun: then calling it off is enough. */
export const isOurs = ({ phase, transfer, numbers }: RequestState): boolean =>
  scheduleOf(phase)?.foc.lastDate !== undefined && !transfer && numbers.every(({ voice }) => voice === 'atLosing');

/** When the transfer is started by us. A cancel that is under way comes first: what we pulled could not be called off. */
export function pullDeadlines({ phase, transfer, cancel, numbers }: RequestState): Deadline[] {
  const pull = phase.at === 'activating' ? phase.schedule?.pull : undefined;
  if (!pull || phase.at !== 'activating') return [];
  const stay = numbers.filter(({ voice }) => voice === 'atLosing').length;
  return [
    ...(stay > 0 && !transfer && !cancel ? [pull.at] : []),
    ...(pull.lastAt && stay === numbers.length && !phase.missed ? [pull.lastAt] : []),
  ];
}

/** The instant has come, or the last day has passed. Answers whether the gateway should be read. */
export function onPullDeadlines(turn: Turn): boolean {
  const due = (what: Deadline['what']): boolean =>
    pullDeadlines(turn.state).some((deadline) => deadline.what === what && deadline.atMs <= turn.nowMs);
  if (due('pull')) start(turn, 'schedule');
  const { phase } = turn.state;
  if (!due('lastDay') || phase.at !== 'activating') return false;
  turn.enter({ ...phase, missed: true });
  turn.noRetry('triggerActivation');
  turn.fact({ kind: 'notPulled', lastDate: phase.schedule?.foc.lastDate ?? '' });
  turn.raise('notPulled');
  return true;
}

function start(turn: Turn, by: StartedTransfer['by']): void {
  turn.set({ transfer: { by, asked: false } });
  turn.fact({ kind: 'transferStarted', by });
  trigger(turn);
}

/** Asks for the transfer, again after trouble too: one key per attempt and day makes it one. */
export function trigger(turn: Turn): void {
  const { phase, transfer, cancel, numbers } = turn.state;
  if (phase.at !== 'activating' || !phase.schedule || !transfer || transfer.asked || phase.missed) return;
  if (!cancel && numbers.some(({ voice }) => voice === 'atLosing')) turn.do({ do: 'triggerActivation', date: phase.schedule.foc.date });
}

/** The customer starts the transfer inside the window, or an operator does. */
export function onActivationRequested(turn: Turn, by: Actor): void {
  const verdict = judgeActivation(changeability(turn.state), turn.nowMs);
  if (!verdict.taken) {
    if (verdict.reason !== 'alreadyAsked') turn.fact({ kind: 'activationNotTaken', reason: verdict.reason, from: verdict.from });
    return;
  }
  const { phase } = turn.state;
  // The window has opened, and the timer that says so may be a moment behind.
  if (phase.at === 'scheduled' || phase.at === 'locked') beginActivating(turn, phase.schedule);
  start(turn, by);
}

/** The gateway has taken it, or not (yet): a person is told, and it is tried on. */
export function onTransferAsked(turn: Turn, outcome: AskOutcome): void {
  const { phase, transfer, attention } = turn.state;
  if (!transfer || phase.at !== 'activating') return;
  if (outcome.kind === 'asked') {
    turn.clear('activationFailed');
    return turn.set({ transfer: { ...transfer, asked: true } });
  }
  if (attention.activationFailed === undefined) turn.fact({ kind: 'transferRefused', by: transfer.by });
  turn.raise('activationFailed');
  if (!phase.missed) turn.retryIn('triggerActivation', phase.stuck ? 2 * HOUR_MS : 30 * MINUTE_MS);
}

/** Asks the calendar for another day of the interval. */
export function planMove(turn: Turn, date: IsoDate, { foc }: Schedule): void {
  const { nowMs, frame } = turn;
  turn.plan({ ask: 'schedule', nowMs, rules: frame.rules, foc, wish: date }, { kind: 'moved', date });
}

/** R23 inside an interval: the day is the customer's, and nobody has to approve. A day without business is none. */
export function onMoved(turn: Turn, date: IsoDate, { schedule }: SchedulePlan): void {
  const { phase, reschedule } = turn.state;
  if (reschedule?.date !== date) return;
  turn.set({ reschedule: undefined });
  const before = scheduleOf(phase);
  const standing = before?.foc;
  const first = schedule.foc.firstDate ?? date;
  if (phase.at !== 'scheduled' || !standing || !sameInterval(standing, schedule.foc))
    return turn.fact({ kind: 'rescheduleRefused', reason: 'tooLate', standing });
  if (schedule.foc.date !== date) {
    const interval = { first, last: schedule.foc.lastDate ?? first };
    return turn.fact({ kind: 'rescheduleRefused', reason: 'outsideInterval', standing, interval });
  }
  turn.set({ wish: wishFor(turn.state, date) });
  if (standing.date !== date) enterScheduled(turn, schedule, 'dateChanged');
}
