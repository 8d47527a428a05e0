import { DAY_MS } from '../clock';
import { numbersOf } from '../grouping';
import { onAsked } from './asks';
import { onTimeReached, seeToLooks } from './deadlines';
import { onEntered } from './entries';
import type { DeskEffect, DeskEvent } from './events';
import { isOurs, type DeskInput, type DeskState } from './state';
import { DeskTurn } from './turn';

/** The key of the first thing to do. */
const SEND = 'send';

/** Days in place of the calendar's business days when it cannot answer: a wait without an end would be worse. */
const PLAIN_DAYS = { carrierTask: 1, carrierAnswer: 5 } as const;

/** The state of a task that nobody has looked at. `nowMs` is the business instant at which it came. */
export const newDesk = ({ frozen }: DeskInput, nowMs: number): DeskState => ({
  at: 'toSend',
  acknowledged: false,
  changedAtMs: nowMs,
  takenAtMs: nowMs,
  numbers: frozen.items.flatMap(numbersOf).map((number) => ({ number, active: false, sms: 'pending' })),
  tasks: [{ kind: 'send', key: SEND, sinceMs: nowMs }],
  asked: [],
  outbox: [],
  delivering: false,
  ended: false,
  attention: {},
  facts: [],
  factSeq: 0,
});

/**
 * The rules of the task that one attempt at a losing carrier without an API is: what an event makes of its state, and what
 * is to be done. Total and pure: no event throws, whenever it comes. `nowMs` is the business instant at which it is taken.
 */
export function decide(
  state: DeskState,
  event: DeskEvent,
  nowMs: number,
  frame: DeskInput,
): { readonly state: DeskState; readonly effects: readonly DeskEffect[] } {
  const turn = new DeskTurn(state, nowMs, frame);
  take(turn, event);
  turn.deliver();
  seeToLooks(turn);
  turn.seeToAttention();
  return { state: turn.state, effects: turn.effects };
}

function take(turn: DeskTurn, event: DeskEvent): void {
  switch (event.kind) {
    case 'started':
      if (turn.state.factSeq > 0) return;
      turn.fact({ kind: 'taken' });
      return turn.do({ do: 'plan', key: SEND, question: { ask: 'carrierTask', nowMs: turn.nowMs, rules: turn.frame.rules } });
    case 'asked':
      return onAsked(turn, event.ask);
    case 'entered':
      return onEntered(turn, event.entry);
    case 'planned':
      return onPlanned(turn, event);
    case 'delivered':
      return onDelivered(turn, event);
    case 'requestSeen':
      return onRequestSeen(turn, event.over);
    case 'effectFailed':
      return onEffectFailed(turn, event.effect);
    case 'resolved':
      turn.fact({ kind: 'resolved', by: event.by, reason: event.reason });
      return end(turn);
    case 'assigned':
      if (turn.state.ended) return;
      turn.fact(event);
      return turn.set({ owner: event.to ?? undefined });
    case 'timeReached':
      return onTimeReached(turn);
    case 'unreadable':
      return turn.raise('messageNotTaken');
    case 'act':
      return event.effects.forEach((effect) => turn.do(effect));
    default:
      return event satisfies never;
  }
}

/** The dates of a task, unless it is done by now. */
function onPlanned(turn: DeskTurn, { key, answer }: Extract<DeskEvent, { readonly kind: 'planned' }>): void {
  const task = turn.state.tasks.find((one) => one.key === key);
  if (!task) return;
  if (answer.ask === 'carrierTask') {
    if (task.outAtMs === undefined) turn.task(key, { dueBy: answer.dueBy });
  } else if ((answer.ask === 'submission' || answer.ask === 'changeAnswer') && !isOurs(task)) {
    turn.task(key, { answerBy: { ...answer.answerBy, then: 'The losing carrier is to be chased.' } });
  }
}

/** The request has it, or there is no such request running: then it is tried on, and a person is told. */
function onDelivered(turn: DeskTurn, { id, reached }: Extract<DeskEvent, { readonly kind: 'delivered' }>): void {
  const [first, ...rest] = turn.state.outbox;
  if (first?.id !== id) return turn.set({ delivering: false });
  if (reached) {
    turn.set({ delivering: false, outbox: rest });
    return turn.clear('requestSilent', 'activatedAfterClosing');
  }
  turn.deliverLater();
  turn.raise(first.type === 'numberActivated' ? 'activatedAfterClosing' : 'requestSilent');
  // It may have ended, and then nothing but a number that moved still matters.
  turn.do({ do: 'lookAtRequest' });
}

/** The request needs this no longer. A number that moved after its end is for a person. */
function onRequestSeen(turn: DeskTurn, over: boolean | null): void {
  if (over === null) return turn.raise('requestSilent');
  if (!over) return turn.state.outbox.length === 0 ? turn.clear('requestSilent') : undefined;
  turn.set({ outbox: turn.state.outbox.filter(({ type }) => type === 'numberActivated') });
  if (turn.state.outbox.length === 0) return end(turn);
  turn.raise('activatedAfterClosing');
}

/** Nothing more is expected of anybody. */
function end(turn: DeskTurn): void {
  turn.drop(() => true);
  turn.set({ ended: true, outbox: [], lookAt: undefined, deliverAgainAt: undefined, movedBy: undefined });
  turn.clear('requestSilent', 'activatedAfterClosing', 'messageNotTaken');
}

function onEffectFailed(turn: DeskTurn, effect: DeskEffect): void {
  switch (effect.do) {
    case 'plan': {
      const what = effect.question.ask === 'carrierTask' ? 'carrierTask' : 'carrierAnswer';
      const days = PLAIN_DAYS[what];
      const why = `${days === 1 ? 'a day' : `${days} days`} from then, since the calendar of business days could not be asked`;
      const at = turn.deadline(what, effect.question.nowMs + days * DAY_MS, why, 'it counts as late');
      if (what === 'carrierTask') return onPlanned(turn, { kind: 'planned', key: effect.key, answer: { ask: 'carrierTask', dueBy: at } });
      return onPlanned(turn, { kind: 'planned', key: effect.key, answer: { ask: 'changeAnswer', answerBy: at } });
    }
    case 'deliver':
      return turn.deliverLater();
    case 'lookAtRequest':
      return;
    default:
      return effect satisfies never;
  }
}
