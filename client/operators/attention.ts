/** What needs a person today. */
import { urgencyRank, oldest, type OpenAttention } from '../../domain/attention-handling';
import { businessNow } from '../../domain/clock';
import { attentionQuery } from '../../workflows/contract';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import type { ClientContext } from '../context';
import { eachOf, listWorkflows, readWorkflowId, targetOf, type WorkflowName } from './workflows';

/** Which of it; every part narrows. */
export interface AttentionFilter {
  readonly reason?: string | undefined;
  readonly owner?: string | undefined;
  /** Only what is nobody's. */
  readonly unowned?: boolean | undefined;
  readonly country?: string | undefined;
  readonly losingCarrier?: string | undefined;
  /** Of one page; 25 without it. */
  readonly limit?: number | undefined;
  /** From 1. */
  readonly page?: number | undefined;
}

/** One workflow that needs a person. */
export interface AttentionRow extends WorkflowName {
  readonly workflowId: string;
  /** Its own: what a request raised stands at the request, and not at its order once more. */
  readonly reasons: readonly string[];
  readonly owner?: string | undefined;
  readonly country?: string | undefined;
  readonly losingCarrier?: string | undefined;
  readonly gateway?: string | undefined;
  /** Business ms since when the oldest is open; absent where no worker answered. */
  readonly sinceMs?: number | undefined;
  readonly nextDeadlineMs?: number | undefined;
  /** Business ms. */
  readonly startedMs: number;
}

/** The list of today, most urgent first, then oldest. */
export interface AttentionPage {
  readonly rows: readonly AttentionRow[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** There is more than could be read: narrow it. */
  readonly more: boolean;
  /** Business now, UTC epoch ms. */
  readonly nowMs: number;
}

/** As many as are asked for an age that Temporal does not tell. */
const MOST_ASKED = 100;
/** As many as are read at once; a company with more open has another trouble. */
const MOST = 1_000;
const PAGE = 25;
const QUERY = `${ATTRIBUTES.attention.name} IS NOT NULL AND ExecutionStatus = 'Running'`;
/** Real ms in which workflows answer for their ages, all of them together. */
const ASK_MS = 4_000;

/** One page of what needs a person. Throws trouble with Temporal; a missing worker costs the ages only. */
export async function listAttention(
  context: ClientContext,
  { limit = PAGE, page = 1, ...filter }: AttentionFilter,
): Promise<AttentionPage> {
  const { found, more } = await listWorkflows(context, QUERY, MOST);
  const rows = withOwnReasons(found.flatMap((info) => rowOf(context, info) ?? [])).filter((row) => fits(row, filter));
  const sorted = (await withAges(context, rows)).toSorted(byUrgencyAndAge);
  return {
    rows: sorted.slice((page - 1) * limit, page * limit),
    total: rows.length,
    page,
    pages: Math.max(1, Math.ceil(rows.length / limit)),
    more,
    nowMs: context.nowMs(),
  };
}

const byUrgencyAndAge = (left: AttentionRow, right: AttentionRow): number =>
  urgencyRank(left.reasons) - urgencyRank(right.reasons) || (left.sinceMs ?? left.startedMs) - (right.sinceMs ?? right.startedMs);

type Found = Awaited<ReturnType<typeof listWorkflows>>['found'][number];

function rowOf({ options }: ClientContext, { workflowId, typedSearchAttributes: attributes, startTime }: Found): AttentionRow | undefined {
  const name = readWorkflowId(workflowId);
  return (
    name && {
      ...name,
      workflowId,
      reasons: attributes.get(ATTRIBUTES.attention) ?? [],
      owner: attributes.get(ATTRIBUTES.owner),
      country: attributes.get(ATTRIBUTES.country),
      losingCarrier: attributes.get(ATTRIBUTES.losingCarrier),
      gateway: attributes.get(ATTRIBUTES.gateway),
      sinceMs: attributes.get(ATTRIBUTES.attentionSince)?.getTime(),
      nextDeadlineMs: attributes.get(ATTRIBUTES.nextDeadline)?.getTime(),
      startedMs: businessNow(options.clock, startTime.getTime()),
    }
  );
}

/**
 * An order shows what its requests raised, so that it is found by it. In a list of both that would be said twice. Its age
 * is of both, too: of what is left to it, it is not known from here.
 */
export function withOwnReasons(rows: readonly AttentionRow[]): AttentionRow[] {
  const raised = (orderId: string | undefined): Set<string> =>
    new Set(rows.flatMap((row) => (row.kind === 'request' && row.orderId === orderId ? row.reasons : [])));
  return rows.flatMap((row) => {
    if (row.kind !== 'order') return [row];
    const elsewhere = raised(row.orderId);
    const reasons = row.reasons.filter((reason) => !elsewhere.has(reason));
    if (reasons.length === row.reasons.length) return [row];
    return reasons.length > 0 ? [{ ...row, reasons, sinceMs: undefined }] : [];
  });
}

const fits = (row: AttentionRow, { reason, owner, unowned, country, losingCarrier }: AttentionFilter): boolean =>
  (reason === undefined || row.reasons.includes(reason)) &&
  (owner === undefined || row.owner === owner) &&
  (unowned !== true || row.owner === undefined) &&
  (country === undefined || row.country === country) &&
  (losingCarrier === undefined || row.losingCarrier === losingCarrier);

/**
 * Temporal tells the ages. Only where it does not, the workflow is asked: what shows in the list only in part, and what has
 * stood since before ages were shown. All have the same few seconds, and each answers for itself.
 */
async function withAges(context: ClientContext, rows: readonly AttentionRow[]): Promise<AttentionRow[]> {
  const unknown = rows.filter((row) => row.sinceMs === undefined && bornWithIt(row) === undefined).slice(0, MOST_ASKED);
  const untilMs = Date.now() + ASK_MS;
  const asked = await eachOf(
    unknown,
    async ({ workflowId }) => [workflowId, await openAt(context, workflowId, untilMs)] as const,
    MOST_ASKED,
  );
  const ages = new Map(asked.flatMap(([workflowId, open]) => (open ? [[workflowId, oldest(open)]] : [])));
  return rows.map((row) => ({ ...row, sinceMs: row.sinceMs ?? ages.get(row.workflowId) ?? bornWithIt(row) }));
}

/** A parked event, a message or a finding needs a person as soon as it is there. */
const bornWithIt = ({ kind, startedMs }: AttentionRow): number | undefined =>
  kind === 'parkedEvent' || kind === 'message' || kind === 'finding' ? startedMs : undefined;

/** Since when what is open at one workflow, and whose it is; `undefined` where nobody answers. */
async function openAt(context: ClientContext, workflowId: string, untilMs = Date.now() + ASK_MS): Promise<OpenAttention | undefined> {
  try {
    return await context.call('worker', () => context.temporal.workflow.getHandle(workflowId).query(attentionQuery), untilMs);
  } catch {
    // The list is worth having without ages; what is wrong with the workers shows elsewhere.
    return undefined;
  }
}

/** The same of one order and its requests, for those of them that answer. */
export async function attentionOf(
  context: ClientContext,
  orderId: string,
  requests: readonly number[],
): Promise<readonly (OpenAttention & { readonly n?: number | undefined })[]> {
  const asked = await eachOf([undefined, ...requests], async (n) => {
    const open = await openAt(context, targetOf(orderId, n));
    return open && { ...open, ...(n === undefined ? {} : { n }) };
  });
  return asked.flatMap((open) => open ?? []);
}
