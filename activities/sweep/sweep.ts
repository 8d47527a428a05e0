import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError, type Client, type WorkflowExecutionDescription } from '@temporalio/client';
import { eachOf, listWorkflows, readWorkflowId, targetOf } from '../../client/operators/workflows';
import { findingWorkflowId } from '../../domain/ids';
import { CHECKS } from '../../domain/order/requirements';
import { ageingPapers, type AgeingPaper } from '../../domain/sweep/ageing';
import { DIFFERENCES, oursOf } from '../../domain/sweep/differs';
import {
  FINDING_REASONS,
  type At,
  type FindingStanding,
  type OrderStanding,
  type RequestStanding,
  type Standing,
} from '../../domain/sweep/standing';
import {
  foundSignal,
  goneSignal,
  operateUpdate,
  orderViewQuery,
  QUEUES,
  requestViewQuery,
  resyncSignal,
  WORKFLOWS,
  type FindingMessage,
} from '../../workflows/contract';
import type { FindingInput, FindingOutcome } from '../../workflows/finding';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import type { SweepActivities } from '../activities';

/** The most workflows that one sweep looks at; with more, something else has to be mended first. */
const MOST = 1_000;

/** Runs of requests of one order, which may have been carried on or reset many times. */
const MOST_RUNS = 5_000;

const RUNS = `WorkflowType IN ('${WORKFLOWS.order}', '${WORKFLOWS.request}') AND ExecutionStatus = 'Running'`;
const ENDED = `WorkflowType IN ('${WORKFLOWS.order}', '${WORKFLOWS.request}') AND ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut', 'Canceled')`;
const FOUND = `WorkflowType = '${WORKFLOWS.finding}' AND ExecutionStatus = 'Running'`;

/** Orders whose papers can become too old before they go out. */
const WAITING = `WorkflowType = '${WORKFLOWS.order}' AND ExecutionStatus = 'Running' AND ${ATTRIBUTES.status.name} IN ('awaitingDecision', 'awaitingDocuments', 'awaitingSignature', 'actionRequired')`;

/** What the sweep sees and does through Temporal's client. */
export function createSweepActivities(client: Client): SweepActivities {
  const context = { temporal: client, call: <T>(_: unknown, ask: () => Promise<T>): Promise<T> => ask() };
  return {
    async findOrders({ orderId, overdueMs, waiting }) {
      if (orderId !== undefined) return { orderIds: [orderId], more: false };
      const still = `${RUNS} AND ${ATTRIBUTES.nextDeadline.name} < '${new Date(overdueMs).toISOString()}'`;
      const queries = [ENDED, FOUND, still, ...(waiting ? [WAITING] : [])];
      const lists = await Promise.all(queries.map((query) => listWorkflows(context, query, MOST)));
      const ids = lists.flatMap(({ found }) => found).flatMap(({ workflowId }) => readWorkflowId(workflowId)?.orderId ?? []);
      return { orderIds: [...new Set(ids)], more: lists.some(({ more }) => more) };
    },
    async examineOrder({ orderId, nowMs, overdueMs }) {
      const order = await standingOf(client, targetOf(orderId), overdueMs);
      const ageing = order?.standing.at === 'running' ? await ageingOf(client, orderId, nowMs) : undefined;
      const { found, more } = await listWorkflows(context, `WorkflowId STARTS_WITH 'port-request/${orderId}/'`, MOST_RUNS);
      // A request that was not looked at might live.
      if (more) throw new Error(`order ${orderId} has more than ${MOST_RUNS} runs of requests`);
      const ids = [...new Set(found.map(({ workflowId }) => workflowId))];
      const requests = await eachOf(ids, (workflowId) => requestOf(client, workflowId, overdueMs));
      return {
        orderId,
        ...(order ? { order: order.standing } : {}),
        ...(ageing ? { ageing } : {}),
        requests: requests.flatMap((one) => one ?? []),
      } satisfies OrderStanding;
    },
    async askToRead({ workflowId, difference }) {
      const message = { commandId: `sweep-${randomUUID()}`, by: CHECKS, reason: DIFFERENCES[difference], act: { do: 'repair' } } as const;
      await unlessGone(
        client.workflow.getHandle(workflowId).executeUpdate(operateUpdate, { args: [message], updateId: message.commandId }),
      );
    },
    async tellFindings({ orderId, verdict, clock }) {
      for (const { workflowId, runId, reason, isNew, note } of verdict.raise) {
        if (!isNew) continue;
        const message: FindingMessage = { runId, reason, note };
        const input: FindingInput = { workflowId, ...message, clock };
        await client.workflow.signalWithStart(WORKFLOWS.finding, {
          workflowId: findingWorkflowId(workflowId),
          taskQueue: QUEUES.orders,
          args: [input],
          signal: foundSignal,
          signalArgs: [message],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          staticSummary: `${reason}: ${workflowId}`,
          typedSearchAttributes: [{ key: ATTRIBUTES.status, value: 'found' }],
        });
      }
      for (const workflowId of verdict.settle)
        await unlessGone(client.workflow.getHandle(findingWorkflowId(workflowId)).signal(goneSignal, {}));
      if (verdict.resync) await unlessGone(client.workflow.getHandle(targetOf(orderId)).signal(resyncSignal, {}));
    },
  };
}

async function unlessGone(sending: Promise<unknown>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

async function described(client: Client, workflowId: string): Promise<WorkflowExecutionDescription | undefined> {
  try {
    return await client.workflow.getHandle(workflowId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

const AT: Readonly<Record<string, At>> = { RUNNING: 'running', COMPLETED: 'completed' };

async function standingOf(
  client: Client,
  workflowId: string,
  overdueMs: number,
): Promise<{ readonly standing: Standing; readonly info: WorkflowExecutionDescription } | undefined> {
  const info = await described(client, workflowId);
  if (!info) return undefined;
  const { runId, status } = info;
  const at = AT[status.name] ?? 'ended';
  const finding = await findingOf(client, workflowId);
  const deadline = info.typedSearchAttributes.get(ATTRIBUTES.nextDeadline);
  const overdue = at === 'running' && deadline && deadline.getTime() < overdueMs ? { overdue: true as const } : {};
  return { standing: { workflowId, runId, at, ...overdue, ...(finding ? { finding } : {}) }, info };
}

async function findingOf(client: Client, workflowId: string): Promise<FindingStanding | undefined> {
  const info = await described(client, findingWorkflowId(workflowId));
  if (info?.status.name === 'RUNNING') {
    const [reason] = info.typedSearchAttributes.get(ATTRIBUTES.attention) ?? [];
    return { is: 'open', reason: FINDING_REASONS.find((known) => known === reason) ?? 'endedByHand' };
  }
  if (info?.status.name !== 'COMPLETED') return undefined;
  const { how, found, runId } = (await client.workflow.getHandle(info.workflowId).result()) as FindingOutcome;
  return how === 'resolved' ? { is: 'resolved', of: found, runId } : undefined;
}

/** What ages; `undefined` where the order does not say. */
const ageingOf = (client: Client, orderId: string, nowMs: number): Promise<AgeingPaper[] | undefined> =>
  client.workflow
    .getHandle(targetOf(orderId))
    .query(orderViewQuery)
    .then(
      (view) => ageingPapers(view, nowMs),
      () => undefined,
    );

async function requestOf(client: Client, workflowId: string, overdueMs: number): Promise<RequestStanding | undefined> {
  const [known, n] = [await standingOf(client, workflowId, overdueMs), readWorkflowId(workflowId)?.n];
  if (!known || n === undefined) return undefined;
  const { standing, info } = known;
  const gateway = info.typedSearchAttributes.get(ATTRIBUTES.gateway);
  if (standing.at === 'completed') return { ...standing, n, gateway };
  // A request that cannot be replayed, or that nobody works on, says nothing; then nobody knows.
  const snapshot = await client.workflow
    .getHandle(workflowId)
    .query(requestViewQuery)
    .catch(() => undefined);
  return {
    ...standing,
    n,
    gateway,
    ...(snapshot ? { reference: snapshot.reference } : {}),
    ...(snapshot?.status === 'over' ? { over: true } : {}),
    ...(snapshot && standing.at === 'running' ? { ours: oursOf(snapshot) } : {}),
  };
}
