import { HOUR_MS } from '../clock';
import type { Deadline } from '../deadline';
import { isEnough } from './calls';
import type { Examination } from './events';
import type { Awaited, ForTeam } from './fact';
import type { PortStanding } from './standing';
import { evidenceNow } from './state';
import type { CaseTurn } from './turn';

/** What was found decides whose turn it is: the losing provider, the customer, our team, or nobody while the number moves. */
export function onExamined(turn: CaseTurn, { port, place }: Examination): void {
  if (turn.state.phase.at !== 'examining') return;
  turn.set({ port, checks: place && { configured: place.configured, userOnline: place.userOnline } });
  switch (port.at) {
    case 'before':
      return port.foc && port.foc.windowStartMs <= turn.nowMs
        ? onMoving(turn, { at: 'moving', foc: port.foc, stuck: false })
        : notOurs(turn, port);
    case 'ended':
      return notOurs(turn, port);
    case 'moving':
      return onMoving(turn, port);
    case 'active':
      return afterPort(turn, port, place);
    case 'unknown':
      return toTeam(turn, 'notChecked');
    default:
      return port satisfies never;
  }
}

/** R15, R25: the losing provider answers for a number that has not come to us. */
function notOurs(turn: CaseTurn, port: Extract<PortStanding, { readonly at: 'before' | 'ended' }>): void {
  turn.fact({ kind: 'losingProviderAnswers', port: port.at, foc: port.at === 'before' ? port.foc : undefined });
  turn.end('losingProvider');
}

/** R16: a short interruption is possible; past its time the port is stuck, and that is ours to mend. */
function onMoving(turn: CaseTurn, { foc, stuck, stuckAt }: Extract<PortStanding, { readonly at: 'moving' }>): void {
  const { stuckHours, zone } = turn.frame.rules;
  const fromMs = foc?.windowEndMs ?? turn.nowMs;
  const lookAt: Deadline = {
    what: 'activationStuck',
    atMs: stuckAt?.atMs ?? fromMs + stuckHours * HOUR_MS,
    zone: stuckAt?.zone ?? foc?.zone ?? zone,
    explanation: stuckAt?.explanation ?? `${stuckHours} hours after ${foc ? 'the end of the port window' : 'we looked'}`,
    then: 'the number is looked at again; one that is not active by then is stuck, and our team is asked',
  };
  if (stuck || lookAt.atMs <= turn.nowMs) return toTeam(turn, 'stuck');
  turn.fact({ kind: 'interruptionPossible', foc, stuckAt: lookAt });
  turn.enter({ at: 'portDay', lookAt });
}

/** R26: first the configuration, then the user, then failed calls. R18 where SMS is the trouble. */
function afterPort(turn: CaseTurn, port: Extract<PortStanding, { readonly at: 'active' }>, place: Examination['place']): void {
  const { complaint } = turn.frame;
  if (complaint.trouble === 'sms' && port.sms !== 'active') return onSmsNotActive(turn, port);
  if (!place?.inService) return toTeam(turn, 'notInService');
  const { passed } = turn.state;
  if (!place.configured && !passed.includes('configuration')) return waitFor(turn, 'configuration');
  if (place.userOnline === false && !passed.includes('user')) return waitFor(turn, 'user');
  return isEnough(evidenceNow(turn.state, turn.nowMs, turn.frame)) ? toTeam(turn, 'calls') : waitFor(turn, 'calls');
}

function onSmsNotActive(turn: CaseTurn, { sms, smsBy }: Extract<PortStanding, { readonly at: 'active' }>): void {
  const isEarly = sms === 'waitingPort' || sms === 'activating';
  if (!isEarly || !smsBy || smsBy.atMs <= turn.nowMs) return toTeam(turn, 'sms');
  turn.fact({ kind: 'smsPending', by: smsBy });
  turn.end('smsPending');
}

/** Waits for the customer. An older wait goes on until the new one has its dates. */
export function waitFor(turn: CaseTurn, what: Awaited): void {
  const { phase } = turn.state;
  const before = phase.at === 'waiting' ? phase : undefined;
  turn.enter({ at: 'waiting', for: what, planning: true, remindAt: before?.remindAt ?? null, closeAt: before?.closeAt ?? null });
  // One that is being asked already brings the dates for this, too.
  if (!before?.planning) turn.plan();
}

/** Asks for a person of ours. */
export function toTeam(turn: CaseTurn, why: ForTeam): void {
  turn.raise('supportCase');
  turn.fact({ kind: 'withTeam', why });
  turn.enter({ at: 'withTeam', why, planning: true, remindAt: null, reminders: 0 });
  turn.plan();
}
