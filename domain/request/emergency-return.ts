/** Having numbers back after a port, or after one that failed, where the country knows an emergency return. */
import type { CarrierEvent, RejectionReason } from '../carrier-event';
import { HOUR_MS } from '../clock';
import type { Deadline } from '../deadline';
import type { Actor } from '../fact';
import type { AskOutcome } from '../gateway-answer';
import { settle } from './sms';
import { currentAttempt } from './state';
import type { Turn } from './turn';
import { changeability, judgeReturn } from './verdicts';

/** The customer or an operator wants the numbers back. The losing carrier decides; its silence is called out. */
export function onReturnRequested(turn: Turn, by: Actor, reason: string): void {
  const verdict = judgeReturn(changeability(turn.state), turn.nowMs);
  if (!verdict.taken) {
    if (verdict.reason !== 'alreadyAsked') turn.fact({ kind: 'returnRefused', reason: verdict.reason, until: verdict.until });
    return;
  }
  const hours = turn.state.possible?.returns?.hours ?? 0;
  const answerBy: Deadline = {
    what: 'returnAnswer',
    atMs: turn.nowMs + hours * HOUR_MS,
    zone: turn.frame.rules.zone,
    explanation: `${hours} hours after it was asked for`,
    then: 'The gateway is asked, and an operator is told; until there is an answer the numbers stay where they are.',
  };
  turn.set({ return: { by, reason, askedAtMs: turn.nowMs, asked: false, answerBy } });
  turn.fact({ kind: 'returnAsked', by, reason, answerBy });
  askReturn(turn);
}

/** Asks the gateway, again after trouble too: its key is made from attempt and instant of asking. */
export function askReturn(turn: Turn): void {
  const pending = turn.state.return;
  if (pending && !pending.asked) turn.do({ do: 'askReturn', reason: pending.reason, askedAtMs: pending.askedAtMs });
}

/** The gateway took the question, or refused to pass it on. */
export function onReturnAsked(turn: Turn, outcome: AskOutcome): void {
  const pending = turn.state.return;
  if (!pending) return;
  if (outcome.kind === 'refused') return refuse(turn);
  turn.set({ return: { ...pending, asked: true } });
}

/** The losing provider has them again, or will not take them. About another attempt, or where nothing was to be returned: put aside. */
export function onReturnAnswer(turn: Turn, event: CarrierEvent): void {
  const { numbers, return: pending } = turn.state;
  const ours = event.reference === currentAttempt(turn.state).reference;
  if (!ours || (!pending && (event.type === 'returnRefused' || numbers.every(({ voice }) => voice === 'atLosing'))))
    return turn.fact({ kind: 'staleEvent', type: event.type });
  if (event.type === 'returnRefused') return refuse(turn, event.reasons);
  turn.numbers(({ voice }) => voice !== 'atLosing', { voice: 'returned', sms: 'returned' });
  turn.clear(
    'returnUnanswered',
    'activationFailed',
    'activationStuck',
    'emergencyAddressMissing',
    'notPulled',
    'preparationFailed',
    'smsOverdue',
    'smsFailed',
    'carrierUnreachable',
  );
  turn.fact({ kind: 'returned', numbers: numbers.map(({ number }) => number) });
  turn.end('returned');
}

function refuse(turn: Turn, reasons?: readonly RejectionReason[]): void {
  turn.set({ return: undefined });
  turn.noRetry('askReturn');
  turn.clear('returnUnanswered');
  turn.fact({ kind: 'returnRefused', reason: 'carrierRefused', reasons });
  settle(turn);
}
