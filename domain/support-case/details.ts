import { adviceRows } from '../attention-advice';
import { timeline } from '../notification/english/timeline';
import { lastEvents } from '../shown/events';
import { masked } from '../shown/numbers';
import { caseActions } from '../shown/what-now';
import { nextRow, readable, row, TABLE_HEAD } from '../shown/words';
import type { CaseFact } from './fact';
import type { CaseOutcome } from './state';
import type { SupportCaseView } from './view';

const HAPPENING: Record<SupportCaseView['status'], { readonly what: string; readonly who: string }> = {
  examining: { what: 'Order and platform are being read.', who: 'Portico' },
  portDay: { what: 'The number is being moved: a short interruption is possible (R16).', who: 'nobody, until the look' },
  waiting: { what: 'Waiting for the customer (R26).', who: 'the customer' },
  withTeam: { what: 'Open for our team. Look, then `portico resolve` with the id of this workflow.', who: 'an operator' },
  over: { what: 'Over.', who: 'nobody' },
};

const OUTCOMES: Record<CaseOutcome, string> = {
  losingProvider: 'the losing provider answers for the number (R15, R25)',
  smsPending: 'SMS still has time (R18)',
  works: 'it works, says the customer',
  resolved: 'resolved by our team',
  unanswered: 'the customer did not answer in time',
};

const EVENTS: { readonly [K in CaseFact['kind']]: (fact: Extract<CaseFact, { readonly kind: K }>) => string } = {
  opened: ({ trouble }) => `Complaint taken: ${trouble}.`,
  losingProviderAnswers: () => 'Told that the losing provider answers for the number (R15, R25).',
  interruptionPossible: ({ stuckAt }) => `Told of a possible interruption (R16); looked at again ${readable(stuckAt.atMs, stuckAt.zone)}.`,
  smsPending: ({ by }) => `Told that SMS has time until ${readable(by.atMs, by.zone)} (R18).`,
  notConfigured: () => 'Found not configured; the customer was asked to.',
  userOffline: () => 'Its user was found offline; the customer was asked to look.',
  callsNeeded: ({ evidence }) => `Failed calls asked for: ${evidence.counting} of ${evidence.needed} complete (R26).`,
  reminded: ({ of }) => `Reminded: still waiting for ${of}.`,
  withTeam: ({ why }) => `Our team has it: ${why}.`,
  stillWithTeam: () => 'Told that the case is still open.',
  worksAgain: () => 'The customer says that it works.',
  resolved: ({ by, reason }) => `Resolved${by === undefined ? '' : ` by ${by}`}${reason === undefined ? '' : `: ${reason}`}`,
  unanswered: () => 'Closed: no answer in time.',
  assigned: ({ by, to }) => `${to === null ? 'Given to nobody' : `Given to ${to}`} by ${by}.`,
  attention: ({ reason }) => `Our team has to look: ${timeline.attention[reason]}.`,
  attentionCleared: ({ reason }) => `Settled: ${timeline.attention[reason]}.`,
};

const yesNo = (value: boolean | undefined): string => (value === undefined ? 'unknown' : value ? 'yes' : 'no');

/** Current details for the Web UI, in Markdown: what was checked, who has to act, what is next, and what an operator can do. */
export function describeCase(view: SupportCaseView, nowMs: number, zone: string): string {
  const { status, outcome, number, trouble, waitsFor, why, checks, evidence, attention, attentionSinceMs, nextDeadline, facts } = view;
  const { what, who } = HAPPENING[status];
  return [
    `**${what}**${outcome ? ` Outcome: ${OUTCOMES[outcome]}.` : ''}`,
    '',
    ...TABLE_HEAD,
    row('Who has to act', attention.length > 0 ? 'an operator' : who),
    row('Does not work', `${trouble}, number ${masked(number)}`),
    ...(attention.length > 0 ? [row('Attention', attention.join(', ')), ...adviceRows(attention, view.orderId)] : []),
    ...(attentionSinceMs === undefined ? [] : [row('Since', readable(attentionSinceMs, zone))]),
    ...(view.owner ? [row('Owner', view.owner)] : []),
    ...(why ? [row('Why', why)] : []),
    ...(waitsFor ? [row('Waits for', waitsFor)] : []),
    ...(checks ? [row('Configured', yesNo(checks.configured)), row('User online', yesNo(checks.userOnline))] : []),
    row('Failed calls', `${evidence.counting} of ${evidence.needed} complete, ${evidence.calls.length} told`),
    ...nextRow(nextDeadline),
    '',
    ...caseActions(view),
    '',
    // The tables' types pair every kind with its own form; a lookup by kind cannot say so.
    ...lastEvents(facts, zone, (fact) => (EVENTS[fact.kind] as (fact: CaseFact) => string)(fact)),
    '',
    `As of ${readable(nowMs, zone)}.`,
  ].join('\n');
}
