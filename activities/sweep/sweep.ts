import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { plainCall } from '../../client/context';
import { eachOf, listWorkflows, reaches, readWorkflowId } from '../../client/operators/workflows';
import { businessNow, type BusinessClock } from '../../domain/clock';
import { findingWorkflowId, portOrderWorkflowId } from '../../domain/ids';
import { CHECKS } from '../../domain/order/requirements';
import { NOT_SENT } from '../../domain/order/view';
import { ageingPapers } from '../../domain/sweep/ageing';
import { DIFFERENCES } from '../../domain/sweep/differs';
import { FINDING_REASONS, findingMemo } from '../../domain/sweep/standing';
import { inTurn } from '../../domain/sweep/turns';
import { foundSignal, goneSignal, operateUpdate, QUEUES, resyncSignal, WORKFLOWS, type FindingMessage } from '../../workflows/contract';
import type { FindingInput } from '../../workflows/finding';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import type { SweepActivities } from '../activities';
import { examine, orderView } from './examine';

/** The most orders that one sweep looks at, so that its history stays short. */
const MOST = 250;

/** The most workflows of one kind that are listed, to choose from. */
const MOST_LISTED = 5_000;

const oneOf = (values: Iterable<string>): string => [...values].map((value) => `'${value}'`).join(', ');
const { status, nextDeadline } = ATTRIBUTES;

const ENDED = `WorkflowType IN (${oneOf([WORKFLOWS.order, WORKFLOWS.request])}) AND ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut', 'Canceled')`;
const FOUND = `WorkflowType = '${WORKFLOWS.finding}' AND ExecutionStatus = 'Running'`;
/** Orders whose papers can become too old before they go out. */
const WAITING = `WorkflowType = '${WORKFLOWS.order}' AND ExecutionStatus = 'Running' AND ${status.name} IN (${oneOf([...NOT_SENT, 'actionRequired'])})`;
/** Past their deadline. An order under way shows its requests' deadlines as it heard of them last, which says nothing. */
const late = (atMs: number): string =>
  `ExecutionStatus = 'Running' AND ${nextDeadline.name} < '${new Date(atMs).toISOString()}' AND (WorkflowType = '${WORKFLOWS.request}' OR (WorkflowType = '${WORKFLOWS.order}' AND ${status.name} IN (${oneOf(NOT_SENT)})))`;

/** What the sweep sees and does through Temporal's client. */
export function createSweepActivities(client: Client): SweepActivities {
  const list = async (query: string): Promise<readonly string[]> => {
    const { found } = await listWorkflows({ temporal: client, call: plainCall }, query, MOST_LISTED);
    return [...new Set(found.flatMap(({ workflowId }) => readWorkflowId(workflowId)?.orderId ?? []))];
  };
  const ageing = async (nowMs: number): Promise<readonly string[]> => {
    const ids = await eachOf(await list(WAITING), async (orderId) => {
      const view = await orderView(client, orderId);
      return view && ageingPapers(view, nowMs).length > 0 ? [orderId] : [];
    });
    return ids.flat();
  };
  return {
    async findOrders({ clock, patienceMs, papers, turn }) {
      const nowMs = businessNow(clock, Date.now());
      const lists = await Promise.all([
        list(ENDED),
        list(FOUND),
        list(late(businessNow(clock, Date.now() - patienceMs))),
        ...(papers ? [ageing(nowMs)] : []),
      ]);
      const all = [...new Set(lists.flat())].toSorted();
      const orderIds = inTurn(all, turn, MOST);
      return { orderIds, more: all.length - orderIds.length };
    },
    examineOrder: (input) => examine(client, input),
    async askToRead({ workflowId, difference }) {
      const message = { commandId: `sweep-${randomUUID()}`, by: CHECKS, reason: DIFFERENCES[difference], act: { do: 'repair' } } as const;
      await reaches(() =>
        client.workflow.getHandle(workflowId).executeUpdate(operateUpdate, { args: [message], updateId: message.commandId }),
      );
    },
    async tellFindings({ orderId, verdict, clock }) {
      for (const { isNew, ...found } of verdict.raise) if (isNew) await tell(client, found, clock);
      for (const { workflowId, about } of verdict.settle)
        await reaches(() => client.workflow.getHandle(findingWorkflowId(workflowId, about)).signal(goneSignal, {}));
      if (verdict.resync) await reaches(() => client.workflow.getHandle(portOrderWorkflowId(orderId)).signal(resyncSignal, {}));
    },
  };
}

/** Begins the finding, or brings it up to date. */
async function tell(client: Client, found: FindingMessage & { readonly workflowId: string }, clock: BusinessClock): Promise<void> {
  const { workflowId, ...message } = found;
  const input: FindingInput = { ...found, clock };
  await client.workflow.signalWithStart(WORKFLOWS.finding, {
    workflowId: findingWorkflowId(workflowId, FINDING_REASONS[message.reason]),
    taskQueue: QUEUES.orders,
    args: [input],
    signal: foundSignal,
    signalArgs: [message],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    memo: findingMemo(message),
    staticSummary: `Found by a sweep: ${workflowId}`,
    typedSearchAttributes: [{ key: status, value: 'found' }],
  });
}
