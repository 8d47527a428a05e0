import type { OrderPlan, PlanAnswer } from '../calendar/plan';
import { DAY_MS } from '../clock';
import { numbersOf } from '../grouping';
import type { E164, NumberItem } from '../order-details';
import type { Problem } from '../result';
import { closeAgain, end } from './closing';
import { proceed } from './documents';
import type { Admission, Decision } from './events';
import { toBring } from './requirements';
import type { OrderState } from './state';
import type { OrderTurn } from './turn';

/** What the gateway says of a number that it does not port. */
const NOT_PORTABLE = 'not_portable';

/** What account directory, gateway and platform said (R1, R8, claims). All problems are told at once. */
export function onAdmitted(turn: OrderTurn, { problems }: Admission): void {
  // The claim was made after the order had ended: it is given back.
  if (turn.state.phase.at === 'over') return closeAgain(turn);
  if (turn.state.phase.at !== 'intake') return;
  turn.clear('accountUnreadable');
  const mixed =
    problems.every(({ code }) => code === NOT_PORTABLE) && itemsOf(turn.state, problems).length < turn.state.details.numbers.length;
  if (problems.length > 0 && !mixed) return end(turn, 'refused', { kind: 'refused', problems }, problems);
  if (problems.length > 0) turn.set({ unportable: problems });
  turn.do({ do: 'plan', question: { ask: 'order', nowMs: turn.nowMs, rules: turn.input.rules } });
}

/** The order is taken: its deadlines run, and the customer learns what is still needed. */
export function onPlanned(turn: OrderTurn, answer: PlanAnswer): void {
  if (answer.ask === 'reminders') return onReminders(turn, answer.reminders);
  if (answer.ask !== 'order' || turn.state.phase.at !== 'intake') return;
  turn.clear('calendarFailed');
  const { documentsBy, loaBy, reminders } = answer;
  const { unportable } = turn.state;
  turn.set({ phase: { at: 'awaitingDocuments', documentsBy, loaBy }, ...(reminders ? { reminders } : {}) });
  turn.fact({ kind: 'accepted', missing: toBring(turn.state, turn.input), documentsBy });
  if (unportable) return askToDecide(turn, answer);
  proceed(turn);
}

function onReminders(turn: OrderTurn, reminders: OrderState['reminders']): void {
  if (turn.state.phase.at === 'awaitingDocuments' || turn.state.phase.at === 'awaitingSignature') turn.set({ reminders });
}

/** Some of the numbers cannot be ported: nothing is dropped in silence, the customer decides (R2). */
function askToDecide(turn: OrderTurn, { documentsBy, loaBy }: OrderPlan): void {
  const decideBy = { ...documentsBy, what: 'decision' as const };
  turn.set({ phase: { at: 'awaitingDecision', decideBy, documentsBy, loaBy } });
  turn.fact({ kind: 'decisionNeeded', numbers: unportableNumbers(turn.state), decideBy });
}

/** Drops the numbers that cannot be ported and goes on with the others; or keeps the whole order waiting for them. */
export function onDecided(turn: OrderTurn, decision: Decision): void {
  const { phase, details, unportable } = turn.state;
  if (phase.at !== 'awaitingDecision' || !unportable) return;
  if (decision === 'wait') {
    turn.fact({ kind: 'keptWaiting', decideBy: phase.decideBy });
    return turn.retryIn('portability', DAY_MS);
  }
  const dropped = itemsOf(turn.state, unportable);
  const numbers = dropped.flatMap(numbersOf);
  turn.set({ details: { ...details, numbers: details.numbers.filter((item) => !dropped.includes(item)) }, dropped: numbers });
  turn.fact({ kind: 'numbersDropped', numbers });
  turn.do({ do: 'giveBack', numbers });
  goOn(turn);
}

/** The gateway was asked again about an order that waits. */
export function onPortabilityChecked(turn: OrderTurn, problems: readonly Problem[]): void {
  if (turn.state.phase.at !== 'awaitingDecision') return;
  turn.clear('carrierUnreachable');
  if (problems.length > 0) {
    turn.set({ unportable: problems });
    return turn.retryIn('portability', DAY_MS);
  }
  turn.fact({ kind: 'nowPortable', numbers: unportableNumbers(turn.state) });
  goOn(turn);
}

function goOn(turn: OrderTurn): void {
  const { phase } = turn.state;
  if (phase.at !== 'awaitingDecision') return;
  turn.noRetry('portability');
  turn.set({ phase: { at: 'awaitingDocuments', documentsBy: phase.documentsBy, loaBy: phase.loaBy }, unportable: undefined });
  proceed(turn);
}

/** The numbers that the gateway does not port, as long as the customer has not decided about them. */
export const unportableNumbers = (state: OrderState): E164[] => itemsOf(state, state.unportable ?? []).flatMap(numbersOf);

/** The entries of the order that these problems are about, by their paths: `numbers[2]`. */
function itemsOf({ details }: OrderState, problems: readonly Problem[]): NumberItem[] {
  const places = new Set(problems.map(({ path }) => Number(/^numbers\[(\d+)\]/.exec(path)?.[1] ?? -1)));
  return details.numbers.filter((_, index) => places.has(index));
}
