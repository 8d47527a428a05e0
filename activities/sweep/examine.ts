/** How an order, its requests and what is said of them stand at Temporal. */
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { plainCall } from '../../client/context';
import { described, eachOf, listWorkflows, readWorkflowId, targetOf } from '../../client/operators/workflows';
import { businessNow } from '../../domain/clock';
import { findingWorkflowId } from '../../domain/ids';
import type { OrderView } from '../../domain/order/view';
import { NOT_LIVE } from '../../domain/request/act-verdicts';
import type { RequestSnapshot } from '../../domain/request/snapshot';
import { ageingPapers } from '../../domain/sweep/ageing';
import { oursOf } from '../../domain/sweep/differs';
import { quietFrom } from '../../domain/sweep/judge';
import {
  readFindingMemo,
  type About,
  type At,
  type FindingStanding,
  type OrderStanding,
  type RequestStanding,
  type Standing,
} from '../../domain/sweep/standing';
import { orderViewQuery, requestViewQuery } from '../../workflows/contract';
import type { FindingOutcome } from '../../workflows/finding';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import type { SweepActivities } from '../activities';

/** Runs of requests of one order, which may have been carried on or reset many times. */
const MOST_RUNS = 5_000;

type Input = Parameters<SweepActivities['examineOrder']>[0];

/** Everything that the rules of the sweep ask about one order. Throws where its requests cannot all be listed. */
export async function examine(client: Client, input: Input): Promise<OrderStanding> {
  const { orderId, clock } = input;
  const { found, more } = await listWorkflows(
    { temporal: client, call: plainCall },
    `WorkflowId STARTS_WITH 'port-request/${orderId}/'`,
    MOST_RUNS,
  );
  // A request that was not looked at might live.
  if (more) throw new Error(`order ${orderId} has more than ${MOST_RUNS} runs of requests`);
  const workflowId = targetOf(orderId);
  const order = await standingOf(client, workflowId, await described(client, workflowId));
  const view = await orderView(client, orderId);
  const told = view && requestsOf(view).map((n) => targetOf(orderId, n));
  const ids = [...new Set([...found.map(({ workflowId }) => workflowId), ...(told ?? [])])];
  const requests = await eachOf(ids, (id) => requestOf(client, id, input));
  return {
    orderId,
    ...(order.at !== 'forgotten' || order.findings.ended || order.findings.running ? { order } : {}),
    ...(order.at === 'running' && view ? { ageing: ageingPapers(view, businessNow(clock, Date.now())) } : {}),
    ...(told ? { complete: true } : {}),
    requests,
  };
}

/** The order as it tells itself, running or closed; `undefined` where it does not. */
export const orderView = (client: Client, orderId: string): Promise<OrderView | undefined> =>
  client.workflow
    .getHandle(targetOf(orderId))
    .query(orderViewQuery)
    .catch(() => undefined);

/** The requests that it has heard of, and not heard the end of: they must be there. One that it was just starting is found by the list. */
const requestsOf = ({ requests }: OrderView): number[] =>
  requests.filter(({ status }) => status !== undefined && status !== 'over').map(({ n }) => n);

/** A task that failed once or twice may have met a restart. */
const STUCK_AT = 3;

const AT: Readonly<Record<string, At>> = { RUNNING: 'running', COMPLETED: 'completed' };

async function standingOf(client: Client, workflowId: string, info: WorkflowExecutionDescription | undefined): Promise<Standing> {
  const findings = { ...(await findingOf(client, workflowId, 'ended')), ...(await findingOf(client, workflowId, 'running')) };
  if (!info) return { workflowId, runId: '', at: 'forgotten', findings };
  const stuck = Number(info.raw.pendingWorkflowTask?.attempt ?? 0) >= STUCK_AT ? { stuck: true as const } : {};
  return { workflowId, runId: info.runId, at: AT[info.status.name] ?? 'ended', ...stuck, findings };
}

async function findingOf(client: Client, workflowId: string, about: About): Promise<Readonly<Partial<Record<About, FindingStanding>>>> {
  const info = await described(client, findingWorkflowId(workflowId, about));
  if (info?.status.name === 'RUNNING') return { [about]: { is: 'open', ...readFindingMemo(info.memo ?? {}) } };
  if (info?.status.name !== 'COMPLETED') return {};
  const { how, found, runId, note } = (await client.workflow.getHandle(info.workflowId).result()) as FindingOutcome;
  return how === 'resolved' ? { [about]: { is: 'resolved', reason: found, runId, note } } : {};
}

async function requestOf(client: Client, workflowId: string, input: Input): Promise<RequestStanding> {
  const info = await described(client, workflowId);
  const standing = await standingOf(client, workflowId, info);
  const n = readWorkflowId(workflowId)?.n ?? 0;
  if (standing.at === 'completed' || standing.at === 'forgotten') return { ...standing, n };
  const gateway = info?.typedSearchAttributes.get(ATTRIBUTES.gateway);
  if (standing.at === 'running' && !input.compare) return { ...standing, n, gateway };
  // A request that cannot be replayed, or that nobody works on, says nothing; then nobody knows.
  const snapshot: RequestSnapshot | undefined = await client.workflow
    .getHandle(workflowId)
    .query(requestViewQuery)
    .catch(() => undefined);
  const known = { ...standing, n, gateway, ...(snapshot ? { reference: snapshot.reference } : {}) };
  if (!snapshot) return known;
  if (standing.at === 'running') return { ...known, ours: oursOf(snapshot) };
  const endedMs = businessNow(input.clock, info?.closeTime?.getTime() ?? Date.now());
  return {
    ...known,
    ...(snapshot.status === 'over' ? { over: true } : {}),
    ...(NOT_LIVE.has(snapshot.status) ? { notSent: true } : {}),
    quietFromMs: quietFrom(endedMs, snapshot),
  };
}
