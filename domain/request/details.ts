import { adviceRows } from '../attention-advice';
import type { RejectionReason } from '../carrier-event';
import type { Deadline } from '../deadline';
import type { Recorded, RequestFact } from '../fact';
import { briefly } from '../operator/briefly';
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
  resubmitting: {
    what: 'Complete, and waits for its time: before then the losing carrier would only refuse it as still open (R13).',
    who: 'Portico, at that time',
  },
  scheduled: { what: 'The date is confirmed (R12).', who: 'the customer, to configure the numbers' },
  locked: { what: 'The date is confirmed and nothing can be changed any more.', who: 'the losing carrier' },
  activating: { what: 'The numbers are moving.', who: 'the losing carrier, then Portico' },
  ported: { what: 'Ported. SMS is being activated (R18).', who: 'the carrier' },
  cancelled: { what: 'Cancelled, and watched: a number may port all the same (R24).', who: 'nobody' },
  over: { what: 'Over.', who: 'nobody' },
};

/** Beside its phase: it lies with one of ours, who sends it. */
const ON_DESK = { what: 'To be sent by one of our own people: see the task of this request.', who: 'an operator' };

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

const row = (name: string, text: string): string => `| ${name} | ${text} |`;

const explained = ({ atMs, zone, explanation }: Deadline): string => `${readable(atMs, zone)} (${explanation})`;

/** Until when a change is possible; `null` is a date that came too late for it. */
const changeRow = (name: string, until: Deadline | null | undefined): string[] =>
  until === undefined ? [] : [row(name, until === null ? 'no longer possible' : explained(until))];

/** The estimate or the date, and until when what can be changed of it, each with its reason (R3, R23, R24). */
function dateRows({ expectedDate, expectedWhy, latestByLaw, foc, change }: RequestSnapshot): string[] {
  return [
    ...(expectedDate === undefined ? [] : [row('Estimate', `${expectedDate}${expectedWhy === undefined ? '' : ` (${expectedWhy})`}`)]),
    ...(latestByLaw ? [row('Latest by law', `${latestByLaw.date} (${latestByLaw.explanation})`)] : []),
    ...(foc ? [row('Port date', `${foc.date}, window from ${readable(foc.windowStartMs, foc.zone)}`)] : []),
    ...(change.interval ? [row('Possible days', `${change.interval.first} to ${change.interval.last}: the customer chooses`)] : []),
    ...(change.startFrom ? [row('Can be started by hand from', explained(change.startFrom))] : []),
    ...changeRow('Cancel until', change.cancelUntil),
    ...changeRow('Move until', change.rescheduleUntil),
    ...changeRow('Emergency return until', change.returnUntil),
  ];
}

/** Current details for the Web UI, in Markdown: what is happening, who has to act, what is next and until when. */
export function describeRequest(snapshot: RequestSnapshot, facts: readonly Recorded<RequestFact>[], nowMs: number, zone: string): string {
  const { status, outcome, attempt, reference, nextDeadline, attention, numbers, reasons, resubmitFrom, change } = snapshot;
  const { what, who } = change.onDesk ? ON_DESK : HAPPENING[status];
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
    ...(snapshot.owner ? [`| Owner | ${snapshot.owner} |`] : []),
    ...(reasons ?? []).map((reason) => `| Rejected for | ${inWords(reason)} |`),
    ...(resubmitFrom ? [row('Sent again not before', explained(resubmitFrom))] : []),
    ...dateRows(snapshot),
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
    ...facts.slice(-5).map((fact) => `- ${readable(fact.atMs, zone)}: ${briefly(fact)}${'reason' in fact ? ` (${fact.reason})` : ''}`),
    '',
    `As of ${readable(nowMs, zone)}.`,
  ].join('\n');
}
