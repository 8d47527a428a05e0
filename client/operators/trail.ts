/** One order's whole audit trail: what it says, what Temporal kept of it, and what the archive holds. */
import { WorkflowNotFoundError } from '@temporalio/client';
import { signatureRecordName } from '../../activities/documents/records';
import { businessNow } from '../../domain/clock';
import type { Recorded } from '../../domain/fact';
import { timelineLine } from '../../domain/notification/timeline';
import { causeOf } from '../../domain/operator/actor';
import type { OrderFact } from '../../domain/order/state';
import type { OrderView } from '../../domain/order/view';
import type { ClientContext } from '../context';
import { getOrder, getTimeline } from '../read-orders';
import { readEvents, type TrailEvent, type TrailMessage } from './trail-events';
import { workflowsOf } from '../order-workflows';
import { demandOrderId, eachOf } from './workflows';

/** A fact with its words, and who made it happen as far as it says. */
export type TrailFact = Recorded<OrderFact> & { readonly line: string; readonly who?: string | undefined };

/** A workflow of the order, as Temporal has it. Instants are business ms. */
export interface TrailWorkflow {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly status: string;
  readonly result?: unknown;
  readonly events: readonly (Omit<TrailEvent, 'realMs'> & { readonly atMs: number })[];
}

/** Holds personal data, all that there is of an order. */
export interface OrderTrail {
  readonly holds: 'personal data';
  readonly orderId: string;
  /** Business ms. */
  readonly exportedAtMs: number;
  readonly view: OrderView;
  readonly timeline: readonly TrailFact[];
  readonly documents: OrderView['documents'];
  readonly signatures: readonly { readonly loaId: string; readonly record: unknown }[];
  /** Every signal and update from outside, decoded: of operators with who and why. */
  readonly messages: readonly (Omit<TrailMessage, 'realMs'> & { readonly workflowId: string; readonly atMs: number })[];
  /** Absent histories are those that Temporal has forgotten: the order's record is kept longer. */
  readonly workflows: readonly TrailWorkflow[];
}

/** The timeline in words. Throws `order_not_found`. */
export async function timelineInWords(context: ClientContext, orderId: string): Promise<TrailFact[]> {
  return (await getTimeline(context, orderId)).map((fact) => {
    const who = causeOf(fact);
    return { ...fact, line: timelineLine(fact), ...(who === undefined ? {} : { who }) };
  });
}

/** Everything of one order, live or archived. Throws `order_not_found`. */
export async function orderTrail(context: ClientContext, orderId: string): Promise<OrderTrail> {
  demandOrderId(orderId);
  const [view, timeline, workflows] = await Promise.all([
    getOrder(context, orderId),
    timelineInWords(context, orderId),
    workflowsOf(context, orderId),
  ]);
  const ids = [...new Set(workflows.map(({ workflowId }) => workflowId))].toSorted();
  const read = (await eachOf(ids, (id) => readRuns(context, id), 4)).flat();
  return {
    holds: 'personal data',
    orderId,
    exportedAtMs: context.nowMs(),
    view,
    timeline,
    documents: view.documents,
    signatures: await signaturesOf(context, view),
    messages: read.flatMap(({ messages }) => messages).toSorted((left, right) => left.atMs - right.atMs),
    workflows: read.map(({ workflow }) => workflow),
  };
}

async function readRuns(context: ClientContext, workflowId: string) {
  const { temporal, options } = context;
  const at = (realMs: number): number => businessNow(options.clock, realMs);
  const runs: { readonly workflow: TrailWorkflow; readonly messages: OrderTrail['messages'] }[] = [];
  let runId: string | undefined;
  try {
    do {
      const handle = temporal.workflow.getHandle(workflowId, runId);
      const [info, history] = await Promise.all([
        context.call('server', () => handle.describe()),
        context.call('server', () => handle.fetchHistory(), Date.now() + HISTORY_MS),
      ]);
      const { events, messages } = await readEvents(temporal, history.events ?? []);
      const result = info.status.name === 'COMPLETED' ? { result: await handle.result() } : {};
      runs.unshift({
        workflow: {
          workflowId,
          runId: info.runId,
          type: info.type,
          status: info.status.name,
          ...result,
          events: events.map(({ realMs, ...event }) => ({ ...event, atMs: at(realMs) })),
        },
        messages: messages.map(({ realMs, ...message }) => ({ ...message, workflowId, atMs: at(realMs) })),
      });
      runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    } while (runId !== undefined);
  } catch (error) {
    // Forgotten while it was read: what is left is told.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  return runs;
}

/** Real ms that one history may take. */
const HISTORY_MS = 30_000;

async function signaturesOf({ options }: ClientContext, { loas }: OrderView): Promise<OrderTrail['signatures']> {
  const records = await Promise.all(
    loas.map(async ({ loaId }) => ({ loaId, record: await options.documents.getRecord(signatureRecordName(loaId)) })),
  );
  return records.filter(({ record }) => record !== undefined);
}
