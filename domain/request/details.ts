import { adviceRows } from '../attention-advice';
import type { RejectionReason } from '../carrier-event';
import type { Recorded, RequestFact } from '../fact';
import { REASONS } from '../notification/english/reasons';
import { canonicalCode, REJECTION_RULES, type Resolver } from '../rejection/codes';
import type { RequestSnapshot } from './snapshot';
import { missingIn } from './state';

const HAPPENING: Record<RequestSnapshot['status'], { readonly what: string; readonly who: string }> = {
  ready: { what: 'Ready to be submitted.', who: 'Portico' },
  submitting: { what: 'On its way to the losing carrier.', who: 'Portico' },
  outcomeUnknown: {
    what: 'Sent, but no answer came. The gateway will be asked what it has; nothing is sent again before.',
    who: 'Portico',
  },
  submitted: { what: 'With the losing carrier, who decides on the date (R4).', who: 'the losing carrier' },
  rejected: { what: 'Rejected by the losing carrier (R13).', who: 'the customer' },
  scheduled: { what: 'The date is confirmed (R12).', who: 'the customer, to configure the numbers' },
  locked: { what: 'The date is confirmed and nothing can be changed any more.', who: 'the losing carrier' },
  activating: { what: 'The numbers are moving.', who: 'the losing carrier, then Portico' },
  ported: { what: 'Ported. SMS is being activated (R18).', who: 'the carrier' },
  cancelled: { what: 'Cancelled, and watched: a number may port all the same (R24).', who: 'nobody' },
  over: { what: 'Over.', who: 'nobody' },
};

/** An instant as people read it, in its zone. Only shown, never compared. */
export const readable = (atMs: number, zone: string): string =>
  `${new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(atMs)} ${zone}`;

const ACTS: Record<Resolver, string> = { customer: 'The customer', operator: 'An operator', nobody: 'Nobody' };

/** A reason, who acts on it and what they do. The carrier's own words stay out: they may name people. */
function inWords({ code }: RejectionReason): string {
  const canonical = canonicalCode(code);
  const { resolver, operator } = REJECTION_RULES[canonical];
  const { why, todo = '' } = REASONS[canonical];
  return `${canonical}: ${why}. ${ACTS[resolver]}: ${operator ?? todo}`;
}

/** Current details for the Web UI, in Markdown: what is happening, who has to act, what is next and until when. */
export function describeRequest(snapshot: RequestSnapshot, facts: readonly Recorded<RequestFact>[], nowMs: number, zone: string): string {
  const { status, outcome, attempt, reference, foc, nextDeadline, attention, numbers, reasons } = snapshot;
  const { what, who } = HAPPENING[status];
  const missing = missingIn(snapshot).length;
  const active = numbers.length - missing;
  const sms = numbers.filter((number) => number.sms === 'active').length;
  const none = numbers.filter((number) => number.sms === 'notApplicable').length;
  return [
    `**${what}**${outcome ? ` Outcome: ${outcome}.` : ''}`,
    '',
    '| | |',
    '| --- | --- |',
    `| Who has to act | ${attention.length > 0 ? 'an operator' : who} |`,
    ...(attention.length > 0 ? [`| Attention | ${attention.join(', ')} |`, ...adviceRows(attention)] : []),
    ...(reasons ?? []).map((reason) => `| Rejected for | ${inWords(reason)} |`),
    ...(foc ? [`| Port date | ${foc.date}, window from ${readable(foc.windowStartMs, foc.zone)} |`] : []),
    ...(nextDeadline
      ? [`| Next | ${readable(nextDeadline.atMs, nextDeadline.zone)}: ${nextDeadline.then} (${nextDeadline.explanation}) |`]
      : []),
    `| Numbers | ${numbers.length}, active ${active}, SMS active ${sms}${none > 0 ? `, without SMS ${none}` : ''} |`,
    ...(status === 'activating' && missing > 0 && missing < numbers.length
      ? [`| Not in service yet | ${missing} of ${numbers.length}: the port is not complete before the last works (R20) |`]
      : []),
    `| Attempt | ${attempt}, reference ${reference} |`,
    '',
    'Last events:',
    '',
    ...facts.slice(-5).map((fact) => `- ${readable(fact.atMs, zone)}: ${fact.kind}${'reason' in fact ? ` (${fact.reason})` : ''}`),
    '',
    `As of ${readable(nowMs, zone)}.`,
  ].join('\n');
}
