import { WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client';
import { readStoredOrder, type OrderRecord } from '../activities/documents/records';
import type { Answered } from '../domain/answered';
import type { Recorded } from '../domain/fact';
import { isOrderId, portOrderWorkflowId } from '../domain/ids';
import type { OrderFact } from '../domain/order/state';
import { isOrderOver, type OrderView } from '../domain/order/view';
import { answeredQuery, orderViewQuery, timelineQuery } from '../workflows/contract';
import { ATTRIBUTES } from '../workflows/search-attributes';
import type { ClientContext } from './context';
import { orderErased, orderNotFound } from './errors';

/** Whose order it is and whether it is over, read without any worker. */
export interface OrderOutline {
  readonly accountId: string;
  readonly country: string;
  readonly closed: boolean;
  /** Absent in a workflow that was not started by this client. */
  readonly contentHash?: string | undefined;
}

/** The order's workflow, running or closed. */
export const orderHandle = ({ temporal }: ClientContext, orderId: string): WorkflowHandle =>
  temporal.workflow.getHandle(portOrderWorkflowId(orderId));

/** The final record of an order that is over; kept after Temporal has forgotten it. Throws `order_erased`. */
export async function archivedOrder({ options }: ClientContext, orderId: string): Promise<OrderRecord | undefined> {
  const record = await readStoredOrder(options.documents, orderId);
  if (record && 'erased' in record) throw orderErased();
  return record;
}

/** `undefined` when Temporal has no such order. */
export async function outlineOf(context: ClientContext, orderId: string, deadlineMs?: number): Promise<OrderOutline | undefined> {
  try {
    const { typedSearchAttributes, status, memo } = await context.call(
      'server',
      () => orderHandle(context, orderId).describe(),
      deadlineMs,
    );
    const hash = memo?.['contentHash'];
    return {
      accountId: typedSearchAttributes.get(ATTRIBUTES.account) ?? '',
      country: typedSearchAttributes.get(ATTRIBUTES.country) ?? '',
      closed: status.name !== 'RUNNING',
      contentHash: typeof hash === 'string' ? hash : undefined,
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** Whose order it is, also after its personal data was erased. Throws `order_not_found`. */
export async function ownerOf(context: ClientContext, orderId: string): Promise<string> {
  if (!isOrderId(orderId)) throw orderNotFound();
  const live = await outlineOf(context, orderId);
  if (live) return live.accountId;
  const record = await readStoredOrder(context.options.documents, orderId);
  if (!record) throw orderNotFound();
  return 'erased' in record ? record.accountId : record.view.accountId;
}

/** Whose order it is, live or archived. Throws `order_not_found`, `order_erased`. */
export async function outlineAnywhere(context: ClientContext, orderId: string): Promise<OrderOutline> {
  if (!isOrderId(orderId)) throw orderNotFound();
  const live = await outlineOf(context, orderId);
  if (live && !live.closed) return live;
  // Temporal takes its time to delete: what was erased is gone from the first moment on.
  const record = await archivedOrder(context, orderId);
  if (live) return live;
  if (!record) throw orderNotFound();
  return { accountId: record.view.accountId, country: record.view.details.country, closed: true, contentHash: record.contentHash };
}

interface Reading<T> {
  readonly fromRecord: (record: OrderRecord) => T;
  /** Whether the answer is that of an order which may have been erased. */
  readonly isOver: (answer: T) => boolean;
  readonly deadlineMs?: number | undefined;
}

/** The live order's answer, or what its final record says. */
async function ask<T>(
  context: ClientContext,
  orderId: string,
  query: () => Promise<T>,
  { fromRecord, isOver, deadlineMs }: Reading<T>,
): Promise<T> {
  if (!isOrderId(orderId)) throw orderNotFound();
  try {
    const answer = await context.call('worker', query, deadlineMs);
    // Temporal takes its time to delete: what was erased is gone from the first moment on.
    if (isOver(answer)) await archivedOrder(context, orderId);
    return answer;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const record = await archivedOrder(context, orderId);
    if (!record) throw orderNotFound();
    return fromRecord(record);
  }
}

/** The order as its customer sees it, live, closed or archived. Throws `order_not_found`, `order_erased`. */
export const getOrder = (context: ClientContext, orderId: string, deadlineMs?: number): Promise<OrderView> =>
  ask(context, orderId, () => orderHandle(context, orderId).query(orderViewQuery), {
    fromRecord: ({ view }) => view,
    isOver: ({ status }) => isOrderOver(status),
    deadlineMs,
  });

/** The commands that the order has answered, with their answers; of one that is over, without any worker. Throws `order_not_found`. */
export async function answeredCommands(context: ClientContext, orderId: string): Promise<readonly Answered<unknown>[]> {
  const record = await archivedOrder(context, orderId);
  if (record) return record.answered ?? [];
  return ask(context, orderId, () => orderHandle(context, orderId).query(answeredQuery), { fromRecord: () => [], isOver: () => false });
}

/** What happened, in order. Throws `order_not_found`, `order_erased`. */
export const getTimeline = (context: ClientContext, orderId: string): Promise<readonly Recorded<OrderFact>[]> =>
  ask(context, orderId, () => orderHandle(context, orderId).query(timelineQuery), {
    fromRecord: ({ timeline }) => timeline,
    isOver: () => true,
  });
