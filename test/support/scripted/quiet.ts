import { WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client';
import { waitUntil } from '../wait-until';

/**
 * Waits until no task and no activity of these workflows is under way. Only then may one be asked or ended: a workflow
 * that is ended in the middle of one leaves the clock of the time-skipping server locked for good.
 */
export async function quiet(handles: readonly WorkflowHandle[]): Promise<void> {
  let before = '';
  await waitUntil('nothing is under way', async () => {
    const seen = (await Promise.all(handles.map(pulse))).join();
    const still = seen === before && !seen.includes('busy');
    before = seen;
    return still;
  });
}

/** How far a workflow is, and `busy` while a task or an activity of it runs. */
async function pulse(handle: WorkflowHandle): Promise<string> {
  const described = await handle.describe().catch(unlessGone);
  if (described?.status.name !== 'RUNNING') return 'over';
  const { events } = await handle.fetchHistory();
  const ended =
    events?.findLastIndex((event) => event.workflowTaskCompletedEventAttributes ?? event.workflowTaskFailedEventAttributes) ?? -1;
  const scheduled = events?.findLastIndex((event) => event.workflowTaskScheduledEventAttributes) ?? -1;
  // An activity that waits for its next try has ended one that began before.
  const active = described.raw.pendingActivities?.some(
    ({ lastStartedTime, lastAttemptCompleteTime }) => inMs(lastStartedTime) > inMs(lastAttemptCompleteTime),
  );
  return `${described.historyLength}${scheduled > ended || active ? ' busy' : ''}`;
}

const inMs = (time: { readonly seconds?: unknown; readonly nanos?: number | null } | null | undefined): number =>
  time ? Number(time.seconds) * 1_000 + (time.nanos ?? 0) / 1e6 : 0;

/** For calls to a workflow that may be over. */
export function unlessGone(error: unknown): undefined {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}
