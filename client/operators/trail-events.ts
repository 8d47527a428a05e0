/** A workflow's own history in words: what ran, what came in, what was waited for. */
import type { Client, WorkflowHandle } from '@temporalio/client';
import { decodeArrayFromPayloads, decodeUserMetadata } from '@temporalio/common/lib/internal-non-workflow';
import { optionalTsToMs } from '@temporalio/common/lib/time';

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** One event of a history. */
export interface TrailEvent {
  readonly id: number;
  /** Real ms, UTC epoch. */
  readonly realMs: number;
  /** `activityTaskScheduled submitRequest (Submit to the losing carrier, attempt 1)`. */
  readonly what: string;
}

/** A message that came from outside, decoded. */
export interface TrailMessage {
  readonly realMs: number;
  readonly kind: 'signal' | 'update';
  readonly name: string;
  readonly input: unknown;
}

/** What a workflow of ours says to another is in both of their facts. */
const BETWEEN_OURSELVES: ReadonlySet<string> = new Set(['requestProgressed']);
/** How Temporal runs a workflow: nothing that happened in it. */
const MACHINERY = /^workflowTask|^upsertWorkflowSearchAttributes|^workflowPropertiesModified|^marker/;

/** The events of one history, and the messages in it. */
export async function readEvents(
  { options: { loadedDataConverter: converter } }: Client,
  events: readonly HistoryEvent[],
): Promise<{ readonly events: TrailEvent[]; readonly messages: TrailMessage[] }> {
  const told: TrailEvent[] = [];
  const messages: TrailMessage[] = [];
  for (const event of events) {
    const type = typeOf(event);
    const realMs = optionalTsToMs(event.eventTime) ?? 0;
    const signal = event.workflowExecutionSignaledEventAttributes;
    const update = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
    const name = nameOf(event);
    if (signal && name !== undefined && !BETWEEN_OURSELVES.has(name))
      messages.push({ realMs, kind: 'signal', name, input: (await decodeArrayFromPayloads(converter, signal.input?.payloads))[0] });
    if (update && name !== undefined)
      messages.push({ realMs, kind: 'update', name, input: (await decodeArrayFromPayloads(converter, update.args?.payloads))[0] });
    if (MACHINERY.test(type)) continue;
    const { staticSummary } = await decodeUserMetadata(converter, event.userMetadata);
    told.push({ id: Number(event.eventId), realMs, what: [type, name, staticSummary && `(${staticSummary})`].filter(Boolean).join(' ') });
  }
  return { events: told, messages };
}

/** The one group of attributes that an event has names its type. */
const typeOf = (event: HistoryEvent): string =>
  (Object.keys(event).find((key) => key.endsWith('EventAttributes') && event[key as keyof HistoryEvent] != null) ?? 'event').replace(
    /EventAttributes$/,
    '',
  );

/** Which activity, signal, update, timer or failure it is about. */
function nameOf(event: HistoryEvent): string | undefined {
  return (
    event.activityTaskScheduledEventAttributes?.activityType?.name ??
    event.workflowExecutionSignaledEventAttributes?.signalName ??
    event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name ??
    event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowId ??
    event.workflowExecutionStartedEventAttributes?.workflowType?.name ??
    event.activityTaskFailedEventAttributes?.failure?.applicationFailureInfo?.type ??
    event.activityTaskStartedEventAttributes?.lastFailure?.applicationFailureInfo?.type ??
    undefined
  );
}
