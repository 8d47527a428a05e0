import { DAY_MS } from '../clock';
import type { Deadline } from '../deadline';
import { isOvertaken } from './carrier-answers';
import { askReturn } from './emergency-return';
import { activate, beginActivating } from './port-day';
import { bindPort } from './bind-port';
import { nextReminder, readAgain, readAtLock, remind } from './readiness';
import { onHoldOver } from './resubmission';
import { isSmsDecided, onSmsTime, settle, smsDeadlines } from './sms';
import { RANK, missingIn, scheduleOf, type RequestState, type Retry } from './state';
import { close, submit } from './submission';
import { onPullDeadlines, pullDeadlines, trigger } from './transfer';
import type { Turn } from './turn';

/** Everything that this request waits for, and what comes of it. Without looks of routine never empty while the request is not over. */
export function deadlinesOf(state: RequestState): Deadline[] {
  const { cancel, reschedule, return: pending, retries } = state;
  return [
    ...phaseDeadlines(state),
    ...smsDeadlines(state),
    ...nextReminder(state),
    ...(cancel?.answerBy ? [cancel.answerBy] : []),
    ...(reschedule?.answerBy ? [reschedule.answerBy] : []),
    ...(pending?.answerBy ? [pending.answerBy] : []),
    ...retries.map(({ at }) => at),
  ];
}

function phaseDeadlines(state: RequestState): Deadline[] {
  const { phase } = state;
  switch (phase.at) {
    case 'outcomeUnknown':
      return phase.lookAt ? [phase.lookAt] : [];
    case 'submitted':
      return phase.answerBy ? [phase.answerBy] : [];
    case 'rejected':
      return [phase.correctBy];
    case 'resubmitting':
      // A cancel that is under way comes first.
      return state.cancel ? [] : [phase.submitAt];
    case 'scheduled':
      return phase.cancellable && phase.schedule.cancelUntil
        ? [phase.schedule.cancelUntil, phase.schedule.lockAt]
        : [phase.schedule.lockAt];
    case 'locked':
      return [phase.schedule.portAt];
    case 'activating':
      return [...pullDeadlines(state), ...(phase.stuck ? [] : [phase.stuckAt])];
    case 'ported':
      if (!isSmsDecided(state)) return [];
      if (state.return) return [phase.giveUpAt];
      return phase.returnUntil ? [phase.returnUntil] : [];
    case 'cancelled':
      return [phase.watchUntil];
    default:
      return [];
  }
}

/** Time has passed: every deadline that is due does what it announced, one after the other, also after a long outage. */
export function onTimeReached(turn: Turn): void {
  for (const retry of turn.state.retries.filter(({ at }) => at.atMs <= turn.nowMs)) tryAgain(turn, retry.what);
  onSilence(turn);
  // Each step moves the phase on, so this ends; three steps lead from the cut-off to a stuck port.
  for (let before = turn.state.phase; ; before = turn.state.phase) {
    onPhaseDeadline(turn);
    if (turn.state.phase === before) break;
  }
  remind(turn);
  onSmsTime(turn);
}

function onPhaseDeadline(turn: Turn): void {
  const { phase } = turn.state;
  const due = (deadline: Deadline | null): boolean => deadline !== null && deadline.atMs <= turn.nowMs;
  switch (phase.at) {
    case 'outcomeUnknown':
      if (!due(phase.lookAt)) return;
      turn.enter({ ...phase, lookAt: null });
      return turn.lookUp();
    case 'submitted':
      if (!due(phase.answerBy)) return;
      turn.enter({ ...phase, answerBy: null });
      turn.raise('carrierSilent');
      return turn.lookUp();
    case 'rejected':
      return due(phase.correctBy) ? close(turn, 'rejectionUnanswered') : undefined;
    case 'resubmitting':
      return due(phase.submitAt) && !turn.state.cancel ? onHoldOver(turn) : undefined;
    case 'scheduled':
      if (due(phase.schedule.lockAt)) {
        turn.enter({ at: 'locked', schedule: phase.schedule });
        turn.fact({ kind: 'locked' });
        return readAtLock(turn);
      }
      return phase.cancellable && due(phase.schedule.cancelUntil) ? turn.enter({ ...phase, cancellable: false }) : undefined;
    case 'locked':
      if (!due(phase.schedule.portAt)) return;
      return beginActivating(turn, phase.schedule);
    case 'activating':
      return onActivatingDeadline(turn, due);
    case 'ported':
      return settle(turn);
    case 'cancelled':
      if (!due(phase.watchUntil)) return;
      turn.fact({ kind: 'watchedOut' });
      return turn.end('cancelled');
    default:
  }
}

/** What we start ourselves is started, and what does not move is called stuck. */
function onActivatingDeadline(turn: Turn, due: (deadline: Deadline) => boolean): void {
  if (onPullDeadlines(turn)) turn.lookUp();
  const { phase } = turn.state;
  if (phase.at !== 'activating' || phase.stuck || !due(phase.stuckAt)) return;
  turn.enter({ ...phase, stuck: true });
  turn.fact({ kind: 'activationStuck', numbers: missingIn(turn.state).map(({ number }) => number) });
  turn.raise('activationStuck');
  turn.lookUp();
}

/** A carrier that does not answer a cancel, reschedule or return: a person is told, and the gateway is read. The port goes on. */
function onSilence(turn: Turn): void {
  const { cancel, reschedule, return: pending } = turn.state;
  const late = (pending: { readonly answerBy?: Deadline | undefined } | undefined): boolean =>
    pending?.answerBy !== undefined && pending.answerBy.atMs <= turn.nowMs;
  if (pending && late(pending)) {
    turn.set({ return: { ...pending, answerBy: undefined } });
    turn.raise('returnUnanswered');
    if (!late(cancel) && !late(reschedule)) return turn.lookUp();
  }
  if (!late(cancel) && !late(reschedule)) return;
  turn.set({
    cancel: cancel && late(cancel) ? { ...cancel, answerBy: undefined } : cancel,
    reschedule: reschedule && late(reschedule) ? { ...reschedule, answerBy: undefined } : reschedule,
  });
  turn.raise('changeUnanswered');
  turn.lookUp();
}

function tryAgain(turn: Turn, what: Retry['what']): void {
  turn.noRetry(what);
  const { phase, cancel, reschedule } = turn.state;
  switch (what) {
    case 'submit':
      return phase.at === 'submitting' ? submit(turn) : undefined;
    case 'lookUp':
      // What is not with the carrier yet is looked up only once the gateway's lag has passed.
      return RANK[phase.at] >= RANK.submitted ? turn.lookUp() : undefined;
    case 'prepare':
      return prepareAgain(turn);
    case 'readNumbers':
      return readAgain(turn);
    case 'activate': {
      const numbers = turn.state.numbers.filter(({ voice }) => voice === 'moved').map(({ number }) => number);
      return numbers.length > 0 ? activate(turn, numbers) : undefined;
    }
    case 'enableSms':
      return turn.do({ do: 'enableSms' });
    case 'release':
      return turn.do({ do: 'release' });
    case 'bind':
      return bindPort(turn, true);
    case 'askCancel':
      return cancel && RANK[phase.at] < RANK.activating ? turn.do({ do: 'askCancel' }) : undefined;
    case 'askReschedule':
      return reschedule && RANK[phase.at] < RANK.activating ? turn.do({ do: 'askReschedule', date: reschedule.date }) : undefined;
    case 'triggerActivation':
      return trigger(turn);
    case 'askReturn':
      return askReturn(turn);
    case 'plan':
      return askCalendarAgain(turn);
    case 'tell':
      // Whoever runs the request tells the order at every turn while it lacks a fact.
      return;
    default:
      return what satisfies never;
  }
}

/** R14: for the date that stands; after the port for the date that was. */
function prepareAgain(turn: Turn): void {
  const { phase, foc } = turn.state;
  const date = scheduleOf(phase)?.foc.date ?? (phase.at === 'ported' ? foc?.date : undefined);
  if (date) turn.do({ do: 'prepare', date });
}

/** Asks again for the dates that something still waits for. A word that a later one has overtaken needs none any more. */
function askCalendarAgain(turn: Turn): void {
  const waiting = turn.state.unplanned.filter(({ then }) => then.kind !== 'carrierEvent' || !isOvertaken(turn, then.event));
  turn.set({ unplanned: [] });
  if (waiting.length === 0) turn.clear('calendarFailed');
  // SMS counts from the activation, however long the calendar took to answer.
  for (const { question, then } of waiting) turn.plan(question.ask === 'sms' ? question : { ...question, nowMs: turn.nowMs }, then);
}

/** When the order should ask, if it has heard nothing by then: a day after what it waits for, at a date a day after that is stuck. */
export function reportBy(state: RequestState, nowMs: number): number {
  const stuckAt = scheduleOf(state.phase)?.stuckAt.atMs ?? nowMs;
  return Math.max(nowMs, stuckAt, ...deadlinesOf(state).map(({ atMs }) => atMs), state.lookAt?.atMs ?? 0) + DAY_MS;
}
