/** The *Reset* of the Web UI, to the last step that a workflow took. */
import { createHash } from 'node:crypto';
import type { ClientContext } from '../context';
import { refusal } from '../errors';

const PAGE = 100;

/** One run of a workflow. */
export interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

/**
 * Starts a run anew from its last workflow task: its state is back, what that task asked for is asked again under the same
 * keys, and messages that came later are handed in once more. Twice for one run is once, and one after which the workflow
 * has run again stays as it is.
 */
export async function resetToLastTask(
  { temporal, call }: Pick<ClientContext, 'temporal' | 'call'>,
  { workflowId, runId }: Run,
  reason: string,
): Promise<void> {
  const { namespace } = temporal.options;
  const { workflowService } = temporal;
  const workflowExecution = { workflowId, runId };
  const last = await lastTask(async (nextPageToken) => {
    const { history, nextPageToken: next } = await call('server', () =>
      workflowService.getWorkflowExecutionHistoryReverse({
        namespace,
        execution: workflowExecution,
        maximumPageSize: PAGE,
        ...(nextPageToken ? { nextPageToken } : {}),
      }),
    );
    return { events: history?.events ?? [], next };
  });
  if (!last) throw refusal('nothing_open', 'It was ended before its first step: there is nothing to go on from.');
  // Temporal knows the reset by its id only while the run that came of it is the latest: later ones it would end.
  const latest = await call('server', () => temporal.workflow.getHandle(workflowId).describe());
  if (latest.runId !== runId) return;
  await call('server', () =>
    workflowService.resetWorkflowExecution({
      namespace,
      workflowExecution,
      workflowTaskFinishEventId: last,
      requestId: createHash('sha256').update(`repair\0${runId}`).digest('hex'),
      reason,
    }),
  );
}

type Reverse = Awaited<ReturnType<ClientContext['temporal']['workflowService']['getWorkflowExecutionHistoryReverse']>>;
type Events = NonNullable<NonNullable<Reverse['history']>['events']>;

/** Where the last completed workflow task ended; where the first one would have, if it was never done. */
async function lastTask(
  read: (token: Uint8Array | undefined) => Promise<{ readonly events: Events; readonly next: Uint8Array | null | undefined }>,
): Promise<NonNullable<Events[number]['eventId']> | undefined> {
  let token: Uint8Array | undefined;
  let first: NonNullable<Events[number]['eventId']> | undefined;
  do {
    const { events, next } = await read(token);
    for (const { eventId, workflowTaskCompletedEventAttributes: completed, workflowTaskScheduledEventAttributes: scheduled } of events) {
      if (completed != null && eventId) return eventId;
      if (scheduled != null && eventId) first = eventId.add(1);
    }
    token = next && next.length > 0 ? next : undefined;
  } while (token);
  return first;
}
