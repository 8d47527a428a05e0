import { WorkflowNotFoundError, type RawWorkflowExecutionInfo } from '@temporalio/client';
import { decodeTypedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes';
import { signatureRecordName } from '../activities/documents/records';
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
import { getOrder, getTimeline } from './read-orders';
import type { SignatureRecord } from './loa';

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

const scanOf = async ({ options }: ClientContext, loaId: string): Promise<string | undefined> =>
  ((await options.documents.getRecord(signatureRecordName(loaId))) as SignatureRecord | undefined)?.scan;

/** A stored file. */
export interface FetchedDocument {
  readonly content: Uint8Array;
  readonly contentType: string;
}

/**
 * A document, letter, form or evidence of this order, by its hash. Throws `document_not_found`, in the same words for one
 * that exists and is another order's.
 */
export async function orderDocument(context: ClientContext, orderId: string, sha256: string): Promise<FetchedDocument> {
  const order = await getOrder(context, orderId);
  const stored = (await belongs(context, order, sha256)) ? await context.options.documents.get(sha256) : undefined;
  if (!stored)
    throw refusal('document_not_found', 'The order has no such document: its view, and the task of a request, list their hashes.');
  return stored;
}

async function belongs(context: ClientContext, order: OrderView, sha256: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return false;
  if ([...order.documents, ...order.loas].some((one) => one.sha256 === sha256)) return true;
  const scans = await Promise.all(order.loas.map(({ loaId }) => scanOf(context, loaId)));
  if (scans.includes(sha256)) return true;
  const facts = await getTimeline(context, order.orderId);
  if (facts.some((fact) => fact.kind === 'request' && fact.fact.kind === 'enteredByHand' && fact.fact.evidence === sha256)) return true;
  for (const { n, reference } of order.requests) {
    const desk = reference === undefined ? undefined : await deskAt(context, order.orderId, n);
    if (desk?.form === sha256) return true;
    if (desk?.log.some((fact) => fact.kind === 'entered' && fact.entry.entered.evidence === sha256)) return true;
  }
  return false;
}

async function deskAt(context: ClientContext, orderId: string, n: number): Promise<DeskView | undefined> {
  try {
    return await deskOf(context, await requestOf(context, orderId, n));
  } catch {
    // Whatever keeps it from answering: the hash is then not known to be this order's.
    return undefined;
  }
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
