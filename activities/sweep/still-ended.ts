import type { Client } from '@temporalio/client';
import { described, eachOf } from '../../client/operators/workflows';

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
