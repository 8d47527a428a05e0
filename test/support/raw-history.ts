import type { WorkflowHandle } from '@temporalio/client';
import type { Stage } from './stage';

export type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** Every event of a workflow's latest run as the server keeps it, undecoded. */
export async function rawHistory({ client }: Pick<Stage, 'client'>, workflowId: string): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextPageToken: Uint8Array = new Uint8Array();
  do {
    const page = await client.workflowService.getWorkflowExecutionHistory({
      namespace: 'default',
      execution: { workflowId },
      nextPageToken,
    });
    events.push(...(page.history?.events ?? []));
    nextPageToken = page.nextPageToken;
  } while (nextPageToken.length > 0);
  return events;
}

/** Every text in a value of the server's, also inside bytes, one after the other. */
export function textsIn(value: unknown): string {
  const texts: string[] = [];
  const visit = (part: unknown): void => {
    if (typeof part === 'string') texts.push(part);
    else if (part instanceof Uint8Array) texts.push(Buffer.from(part).toString('utf8'));
    else if (Array.isArray(part)) part.forEach(visit);
    else if (typeof part === 'object' && part !== null) Object.entries(part).forEach(visit);
  };
  visit(value);
  return texts.join('\n');
}
