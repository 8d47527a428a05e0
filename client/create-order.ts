import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type WorkflowHandle,
} from '@temporalio/client';
import { readStoredOrder } from '../activities/documents/records';
import { numbersOf } from '../domain/grouping';
import { portOrderWorkflowId } from '../domain/ids';
import type { PortOrderDetails } from '../domain/order-details';
import type { OrderWarning } from '../domain/order-warnings';
import type { OrderInput } from '../domain/order/state';
import type { OrderView } from '../domain/order/view';
import { orderStarted } from '../domain/shown/started';
import { intakeUpdate, QUEUES, WORKFLOWS, type IntakeAnswer } from '../workflows/contract';
import type { portOrder } from '../workflows/port-order';
import { ATTRIBUTES, FIRST_STATUS } from '../workflows/search-attributes';
import { ANSWER_MS, type ClientContext } from './context';
import { keyReuse } from './commands';
import { orderErased, PorticoError, refusal, refusedFor } from './errors';
import { queryOf } from './list-orders';
import { orderInput, problemsOf, warningsOf, type NewOrder } from './order-input';
import { getOrder, orderHandle, outlineOf } from './read-orders';

/** A new order. The same account and key always mean the same order. */
export interface CreateOrder {
  readonly accountId: string;
  readonly idempotencyKey: string;
  readonly details: PortOrderDetails;
}

/** The order is there. `pending`: the world's answer (account, portability, claim) is still awaited. */
export interface CreatedOrder {
  readonly kind: 'created' | 'pending';
  readonly orderId: string;
  /** Absent while it cannot be read yet. */
  readonly view?: OrderView | undefined;
  /** What may be wrong with it and did not stop it: better mended before it is signed. */
  readonly warnings: readonly OrderWarning[];
}

/** How long it may take to learn whether an unanswered order exists, real ms. */
const LOOK_MS = 2_000;

/**
 * Creates an order, or finds the one that the same key made before; then it answers as it did the first time, whatever
 * became of the order since. Throws `PorticoError`: the problems of the order, `key_reuse`, `order_erased`, or trouble with Temporal.
 */
export async function createOrder(context: ClientContext, { accountId, idempotencyKey, details }: CreateOrder): Promise<CreatedOrder> {
  const deadlineMs = Date.now() + ANSWER_MS;
  const orderId = context.names.orderId(accountId, idempotencyKey);
  const order: NewOrder = { orderId, accountId, details, contentHash: context.names.contentHash({ accountId, details }) };
  const warnings = warningsOf(context, details);
  const record = await readStoredOrder(context.options.documents, orderId);
  if (record && 'erased' in record) throw record.contentHash === order.contentHash ? orderErased() : keyReuse();
  if (record) return { ...again(order, record.contentHash, record.view), warnings };
  const problems = problemsOf(context, details);
  // An order that is there already stays what it is, also when its date, say, would not be taken any more.
  const refusals = problems.length > 0 ? refusedFor(problems) : await tooManyOpen(context, accountId);
  if (refusals && !(await outlineOf(context, orderId))) throw refusals;
  try {
    const answer = await intake(context, order, refusals !== undefined, deadlineMs);
    judge(answer);
    return { kind: 'created', orderId, view: await viewIfReady(context, orderId, deadlineMs), warnings };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError || error instanceof WorkflowNotFoundError)
      return { ...(await closedOrder(context, order)), warnings };
    if (isUnanswered(error) && (await exists(context, orderId))) return { kind: 'pending', orderId, warnings };
    throw error;
  }
}

/**
 * The refusal of an account that has as many open orders as it may. Counted by visibility, which is some moments behind: orders
 * that are created at the same time may pass it together.
 */
async function tooManyOpen(
  { options: { maxOpenOrders }, temporal, call }: ClientContext,
  accountId: string,
): Promise<PorticoError | undefined> {
  if (maxOpenOrders === undefined) return undefined;
  const { workflow } = temporal;
  const query = `${queryOf({ account: accountId })} AND ExecutionStatus = 'Running'`;
  const { count } = await call('server', () => workflow.count(query));
  if (count < maxOpenOrders) return undefined;
  const message = `This account has ${count} open orders, and may have ${maxOpenOrders}: wait until one of them is over, or cancel one.`;
  return refusal('too_many_open_orders', message);
}

/** Starts the order and waits for its first answer, in one call. One that is there is only asked. */
function intake(context: ClientContext, order: NewOrder, isThere: boolean, deadlineMs: number): Promise<IntakeAnswer> {
  const { orderId, contentHash } = order;
  const asked = { args: [{ contentHash }] as [{ contentHash: string }], updateId: `intake-${contentHash.slice(0, 32)}` };
  return context.call(
    'worker',
    () => {
      if (isThere) return orderHandle(context, orderId).executeUpdate(intakeUpdate, asked);
      const startWorkflowOperation = orderStart(orderInput(context, order));
      return context.temporal.workflow.executeUpdateWithStart(intakeUpdate, { ...asked, startWorkflowOperation });
    },
    deadlineMs,
  );
}

/** How an order is started: with what people find it by, and what it says of itself. */
export function orderStart(input: OrderInput): WithStartWorkflowOperation<typeof portOrder> {
  const { orderId, accountId, details, contentHash } = input;
  return new WithStartWorkflowOperation<typeof portOrder>(WORKFLOWS.order, {
    workflowId: portOrderWorkflowId(orderId),
    taskQueue: QUEUES.orders,
    args: [input],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    ...orderStarted({
      orderId,
      accountId,
      count: details.numbers.flatMap(numbersOf).length,
      country: details.country,
      losingCarrier: details.losing.carrier,
      gateway: input.gateway.id,
      rules: input.rules,
    }),
    memo: { contentHash },
    typedSearchAttributes: [
      { key: ATTRIBUTES.status, value: FIRST_STATUS },
      { key: ATTRIBUTES.country, value: details.country },
      { key: ATTRIBUTES.losingCarrier, value: details.losing.carrier },
      { key: ATTRIBUTES.gateway, value: input.gateway.id },
      { key: ATTRIBUTES.account, value: accountId },
    ],
  });
}

function judge(answer: IntakeAnswer): void {
  if (answer.kind === 'otherContent') throw keyReuse();
  if (answer.kind === 'refused') throw refusedFor(answer.problems);
}

/** The same answer as the first time. */
function again({ orderId, contentHash }: NewOrder, earlierHash: string | undefined, view: OrderView): Omit<CreatedOrder, 'warnings'> {
  if (earlierHash !== contentHash) throw keyReuse();
  if (view.status === 'refused' && view.problems && view.problems.length > 0) throw refusedFor(view.problems);
  return { kind: 'created', orderId, view };
}

/** The key made an order that is over by now, and that Temporal still has. */
async function closedOrder(context: ClientContext, order: NewOrder): Promise<Omit<CreatedOrder, 'warnings'>> {
  const outline = await outlineOf(context, order.orderId);
  if (outline?.contentHash !== order.contentHash) throw keyReuse();
  return again(order, outline.contentHash, await lastView(context, order.orderId));
}

/** A completed order's result is its last view, which no worker is needed for. */
async function lastView(context: ClientContext, orderId: string): Promise<OrderView> {
  const handle: WorkflowHandle<() => Promise<OrderView>> = context.temporal.workflow.getHandle(portOrderWorkflowId(orderId));
  try {
    return await context.call('server', () => handle.result());
  } catch (error) {
    if (error instanceof PorticoError) throw error;
    // Terminated or failed: the history still answers.
    return getOrder(context, orderId);
  }
}

/** The order, unless nobody answers in time (real epoch ms; ten seconds unless told). */
export async function viewIfReady(context: ClientContext, orderId: string, deadlineMs?: number): Promise<OrderView | undefined> {
  try {
    return await getOrder(context, orderId, deadlineMs);
  } catch (error) {
    if (isUnanswered(error)) return undefined;
    throw error;
  }
}

/** Whether what was asked may still be done: no answer came. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof PorticoError && (error.code === 'no_answer_yet' || error.code === 'temporal_unreachable');

async function exists(context: ClientContext, orderId: string): Promise<boolean> {
  try {
    return (await outlineOf(context, orderId, Date.now() + LOOK_MS)) !== undefined;
  } catch {
    return false;
  }
}
