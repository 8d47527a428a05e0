/**
 * Every id of Portico, built and read back in this one place. Ids route messages and are seen by everyone, so none of
 * them holds personal data.
 */

/** The alphabet of Crockford's base 32: no I, L, O or U, so that an id survives being read aloud. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The form of an order's id, and of a support case's. */
export const ORDER_ID = /^[0-9A-HJKMNP-TV-Z]{12}$/;

/** Whether the text has the form of an order id: 12 Crockford characters. Says nothing about the order's existence. */
export const isOrderId = (text: string): boolean => ORDER_ID.test(text);

/** The workflow id of an order. */
export const portOrderWorkflowId = (orderId: string): string => `port-order/${orderId}`;

/** The workflow id of request `n` (from 1) of an order. */
export const portRequestWorkflowId = (orderId: string, n: number): string => `port-request/${orderId}/${n}`;

/** The workflow id of the notification about fact number `seq` of an order. */
export const notificationWorkflowId = (orderId: string, seq: number): string => `notification/${orderId}/${seq}`;

/** The workflow id of support case `k` of an order. */
export const supportCaseWorkflowId = (orderId: string, k: string): string => `support-case/${orderId}/${k}`;

/** The workflow id of the notification about fact number `seq` of a support case. */
export const caseNotificationWorkflowId = (orderId: string, k: string, seq: number): string => `notification/${orderId}/${k}/${seq}`;

/** The workflow id under which an authentic event that matches nothing is kept. */
export const parkedEventWorkflowId = (gateway: string, eventId: string): string => `parked-event/${gateway}/${eventId}`;

/** The workflow id of the pointer from a gateway's own id of a port, which has to be safe in a workflow id, to our request. */
export const gatewayRefWorkflowId = (gateway: string, gatewayId: string): string => `gateway-ref/${gateway}/${gatewayId}`;

/** The workflow id under which an account's webhook endpoints are kept. */
export const webhooksWorkflowId = (accountId: string): string => `webhooks/${accountId}`;

/** What the ids of all deliveries to one endpoint begin with. */
export const webhookDeliveryPrefix = (endpointId: string): string => `webhook-delivery/${endpointId}/`;

/** The workflow id of one event's delivery to one endpoint: fact number `seq` of an order, or of support case `k` of it. */
export const webhookDeliveryWorkflowId = (endpointId: string, orderId: string, seq: number, k?: string): string =>
  `${webhookDeliveryPrefix(endpointId)}${orderId}/${k === undefined ? '' : `${k}/`}${seq}`;

/** The workflow id of a ping to one endpoint. */
export const webhookPingWorkflowId = (endpointId: string, name: string): string => `${webhookDeliveryPrefix(endpointId)}ping/${name}`;
/** The workflow id of the task that one attempt is at a gateway by hand; `reference` names order, request and attempt. */
export const manualPortWorkflowId = (gateway: string, reference: string): string => `manual-port/${gateway}/${reference}`;

/** The workflow id of what the sweep has to say of a workflow: that it was ended, or what it needs while it runs. */
export const findingWorkflowId = (workflowId: string, about: 'ended' | 'running'): string => `finding/${about}/${workflowId}`;

/** The id of the schedule of sweeps, and what their workflow ids begin with. */
export const SWEEP_ID = 'portico-sweep';

/** The workflow id of a sweep that somebody asks for: of an order, or `now`. */
export const sweepWorkflowId = (name: string): string => `${SWEEP_ID}/${name}`;

/** The workflow id of a gateway's pause: while it runs, nothing is sent there. */
export const gatewayPauseWorkflowId = (gateway: string): string => `gateway/${gateway}`;

/** What the ids of everything about one order begin with, whole or with more after it. */
export const orderWorkflowPrefixes = (orderId: string): readonly string[] => [
  portOrderWorkflowId(orderId),
  ...['port-request', 'notification', 'support-case'].map((type) => `${type}/${orderId}/`),
  ...['ended', 'running'].flatMap((about) => [`finding/${about}/port-order/${orderId}`, `finding/${about}/port-request/${orderId}/`]),
  sweepWorkflowId(orderId),
];

/** The order that the id of a task by hand, or of a delivery to a backend, is about; `undefined` for a ping. */
export function orderInWorkflowId(workflowId: string): string | undefined {
  const [type, , about = ''] = workflowId.split('/');
  if (type === 'manual-port') return parseGatewayReference(about)?.orderId;
  return type === 'webhook-delivery' && isOrderId(about) ? about : undefined;
}

/** The order of a letter of authorisation, whose id is the order's with a number. */
export const orderOfLoa = (loaId: string): string => loaId.slice(0, 12);

/** One attempt of one request: what a reference at the gateway stands for. */
export interface AttemptRef {
  readonly orderId: string;
  /** The request's number in its order, from 1. */
  readonly n: number;
  /** The attempt, from 1. */
  readonly attempt: number;
}

/** The most requests one order may have: two Crockford characters. */
export const MAX_REQUESTS = 32 * 32 - 1;

/** The most attempts one request may have: one Crockford character. */
export const MAX_ATTEMPTS = 31;

const digit = (value: number): string => CROCKFORD.charAt(value);

/**
 * Our reference at the gateway: order id, two characters of the request, one of the attempt; 15 characters in all, which
 * every carrier's PON field takes. The submission key is the same text: same fact, same key, one order.
 */
export function gatewayReference({ orderId, n, attempt }: AttemptRef): string {
  if (n < 1 || n > MAX_REQUESTS || attempt < 1 || attempt > MAX_ATTEMPTS)
    throw new RangeError(`no reference for request ${n}, attempt ${attempt}`);
  return orderId + digit(n >> 5) + digit(n & 31) + digit(attempt);
}

/** Reads a reference back; `undefined` when the text is no reference of ours. */
export function parseGatewayReference(text: string): AttemptRef | undefined {
  const orderId = text.slice(0, 12);
  if (text.length !== 15 || !isOrderId(orderId)) return undefined;
  const [high, low, attempt] = [...text.slice(12)].map((character) => CROCKFORD.indexOf(character));
  if (high === undefined || low === undefined || attempt === undefined) return undefined;
  const n = high * 32 + low;
  return high < 0 || low < 0 || attempt < 1 || n < 1 ? undefined : { orderId, n, attempt };
}
