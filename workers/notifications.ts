import { createTicketNotifier } from '../activities/notify/ticket-notifier';
import { createWebhookSender } from '../activities/webhooks/sender';
import { createNotificationsWorker } from './create-workers';
import { runWorkerProcess } from './lifecycle';

/** Bounds one call to the ticket desk, real ms. */
const TIMEOUT_MS = 5_000;

void runWorkerProcess('notifications', async (context) => {
  const { ticketsUrl, ticketsToken, webhookPrivateHosts } = context.config;
  const tickets = createTicketNotifier({ baseUrl: ticketsUrl, token: ticketsToken, timeoutMs: TIMEOUT_MS });
  return [await createNotificationsWorker(context, [tickets], createWebhookSender({ privateHosts: webhookPrivateHosts }))];
});
