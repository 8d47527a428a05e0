import { WorkflowNotFoundError } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { orderWorkflowPrefixes } from '../domain/ids';
import { WORKFLOWS } from '../workflows/contract';
import type { ParkedEventInput } from '../workflows/parked-event';
import type { ClientContext } from './context';
import { grpcCode } from './temporal-errors';

/** One run of a workflow. */
export interface OrderWorkflow {
  readonly workflowId: string;
  readonly runId: string;
  readonly running: boolean;
}

/**
 * Everything that Temporal keeps about one order: its workflow, requests, messages and support cases with all their runs,
 * and the parked webhooks that speak of it. Visibility is a moment behind.
 */
export async function workflowsOf(context: ClientContext, orderId: string): Promise<OrderWorkflow[]> {
  const prefixes = orderWorkflowPrefixes(orderId);
  const about = await list(context, prefixes.map((prefix) => `WorkflowId STARTS_WITH '${prefix}'`).join(' OR '));
  const parked: OrderWorkflow[] = [];
  for (const one of await list(context, `WorkflowType = '${WORKFLOWS.parkedEvent}'`)) {
    if ((await referenceOf(context, one))?.startsWith(orderId) === true) parked.push(one);
  }
  return [...about, ...parked];
}

async function list(context: ClientContext, query: string): Promise<OrderWorkflow[]> {
  const { workflow } = context.temporal;
  const found: OrderWorkflow[] = [];
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await context.call('server', () =>
      workflow.workflowService.listWorkflowExecutions({
        namespace: workflow.options.namespace,
        query,
        pageSize: 200,
        ...(nextPageToken ? { nextPageToken } : {}),
      }),
    );
    for (const { execution, closeTime } of page.executions ?? [])
      found.push({ workflowId: execution?.workflowId ?? '', runId: execution?.runId ?? '', running: closeTime == null });
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
  } while (nextPageToken);
  return found;
}

/** The reference in a parked event; `undefined` where it has none, cannot be read or is gone. */
async function referenceOf(context: ClientContext, { workflowId, runId }: OrderWorkflow): Promise<string | undefined> {
  const { workflow, options } = context.temporal;
  try {
    const { history } = await context.call('server', () =>
      workflow.workflowService.getWorkflowExecutionHistory({
        namespace: workflow.options.namespace,
        execution: { workflowId, runId },
        maximumPageSize: 1,
      }),
    );
    const payloads = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads;
    const [input] = (await decodeArrayFromPayloads(options.loadedDataConverter, payloads)) as Partial<ParkedEventInput>[];
    return input?.event?.reference;
  } catch {
    return undefined;
  }
}

/** Deletes one run with its history. One that is gone is as good. */
export async function deleteRun(context: ClientContext, { workflowId, runId }: OrderWorkflow): Promise<void> {
  const { workflow } = context.temporal;
  try {
    await context.call('server', () =>
      workflow.workflowService.deleteWorkflowExecution({
        namespace: workflow.options.namespace,
        workflowExecution: { workflowId, runId },
      }),
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || grpcCode(error) === NOT_FOUND) return;
    throw error;
  }
}

const NOT_FOUND = 5;
