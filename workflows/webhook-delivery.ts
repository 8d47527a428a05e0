import { ApplicationFailure, CancellationScope, condition, getExternalWorkflowHandle, setHandler, upsertMemo } from '@temporalio/workflow';
import type { WebhookTry } from '../activities/activities';
import { webhooksWorkflowId } from '../domain/ids';
import { isRecord } from '../domain/message-shape';
import type { DeliveryNews } from '../domain/webhooks/commands';
import { memoOf, waitAfter, type DeliveryInput, type DeliveryView } from '../domain/webhooks/delivery';
import { describeDelivery } from '../domain/webhooks/details';
import { waitsFor } from '../domain/shown/timer';
import { PING } from '../domain/webhooks/event-types';
import { notificationActivities } from './activity-proxies';
import { deliveryNewsSignal, deliveryViewQuery, tryNowSignal } from './contract';
import { nowIn } from './inbox-loop';
import { ShownState } from './shown';
import { demandReadable } from './readable-input';

/**
 * Hands one event to one endpoint: tried at once and then over three days, until the receiver takes it, is gone, or it is
 * given up. A ping is tried once. Cancelling it changes nothing: an event that is owed is sent.
 */
export async function webhookDelivery(input: DeliveryInput): Promise<DeliveryView> {
  demandReadable(input);
  if (!isRecord(input) || input.schemaVersion !== 1)
    throw ApplicationFailure.nonRetryable('webhookDelivery needs an input of schemaVersion 1', 'InvalidWebhookDelivery');
  const { event, clock } = input;
  let view: DeliveryView = { eventId: event.id, type: event.type, state: 'pending', tries: [] };
  let hurried = false;
  setHandler(deliveryViewQuery, () => view, { description: 'The tries so far, and when the next one is' });
  setHandler(tryNowSignal, () => void (hurried = true), { description: 'Try again now, without waiting: {}' });
  const shown = new ShownState({ status: view.state, attention: [] });
  const become = (next: DeliveryView): void => {
    const known = JSON.stringify(memoOf(view));
    view = next;
    const memo = memoOf(view);
    if (JSON.stringify(memo) !== known) upsertMemo({ delivery: memo });
    shown.show({ status: view.state, attention: [] }, describeDelivery(view));
  };
  return CancellationScope.nonCancellable(async () => {
    for (let made = 1; ; made += 1) {
      hurried = false;
      const outcome = await tryOnce(input);
      if (outcome.is === 'dropped') {
        become({ ...view, state: 'dropped', nextTryMs: undefined });
        return view;
      }
      const tries = [...view.tries, outcome.tried];
      const waitMs = event.type === PING ? undefined : waitAfter(made, clock, outcome.retryAfterMs);
      const state =
        outcome.is === 'delivered' ? 'delivered' : outcome.is === 'gone' ? 'dropped' : waitMs === undefined ? 'givenUp' : 'failing';
      const nextTryMs = state === 'failing' ? Math.round(nowIn(clock) + (waitMs ?? 0) * clock.scale) : undefined;
      become({ ...view, state, tries, nextTryMs });
      await report(input, newsOf(outcome, state === 'givenUp' && event.type !== PING));
      if (state !== 'failing') return view;
      await condition(() => hurried, waitMs ?? 0, { summary: waitsFor('Try again', nextTryMs ?? nowIn(clock), 'UTC') });
    }
  });
}

type Outcome = Exclude<WebhookTry, { readonly is: 'dropped' }>;

/** A try that could not even be made, for no worker answered for hours, counts as one that failed. */
async function tryOnce({ accountId, endpointId, event, clock }: DeliveryInput): Promise<WebhookTry> {
  const atMs = nowIn(clock);
  try {
    return await notificationActivities(clock)('deliverWebhook', `Send ${event.type}`, { accountId, endpointId, event, clock });
  } catch {
    return { is: 'failed', tried: { atMs, ms: Math.round((nowIn(clock) - atMs) / clock.scale), failure: 'NOT_TRIED' }, wasFailing: true };
  }
}

/** What the endpoint's account has to know: only what changes something there. */
function newsOf({ is, wasFailing }: Outcome, givenUp: boolean): DeliveryNews['what'] | undefined {
  if (is === 'gone') return 'gone';
  if (is === 'delivered') return wasFailing ? 'succeeded' : undefined;
  if (givenUp) return 'givenUp';
  return wasFailing ? undefined : 'failed';
}

async function report({ accountId, endpointId }: DeliveryInput, what: DeliveryNews['what'] | undefined): Promise<void> {
  if (what === undefined) return;
  const news: DeliveryNews = { id: endpointId, what };
  // An account whose workflow is gone has no endpoints.
  await getExternalWorkflowHandle(webhooksWorkflowId(accountId))
    .signal(deliveryNewsSignal, news)
    .catch(() => undefined);
}
