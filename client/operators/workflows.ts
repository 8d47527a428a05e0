/** What operators look for and talk to: our workflows by id, found through Temporal's visibility. */
import {
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionDescription,
  type WorkflowExecutionInfo,
  type WorkflowHandle,
} from '@temporalio/client';
import { isOrderId, parseGatewayReference, portOrderWorkflowId, portRequestWorkflowId } from '../../domain/ids';
import type { ClientContext } from '../context';
import { refusal } from '../errors';

/** What a workflow of ours is about, read off its id. */
export interface WorkflowName {
  readonly kind: 'order' | 'request' | 'parkedEvent' | 'supportCase' | 'message' | 'manualPort' | 'pointer' | 'webhooks' | 'finding';
  /** Of all but what comes from outside and belongs to no order yet, or to an account. */
  readonly orderId?: string | undefined;
  /** Of a request, of a task by hand for one, and of what was found of one. */
  readonly n?: number | undefined;
  /** For people: `ABC… request 1`. */
  readonly words: string;
}

const FORMS: readonly (readonly [RegExp, (parts: readonly string[]) => WorkflowName])[] = [
  [/^port-order\/([^/]+)$/, ([orderId = '']) => ({ kind: 'order', orderId, words: orderId })],
  [
    /^port-request\/([^/]+)\/(\d+)$/,
    ([orderId = '', n = '']) => ({ kind: 'request', orderId, n: Number(n), words: `${orderId} request ${n}` }),
  ],
  [/^finding\/(?:ended|running)\/port-order\/([^/]+)$/, ([orderId = '']) => ({ kind: 'finding', orderId, words: `${orderId} finding` })],
  [
    /^finding\/(?:ended|running)\/port-request\/([^/]+)\/(\d+)$/,
    ([orderId = '', n = '']) => ({ kind: 'finding', orderId, n: Number(n), words: `${orderId} request ${n} finding` }),
  ],
  [/^parked-event\/([^/]+)\/(.+)$/, ([gateway = '', id = '']) => ({ kind: 'parkedEvent', words: `event ${id} of ${gateway}` })],
  [/^support-case\/([^/]+)\/(.+)$/, ([orderId = '', k = '']) => ({ kind: 'supportCase', orderId, words: `${orderId} case ${k}` })],
  [/^notification\/([^/]+)\/(.+)$/, ([orderId = '', seq = '']) => ({ kind: 'message', orderId, words: `${orderId} message ${seq}` })],
  [/^manual-port\/([^/]+)\/([^/]+)$/, ([gateway = '', reference = '']) => taskName(gateway, reference)],
  [/^gateway-ref\/([^/]+)\/(.+)$/, ([gateway = '', id = '']) => ({ kind: 'pointer', words: `port ${id} of ${gateway}` })],
  [/^webhooks\/([^/]+)$/, ([accountId = '']) => ({ kind: 'webhooks', words: `webhooks of ${accountId}` })],
];

/** The reference says whose task it is. */
function taskName(gateway: string, reference: string): WorkflowName {
  const attempt = parseGatewayReference(reference);
  if (!attempt) return { kind: 'manualPort', words: `task ${reference} by ${gateway}` };
  const { orderId, n } = attempt;
  return { kind: 'manualPort', orderId, n, words: `${orderId} request ${n} by ${gateway}` };
}

/** `undefined` for a workflow that none of these is. */
export function readWorkflowId(workflowId: string): WorkflowName | undefined {
  for (const [form, read] of FORMS) {
    const parts = form.exec(workflowId)?.slice(1);
    if (parts) return read(parts);
  }
  return undefined;
}

/** The workflow id of an order, or of one of its requests. */
export const targetOf = (orderId: string, n?: number): string =>
  n === undefined ? portOrderWorkflowId(orderId) : portRequestWorkflowId(orderId, n);

/** The latest run of a workflow; `undefined` where Temporal has none. */
export async function described(temporal: Client, workflowId: string): Promise<WorkflowExecutionDescription | undefined> {
  try {
    return await temporal.workflow.getHandle(workflowId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** Sends something to a workflow; `false` where none runs that could take it. */
export async function reaches(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

const LIST_MS = 20_000;

/** At most `most` workflows that the query finds, newest first, and whether there are more. */
export function listWorkflows(
  { temporal, call }: Pick<ClientContext, 'temporal' | 'call'>,
  query: string,
  most: number,
): Promise<{ readonly found: readonly WorkflowExecutionInfo[]; readonly more: boolean }> {
  const read = async () => {
    const found: WorkflowExecutionInfo[] = [];
    for await (const info of temporal.workflow.list({ query, pageSize: Math.min(most + 1, 200) })) {
      if (found.length === most) return { found, more: true };
      found.push(info);
    }
    return { found, more: false };
  };
  return call('server', read, Date.now() + LIST_MS);
}

/** Sends one workflow a signal. Throws `workflow_not_found`, or `nothing_open` for one that is closed. */
export async function signalTo(context: ClientContext, workflowId: string, send: (handle: WorkflowHandle) => Promise<void>): Promise<void> {
  const handle = context.temporal.workflow.getHandle(workflowId);
  try {
    await context.call('server', () => send(handle));
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw await whyGone(context, workflowId);
  }
}

/** Why a workflow takes nothing: it is closed, or was never there. */
export async function whyGone({ temporal, call }: ClientContext, workflowId: string) {
  try {
    await call('server', () => temporal.workflow.getHandle(workflowId).describe());
    return refusal('nothing_open', 'It is over: nothing of it is open any more.');
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) return error;
    return refusal('workflow_not_found', 'There is no such workflow: check the id, as "portico attention" shows it.');
  }
}

/** Asks for each, a few at a time; answers in their order. */
export async function eachOf<T, R>(items: readonly T[], ask: (item: T) => Promise<R>, atOnce = 8): Promise<R[]> {
  const answers: R[] = [];
  for (let from = 0; from < items.length; from += atOnce) answers.push(...(await Promise.all(items.slice(from, from + atOnce).map(ask))));
  return answers;
}

/** Where the Temporal Web UI shows a workflow, or what a query finds; to be put behind its address. */
export function uiPathOf({ temporal }: ClientContext, of: { readonly workflowId: string } | { readonly query: string }): string {
  const workflows = `/namespaces/${encodeURIComponent(temporal.options.namespace)}/workflows`;
  return 'query' in of ? `${workflows}?query=${encodeURIComponent(of.query)}` : `${workflows}/${encodeURIComponent(of.workflowId)}`;
}

/** Refuses what is no order id, before it gets into a query. */
export const demandOrderId = (orderId: string): void => {
  if (!isOrderId(orderId)) throw refusal('order_not_found', 'There is no such order: check the id.');
};
