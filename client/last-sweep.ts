import { optionalTsToMs } from '@temporalio/common/lib/time';
import { SWEEP_ID } from '../domain/ids';
import { WORKFLOWS } from '../workflows/contract';
import type { ClientContext } from './context';

/** A person's sweep does not count: often it looks at one order only, and none says whether the schedule still runs. */
const QUERY = `WorkflowType = '${WORKFLOWS.sweep}' AND ExecutionStatus = 'Completed' AND TemporalScheduledById = '${SWEEP_ID}'`;

/** When the last sweep of the schedule that was completed ended, real UTC epoch ms, or `undefined`. Throws what the server answers. */
export async function lastSweepMs({ temporal, call }: ClientContext): Promise<number | undefined> {
  const { workflowService, options } = temporal.workflow;
  // What has ended is listed by when, newest first.
  const { executions } = await call('server', () =>
    workflowService.listWorkflowExecutions({ namespace: options.namespace, query: QUERY, pageSize: 1 }),
  );
  return optionalTsToMs(executions?.[0]?.closeTime);
}
