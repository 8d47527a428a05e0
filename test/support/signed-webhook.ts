import { createHmac, randomBytes } from 'node:crypto';
import type { RawWebhook } from '../../activities/gateways/gateway';

/** A secret as the setting writes it. */
export const aWebhookSecret = (bytes = 32): string => `whsec_${randomBytes(bytes).toString('base64')}`;

export interface SignedWebhook {
  readonly secret: string;
  readonly id: string;
  /** Real seconds. */
  readonly timestamp: number | string;
  readonly body: string | Uint8Array;
}

/** The `v1` signature by the specification, computed without the library that the verifier uses. */
export const signatureOf = ({ secret, id, timestamp, body }: SignedWebhook): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest('base64')}`;

/** A webhook as a well-behaved gateway sends it. */
export const signedWebhook = (webhook: SignedWebhook): RawWebhook => ({
  headers: {
    'content-type': 'application/json',
    'webhook-id': webhook.id,
    'webhook-timestamp': String(webhook.timestamp),
    'webhook-signature': signatureOf(webhook),
  },
  body: Buffer.from(webhook.body),
});
