import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { deliveryOptions } from '../../client/webhook-start';
import type { BusinessClock } from '../../domain/clock';
import { webhookDeliveryWorkflowId, webhooksWorkflowId } from '../../domain/ids';
import type { DeliveryInput } from '../../domain/webhooks/delivery';
import { isWanted, readSubscriptions, type Subscription } from '../../domain/webhooks/endpoint';
import { eventsOf, type FactEvent, type News } from '../../domain/webhooks/event';
import { WORKFLOWS } from '../../workflows/contract';

/** Deliveries that are started side by side. */
const AT_ONCE = 20;

/**
 * Starts a delivery for each fact and each endpoint that wants it. Doing so again starts none twice. One look at the
 * account's workflow, by its memo, so that nothing here waits for a worker.
 */
export async function publish(client: Client, news: News, clock: BusinessClock): Promise<void> {
  const subscriptions = await subscriptionsTo(client, news.accountId);
  if (subscriptions.length === 0) return;
  const events = eventsOf(news);
  const owed = subscriptions.flatMap((one) =>
    events.filter((event) => isWanted(one, event)).map((event) => ({ endpointId: one.id, event })),
  );
  for (let begun = 0; begun < owed.length; begun += AT_ONCE)
    await Promise.all(owed.slice(begun, begun + AT_ONCE).map(({ endpointId, event }) => start(client, endpointId, event, clock)));
}

/** Nobody, where the account has never had an endpoint. */
async function subscriptionsTo({ workflow }: Client, accountId: string): Promise<Subscription[]> {
  try {
    const { memo, status } = await workflow.getHandle(webhooksWorkflowId(accountId)).describe();
    return status.name === 'RUNNING' ? readSubscriptions(memo?.['subscriptions']) : [];
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return [];
    throw error;
  }
}

async function start({ workflow }: Client, endpointId: string, event: FactEvent, clock: BusinessClock): Promise<void> {
  const { accountId, orderId, sequence, supportCase } = event;
  const input: DeliveryInput = { schemaVersion: 1, accountId, endpointId, event, clock };
  try {
    await workflow.start(WORKFLOWS.webhookDelivery, {
      workflowId: webhookDeliveryWorkflowId(endpointId, orderId, sequence, supportCase),
      ...deliveryOptions(input),
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
