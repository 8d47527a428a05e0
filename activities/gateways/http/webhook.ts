import { createHash } from 'node:crypto';
import type { GatewayWebhooks } from '../../../config/gateway-webhooks';
import { parseStrictJson } from '../../../contracts/strict-json';
import { misfits } from '../../http-client';
import type { RawWebhook, WebhookReading } from '../gateway';
import { createVerifier } from '../verifiers';
import { toEvent, type EventSource } from './mapping';
import { wireEvent, wireId } from './wire';

export interface WebhookReaderOptions extends EventSource {
  /** How its webhooks are proved. */
  readonly webhooks: GatewayWebhooks;
}

/**
 * Reads one gateway's webhooks without being able to call it, for the process that receives them. What is authentic but
 * outside the contract is `unreadable`: to be acknowledged and kept, because refusing it would only be sent again.
 */
export function createWebhookReader({ webhooks, ...source }: WebhookReaderOptions): (webhook: RawWebhook, nowMs: number) => WebhookReading {
  const verify = createVerifier(webhooks);
  return (webhook, nowMs) => {
    const authentic = verify(webhook, nowMs);
    if (!authentic.ok) return { kind: 'refused', refusal: authentic.refusal };
    const digest = createHash('sha256').update(webhook.body).digest('hex');
    const json = parseStrictJson(authentic.text);
    const eventId = authentic.id ?? idIn(json) ?? `body-${digest.slice(0, 32)}`;
    const unreadable = (why: string): WebhookReading => ({ kind: 'unreadable', eventId, digest, why });
    if (!json.ok) return unreadable(json.why);
    const parsed = wireEvent.safeParse(json.value);
    if (!parsed.success) return unreadable(`outside the contract: ${misfits(parsed.error)}`);
    // The header's id is what duplicates are told by, so that both must say the same.
    if (parsed.data.id !== eventId) return unreadable('the id in the body is not the webhook-id');
    const event = toEvent(parsed.data, source);
    if ('why' in event) return unreadable(event.why);
    return 'reference' in event ? { kind: 'event', event } : { kind: 'unreferenced', event };
  };
}

/** The event's id where the scheme has no header for it. */
function idIn(json: ReturnType<typeof parseStrictJson>): string | undefined {
  const body: unknown = json.ok ? json.value : undefined;
  const id: unknown = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
  return wireId.safeParse(id).data;
}
