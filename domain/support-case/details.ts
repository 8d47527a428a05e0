import { readable } from '../request/details';
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

const yesNo = (value: boolean | undefined): string => (value === undefined ? 'unknown' : value ? 'yes' : 'no');

/** Current details for the Web UI, in Markdown: what was checked, who has to act, what is next. No numbers: those are in the query `view`. */
export function describeCase(view: SupportCaseView, nowMs: number, zone: string): string {
  const { status, outcome, trouble, waitsFor, why, checks, evidence, attention, nextDeadline, facts } = view;
  const { what, who } = HAPPENING[status];
  return [
    `**${what}**${outcome ? ` Outcome: ${OUTCOMES[outcome]}.` : ''}`,
    '',
    '| | |',
    '| --- | --- |',
    `| Who has to act | ${attention.length > 0 ? 'an operator' : who} |`,
    `| Does not work | ${trouble} |`,
    ...(attention.length > 0 ? [`| Attention | ${attention.join(', ')} |`] : []),
    ...(view.owner ? [`| Owner | ${view.owner} |`] : []),
    ...(why ? [`| Why | ${why} |`] : []),
    ...(waitsFor ? [`| Waits for | ${waitsFor} |`] : []),
    ...(checks ? [`| Configured | ${yesNo(checks.configured)} |`, `| User online | ${yesNo(checks.userOnline)} |`] : []),
    `| Failed calls | ${evidence.counting} of ${evidence.needed} complete, ${evidence.calls.length} told |`,
    ...(nextDeadline ? [`| Next | ${readable(nextDeadline.atMs, zone)}: ${nextDeadline.then} (${nextDeadline.explanation}) |`] : []),
    '',
    'The number and its calls: query `view`.',
    '',
    'Last events:',
    '',
    ...facts
      .slice(-5)
      .map(
        (fact) => `- ${readable(fact.atMs, zone)}: ${fact.kind}${'reason' in fact && fact.kind !== 'resolved' ? ` (${fact.reason})` : ''}`,
      ),
    '',
    `As of ${readable(nowMs, zone)}.`,
  ].join('\n');
}
