import { cancellationSignal, getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import { businessNow } from '../../domain/clock';
import { webhooksWorkflowId } from '../../domain/ids';
import type { DeliveryTry } from '../../domain/webhooks/delivery';
import type { Endpoint } from '../../domain/webhooks/endpoint';
import { PING } from '../../domain/webhooks/event-types';
import { endpointQuery } from '../../workflows/contract';
import type { NotificationActivities, WebhookTry, WebhookTryInput } from '../activities';
import type { Sent, WebhookSender } from './sender';

/** HTTP's word for an address that will never be there again. */
const GONE = 410;

/**
 * One try: the endpoint is read anew each time, so that a removed one, or a new secret, counts at once. Throws only when the
 * account's endpoints cannot be read, or when this worker is stopped: Temporal then tries again.
 */
export function createWebhookActivities(send: WebhookSender): Pick<NotificationActivities, 'deliverWebhook'> {
  return {
    async deliverWebhook({ accountId, endpointId, event, clock }) {
      const endpoint = await endpointOf(accountId, endpointId);
      // A disabled endpoint can still be tested, before it is enabled again.
      if (!endpoint || (endpoint.state.is === 'disabled' && event.type !== PING)) return { is: 'dropped' };
      const atMs = businessNow(clock, Date.now());
      const secrets = secretsOf(endpoint, Date.now());
      const sent = await send({ url: endpoint.url, id: event.id, body: JSON.stringify(event), secrets }, cancellationSignal());
      return judged(sent, atMs, endpoint.trouble !== undefined);
    },
  };
}

async function endpointOf(accountId: string, id: WebhookTryInput['endpointId']): Promise<Endpoint | null> {
  try {
    return await getClient().workflow.getHandle(webhooksWorkflowId(accountId)).query(endpointQuery, { id });
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

const secretsOf = ({ secret, previous }: Endpoint, realNowMs: number): string[] => [
  secret,
  ...(previous && previous.untilMs > realNowMs ? [previous.secret] : []),
];

function judged({ ms, status, failure, retryAfterMs }: Sent, atMs: number, wasFailing: boolean): WebhookTry {
  const tried: DeliveryTry = {
    atMs,
    ms,
    ...(status === undefined ? {} : { status }),
    ...(failure === undefined ? {} : { failure }),
  };
  const is = status === undefined ? 'failed' : status >= 200 && status < 300 ? 'delivered' : status === GONE ? 'gone' : 'failed';
  return { is, tried, wasFailing, ...(is === 'failed' && retryAfterMs !== undefined ? { retryAfterMs } : {}) };
}
