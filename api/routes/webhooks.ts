import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { CarrierGateway } from '../../activities/gateways/gateway';
import { PorticoError, type PorticoClient } from '../../client';
import { described } from '../described';
import { limiter } from '../limiter';
import type { Metrics, WebhookOutcome } from '../metrics';
import type { ApiOptions } from '../options';
import { httpRefusal, sendProblem } from '../problem';

/** What a webhook is sent with, at most. */
const WEBHOOK_BYTES = 64 * 1024;
const UNAVAILABLE = new Set(['temporal_unreachable', 'temporal_busy', 'temporal_denied']);

/**
 * What gateways tell us. Verified over the raw bytes; acknowledged only once Temporal has it, so that whatever is not
 * durable is sent again.
 */
export function webhookRoutes(
  app: FastifyInstance,
  { client, config, gateways, log }: Pick<ApiOptions, 'client' | 'config' | 'gateways' | 'log'>,
  metrics: Metrics,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (_: unknown, bytes: Buffer) => bytes);
  const schema = described({
    summary: 'One event from a gateway, signed by Standard Webhooks; acknowledged once it is durable',
    tag: 'webhooks',
    open: true,
    params: { gateway: { description: 'The gateway id' } },
    rawBody: ['application/json'],
    headers: {
      'webhook-id': { description: 'The event; the same in every delivery', required: true },
      'webhook-timestamp': { description: 'Seconds since 1970 of this delivery', required: true },
      'webhook-signature': { description: 'v1,<base64>, several separated by spaces', required: true },
    },
    answers: { 202: { description: 'Durable', schema: z.object({ outcome: z.enum(['delivered', 'parked', 'quarantined']) }) } },
    problems: [401, 413, 503],
  });
  const route = {
    schema,
    bodyLimit: WEBHOOK_BYTES,
    // By its address, too: nobody has proved yet who it is, and a stranger must not use up what a gateway has.
    onRequest: limiter(app, config.rateWebhooks, ({ url, ip }) => `${url} ${ip}`),
  };
  app.post<{ Params: { readonly gateway: string } }>('/webhooks/gateways/:gateway', route, async (request, reply) => {
    const gateway = gateways.find(({ id }) => id === request.params.gateway);
    if (!gateway) throw httpRefusal('unknown_gateway', 'There is no such gateway: check the URL.');
    const reading = gateway.readWebhook({ headers: request.headers, body: bytesOf(request.body) }, Date.now());
    if (reading.kind === 'refused') {
      const { code, message, status } = reading.refusal;
      metrics.webhook(gateway.id, 'refused');
      log.warn({ requestId: request.id, gateway: gateway.id, code }, 'webhook refused');
      return sendProblem(request, reply, { code, message, problems: [] }, status);
    }
    const outcome = await keep(client, gateway.id, reading, metrics);
    if (outcome !== 'delivered')
      log.warn(
        { requestId: request.id, gateway: gateway.id, eventId: reading.kind === 'event' ? reading.event.id : reading.eventId, outcome },
        'webhook kept for a person',
      );
    return reply.code(202).send({ outcome });
  });
}

type Authentic = Exclude<ReturnType<CarrierGateway['readWebhook']>, { readonly kind: 'refused' }>;

async function keep(client: PorticoClient, gateway: string, reading: Authentic, metrics: Metrics): Promise<WebhookOutcome> {
  try {
    const outcome =
      reading.kind === 'event' ? await client.deliverCarrierEvent(reading.event) : await quarantine(client, gateway, reading.eventId);
    metrics.webhook(gateway, outcome);
    return outcome;
  } catch (error) {
    if (error instanceof PorticoError && UNAVAILABLE.has(error.code)) metrics.webhook(gateway, 'unavailable');
    throw error;
  }
}

async function quarantine(client: PorticoClient, gateway: string, eventId: string): Promise<WebhookOutcome> {
  await client.parkUnreadable(gateway, eventId);
  return 'quarantined';
}

/** A request without a body has none to sign, and is refused for its headers like any other. */
const bytesOf = (body: unknown): Uint8Array => (Buffer.isBuffer(body) ? body : new Uint8Array());
