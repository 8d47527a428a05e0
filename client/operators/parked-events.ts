/** Authentic events that match nothing. */
import { WorkflowNotFoundError } from '@temporalio/client';
import type { ActedBy } from '../../domain/operator/act';
import { parkedEventQuery, replaySignal, WORKFLOWS, type ParkedEventView } from '../../workflows/contract';
import type { ClientContext } from '../context';
import { eachOf, listWorkflows, signalTo, whyGone } from './workflows';

/** A parked event by the id of its workflow. */
export interface ParkedEvent extends ParkedEventView {
  readonly workflowId: string;
}

const MOST = 100;

/** Those that are open, the oldest of at most 100 newest first, and whether there are more. Needs a worker. */
export async function parkedEvents(
  context: ClientContext,
): Promise<{ readonly events: readonly ParkedEvent[]; readonly more: boolean; readonly nowMs: number }> {
  const { found, more } = await listWorkflows(context, `WorkflowType = '${WORKFLOWS.parkedEvent}' AND ExecutionStatus = 'Running'`, MOST);
  const events = await eachOf(found, ({ workflowId }) => viewOf(context, workflowId).catch(gone));
  return {
    events: events.flatMap((event) => event ?? []).toSorted((left, right) => left.sinceMs - right.sinceMs),
    more,
    nowMs: context.nowMs(),
  };
}

/** Dealt with since it was listed. */
const gone = (error: unknown): undefined => {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
};

/** One of them, open or closed. Throws `workflow_not_found`. */
export async function parkedEvent(context: ClientContext, workflowId: string): Promise<ParkedEvent> {
  try {
    return await viewOf(context, workflowId);
  } catch (error) {
    throw error instanceof WorkflowNotFoundError ? await whyGone(context, workflowId) : error;
  }
}

const viewOf = async (context: ClientContext, workflowId: string): Promise<ParkedEvent> => ({
  workflowId,
  ...(await context.call('worker', () => context.temporal.workflow.getHandle(workflowId).query(parkedEventQuery))),
});

/** Tries at once whether it matches by now. Throws `workflow_not_found`, `nothing_open`. */
export const replayParked = (context: ClientContext, workflowId: string, message: ActedBy): Promise<void> =>
  signalTo(context, workflowId, (handle) => handle.signal(replaySignal, message));
