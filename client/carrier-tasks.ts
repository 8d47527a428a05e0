import { WorkflowNotFoundError, type RawWorkflowExecutionInfo } from '@temporalio/client';
import { decodeTypedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes';
import type { CarrierTaskList } from '../contracts/carrier-answer';
import { manualPortWorkflowId, parseGatewayReference, portRequestWorkflowId } from '../domain/ids';
import { isOurs } from '../domain/manual/state';
import type { DeskView } from '../domain/manual/view';
import { taskInWords } from '../domain/manual/words';
import type { OrderView } from '../domain/order/view';
import type { RequestSnapshot } from '../domain/request/snapshot';
import { deskViewQuery, requestViewQuery, WORKFLOWS } from '../workflows/contract';
import { ATTRIBUTES } from '../workflows/search-attributes';
import type { ClientContext } from './context';
import { refusal, type PorticoError } from './errors';
import { getOrder } from './read-orders';
import { scanOf } from './loa';

/** A document that goes to the losing carrier, or that came from it. */
export interface TaskDocument {
  /** `form`, `loa`, `signedLoa`, or as the country names it. */
  readonly kind: string;
  readonly sha256: string;
}

/** What our own people have to do for one attempt. */
export interface CarrierTask extends DeskView {
  readonly documents: readonly TaskDocument[];
}

/** A request as it stands itself, and the gateway that it goes through. */
export interface RunningRequest {
  readonly order: OrderView;
  readonly snapshot: RequestSnapshot;
  readonly gateway: string;
}

const requestNotFound = (): PorticoError =>
  refusal('request_not_found', 'The order has no such request, or it has not begun: its view lists the numbers of its requests.');

/** The request that is meant. Throws `order_not_found`, `request_not_found`. */
export async function requestOf(context: ClientContext, orderId: string, n: number): Promise<RunningRequest> {
  const order = await getOrder(context, orderId);
  if (!order.requests.some((one) => one.n === n)) throw requestNotFound();
  const handle = context.temporal.workflow.getHandle(portRequestWorkflowId(orderId, n));
  try {
    const { typedSearchAttributes } = await context.call('server', () => handle.describe());
    const snapshot = await context.call('worker', () => handle.query(requestViewQuery));
    return { order, snapshot, gateway: typedSearchAttributes.get(ATTRIBUTES.gateway) ?? '' };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) throw requestNotFound();
    throw error;
  }
}

/** The handle of the task of a request's current attempt. */
export const deskHandle = ({ temporal }: ClientContext, { snapshot, gateway }: Pick<RunningRequest, 'snapshot' | 'gateway'>) =>
  temporal.workflow.getHandle(manualPortWorkflowId(gateway, snapshot.reference));

/** The task of a request's current attempt; `undefined` where there is none. */
export async function deskOf(context: ClientContext, request: Pick<RunningRequest, 'snapshot' | 'gateway'>): Promise<DeskView | undefined> {
  try {
    return await context.call('worker', () => deskHandle(context, request).query(deskViewQuery));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** The task of one request, with its documents. Throws `order_not_found`, `request_not_found`, `task_not_found`. */
export async function carrierTask(context: ClientContext, orderId: string, n: number): Promise<CarrierTask> {
  const request = await requestOf(context, orderId, n);
  const desk = await deskOf(context, request);
  if (!desk)
    throw refusal(
      'task_not_found',
      'Nobody has to do anything by hand for this request: it goes out by itself, or its task is being made in this moment.',
    );
  return { ...desk, documents: await documentsFor(context, request.order, desk) };
}

/** The form, the letter as it was signed, and what the customer handed in. */
async function documentsFor(context: ClientContext, order: OrderView, { form, frozen }: DeskView): Promise<TaskDocument[]> {
  const loaId = order.loas.find(({ revision }) => revision === frozen.loa.revision)?.loaId;
  const scan = loaId === undefined ? undefined : await scanOf(context, loaId);
  return [
    ...(form === undefined ? [] : [{ kind: 'form', sha256: form }]),
    { kind: 'loa', sha256: frozen.loa.sha256 },
    ...(scan === undefined ? [] : [{ kind: 'signedLoa', sha256: scan }]),
    ...order.documents.filter(({ review }) => review?.is !== 'refused').map(({ kind, sha256 }) => ({ kind, sha256 })),
  ];
}

/** Which tasks to list. */
export interface TaskFilter {
  /** Also those that wait for the losing carrier. */
  readonly all?: boolean | undefined;
  /** 1 to 100; 25 without it. */
  readonly limit?: number | undefined;
}

const PAGE = 25;

/** Tasks that are open, newest first, each with what is to be done. */
export async function carrierTasks(context: ClientContext, { all = false, limit = PAGE }: TaskFilter): Promise<CarrierTaskList> {
  const { workflow } = context.temporal;
  const open = all ? '' : ` AND ${ATTRIBUTES.attention.name} IS NOT NULL`;
  const { executions, nextPageToken } = await context.call('server', () =>
    workflow.workflowService.listWorkflowExecutions({
      namespace: workflow.options.namespace,
      query: `WorkflowType = '${WORKFLOWS.manualPort}' AND ExecutionStatus = 'Running'${open}`,
      pageSize: limit,
    }),
  );
  return {
    tasks: await Promise.all((executions ?? []).map((execution) => listed(context, execution))),
    more: Buffer.from(nextPageToken ?? []).length > 0,
  };
}

async function listed(
  context: ClientContext,
  { execution, searchAttributes }: RawWorkflowExecutionInfo,
): Promise<CarrierTaskList['tasks'][number]> {
  const attributes = decodeTypedSearchAttributes(searchAttributes?.indexedFields);
  const [, gateway = '', reference = ''] = (execution?.workflowId ?? '').split('/');
  const { orderId = '', n = 0, attempt = 0 } = parseGatewayReference(reference) ?? {};
  const nextDeadline = attributes.get(ATTRIBUTES.nextDeadline);
  return {
    orderId,
    n,
    attempt,
    gateway,
    losingCarrier: attributes.get(ATTRIBUTES.losingCarrier) ?? '',
    country: attributes.get(ATTRIBUTES.country) ?? '',
    at: attributes.get(ATTRIBUTES.status) ?? '',
    attention: attributes.get(ATTRIBUTES.attention) ?? [],
    ...(nextDeadline ? { nextDeadlineMs: nextDeadline.getTime() } : {}),
    ...(await todoOf(context, gateway, reference)),
  };
}

/** What is to be done, by the task itself; nothing where it does not answer, since the list is useful without it. */
async function todoOf({ temporal, call }: ClientContext, gateway: string, reference: string) {
  try {
    const { tasks } = await call('worker', () =>
      temporal.workflow.getHandle(manualPortWorkflowId(gateway, reference)).query(deskViewQuery),
    );
    const ours = tasks.filter(isOurs);
    if (ours.length === 0) return {};
    return { todo: ours.map(taskInWords), sinceMs: Math.min(...ours.map(({ sinceMs, chaseSinceMs }) => chaseSinceMs ?? sinceMs)) };
  } catch {
    return {};
  }
}
