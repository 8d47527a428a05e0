import { parseStrictJson } from '../../../contracts/strict-json';
import type { Dialect } from '../../../domain/rejection/dialects';
import { misfits } from '../../http-client';
import type { RawWebhook, WebhookReading } from '../gateway';
import { toEvent } from './mapping';
import { createVerifier } from './signature';
import { wireEvent } from './wire';

export interface WebhookReaderOptions {
  /** The gateway's id, which the events carry. */
  readonly gateway: string;
  /** `whsec_<base64>`, several while one rotates. */
  readonly secrets: readonly string[];
  /** Whose codes the gateway uses, where they are not the canonical ones. */
  readonly dialect?: Dialect | undefined;
}

/**
 * Reads one gateway's webhooks without being able to call it, for the process that receives them. What is authentic but
 * outside the contract is `unreadable`: to be acknowledged and kept, because refusing it would only be sent again.
 */
export function createWebhookReader({
  gateway,
  secrets,
  dialect,
}: WebhookReaderOptions): (webhook: RawWebhook, nowMs: number) => WebhookReading {
  const verify = createVerifier(secrets);
  return (webhook, nowMs) => {
    const authentic = verify(webhook, nowMs);
    if (!authentic.ok) return { kind: 'refused', refusal: authentic.refusal };
    const unreadable = (why: string): WebhookReading => ({ kind: 'unreadable', eventId: authentic.id, why });
    const json = parseStrictJson(authentic.text);
    if (!json.ok) return unreadable(json.why);
    const parsed = wireEvent.safeParse(json.value);
    if (!parsed.success) return unreadable(`outside the contract: ${misfits(parsed.error)}`);
    // The header's id is what duplicates are told by, so that both must say the same.
    if (parsed.data.id !== authentic.id) return unreadable('the id in the body is not the webhook-id');
    const event = toEvent(parsed.data, gateway, dialect);
    return 'why' in event ? unreadable(event.why) : { kind: 'event', event };
  };
}
