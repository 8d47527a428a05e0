/** A sweep at once, and its report. */
import { randomUUID } from 'node:crypto';
import { sweepWorkflowId } from '../../domain/ids';
import type { SweepReport } from '../../domain/sweep/report';
import { QUEUES, WORKFLOWS } from '../../workflows/contract';
import type { sweep } from '../../workflows/sweep';
import type { ClientContext } from '../context';
import { refusal } from '../errors';
import { outlineAnywhere } from '../read-orders';

/** Real ms that a sweep is waited for; without an answer it goes on for as long again, and the next one says the same. */
const ANSWER_MS = 60_000;

/** Of Temporal's task queues, those of workflow tasks. */
const WORKFLOW_TASKS = 1;

/** Sweeps everything, or one order; `keepClaims` gives nothing back. Throws `order_not_found`, and `no_answer_yet` without a worker. */
export async function reconcile(context: ClientContext, orderId?: string, keepClaims = false): Promise<SweepReport> {
  if (orderId !== undefined) await outlineAnywhere(context, orderId);
  await demandWorker(context);
  const handle = await context.call('server', () =>
    context.temporal.workflow.start<typeof sweep>(WORKFLOWS.sweep, {
      workflowId: sweepWorkflowId(orderId === undefined ? randomUUID() : `${orderId}/${randomUUID()}`),
      taskQueue: QUEUES.orders,
      args: [{ clock: context.options.clock, orderId, keepClaims }],
      // One that nobody works on must not pile up.
      workflowExecutionTimeout: 2 * ANSWER_MS,
      staticSummary: orderId === undefined ? 'Sweep now' : `Sweep ${orderId} now`,
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
