import type { DeliveryPage } from '../contracts/webhooks';
import type { DeliveryView } from '../domain/webhooks/delivery';
import type { EndpointView } from '../domain/webhooks/endpoint';
import type { ClientContext } from './context';
import { listDeliveries, replayWebhook, testWebhook, type DeliveryFilter, type ReplayWebhook } from './webhook-deliveries';
import {
  addWebhook,
  disableWebhook,
  enableWebhook,
  getWebhook,
  listWebhooks,
  removeWebhook,
  rotateWebhookSecret,
  type AddWebhook,
  type WebhookCommand,
  type WebhookWithSecret,
} from './webhooks';

export type { AddWebhook, DeliveryFilter, ReplayWebhook, WebhookCommand, WebhookWithSecret };

/** Everything about the webhooks of customers' backends. */
export interface Webhooks {
  /** Tells an address from now on. Throws `invalid_webhook_url`, `order_not_found`, `webhook_limit`, `key_reuse`. */
  add(wish: AddWebhook): Promise<WebhookWithSecret>;
  list(accountId: string): Promise<readonly EndpointView[]>;
  /** Throws `webhook_not_found`, like everything below. */
  get(accountId: string, id: string): Promise<EndpointView>;
  remove(command: WebhookCommand): Promise<EndpointView>;
  /** A new secret; the one before signs, too, for 24 hours. */
  rotate(command: WebhookCommand): Promise<WebhookWithSecret>;
  enable(command: WebhookCommand): Promise<EndpointView>;
  disable(command: WebhookCommand): Promise<EndpointView>;
  /** Sends a ping and waits for what becomes of it. */
  test(command: WebhookCommand): Promise<DeliveryView>;
  deliveries(filter: DeliveryFilter): Promise<DeliveryPage>;
  /** Sends the events of an order again. Throws `webhook_disabled`, `order_not_found`, `key_reuse`. */
  replay(wish: ReplayWebhook): Promise<{ readonly replayed: number }>;
}

/** Puts the functions together. */
export const webhooksOf = (context: ClientContext): Webhooks => ({
  add: (wish) => addWebhook(context, wish),
  list: (accountId) => listWebhooks(context, accountId),
  get: (accountId, id) => getWebhook(context, accountId, id),
  remove: (command) => removeWebhook(context, command),
  rotate: (command) => rotateWebhookSecret(context, command),
  enable: (command) => enableWebhook(context, command),
  disable: (command) => disableWebhook(context, command),
  test: (command) => testWebhook(context, command),
  deliveries: (filter) => listDeliveries(context, filter),
  replay: (wish) => replayWebhook(context, wish),
});
