import { randomUUID } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError, type RawWorkflowExecutionInfo } from '@temporalio/client';
import { decodeMapFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import type { DeliveryPage, ListedDelivery } from '../contracts/webhooks';
import { webhookDeliveryPrefix, webhookDeliveryWorkflowId, webhookPingWorkflowId } from '../domain/ids';
import type { DeliveryInput, DeliveryMemo, DeliveryState, DeliveryView } from '../domain/webhooks/delivery';
import { isWanted } from '../domain/webhooks/endpoint';
import { eventsOf, pingEvent, type FactEvent } from '../domain/webhooks/event';
import type { Answered } from '../domain/answered';
import type { Done } from '../domain/webhooks/state';
import { noteReplayUpdate, tryNowSignal, webhooksAnswerQuery, WORKFLOWS } from '../workflows/contract';
import { ATTRIBUTES } from '../workflows/search-attributes';
import type { webhookDelivery } from '../workflows/webhook-delivery';
import type { ClientContext } from './context';
import { refusal } from './errors';
import { getTimeline } from './read-orders';
import { onePage, plain, type PageWish } from './visibility';
import { deliveryOptions } from './webhook-start';
import {
  demandOwnOrder,
  endpointCommand,
  getWebhook,
  webhookKeyReuse,
  webhookNotFound,
  webhooksHandle,
  type WebhookCommand,
} from './webhooks';

/** How long the outcome of a test is waited for, real ms: longer than the sender waits for the receiver. */
const TEST_MS = 25_000;
/** Deliveries that are started side by side. */
const AT_ONCE = 20;

/** Which deliveries of an endpoint to list. */
export interface DeliveryFilter extends PageWish {
  readonly accountId: string;
  readonly id: string;
  readonly state?: DeliveryState | undefined;
}

/** Which facts of an order to send again: from one sequence to another, both included. */
export interface ReplayWebhook extends WebhookCommand {
  readonly orderId: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/**
 * Sends a ping, once, and answers what became of it; a disabled endpoint is tested, too. Throws `webhook_not_found`,
 * `no_answer_yet`, or trouble with Temporal.
 */
export async function testWebhook(context: ClientContext, command: WebhookCommand): Promise<DeliveryView> {
  const { accountId, id, idempotencyKey = randomUUID() } = command;
  await getWebhook(context, accountId, id);
  const name = context.names.commandId(`${accountId}/${id}`, 'ping', idempotencyKey);
  const { clock } = context.options;
  const event = pingEvent(accountId, name, context.nowMs());
  const workflowId = webhookPingWorkflowId(id, name);
  try {
    await context.call('server', () =>
      context.temporal.workflow.start(WORKFLOWS.webhookDelivery, {
        workflowId,
        ...deliveryOptions({ schemaVersion: 1, accountId, endpointId: id, event, clock }),
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return context.call(
    'worker',
    () => context.temporal.workflow.getHandle<typeof webhookDelivery>(workflowId).result(),
    Date.now() + TEST_MS,
  );
}

/** One page of an endpoint's deliveries, newest first. Throws `webhook_not_found`, `bad_page_token`. */
export async function listDeliveries(context: ClientContext, { accountId, id, state, ...page }: DeliveryFilter): Promise<DeliveryPage> {
  await getWebhook(context, accountId, id);
  const query = [
    `WorkflowType = '${WORKFLOWS.webhookDelivery}'`,
    `${ATTRIBUTES.account.name} = '${plain(accountId)}'`,
    `WorkflowId STARTS_WITH '${webhookDeliveryPrefix(plain(id))}'`,
    ...(state === undefined ? [] : [`${ATTRIBUTES.status.name} = '${state}'`]),
  ].join(' AND ');
  const { executions, ...next } = await onePage(context, query, page);
  return { deliveries: await Promise.all(executions.map((one) => listed(context, one))), ...next };
}

async function listed({ temporal }: ClientContext, { memo, startTime }: RawWorkflowExecutionInfo): Promise<ListedDelivery> {
  const fields = await decodeMapFromPayloads(temporal.options.loadedDataConverter, memo?.fields);
  // Written by whoever starts a delivery, and by the delivery itself: never by anybody else.
  return { ...(fields?.['delivery'] as DeliveryMemo), createdAtMs: optionalTsToMs(startTime) ?? 0 };
}

/**
 * Sends events of an order again, under the same ids, from its timeline, live or archived. One that is still being tried is
 * tried at once. Only what the endpoint is told of. Throws `webhook_not_found`, `webhook_disabled`, `order_not_found`,
 * `key_reuse`, or trouble with Temporal.
 */
export async function replayWebhook(context: ClientContext, wish: ReplayWebhook): Promise<{ readonly replayed: number }> {
  const { accountId, id, orderId, from = 1, to = Infinity } = wish;
  const endpoint = await getWebhook(context, accountId, id);
  const command = endpointCommand(context, 'replay', wish, { orderId, from: wish.from, to: wish.to });
  const before = await context.call<Answered<Done> | null>('worker', () =>
    webhooksHandle(context, accountId).query(webhooksAnswerQuery, { commandId: command.commandId }),
  );
  if (before && before.contentHash !== command.contentHash) throw webhookKeyReuse();
  if (before) return { replayed: before.answer.replayed ?? 0 };
  if (endpoint.state === 'disabled')
    throw refusal('webhook_disabled', 'The endpoint is disabled, and nothing is sent to it: enable it first.');
  await demandOwnOrder(context, accountId, orderId);
  const facts = (await getTimeline(context, orderId)).filter(({ seq }) => seq >= from && seq <= to);
  const owed = eventsOf({ orderId, accountId, facts }).filter((event) => isWanted(endpoint, event));
  for (let begun = 0; begun < owed.length; begun += AT_ONCE)
    await Promise.all(owed.slice(begun, begun + AT_ONCE).map((event) => sendAgain(context, id, event)));
  // Only now: what was broken off in the middle is done again under the same key.
  const args: [typeof command & { replayed: number }] = [{ ...command, replayed: owed.length }];
  const answer = await context.call('worker', () => webhooksHandle(context, accountId).executeUpdate(noteReplayUpdate, { args }));
  if (answer.kind === 'notFound') throw webhookNotFound();
  return { replayed: owed.length };
}

/** Starts the delivery anew, or hurries the one that is under way. */
async function sendAgain(context: ClientContext, endpointId: string, event: FactEvent): Promise<void> {
  const { accountId, orderId, sequence, supportCase } = event;
  const input: DeliveryInput = { schemaVersion: 1, accountId, endpointId, event, clock: context.options.clock };
  await context.call('server', () =>
    context.temporal.workflow.signalWithStart(WORKFLOWS.webhookDelivery, {
      workflowId: webhookDeliveryWorkflowId(endpointId, orderId, sequence, supportCase),
      ...deliveryOptions(input),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      signal: tryNowSignal,
      signalArgs: [{}],
    }),
  );
}
