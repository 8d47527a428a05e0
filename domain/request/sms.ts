import type { SmsPlan } from '../calendar/plan';
import type { CarrierEvent } from '../carrier-event';
import type { Deadline } from '../deadline';
import type { E164 } from '../order-details';
import type { NumberState, RequestState } from './state';
import type { Turn } from './turn';

/** Numbers that are counted from the same day, with what is waited for on their behalf. */
interface Counted {
  readonly numbers: readonly NumberState[];
  readonly overdueAt: Deadline;
  readonly giveUpAt: Deadline;
}

/** Nothing more is expected of its SMS. */
const isDecided = ({ sms }: NumberState): boolean => sms === 'active' || sms === 'failed' || sms === 'notApplicable' || sms === 'returned';
const isAwaited = ({ sms }: NumberState): boolean => sms === 'waitingPort' || sms === 'activating';
const isOverdue = ({ sms }: NumberState): boolean => sms === 'overdue';
const names = (numbers: readonly NumberState[]): E164[] => numbers.map(({ number }) => number);

/** R18: each number counts from its own activation. Those that came last count from the end of the port, and need no day of their own. */
function counted({ phase, numbers, smsPlans = [] }: RequestState): Counted[] {
  const own = smsPlans.map((plan) => ({ ...plan, numbers: numbers.filter(({ smsByMs }) => smsByMs === plan.overdueAt.atMs) }));
  return phase.at === 'ported' ? [...own, { ...phase, numbers: numbers.filter(({ smsByMs }) => smsByMs === undefined) }] : own;
}

/** What is waited for until every number's SMS is decided. */
export const smsDeadlines = (state: RequestState): Deadline[] =>
  state.phase.at !== 'activating' && state.phase.at !== 'ported'
    ? []
    : counted(state).flatMap(({ numbers, overdueAt, giveUpAt }) => [
        ...(numbers.some(isAwaited) ? [overdueAt] : []),
        ...(numbers.some(isOverdue) ? [giveUpAt] : []),
      ]);

/** R18: past its time SMS is overdue and someone is told; later it is given up. Number by number. */
export function onSmsTime(turn: Turn): void {
  if (turn.state.phase.at !== 'activating' && turn.state.phase.at !== 'ported') return;
  const due = (deadline: (group: Counted) => Deadline, which: (number: NumberState) => boolean): E164[] =>
    names(
      counted(turn.state)
        .filter((group) => deadline(group).atMs <= turn.nowMs)
        .flatMap(({ numbers }) => numbers.filter(which)),
    );
  const late = due(({ overdueAt }) => overdueAt, isAwaited);
  if (late.length > 0) {
    turn.numbers(({ number }) => late.includes(number), { sms: 'overdue' });
    turn.fact({ kind: 'smsOverdue', numbers: late });
    turn.raise('smsOverdue');
    turn.lookUp();
  }
  const lost = due(({ giveUpAt }) => giveUpAt, isOverdue);
  if (lost.length > 0) {
    turn.numbers(({ number }) => lost.includes(number), { sms: 'failed' });
    turn.fact({ kind: 'smsFailed', numbers: lost });
    overdueNoMore(turn);
    turn.raise('smsFailed');
    settle(turn);
  }
}

/**
 * Some of the numbers are in service and the others are not yet: these count from now. The calendar is asked once a day,
 * and only by answers of a platform that follow SMS number by number (a history from before has none of them).
 */
export function countFromNow(turn: Turn, numbers: readonly E164[]): void {
  const known = turn.state.smsPlans?.find(({ sameUntilMs }) => turn.nowMs <= sameUntilMs);
  if (known) return follow(turn, numbers, known.overdueAt);
  turn.plan({ ask: 'sms', nowMs: turn.nowMs, rules: turn.frame.rules }, { kind: 'smsCounted', numbers });
}

/** Their deadline is known, and what was heard of their SMS before is told. */
export function onSmsCounted(turn: Turn, numbers: readonly E164[], { overdueAt, giveUpAt, sameUntilMs = 0 }: SmsPlan): void {
  const others = (turn.state.smsPlans ?? []).filter((plan) => plan.overdueAt.atMs !== overdueAt.atMs);
  turn.set({ smsPlans: [...others, { overdueAt, giveUpAt, sameUntilMs }] });
  follow(turn, numbers, overdueAt);
}

function follow(turn: Turn, numbers: readonly E164[], overdueAt: Deadline): void {
  const these = turn.state.numbers.filter(({ number }) => numbers.includes(number));
  turn.numbers(({ number }) => numbers.includes(number), { smsByMs: overdueAt.atMs });
  turn.numbers(({ number, sms }) => numbers.includes(number) && sms === 'waitingPort', { sms: 'activating' });
  if (turn.state.phase.at === 'activating') tellDecided(turn, these);
}

/** The port is told; with it what was heard of SMS before, of all numbers that are not followed on their own. */
export function onPortTold(turn: Turn): void {
  tellDecided(
    turn,
    turn.state.numbers.filter(({ smsByMs }) => smsByMs === undefined),
  );
  turn.numbers(({ sms }) => sms === 'waitingPort', { sms: 'activating' });
  settle(turn);
}

function tellDecided(turn: Turn, numbers: readonly NumberState[]): void {
  for (const sms of ['active', 'failed', 'notApplicable'] as const)
    tell(
      turn,
      numbers.filter((number) => number.sms === sms),
      sms,
    );
}

/** The platform has the request for SMS, and named the numbers that cannot have any; that it works is told by the carrier. */
export function onSmsEnabled(turn: Turn, notApplicable: readonly E164[]): void {
  turn.noRetry('enableSms');
  withoutSms(turn, notApplicable);
}

/** Text messages do not exist for these: nothing is waited for. */
export function withoutSms(turn: Turn, numbers: readonly E164[]): void {
  decide(turn, (number) => !isDecided(number) && numbers.includes(number.number), 'notApplicable');
}

/** R18: SMS works, or will not, number by number. It may come before the port is known. */
export function onSms(turn: Turn, event: CarrierEvent): void {
  const named = event.numbers;
  const works = event.type === 'smsActivated';
  const concerns = (number: NumberState): boolean => (works ? number.sms !== 'active' : !isDecided(number));
  decide(turn, (number) => concerns(number) && (!named || named.includes(number.number)), works ? 'active' : 'failed');
}

/** Told at once of numbers whose time runs; of the others together with the port. */
function decide(turn: Turn, which: (number: NumberState) => boolean, sms: 'active' | 'failed' | 'notApplicable'): void {
  const { numbers, phase } = turn.state;
  const changed = numbers.filter(which);
  turn.numbers(which, { sms });
  tell(
    turn,
    changed.filter(({ smsByMs }) => phase.at === 'ported' || smsByMs !== undefined),
    sms,
  );
  overdueNoMore(turn);
  settle(turn);
}

function tell(turn: Turn, numbers: readonly NumberState[], sms: 'active' | 'failed' | 'notApplicable'): void {
  if (numbers.length === 0) return;
  if (sms === 'notApplicable') return turn.fact({ kind: 'smsNotApplicable', numbers: names(numbers) });
  if (sms === 'failed') {
    turn.fact({ kind: 'smsFailed', numbers: names(numbers) });
    return turn.raise('smsFailed');
  }
  const { phase } = turn.state;
  const byMs = phase.at === 'ported' ? phase.overdueAt.atMs : Infinity;
  const isLate = ({ sms: before, smsByMs = byMs }: NumberState): boolean => before === 'overdue' || turn.nowMs > smsByMs;
  for (const late of [false, true]) {
    const these = numbers.filter((number) => isLate(number) === late);
    if (these.length > 0) turn.fact({ kind: 'smsActive', numbers: names(these), late });
  }
}

function overdueNoMore(turn: Turn): void {
  if (!turn.state.numbers.some(isOverdue)) turn.clear('smsOverdue');
}

/** Whether nothing more will come of any number's SMS. */
export const isSmsDecided = ({ numbers }: RequestState): boolean => numbers.every(isDecided);

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
