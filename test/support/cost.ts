import type { HistoryEvent } from './raw-history';

/** What a history costs. Workflow tasks depend on how messages happen to arrive together; everything else is exact. */
export interface Cost {
  /** Events of any kind but workflow tasks', by kind. */
  readonly events: Readonly<Record<string, number>>;
  /** Events of workflow tasks: three for each, more for one that failed. */
  readonly taskEvents: number;
  /** Billable actions, as Temporal Cloud counts them. */
  readonly actions: number;
  /** Of the largest single payload. */
  readonly largestPayloadBytes: number;
}

/** Billed once each; a child is billed twice, which includes its own start. */
const ACTIONS: Readonly<Record<string, number>> = {
  workflowExecutionStarted: 1,
  workflowExecutionSignaled: 1,
  workflowExecutionUpdateAccepted: 1,
  timerStarted: 1,
  upsertWorkflowSearchAttributes: 1,
  startChildWorkflowExecutionInitiated: 2,
};

/** `timerStarted`: what the event is, read off the attributes that it carries; an activity by its own name as it is scheduled. */
function kindOf(event: HistoryEvent): string {
  const { activityTaskScheduledEventAttributes: activity } = event;
  if (activity) return `activity ${activity.activityType?.name ?? 'unknown'}`;
  const key = Object.entries(event).find(([name, value]) => name.endsWith('EventAttributes') && value !== null && value !== undefined)?.[0];
  return key?.replace('EventAttributes', '') ?? 'unknown';
}

const actionsOf = (kind: string): number => (kind.startsWith('activity ') ? 1 : (ACTIONS[kind] ?? 0));

/** Counts a history as it came from the server. */
export function costOf(history: readonly HistoryEvent[]): Cost {
  const kinds = history.map(kindOf);
  const others = kinds.filter((kind) => !kind.startsWith('workflowTask')).toSorted();
  const events: Record<string, number> = {};
  for (const kind of others) events[kind] = (events[kind] ?? 0) + 1;
  const isChild = Boolean(history[0]?.workflowExecutionStartedEventAttributes?.parentWorkflowExecution);
  const own = Object.entries(events).reduce((sum, [kind, count]) => sum + count * actionsOf(kind), 0);
  return {
    events,
    taskEvents: kinds.length - others.length,
    actions: own - (isChild ? 1 : 0),
    largestPayloadBytes: Math.max(...history.map(largestPayload)),
  };
}

function largestPayload(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if ('data' in value && value.data instanceof Uint8Array) return value.data.length;
  return Math.max(0, ...Object.values(value).map(largestPayload));
}

/** The order's look at a request that it has not heard of for long. */
const LOOK = 'activity askRequest';

/**
 * Without the order's watch over silent requests: how often it wakes depends on how long the port takes. Each time costs
 * two events, their workflow task and an action; a look at a request that is late with its report three events and an action more.
 */
export function withoutReportChecks({ events, actions, ...rest }: Cost): Cost {
  const { timerFired = 0, timerStarted = 0, [LOOK]: looks = 0, activityTaskStarted = 0, activityTaskCompleted = 0, ...others } = events;
  const kept = {
    ...others,
    timerStarted: timerStarted - timerFired,
    activityTaskStarted: activityTaskStarted - looks,
    activityTaskCompleted: activityTaskCompleted - looks,
  };
  return { ...rest, events: kept, actions: actions - timerFired - looks };
}

/** Number of events of all kinds. */
export const eventsOf = ({ events, taskEvents }: Cost): number => Object.values(events).reduce((sum, count) => sum + count, taskEvents);
