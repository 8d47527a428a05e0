import type { RawWorkflowExecutionInfo } from '@temporalio/client';
import { decodeTypedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import type { AttentionReason } from '../domain/attention';
import { businessNow, MINUTE_MS } from '../domain/clock';
import { NOT_SENT } from '../domain/order/view';
import { WORKFLOWS } from '../workflows/contract';
import { ATTRIBUTES } from '../workflows/search-attributes';
import { attentionReader } from './attention-ages';
import type { ClientContext } from './context';
import { lastSweepMs } from './last-sweep';

/** One workflow that runs. Words and ids of the deployment only, but for the workflow's own id. Business instants, UTC epoch ms. */
export interface OpenItem {
  readonly workflowId: string;
  readonly workflow: string;
  readonly status: string;
  readonly country: string;
  readonly losingCarrier: string;
  readonly gateway: string;
  readonly startedMs: number;
  /** A deadline of its own has passed some time ago, and nobody has taken notice. */
  readonly overdue: boolean;
  /** Why it needs a person, as it is listed; an order also has the reasons of its requests. */
  readonly attention: readonly string[];
}

/** All that is open. */
export interface OpenWork {
  /** Business now, UTC epoch ms. */
  readonly nowMs: number;
  readonly items: readonly OpenItem[];
  /** How many more run than were listed. */
  readonly unlisted: number;
  /** Reasons that somebody has to look at, each once, with since when; absent where the workflow has not said. */
  readonly attention: readonly { readonly workflow: string; readonly reason: AttentionReason; readonly sinceMs?: number | undefined }[];
  /** When the last sweep of the schedule that was completed ended, real UTC epoch ms; absent where there never was one. */
  readonly sweptAtMs?: number | undefined;
}

/** Bounds what one look costs: so many pages of the server's largest size. */
const PAGES = 20;
const PAGE = 1_000;
/** A deadline is acted upon at once; after this, real ms, nobody was there to do it. */
const OVERDUE_MS = 5 * MINUTE_MS;

/** Statuses of an order in which the deadline that it shows is its own. */
const OWN_DEADLINE: ReadonlySet<string> = NOT_SENT;

const OURS = [WORKFLOWS.order, WORKFLOWS.request, WORKFLOWS.supportCase, WORKFLOWS.parkedEvent];
/** A message on its way is of no interest, one that cannot be delivered is. */
const QUERY = `ExecutionStatus = 'Running' AND (WorkflowType IN (${OURS.map((type) => `'${type}'`).join(', ')}) OR ${ATTRIBUTES.attention.name} IS NOT NULL)`;

/**
 * A reader of what is open: at most 20 pages of 1,000 from Temporal's visibility, which lags by a second or so, and for
 * what needs a person one query each, once; and one look for the last sweep. `overdueMs` (real) is for tests. The reader throws what the server answers.
 */
export function openWorkReader(context: ClientContext, overdueMs = OVERDUE_MS): () => Promise<OpenWork> {
  const ages = attentionReader(context);
  return async () => {
    const { clock } = context.options;
    const overdueAtMs = businessNow(clock, Date.now() - overdueMs);
    const [found, sweptAtMs] = await Promise.all([list(context), lastSweepMs(context)]);
    const items = found.executions.map((info) => itemOf(info, overdueAtMs, (realMs) => businessNow(clock, realMs)));
    const attention = await ages(items.filter((item) => item.attention.length > 0));
    return { nowMs: context.nowMs(), items, unlisted: found.unlisted, attention, sweptAtMs };
  };
}

async function list({
  temporal,
  call,
}: ClientContext): Promise<{ readonly executions: RawWorkflowExecutionInfo[]; readonly unlisted: number }> {
  const { workflowService, options } = temporal.workflow;
  const asked = { namespace: options.namespace, query: QUERY };
  const executions: RawWorkflowExecutionInfo[] = [];
  let token: Uint8Array | null | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await call('server', () =>
      workflowService.listWorkflowExecutions({ ...asked, pageSize: PAGE, ...(token ? { nextPageToken: token } : {}) }),
    );
    executions.push(...(answer.executions ?? []));
    token = answer.nextPageToken;
    if (!token || token.length === 0) return { executions, unlisted: 0 };
  }
  const { count } = await call('server', () => workflowService.countWorkflowExecutions(asked));
  return { executions, unlisted: Math.max(0, Number(count ?? 0) - executions.length) };
}

function itemOf(info: RawWorkflowExecutionInfo, overdueAtMs: number, businessOf: (realMs: number) => number): OpenItem {
  const attributes = decodeTypedSearchAttributes(info.searchAttributes?.indexedFields);
  const [workflow, status] = [info.type?.name ?? '', attributes.get(ATTRIBUTES.status) ?? ''];
  // An order that is sent shows the deadlines of its requests as last told, and many pass without a word: only theirs are true.
  const isOwn = workflow !== WORKFLOWS.order || OWN_DEADLINE.has(status);
  const deadline = isOwn ? attributes.get(ATTRIBUTES.nextDeadline) : undefined;
  return {
    workflowId: info.execution?.workflowId ?? '',
    workflow,
    status,
    country: attributes.get(ATTRIBUTES.country) ?? '',
    losingCarrier: attributes.get(ATTRIBUTES.losingCarrier) ?? '',
    gateway: attributes.get(ATTRIBUTES.gateway) ?? '',
    startedMs: businessOf(optionalTsToMs(info.startTime) ?? 0),
    overdue: deadline !== undefined && deadline.getTime() < overdueAtMs,
    attention: attributes.get(ATTRIBUTES.attention) ?? [],
  };
}
