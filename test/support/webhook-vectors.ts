import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RawWebhook } from '../../activities/gateways/gateway';
import type { Verifier } from '../../activities/gateways/verifiers';
import vectors from './fixtures/webhooks/vectors.json';

/** What OpenSSL signed (`fixtures/webhooks/README.md`), and the instant at which it did. */
export const VECTORS = vectors;
export const SIGNED_AT_MS = Number(vectors.timestamp) * 1_000;

/** The event that was signed, to the byte. */
export const SIGNED_BODY = readFileSync(join(__dirname, 'fixtures', 'webhooks', 'event.body'));

/** `taken`, or status and code of the refusal. */
export function verdictOf(verify: Verifier, webhook: RawWebhook, nowMs = SIGNED_AT_MS): string {
  const verdict = verify(webhook, nowMs);
  return verdict.ok ? 'taken' : `${verdict.refusal.status} ${verdict.refusal.code}`;
}

/** The verdicts over the same webhook with each one of its body's bytes changed; all of them once. */
export function verdictsOfChangedBytes(verify: Verifier, webhook: RawWebhook): string[] {
  const verdicts = Array.from(webhook.body, (byte, at) => {
    const body = Uint8Array.from(webhook.body);
    // Another ASCII letter, so that it is the proof that fails and not the encoding.
    body[at] = byte === 0x78 ? 0x79 : 0x78;
    return verdictOf(verify, { ...webhook, body });
  });
  return [...new Set(verdicts)];
}
