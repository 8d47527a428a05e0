/** The views that operators keep in the Temporal Web UI: each a query, and a link that opens it. */
import { URGENT } from '../domain/attention-handling';
import { DAY_MS } from '../domain/clock';
import { ATTRIBUTES } from '../workflows/search-attributes';
import { WORKFLOWS } from '../workflows/contract';

/** One view. */
export interface SavedView {
  /** A few words, for a bookmark. */
  readonly name: string;
  /** What one sees in it. */
  readonly shows: string;
  /** For the search field of the workflow list. */
  readonly query: string;
}

const { status, losingCarrier, portDate, nextDeadline, attention, attentionSince } = ATTRIBUTES;

const RUNNING = `ExecutionStatus = 'Running'`;
const isA = (type: string): string => `WorkflowType = '${type}'`;
const all = (...conditions: readonly string[]): string => conditions.join(' AND ');
const oneOf = (name: string, values: readonly string[]): string => `${name} IN (${values.map((value) => `'${value}'`).join(', ')})`;
const instant = (ms: number): string => `'${new Date(ms).toISOString()}'`;

/** The losing carrier of a view that is to be changed before it is of use. */
const SOME_CARRIER = 'telmarine';

/**
 * All views, as of a business instant (UTC epoch ms): the server knows no "today", so days stand in the queries as they are
 * now. A day begins and ends in UTC.
 */
export function savedViews(nowMs: number, carrier = SOME_CARRIER): readonly SavedView[] {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return [
    {
      name: 'Needs a person',
      shows: 'everything that somebody of ours has to look at; an order stands beside its requests',
      query: all(`${attention.name} IS NOT NULL`, RUNNING),
    },
    {
      name: 'Needs a person since yesterday or longer',
      shows: 'what was left over: the first to be done',
      query: all(`${attentionSince.name} < ${instant(today)}`, RUNNING),
    },
    {
      name: 'Urgent',
      shows: 'lines that may be down now, and ports that move unseen',
      query: all(oneOf(attention.name, URGENT), RUNNING),
    },
    {
      name: 'Waits for the customer',
      shows: 'orders that need documents, a decision, a signature or a correction',
      query: all(
        isA(WORKFLOWS.order),
        oneOf(status.name, ['awaitingDocuments', 'awaitingDecision', 'awaitingSignature', 'actionRequired']),
        RUNNING,
      ),
    },
    {
      name: 'With the losing carrier',
      shows: 'requests that were sent and have no date yet',
      query: all(isA(WORKFLOWS.request), `${status.name} = 'submitted'`, RUNNING),
    },
    {
      name: 'Ports today',
      shows: 'requests whose window opens today (UTC)',
      query: all(
        isA(WORKFLOWS.request),
        `${portDate.name} >= ${instant(today)}`,
        `${portDate.name} < ${instant(today + DAY_MS)}`,
        oneOf(status.name, ['scheduled', 'locked', 'activating', 'ported']),
        RUNNING,
      ),
    },
    {
      name: 'Next deadline within 24 hours',
      shows: 'whatever happens by itself, or ends, by this time tomorrow',
      query: all(
        oneOf('WorkflowType', [WORKFLOWS.order, WORKFLOWS.request]),
        `${nextDeadline.name} <= ${instant(nowMs + DAY_MS)}`,
        RUNNING,
      ),
    },
    {
      name: 'One losing carrier',
      shows: `live requests at one losing carrier; put its code in the place of ${carrier}`,
      query: all(isA(WORKFLOWS.request), `${losingCarrier.name} = '${carrier}'`, RUNNING),
    },
    {
      name: 'Parked events',
      shows: 'authentic webhooks that match nothing',
      query: all(isA(WORKFLOWS.parkedEvent), RUNNING),
    },
    {
      name: 'Customers not told',
      shows: 'messages that do not arrive',
      query: all(isA(WORKFLOWS.notification), `${status.name} = 'undelivered'`, RUNNING),
    },
    {
      name: 'Support cases',
      shows: 'open cases; those with attention are for our team',
      query: all(isA(WORKFLOWS.supportCase), RUNNING),
    },
    {
      name: 'Workflows of ours that fail',
      shows: 'orders and requests that somebody terminated, or that a fault ended',
      query: all(
        oneOf('WorkflowType', [WORKFLOWS.order, WORKFLOWS.request]),
        oneOf('ExecutionStatus', ['Terminated', 'Failed', 'TimedOut']),
      ),
    },
  ];
}

/** Also what a terminal, or Markdown, would take for the end of a link. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/['()]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** The link that opens a view; `uiUrl` has no path. */
export const viewLink = (uiUrl: string, namespace: string, { query }: SavedView): string =>
  `${uiUrl.replace(/\/+$/, '')}/namespaces/${encoded(namespace)}/workflows?query=${encoded(query)}`;
