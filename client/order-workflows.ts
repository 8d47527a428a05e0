import { WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { orderInWorkflowId, orderWorkflowPrefixes, parseGatewayReference } from '../domain/ids';
import { WORKFLOWS } from '../workflows/contract';
import type { gatewayReference } from '../workflows/gateway-reference';
import type { ParkedEventInput } from '../workflows/parked-event';
import { ATTRIBUTES } from '../workflows/search-attributes';
import type { ClientContext } from './context';
import { ownerOf } from './read-orders';
import { grpcCode } from './temporal-errors';
import { plain } from './visibility';

/** One run of a workflow. */
export interface OrderWorkflow {
  readonly workflowId: string;
  readonly runId: string;
  readonly running: boolean;
}

/**
 * Everything that Temporal keeps about one order: its workflow, requests, messages and support cases with all their runs, its
 * tasks by hand, deliveries to backends and pointers, and the parked webhooks that speak of it. Visibility is a moment behind.
 */
export async function workflowsOf(context: ClientContext, orderId: string): Promise<OrderWorkflow[]> {
  const account = plain(await ownerOf(context, orderId));
  const ofType = (type: keyof typeof WORKFLOWS, more = ''): Promise<OrderWorkflow[]> =>
    list(context, `WorkflowType = '${WORKFLOWS[type]}'${more}`);
  const ofAccount = ` AND ${ATTRIBUTES.account.name} = '${account}'`;
  const prefixes = orderWorkflowPrefixes(orderId);
  const about = await list(context, prefixes.map((prefix) => `WorkflowId STARTS_WITH '${prefix}'`).join(' OR '));
  const tasks = await ofType('manualPort', ofAccount);
  const deliveries = await ofType('webhookDelivery', ofAccount);
  const parked = await those(await ofType('parkedEvent'), (one) => referenceOf(context, one));
  const pointers = await those(await ofType('pointer'), (one) => boundReferenceOf(context, one));
  const isOurs = ({ workflowId }: OrderWorkflow): boolean => orderInWorkflowId(workflowId) === orderId;
  return [...about, ...[...tasks, ...deliveries].filter(isOurs), ...[...parked, ...pointers].filter((one) => one.of === orderId)];
}

/**
 * Parked webhooks that wait and speak of one order. Told by what they were started with, so that one whose tasks fail, and
 * which answers no query, is found all the same.
 */
export async function parkedFor(context: ClientContext, orderId: string): Promise<OrderWorkflow[]> {
  const open = await list(context, `WorkflowType = '${WORKFLOWS.parkedEvent}' AND ExecutionStatus = 'Running'`);
  return (await those(open, (one) => referenceOf(context, one))).filter(({ of }) => of === orderId);
}

/** Each with the order that its reference names. */
async function those(
  found: readonly OrderWorkflow[],
  ask: (one: OrderWorkflow) => Promise<string | undefined>,
): Promise<(OrderWorkflow & { readonly of: string | undefined })[]> {
  const named = [];
  for (const one of found) named.push({ ...one, of: parseGatewayReference((await ask(one)) ?? '')?.orderId });
  return named;
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

/** The reference that a pointer was bound to; `undefined` while it runs, or where it ended unbound. */
async function boundReferenceOf(context: ClientContext, { workflowId, runId, running }: OrderWorkflow): Promise<string | undefined> {
  if (running) return undefined;
  const handle: WorkflowHandle<typeof gatewayReference> = context.temporal.workflow.getHandle(workflowId, runId);
  try {
    const outcome = await context.call('server', () => handle.result());
    return outcome.how === 'over' ? outcome.binding.reference : undefined;
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
