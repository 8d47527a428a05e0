import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CarrierGateway, RawWebhook } from '../../activities/gateways/gateway';
import { PorticoError, type PorticoClient } from '../../client';
import { described } from '../described';
import { limiter } from '../limiter';
import type { Metrics, WebhookOutcome } from '../metrics';
import type { ApiOptions } from '../options';
import { httpRefusal, sendProblem } from '../problem';

/** What a webhook is sent with, at most. */
const WEBHOOK_BYTES = 64 * 1024;
const UNAVAILABLE = new Set(['temporal_unreachable', 'temporal_busy', 'temporal_denied']);

/** The headers of each scheme; which of them a gateway sends is set for it. */
const HEADERS = {
  'webhook-id': 'Standard Webhooks: the event; the same in every delivery',
  'webhook-timestamp': 'Standard Webhooks: seconds since 1970 of this delivery',
  'webhook-signature': 'Standard Webhooks: v1,<base64>, several separated by spaces',
  'telnyx-signature-ed25519': 'Ed25519: the signature in base64; the name is the setting signatureHeader',
  'telnyx-timestamp': 'Ed25519: seconds since 1970 of this delivery; the name is the setting timestampHeader',
  'x-twilio-signature': 'HMAC over the public URL: the signature in base64',
} as const;

/**
 * What gateways tell us. Verified over the raw bytes in the one way that is set for the gateway; acknowledged only once
 * Temporal has it, so that whatever is not durable is sent again.
 */
export function webhookRoutes(
  app: FastifyInstance,
  { client, config, gateways, log }: Pick<ApiOptions, 'client' | 'config' | 'gateways' | 'log'>,
  metrics: Metrics,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (_: unknown, bytes: Buffer) => bytes);
  const gatewayOf = (request: FastifyRequest) => gateways.find(({ id }) => id === (request.params as Params).gateway);
  const schema = described({
    summary:
      'One event from a gateway, acknowledged once it is durable. It is proved in the way that is set for the gateway: by Standard Webhooks, Ed25519, HMAC over the public URL, or HTTP Basic',
    tag: 'webhooks',
    open: true,
    params: { gateway: { description: 'The gateway id' } },
    rawBody: ['application/json'],
    headers: Object.fromEntries(Object.entries(HEADERS).map(([name, description]) => [name, { description, required: false }])),
    answers: {
      202: {
        description:
          'Durable: with its request, held until it is known whose port it is, or kept for a person; reused: its id was used before for another event, which counts',
        schema: z.object({ outcome: z.enum(['delivered', 'held', 'parked', 'quarantined', 'reused']) }),
      },
    },
    problems: [401, 413, 503],
  });
  const keyOf = (request: FastifyRequest): string => `${gatewayOf(request)?.id ?? ''} ${request.ip}`;
  const route = {
    schema,
    bodyLimit: WEBHOOK_BYTES,
    // By its address, too: nobody has proved yet who it is, and a stranger must not use up what a gateway has.
    onRequest: limiter(app, config.rateWebhooks, keyOf),
  };
  app.post<{ Params: Params }>('/webhooks/gateways/:gateway', route, async (request, reply) => {
    const gateway = gatewayOf(request);
    if (!gateway) throw httpRefusal('unknown_gateway', 'There is no such gateway: check the URL.');
    const reading = gateway.readWebhook(rawWebhook(request), Date.now());
    if (reading.kind === 'refused') {
      const { code, message, status, challenge } = reading.refusal;
      metrics.webhook(gateway.id, 'refused');
      log.warn({ requestId: request.id, gateway: gateway.id, code }, 'webhook refused');
      if (challenge !== undefined) reply.header('www-authenticate', challenge);
      return sendProblem(request, reply, { code, message, problems: [] }, status);
    }
    const outcome = await keep(client, gateway.id, reading, metrics);
    const eventId = reading.kind === 'unreadable' ? reading.eventId : reading.event.id;
    const about = { requestId: request.id, gateway: gateway.id, eventId, outcome };
    if (outcome === 'reused') log.warn({ ...about, code: 'id_reuse' }, 'webhook with the id of another event');
    else if (outcome !== 'delivered' && outcome !== 'held') log.warn(about, 'webhook kept for a person');
    return reply.code(202).send({ outcome });
  });
}

interface Params {
  readonly gateway: string;
}

type Authentic = Exclude<ReturnType<CarrierGateway['readWebhook']>, { readonly kind: 'refused' }>;

async function keep(client: PorticoClient, gateway: string, reading: Authentic, metrics: Metrics): Promise<WebhookOutcome> {
  try {
    const outcome =
      reading.kind === 'unreadable' ? await quarantine(client, gateway, reading) : await client.deliverCarrierEvent(reading.event);
    metrics.webhook(gateway, outcome);
    return outcome;
  } catch (error) {
    if (error instanceof PorticoError && UNAVAILABLE.has(error.code)) metrics.webhook(gateway, 'unavailable');
    throw error;
  }
}

async function quarantine(
  client: PorticoClient,
  gateway: string,
  { eventId, digest }: Extract<Authentic, { readonly kind: 'unreadable' }>,
): Promise<WebhookOutcome> {
  return (await client.parkUnreadable(gateway, eventId, digest)) === 'reused' ? 'reused' : 'quarantined';
}

/** The request as it came. Node's own headers would join what stands twice, or drop it. */
function rawWebhook({ raw, body, url }: FastifyRequest): RawWebhook {
  const headers: Record<string, string[]> = {};
  raw.rawHeaders.forEach((name, index, all) => {
    if (index % 2 === 0) (headers[name.toLowerCase()] ??= []).push(all[index + 1] ?? '');
  });
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : undefined;
  // A request without a body has none to sign, and is refused for its headers like any other.
  return { headers, body: Buffer.isBuffer(body) ? body : new Uint8Array(), query };
}
