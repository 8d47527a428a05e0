import { adviceRows } from '../attention-advice';
import type { AttentionReason } from '../attention';
import type { Recorded } from '../fact';
import { numbersOf } from '../grouping';
import { lastOrderEvents } from '../shown/events';
import { numberLines } from '../shown/numbers';
import { orderActions } from '../shown/what-now';
import { counted, inRuns, nextRow, readable, row, shortened, TABLE_HEAD } from '../shown/words';
import { withWhom } from '../request/details';
import type { NumberState } from '../request/state';
import type { OrderFact } from './state';
import type { OrderStatus, OrderView, RequestView } from './view';

const HAPPENING: Record<OrderStatus, { readonly what: string; readonly who: string }> = {
  intake: { what: 'Being checked: account, portability, claim on the numbers.', who: 'Portico' },
  awaitingDecision: { what: 'Some numbers cannot be ported: waiting to hear whether to drop them or to wait.', who: 'the customer' },
  awaitingDocuments: { what: 'Waiting for documents (R9).', who: 'the customer' },
  awaitingSignature: { what: 'Waiting for the signature of the LOA (R10).', who: 'the customer' },
  inProgress: { what: 'With the losing carrier.', who: 'the losing carrier' },
  actionRequired: { what: 'A request was rejected and needs a correction (R13).', who: 'the customer' },
  scheduled: { what: 'Every live request has a date.', who: 'the customer, to configure the numbers (R14)' },
  partiallyPorted: { what: 'Some numbers have ported.', who: 'the losing carrier' },
  completed: { what: 'Complete: every number has ported.', who: 'nobody' },
  completedPartially: { what: 'Over: some numbers have ported.', who: 'nobody' },
  cancelled: { what: 'Cancelled.', who: 'nobody' },
  failed: { what: 'Over: nothing has ported.', who: 'nobody' },
  expired: { what: 'Expired: the customer did not answer in time.', who: 'nobody' },
  refused: { what: 'Refused at intake.', who: 'nobody' },
};

/** Requests that look alike are one line; more lines than these are left to `portico status`. */
const MOST_LINES = 10;
/** Lines of what is still needed. */
const MOST_NEEDED = 6;

/** Current details for the Web UI, in Markdown: what is happening, who has to act, what is next and until when, and what an operator can do. */
export function describeOrder(view: OrderView, facts: readonly Recorded<OrderFact>[], nowMs: number, zone: string): string {
  const { what } = HAPPENING[view.status];
  return [
    `**${what}**`,
    '',
    ...TABLE_HEAD,
    row('Order', whatItIs(view)),
    row('Who has to act', view.attention.length > 0 ? 'an operator' : whoActs(view)),
    ...(view.attention.length > 0 ? [row('Attention', attentionIn(view)), ...adviceRows(view.attention, view.orderId)] : []),
    ...(view.attentionSinceMs === undefined ? [] : [row('Since', readable(view.attentionSinceMs, zone))]),
    ...(view.owner ? [row('Owner', view.owner)] : []),
    ...neededRows(view),
    ...nextRow(view.nextDeadline),
    '',
    ...requestTable(view.requests),
    ...numberLines(view.requests.flatMap(numbersIn)),
    '',
    ...orderActions(view, nowMs),
    '',
    ...lastOrderEvents(facts, zone),
    '',
    `As of ${readable(nowMs, zone)}.`,
  ].join('\n');
}

/** Also on its static page, which Temporal does not hand on when a workflow continues as new. */
function whatItIs({ orderId, accountId, details: { country, losing, numbers } }: OrderView): string {
  return `${orderId} of account ${accountId}: ${counted(numbers.flatMap(numbersOf).length, 'number')}, ${country}, from ${losing.carrier}`;
}

/** Once requests run, whoever they wait for; each with how many wait. */
function whoActs({ status, requests }: OrderView): string {
  const live = requests.filter((request) => request.outcome === undefined && request.status !== undefined && request.status !== 'over');
  if (status === 'actionRequired' || live.length === 0) return HAPPENING[status].who;
  const counts = new Map<string, number>();
  for (const { status: at } of live) if (at) counts.set(withWhom(at), (counts.get(withWhom(at)) ?? 0) + 1);
  if (counts.size === 1) return [...counts.keys()].join('');
  return [...counts].map(([who, count]) => `${who}: ${counted(count, 'request')}`).join('; ');
}

/** The reasons, each with the requests that have it. */
function attentionIn({ attention, requests }: OrderView): string {
  const having = (reason: AttentionReason): number[] =>
    requests.filter(({ attention: open = [] }) => open.includes(reason)).map(({ n }) => n);
  return attention.map((reason) => (having(reason).length > 0 ? `${reason} (request ${inRuns(having(reason))})` : reason)).join(', ');
}

function neededRows({ status, requirements }: OrderView): string[] {
  if (status !== 'awaitingDocuments') return [];
  const needed = requirements.filter(({ holdsUp }) => holdsUp).map(({ id, name, status: at }) => `${name ?? id}: ${at}`);
  return shortened(needed, MOST_NEEDED).map((text) => row('Still needed', text));
}

/** Requests that look alike on one line: those that need a person first, then the fewest. */
function requestTable(requests: readonly RequestView[]): string[] {
  if (requests.length === 0) return [];
  const alike = new Map<string, RequestView[]>();
  for (const request of requests) {
    const { outcome, status, foc, attempt, attention = [] } = request;
    const looks = ` ${outcome ?? status ?? 'waiting'} | ${foc?.date ?? ''} | ${attempt ?? ''} | ${attention.join(', ')} |`;
    alike.set(looks, [...(alike.get(looks) ?? []), request]);
  }
  const needsPerson = ([{ attention = [] } = { attention: [] }]: readonly Pick<RequestView, 'attention'>[]): number =>
    attention.length > 0 ? 0 : 1;
  const lines = [...alike]
    .sort(([, one], [, other]) => needsPerson(one) - needsPerson(other) || one.length - other.length)
    .map(([looks, those]) => `| ${inRuns(those.map(({ n }) => n))} | ${those.flatMap(numbersIn).length} |${looks}`);
  const more = lines.length - MOST_LINES;
  return [
    '| Request | Numbers | Status | Port date | Attempt | Attention |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines.slice(0, MOST_LINES),
    ...(more > 0 ? [`| and ${more} more lines: \`portico status\` | | | | | |`] : []),
    '',
  ];
}

/** A request that has not reported has not moved anything. */
const numbersIn = ({ numbers, items }: RequestView): readonly NumberState[] =>
  numbers ?? items.flatMap(numbersOf).map((number) => ({ number, voice: 'atLosing', sms: 'waitingPort' }));
