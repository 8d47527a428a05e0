/** Shape checks for what reaches the workflow of an account's endpoints. */
import { isRecord } from '../message-shape';
import type { AddEndpoint, DeliveryNews, EndpointCommand } from './commands';
import { isEventList } from './endpoint';
import type { WebhooksCommand } from './state';

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isCommand = (value: unknown): value is WebhooksCommand => isRecord(value) && isText(value.commandId) && isText(value.contentHash);

export const isEndpointCommand = (value: unknown): value is EndpointCommand => isCommand(value) && isRecord(value) && isText(value.id);

/** `whsec_` and base64. */
const isSecret = (value: unknown): value is string => typeof value === 'string' && /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(value);

/** The address was judged at the door, and is judged again at every try. */
export function isAddEndpoint(value: unknown): value is AddEndpoint {
  if (!isEndpointCommand(value) || !isRecord(value)) return false;
  const { url, events, orderId, secret } = value;
  return isText(url) && isSecret(secret) && isEventList(events) && (orderId === undefined || isText(orderId));
}

const NEWS: ReadonlySet<unknown> = new Set<DeliveryNews['what']>(['failed', 'givenUp', 'succeeded', 'gone']);

export const isNews = (value: unknown): value is DeliveryNews => isRecord(value) && isText(value.id) && NEWS.has(value.what);

export const isRotation = (value: unknown): value is EndpointCommand & { readonly secret: string } =>
  isEndpointCommand(value) && isRecord(value) && isSecret(value.secret);

export const isReplayNote = (value: unknown): value is EndpointCommand & { readonly replayed: number } =>
  isEndpointCommand(value) && isRecord(value) && Number.isInteger(value.replayed);
