import { adviceRows } from '../attention-advice';
import type { RejectionReason } from '../carrier-event';
import type { Deadline } from '../deadline';
import type { Recorded, RequestFact } from '../fact';
import { REASONS } from '../notification/english/reasons';
import { canonicalCode, REJECTION_RULES, type Resolver } from '../rejection/codes';
import type { RequestSnapshot } from './snapshot';
import { parseGatewayReference } from '../ids';
import { lastRequestEvents } from '../shown/events';
import { numberLines } from '../shown/numbers';
import { requestActions } from '../shown/what-now';
import { explained, nextRow, readable, row, TABLE_HEAD } from '../shown/words';
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

/** Whom a request waits for, by where it stands. */
export const withWhom = (status: RequestSnapshot['status']): string => HAPPENING[status].who;

const ACTS: Record<Resolver, string> = { customer: 'The customer', operator: 'An operator', nobody: 'Nobody' };

/** A reason, who acts on it and what they do. The carrier's own words stay out: they may name people. */
function inWords({ code }: RejectionReason): string {
  const canonical = canonicalCode(code);
  const { resolver, operator } = REJECTION_RULES[canonical];
  const { why, todo = '' } = REASONS[canonical];
  return `${canonical}: ${why}. ${ACTS[resolver]}: ${operator ?? todo}`;
}

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

/** More reasons than these are left to `portico status`. */
const MOST_REASONS = 6;

/** Current details for the Web UI, in Markdown: what is happening, who has to act, what is next and until when, and what an operator can do. */
export function describeRequest(snapshot: RequestSnapshot, facts: readonly Recorded<RequestFact>[], nowMs: number, zone: string): string {
  const { status, outcome, attempt, reference, attention, attentionSinceMs, numbers, reasons, resubmitFrom, change } = snapshot;
  const { what, who } = change.onDesk ? ON_DESK : HAPPENING[status];
  const missing = missingIn(snapshot).length;
  const active = numbers.length - missing;
  const sms = numbers.filter((number) => number.sms === 'active').length;
  const none = numbers.filter((number) => number.sms === 'notApplicable').length;
  return [
    `**${what}**${outcome ? ` Outcome: ${outcome}.` : ''}`,
    '',
    ...TABLE_HEAD,
    row('Who has to act', attention.length > 0 ? 'an operator' : isAsked(snapshot) ? `the losing carrier, to answer; and ${who}` : who),
    ...(attention.length > 0
      ? [row('Attention', attention.join(', ')), ...adviceRows(attention, parseGatewayReference(reference)?.orderId)]
      : []),
    ...(attentionSinceMs === undefined ? [] : [row('Since', readable(attentionSinceMs, zone))]),
    ...(snapshot.owner ? [row('Owner', snapshot.owner)] : []),
    ...(reasons ?? []).slice(0, MOST_REASONS).map((reason) => row('Rejected for', inWords(reason))),
    ...(resubmitFrom ? [row('Sent again not before', explained(resubmitFrom))] : []),
    ...dateRows(snapshot),
    ...changesUnderWay(snapshot),
    ...nextRow(snapshot.nextDeadline),
    row('Numbers', `${numbers.length}, active ${active}, SMS active ${sms}${none > 0 ? `, without SMS ${none}` : ''}`),
    ...(status === 'activating' && missing > 0 && missing < numbers.length
      ? [row('Not in service yet', `${missing} of ${numbers.length}: the port is not complete before the last works (R20)`)]
      : []),
    row('Attempt', `${attempt}, reference ${reference}`),
    '',
    ...numberLines(numbers),
    '',
    ...requestActions(snapshot, nowMs),
    '',
    ...lastRequestEvents(facts, zone),
    '',
    `As of ${readable(nowMs, zone)}.`,
  ].join('\n');
}

const isAsked = ({ change }: RequestSnapshot): boolean => change.cancelPending || change.reschedulePending || change.returnPending === true;

/** What was asked of the losing carrier and not answered yet. */
function changesUnderWay({ change }: RequestSnapshot): string[] {
  return [
    ...(change.cancelPending ? [row('Cancel', 'asked for; the losing carrier has to agree (R24)')] : []),
    ...(change.reschedulePending ? [row('Another date', 'asked for; the old one stands until the losing carrier agrees (R23)')] : []),
    ...(change.returnPending ? [row('Emergency return', 'asked for')] : []),
  ];
}
