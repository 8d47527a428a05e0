import { DAY_MS, HOUR_MS } from '../clock';
import type { Deadline } from '../deadline';
import { isEnough, withCalls } from './calls';
import { onTimeReached } from './deadlines';
import type { CaseEvent } from './events';
import { onExamined, toTeam, waitFor } from './examination';
import { evidenceNow, isAnswering, type CaseInput, type CaseState } from './state';
import { CaseTurn } from './turn';

/** The state of a case that has not begun. */
export const newCase = ({ calls }: CaseInput): CaseState => ({
  phase: { at: 'examining' },
  calls: withCalls([], calls),
  passed: [],
  facts: [],
  factSeq: 0,
  toldSeq: 0,
  telling: false,
  attention: {},
  answered: [],
});

/** Days in place of the calendar's business days when it cannot answer: a wait without an end would be worse. */
const PLAIN_DAYS = { remind: 5, close: 14 } as const;

/**
 * The rules of one support case (R15, R16, R25, R26): what an event makes of its state, and what is to be done. Total and
 * pure: no event throws, whenever it comes. `nowMs` is the business instant at which it is taken.
 */
export function decide(
  state: CaseState,
  event: CaseEvent,
  nowMs: number,
  frame: CaseInput,
): { readonly state: CaseState; readonly effects: CaseTurn['effects'] } {
  const turn = new CaseTurn(state, nowMs, frame);
  take(turn, event);
  // What belongs to one answer is told in one message.
  if (!isAnswering(turn.state)) turn.tell();
  return { state: turn.state, effects: turn.effects };
}

function take(turn: CaseTurn, event: CaseEvent): void {
  switch (event.kind) {
    case 'started':
      if (turn.state.factSeq > 0) return;
      turn.fact({ kind: 'opened', trouble: turn.frame.complaint.trouble });
      return turn.examine();
    case 'examined':
      return onExamined(turn, event.examination);
    case 'planned':
      return event.answer.ask === 'supportCase' ? onPlanned(turn, event.answer.remindAt, event.answer.closeAt) : undefined;
    case 'proceed':
      return onProceed(turn, event);
    case 'resolved':
      return onResolved(turn, event);
    case 'assigned':
      if (turn.state.phase.at === 'over') return;
      turn.fact(event);
      return turn.set({ owner: event.to ?? undefined });
    case 'notified':
      turn.set({ telling: false, toldSeq: Math.max(turn.state.toldSeq, event.seq) });
      return turn.clear('notificationFailed');
    case 'effectFailed':
      return onEffectFailed(turn, event);
    case 'timeReached':
      return onTimeReached(turn);
    case 'unreadable':
      return turn.state.phase.at === 'over' ? undefined : turn.raise('messageNotTaken');
    default:
      return event satisfies never;
  }
}

/** The wait has its dates: only now can the customer be told until when. */
function onPlanned(turn: CaseTurn, remindAt: Deadline, closeAt: Deadline): void {
  const { phase } = turn.state;
  if ((phase.at !== 'waiting' && phase.at !== 'withTeam') || !phase.planning) return;
  if (phase.at === 'withTeam') {
    const then = 'the customer is told that it is still open; it stays with our team';
    return turn.enter({ ...phase, planning: false, remindAt: { ...remindAt, then } });
  }
  turn.enter({ ...phase, planning: false, remindAt, closeAt });
  switch (phase.for) {
    case 'configuration':
      return turn.fact({ kind: 'notConfigured', until: closeAt });
    case 'user':
      return turn.fact({ kind: 'userOffline', until: closeAt });
    case 'calls':
      return turn.fact({
        kind: 'callsNeeded',
        trouble: turn.frame.complaint.trouble,
        checks: turn.state.checks ?? { configured: true },
        evidence: evidenceNow(turn.state, turn.nowMs, turn.frame),
        until: closeAt,
      });
    default:
      return phase.for satisfies never;
  }
}

/** R26: the customer's word moves the case on: by calls, by "it works", or by going on. */
function onProceed(turn: CaseTurn, { calls, works }: Extract<CaseEvent, { readonly kind: 'proceed' }>): void {
  const { phase } = turn.state;
  if (phase.at === 'over') return;
  if (calls.length > 0) turn.set({ calls: withCalls(turn.state.calls, calls) });
  if (works) {
    turn.fact({ kind: 'worksAgain' });
    return turn.end('works');
  }
  if (phase.at === 'portDay') return turn.examine();
  if (phase.at !== 'waiting') return;
  if (phase.for !== 'calls') {
    // Looked at once more; what the platform still says otherwise holds nobody up a second time.
    turn.set({ passed: [...turn.state.passed, phase.for] });
    return turn.examine();
  }
  return isEnough(evidenceNow(turn.state, turn.nowMs, turn.frame)) ? toTeam(turn, 'calls') : waitFor(turn, 'calls');
}

function onResolved(turn: CaseTurn, { by, reason }: Extract<CaseEvent, { readonly kind: 'resolved' }>): void {
  if (turn.state.phase.at === 'over') return;
  turn.fact({ kind: 'resolved', by, reason });
  turn.end('resolved');
}

function onEffectFailed(turn: CaseTurn, { effect }: Extract<CaseEvent, { readonly kind: 'effectFailed' }>): void {
  switch (effect.do) {
    case 'examine':
      return turn.state.phase.at === 'examining' ? toTeam(turn, 'notChecked') : undefined;
    case 'plan': {
      const inDays = (days: number, what: Deadline['what'], then: string): Deadline => ({
        what,
        atMs: turn.nowMs + days * DAY_MS,
        zone: turn.frame.rules.zone,
        explanation: `${days} days from now, since the calendar of business days could not be asked`,
        then,
      });
      return onPlanned(
        turn,
        inDays(PLAIN_DAYS.remind, 'caseReminder', 'The customer is reminded.'),
        inDays(PLAIN_DAYS.close, 'caseAnswer', 'The case is closed.'),
      );
    }
    case 'notify':
      turn.set({
        telling: false,
        tellAgainAt: {
          what: 'retry',
          atMs: turn.nowMs + HOUR_MS,
          zone: turn.frame.rules.zone,
          explanation: 'an hour after it failed',
          then: 'telling the customer is tried again',
        },
      });
      return turn.raise('notificationFailed');
    default:
      return effect satisfies never;
  }
}
