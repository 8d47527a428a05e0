import { randomBytes, randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, WorkflowNotFoundError, type UpdateDefinition, type WorkflowHandle } from '@temporalio/client';
import { readWebhookUrl } from '../contracts/webhook-url';
import { isOrderId, webhooksWorkflowId } from '../domain/ids';
import { webhooksStarted } from '../domain/shown/started-beside';
import type { AddEndpoint, EndpointCommand } from '../domain/webhooks/commands';
import type { EndpointView } from '../domain/webhooks/endpoint';
import type { EventType } from '../domain/webhooks/event-types';
import type { Done, WebhooksAnswer, WebhooksInput } from '../domain/webhooks/state';
import {
  addEndpointUpdate,
  disableEndpointUpdate,
  enableEndpointUpdate,
  endpointsQuery,
  QUEUES,
  removeEndpointUpdate,
  rotateSecretUpdate,
  WORKFLOWS,
} from '../workflows/contract';
import { ATTRIBUTES, FIRST_WEBHOOKS_STATUS } from '../workflows/search-attributes';
import type { webhooks } from '../workflows/webhooks';
import type { ClientContext } from './context';
import { PorticoError, refusal, refusedFor } from './errors';
import { CONTINUE_AS_NEW_AFTER_EVENTS } from './order-input';
import { outlineAnywhere } from './read-orders';

/** A new endpoint. The same account and key always mean the same one. */
export interface AddWebhook {
  readonly accountId: string;
  readonly url: string;
  /** Only these; without it all of them. */
  readonly events?: readonly EventType[] | undefined;
  /** Only this order of the account. */
  readonly orderId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** A command to one endpoint. The same key again is the same command. */
export interface WebhookCommand {
  readonly accountId: string;
  readonly id: string;
  readonly idempotencyKey?: string | undefined;
}

/** An endpoint with the secret that was made for it; shown once. */
export type WebhookWithSecret = EndpointView & { readonly secret: string };

/** The workflow of an account's endpoints. */
export const webhooksHandle = ({ temporal }: ClientContext, accountId: string): WorkflowHandle<typeof webhooks> =>
  temporal.workflow.getHandle(webhooksWorkflowId(accountId));

/** The endpoint is unknown; the same words for another account's, so that nothing can be guessed. */
export const webhookNotFound = (): PorticoError => refusal('webhook_not_found', 'There is no such webhook endpoint: check the id.');

/** Adds an endpoint. Throws `invalid_webhook_url`, `order_not_found`, `webhook_limit`, `key_reuse`, or trouble with Temporal. */
export async function addWebhook(context: ClientContext, wish: AddWebhook): Promise<WebhookWithSecret> {
  const { accountId, url, events, orderId, idempotencyKey = randomUUID() } = wish;
  const read = readWebhookUrl(url, context.options.webhookPrivateHosts);
  if (!read.ok) throw refusedFor(read.problems);
  if (orderId !== undefined) await demandOwnOrder(context, accountId, orderId);
  const id = context.names.webhookId(accountId, idempotencyKey);
  const command: AddEndpoint = {
    commandId: `add-${id}`,
    contentHash: context.names.contentHash({ url, events, orderId }),
    id,
    url,
    events,
    orderId,
    secret: aSecret(),
  };
  const startWorkflowOperation = startOf(context, accountId);
  const answer = await context.call('worker', () =>
    context.temporal.workflow.executeUpdateWithStart(addEndpointUpdate, { args: [command], startWorkflowOperation }),
  );
  return withSecret(done(answer));
}

/** Every endpoint of an account, in the order in which they were added. */
export async function listWebhooks(context: ClientContext, accountId: string): Promise<readonly EndpointView[]> {
  try {
    return await context.call('worker', () => webhooksHandle(context, accountId).query(endpointsQuery));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return [];
    throw error;
  }
}

/** One endpoint. Throws `webhook_not_found`. */
export async function getWebhook(context: ClientContext, accountId: string, id: string): Promise<EndpointView> {
  const found = (await listWebhooks(context, accountId)).find((one) => one.id === id);
  if (!found) throw webhookNotFound();
  return found;
}

/** Takes an endpoint away; what was still to be sent to it is dropped. Throws `webhook_not_found`. */
export const removeWebhook = async (context: ClientContext, command: WebhookCommand): Promise<EndpointView> =>
  (await sendCommand(context, command, 'remove', removeEndpointUpdate, {})).endpoint;

/** Tells an endpoint again that was disabled. Throws `webhook_not_found`. */
export const enableWebhook = async (context: ClientContext, command: WebhookCommand): Promise<EndpointView> =>
  (await sendCommand(context, command, 'enable', enableEndpointUpdate, {})).endpoint;

/** Sends nothing until it is enabled again. Throws `webhook_not_found`. */
export const disableWebhook = async (context: ClientContext, command: WebhookCommand): Promise<EndpointView> =>
  (await sendCommand(context, command, 'disable', disableEndpointUpdate, {})).endpoint;

/** A new secret; the one before signs, too, for 24 hours. Throws `webhook_not_found`. */
export const rotateWebhookSecret = async (context: ClientContext, command: WebhookCommand): Promise<WebhookWithSecret> =>
  withSecret(await sendCommand(context, command, 'rotate', rotateSecretUpdate, { secret: aSecret() }));

/** The message of a command, with an id by which a repeated one is known. */
export function endpointCommand(
  { names }: ClientContext,
  verb: string,
  { accountId, id, idempotencyKey = randomUUID() }: WebhookCommand,
  content: unknown = {},
): EndpointCommand {
  const about = `${accountId}/${id}`;
  return { commandId: names.commandId(about, verb, idempotencyKey), contentHash: names.contentHash({ verb, about, content }), id };
}

/** Sends a command and gives what came of it. Throws `webhook_not_found`, `key_reuse`, or trouble with Temporal. */
export async function sendCommand<M extends object>(
  context: ClientContext,
  command: WebhookCommand,
  verb: string,
  update: UpdateDefinition<WebhooksAnswer, [EndpointCommand & M]>,
  message: M,
): Promise<Done> {
  const args: [EndpointCommand & M] = [{ ...endpointCommand(context, verb, command), ...message }];
  try {
    return done(await context.call('worker', () => webhooksHandle(context, command.accountId).executeUpdate(update, { args })));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) throw webhookNotFound();
    throw error;
  }
}

/** The order is the account's own; another's is answered like one that does not exist. */
export async function demandOwnOrder(context: ClientContext, accountId: string, orderId: string): Promise<void> {
  const owner = isOrderId(orderId) ? await ownerOf(context, orderId) : undefined;
  if (owner === accountId) return;
  const message = 'There is no such order: check the id.';
  throw new PorticoError('order_not_found', message, { problems: [{ path: 'orderId', code: 'order_not_found', message }] });
}

async function ownerOf(context: ClientContext, orderId: string): Promise<string | undefined> {
  try {
    return (await outlineAnywhere(context, orderId)).accountId;
  } catch (error) {
    if (error instanceof PorticoError && error.code === 'order_not_found') return undefined;
    throw error;
  }
}

/** 32 random bytes. Made here, so that a workflow that is replayed does not make another. */
const aSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

const withSecret = ({ endpoint, secret = '' }: Done): WebhookWithSecret => ({ ...endpoint, secret });

function done(answer: WebhooksAnswer): Done {
  switch (answer.kind) {
    case 'done':
      return answer;
    case 'notFound':
      throw webhookNotFound();
    case 'otherContent':
      throw webhookKeyReuse();
    case 'full':
      throw refusal(
        'webhook_limit',
        answer.per === 'account'
          ? `An account has at most ${answer.limit} endpoints for all of its orders: remove one first.`
          : `An account has at most ${answer.limit} endpoints for single orders: remove those of orders that are over.`,
      );
    default:
      return answer satisfies never;
  }
}

/** The key was used for something else. */
export const webhookKeyReuse = (): PorticoError =>
  refusal('key_reuse', 'This Idempotency-Key was used for something else: give each its own, and repeat a key only with the same content.');

function startOf({ options }: ClientContext, accountId: string): WithStartWorkflowOperation<typeof webhooks> {
  const input: WebhooksInput = {
    schemaVersion: 1,
    accountId,
    clock: options.clock,
    continueAsNewAfterEvents: CONTINUE_AS_NEW_AFTER_EVENTS,
  };
  return new WithStartWorkflowOperation<typeof webhooks>(WORKFLOWS.webhooks, {
    workflowId: webhooksWorkflowId(accountId),
    taskQueue: QUEUES.orders,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    ...webhooksStarted({ accountId }),
    typedSearchAttributes: [
      { key: ATTRIBUTES.status, value: FIRST_WEBHOOKS_STATUS },
      { key: ATTRIBUTES.account, value: accountId },
    ],
  });
}
