/** A sweep at once, and its report. */
import { randomUUID } from 'node:crypto';
import { sweepWorkflowId } from '../../domain/ids';
import type { SweepReport } from '../../domain/sweep/report';
import { QUEUES, WORKFLOWS } from '../../workflows/contract';
import type { sweep } from '../../workflows/sweep';
import type { ClientContext } from '../context';
import { outlineAnywhere } from '../read-orders';

/** Real ms that a sweep is waited for; without an answer it goes on, and the next one says the same. */
const SWEEP_MS = 120_000;

/** Sweeps everything, or one order. Throws `order_not_found`, and `no_answer_yet` without a worker. */
export async function reconcile(context: ClientContext, orderId?: string): Promise<SweepReport> {
  if (orderId !== undefined) await outlineAnywhere(context, orderId);
  const handle = await context.call('server', () =>
    context.temporal.workflow.start<typeof sweep>(WORKFLOWS.sweep, {
      workflowId: sweepWorkflowId(orderId === undefined ? randomUUID() : `${orderId}/${randomUUID()}`),
      taskQueue: QUEUES.orders,
      args: [{ clock: context.options.clock, orderId }],
      // One that nobody works on must not pile up.
      workflowExecutionTimeout: SWEEP_MS,
      staticSummary: orderId === undefined ? 'Sweep now' : `Sweep ${orderId} now`,
    }),
  );
  return context.call('worker', () => handle.result(), Date.now() + SWEEP_MS);
}
