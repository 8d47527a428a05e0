/** What an entry makes of the task: where the request stands, what is no longer to be done, and what the request is told. */
import { HOUR_MS } from '../clock';
import type { PlanQuestion } from '../calendar/plan';
import { setsStanding, entryProblems, type Entry, type Ground, type TaskKind } from './entry';
import { activeNumbers, isOurs, type DeskState, type DeskTask } from './state';
import type { DeskTurn } from './turn';

/** What can be said to be out now. */
const tasksToGoOut = ({ tasks }: Pick<DeskState, 'tasks'>): DeskTask[] => tasks.filter((task) => isOurs(task) && task.kind !== 'confirm');

/** What an entry is held against here. */
export function groundOf(state: Pick<DeskState, 'at' | 'ended' | 'tasks' | 'numbers' | 'takenAtMs' | 'sentAtMs' | 'changedAtMs'>): Ground {
  const { at, ended, tasks, numbers, takenAtMs, sentAtMs, changedAtMs } = state;
  return {
    at,
    over: ended,
    pending: tasks,
    toGoOut: tasksToGoOut(state),
    numbers,
    notBeforeMs: sentAtMs ?? takenAtMs,
    lastSaidMs: changedAtMs,
  };
}

/** Takes an entry that nothing is wrong with; one that is there already, or has something wrong with it, changes nothing. */
export function onEntered(turn: DeskTurn, entry: Entry): void {
  const isKnown = turn.state.facts.some((fact) => fact.kind === 'entered' && fact.entry.id === entry.id);
  if (isKnown || entryProblems(entry, groundOf(turn.state), turn.nowMs).length > 0) return;
  // A clock that is wrong must not make all that follows look old.
  const said: Entry = { ...entry, saidAtMs: Math.min(entry.saidAtMs, turn.nowMs) };
  turn.fact({ kind: 'entered', entry: said });
  if (said.entered.carrierRef !== undefined) turn.set({ carrierRef: said.entered.carrierRef });
  const wasUnsent = turn.state.at === 'toSend';
  apply(turn, said);
  if (setsStanding(said.type)) turn.set({ changedAtMs: Math.max(turn.state.changedAtMs, said.saidAtMs) });
  if (said.type !== 'sent') turn.tell(eventOf(said, said.type));
  else if (wasUnsent && turn.state.at === 'sent') turn.tell(eventOf(said, 'acknowledged'));
}

const eventOf = <T>({ id, saidAtMs, entered, numbers, foc, reasons, text }: Entry, type: T) => ({
  id,
  type,
  occurredAtMs: saidAtMs,
  entered,
  ...(numbers ? { numbers } : {}),
  ...(foc ? { foc } : {}),
  ...(reasons ? { reasons } : {}),
  ...(text === undefined ? {} : { text }),
});

function apply(turn: DeskTurn, entry: Entry): void {
  const { type, saidAtMs } = entry;
  const answered = (...kinds: readonly TaskKind[]): void => turn.drop(({ kind }) => kinds.includes(kind));
  switch (type) {
    case 'sent':
      return tasksToGoOut(turn.state)
        .filter(({ kind, sinceMs }) => (entry.task ?? kind) === kind && sinceMs <= saidAtMs)
        .forEach((task) => goneOut(turn, task, saidAtMs));
    case 'acknowledged':
      turn.set({ acknowledged: true });
      return turn.state.tasks.filter(({ kind }) => kind === 'send').forEach((task) => goneOut(turn, task, saidAtMs));
    case 'rejected':
    case 'splitRequired':
      return ends(turn, { at: 'rejected', foc: undefined, reasons: entry.reasons });
    case 'cancelAccepted':
      return ends(turn, { at: 'cancelled' });
    case 'returnAccepted':
      return ends(turn, { at: 'returned', numbers: turn.state.numbers.map((number) => ({ ...number, active: false })) });
    case 'focConfirmed':
    case 'focChanged':
    case 'rescheduleAccepted':
      return dated(turn, entry);
    case 'rescheduleRefused':
      return answered('reschedule');
    case 'cancelRefused':
      return answered('cancel');
    case 'returnRefused':
      return answered('return');
    case 'numberActivated':
      return moved(turn, entry);
    case 'activationFailed':
      return answered('activate');
    case 'smsActivated':
    case 'smsFailed': {
      const sms = type === 'smsActivated' ? 'active' : 'failed';
      return turn.set({ numbers: turn.state.numbers.map((one) => (entry.numbers?.includes(one.number) ? { ...one, sms } : one)) });
    }
    case 'comment':
      return;
    default:
      return type satisfies never;
  }
}

/** It is with the losing carrier now: its answer is awaited, and chased when it does not come. */
function goneOut(turn: DeskTurn, { kind, key }: Pick<DeskTask, 'kind' | 'key'>, saidAtMs: number): void {
  if (kind === 'comment') return turn.drop((task) => task.key === key);
  const { rules } = turn.frame;
  turn.task(key, { outAtMs: saidAtMs, chaseSinceMs: undefined, answerBy: undefined });
  if (kind === 'send' && turn.state.at === 'toSend') turn.set({ at: 'sent', sentAtMs: saidAtMs, changedAtMs: saidAtMs });
  const hours = kind === 'return' ? (rules.emergencyReturnHours ?? 24) : kind === 'activate' ? rules.stuckHours : undefined;
  if (hours !== undefined) {
    const atMs = saidAtMs + hours * HOUR_MS;
    return turn.task(key, {
      answerBy: turn.deadline('returnAnswer', atMs, `${hours} hours after it went out`, 'the losing carrier is to be chased'),
    });
  }
  // The estimate counts from when it went out (R3), and so does the wait; a chase begins a wait of its own.
  const question: PlanQuestion = { ask: kind === 'send' ? 'submission' : 'changeAnswer', nowMs: saidAtMs, rules };
  turn.do({ do: 'plan', key, question });
}

/** The attempt is over at the losing carrier; the request says when nothing more can come of it. */
function ends(turn: DeskTurn, part: Partial<DeskState>): void {
  turn.drop(() => true);
  turn.set({ ...part, movedBy: undefined, lookAt: undefined });
}

function dated(turn: DeskTurn, { type, foc }: Entry): void {
  if (!foc) return;
  const before = turn.state.foc;
  turn.drop(
    ({ kind, date }) =>
      kind === 'send' || kind === 'confirm' || (kind === 'reschedule' && (type === 'rescheduleAccepted' || date === foc.date || !before)),
  );
  // Where the day or the instant is ours, the losing carrier moves nothing by itself.
  const isTheirs = foc.lastDate === undefined && !foc.onDemand;
  turn.set({
    at: 'scheduled',
    foc,
    reasons: undefined,
    movedBy: isTheirs
      ? turn.deadline(
          'carrierTask',
          foc.windowEndMs,
          'the end of the confirmed window',
          'somebody has to find out whether the numbers have moved',
        )
      : undefined,
  });
}

function moved(turn: DeskTurn, { numbers }: Entry): void {
  turn.set({ numbers: turn.state.numbers.map((one) => (!numbers || numbers.includes(one.number) ? { ...one, active: true } : one)) });
  turn.drop(({ kind }) => kind === 'activate' || kind === 'send');
  if (turn.state.at === 'sent') turn.set({ at: 'scheduled' });
  if (activeNumbers(turn.state).length < turn.state.numbers.length) return;
  turn.drop(({ kind }) => kind !== 'return');
  turn.set({ at: 'completed', movedBy: undefined, lookAt: undefined });
}
