/** A sweep at once, and its report. */
import { WorkflowFailedError } from '@temporalio/client';
import { sweepWorkflowId } from '../../domain/ids';
import type { SweepReport } from '../../domain/sweep/report';
import { QUEUES, WORKFLOWS } from '../../workflows/contract';
import type { sweep, SweepInput } from '../../workflows/sweep';
import type { ClientContext } from '../context';
import { refusal } from '../errors';
import { outlineAnywhere } from '../read-orders';

/** Real ms that a sweep is waited for. Without an answer it goes on: who asks again waits for the same. */
const ANSWER_MS = 60_000;

/** One that nobody works on must not stay for ever. */
const LONGEST = '15m';

/** Of Temporal's task queues, those of workflow tasks. */
const WORKFLOW_TASKS = 1;

/** Sweeps everything, or one order. Throws `order_not_found`, and `no_answer_yet` without a worker, or after a minute: then ask again. */
export async function reconcile(context: ClientContext, orderId?: string): Promise<SweepReport> {
  if (orderId !== undefined) await outlineAnywhere(context, orderId);
  return sweepNow(context, orderId ?? 'now', { orderId }, orderId === undefined ? 'Sweep now' : `Sweep ${orderId} now`);
}

/** How many numbers an order claims at the platform. Throws `no_answer_yet` where that does not answer. */
export async function countClaims(context: ClientContext, orderId: string): Promise<number> {
  try {
    const { claims = 0 } = await sweepNow(context, `${orderId}/claims`, { orderId, countOnly: true }, `Count the claims of ${orderId}`);
    return claims;
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    throw refusal('no_answer_yet', 'The number platform does not say what the order claims: ask again once it answers.', error);
  }
}

/** Under one name there is one sweep at a time, which all wait for who ask. */
async function sweepNow(context: ClientContext, name: string, input: Omit<SweepInput, 'clock'>, summary: string): Promise<SweepReport> {
  await demandWorker(context);
  const handle = await context.call('server', () =>
    context.temporal.workflow.start<typeof sweep>(WORKFLOWS.sweep, {
      workflowId: sweepWorkflowId(name),
      taskQueue: QUEUES.orders,
      args: [{ clock: context.options.clock, ...input }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowExecutionTimeout: LONGEST,
      staticSummary: summary,
    }),
  );
  return context.call('worker', () => handle.result(), Date.now() + ANSWER_MS);
}

/** Where nobody takes the work of orders, a sweep would only wait. */
async function demandWorker({ temporal, call }: ClientContext): Promise<void> {
  const { workflowService, options } = temporal.workflow;
  const asked = { namespace: options.namespace, taskQueue: { name: QUEUES.orders }, taskQueueType: WORKFLOW_TASKS };
  const { pollers } = await call('server', () => workflowService.describeTaskQueue(asked));
  if ((pollers ?? []).length === 0)
    throw refusal('no_answer_yet', 'No orders worker runs, and nothing was looked at: start one, then ask again.');
}
