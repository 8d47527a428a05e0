import { WorkflowNotFoundError, type Client, type WorkflowExecutionDescription } from '@temporalio/client';
import { eachOf } from '../../client/operators/workflows';

/** The latest run of a workflow; `undefined` where Temporal has none. */
export async function described(client: Client, workflowId: string): Promise<WorkflowExecutionDescription | undefined> {
  try {
    return await client.workflow.getHandle(workflowId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** Whether the latest run of each workflow is still this one, and still closed. */
export async function isStillEnded(
  client: Client,
  runs: readonly { readonly workflowId: string; readonly runId: string }[],
): Promise<boolean> {
  const now = await eachOf(runs, async ({ workflowId, runId }) => {
    const info = await described(client, workflowId);
    return info?.runId === runId && info.status.name !== 'RUNNING';
  });
  return now.every(Boolean);
}
