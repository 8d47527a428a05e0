import { WorkflowNotFoundError, type Client, type WorkflowExecutionDescription } from '@temporalio/client';
import { eachOf, listWorkflows, readWorkflowId, targetOf } from '../../client/operators/workflows';
import { findingWorkflowId } from '../../domain/ids';
import type { At, FindingStanding, OrderStanding, RequestStanding, Standing } from '../../domain/sweep/standing';
import { foundSignal, goneSignal, QUEUES, requestViewQuery, resyncSignal, WORKFLOWS } from '../../workflows/contract';
import type { FindingInput, FindingOutcome } from '../../workflows/finding';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import type { SweepActivities } from '../activities';

/** The most workflows that one sweep looks at; with more, something else has to be mended first. */
const MOST = 1_000;

/** Runs of requests of one order, which may have been carried on or reset many times. */
const MOST_RUNS = 5_000;

const ENDED = `WorkflowType IN ('${WORKFLOWS.order}', '${WORKFLOWS.request}') AND ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut', 'Canceled')`;
const FOUND = `WorkflowType = '${WORKFLOWS.finding}' AND ExecutionStatus = 'Running'`;

/** What the sweep sees and does through Temporal's client. */
export function createSweepActivities(client: Client): SweepActivities {
  const context = { temporal: client, call: <T>(_: unknown, ask: () => Promise<T>): Promise<T> => ask() };
  return {
    async findEnded({ orderId }) {
      if (orderId !== undefined) return { orderIds: [orderId], more: false };
      const [ended, found] = await Promise.all([ENDED, FOUND].map((query) => listWorkflows(context, query, MOST)));
      const ids = [...(ended?.found ?? []), ...(found?.found ?? [])].flatMap(({ workflowId }) => readWorkflowId(workflowId)?.orderId ?? []);
      return { orderIds: [...new Set(ids)], more: ended?.more === true || found?.more === true };
    },
    async examineOrder({ orderId }) {
      const order = await standingOf(client, targetOf(orderId));
      const { found, more } = await listWorkflows(context, `WorkflowId STARTS_WITH 'port-request/${orderId}/'`, MOST_RUNS);
      // A request that was not looked at might live.
      if (more) throw new Error(`order ${orderId} has more than ${MOST_RUNS} runs of requests`);
      const ids = [...new Set(found.map(({ workflowId }) => workflowId))];
      const requests = await eachOf(ids, (workflowId) => requestOf(client, workflowId));
      return {
        orderId,
        ...(order ? { order: order.standing } : {}),
        requests: requests.flatMap((one) => one ?? []),
      } satisfies OrderStanding;
    },
    async tellFindings({ orderId, verdict, clock }) {
      for (const { workflowId, runId, reason, isNew } of verdict.raise) {
        if (!isNew) continue;
        const input: FindingInput = { workflowId, runId, reason, clock };
        await client.workflow.signalWithStart(WORKFLOWS.finding, {
          workflowId: findingWorkflowId(workflowId),
          taskQueue: QUEUES.orders,
          args: [input],
          signal: foundSignal,
          signalArgs: [{ runId, reason }],
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

async function unlessGone(sending: Promise<void>): Promise<void> {
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
): Promise<{ readonly standing: Standing; readonly info: WorkflowExecutionDescription } | undefined> {
  const info = await described(client, workflowId);
  if (!info) return undefined;
  const { runId, status } = info;
  const at = AT[status.name] ?? 'ended';
  const finding = await findingOf(client, workflowId);
  return { standing: { workflowId, runId, at, ...(finding ? { finding } : {}) }, info };
}

async function findingOf(client: Client, workflowId: string): Promise<FindingStanding | undefined> {
  const info = await described(client, findingWorkflowId(workflowId));
  if (info?.status.name === 'RUNNING') {
    const [reason] = info.typedSearchAttributes.get(ATTRIBUTES.attention) ?? [];
    return { is: 'open', reason: reason === 'liveWithoutWorkflow' ? reason : 'endedByHand' };
  }
  if (info?.status.name !== 'COMPLETED') return undefined;
  const { how, runId } = (await client.workflow.getHandle(info.workflowId).result()) as FindingOutcome;
  return how === 'resolved' ? { is: 'resolved', runId } : undefined;
}

async function requestOf(client: Client, workflowId: string): Promise<RequestStanding | undefined> {
  const [known, n] = [await standingOf(client, workflowId), readWorkflowId(workflowId)?.n];
  if (!known || n === undefined) return undefined;
  const { standing, info } = known;
  const gateway = info.typedSearchAttributes.get(ATTRIBUTES.gateway);
  if (standing.at !== 'ended') return { ...standing, n, gateway };
  // A request that cannot be replayed says nothing; then nobody knows.
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
  };
}
