import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { authentic, eachOf, headersOf, isRefused, outsideWindow, refuse, type Verifier } from './verifier';

/** What stands before the 32 bytes of a key in the form that Node reads (SPKI, RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;
/** 64 bytes in base64. */
const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;

/** Throws by place. */
function keyOf(publicKey: string, name: string): KeyObject {
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.length !== KEY_BYTES || raw.toString('base64') !== publicKey) throw new Error(`${name} is not ${KEY_BYTES} bytes in base64`);
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
}

export interface Ed25519Options {
  /** The raw 32 bytes in base64; several while one rotates. */
  readonly publicKeys: readonly string[];
  /** In small letters. */
  readonly signatureHeader: string;
  readonly timestampHeader: string;
}

/**
 * Ed25519 over `timestamp|body`, as Telnyx signs; the headers' names are the gateway's. The event's id stands in the body.
 * Throws when a key is none, or there is none.
 */
export function ed25519Verifier({ publicKeys, signatureHeader, timestampHeader }: Ed25519Options): Verifier {
  const keys = eachOf(publicKeys, 'public key', keyOf);
  return (webhook, nowMs) => {
    const headers = headersOf(webhook, [signatureHeader, timestampHeader]);
    if (isRefused(headers)) return headers;
    const [signature = '', timestamp = ''] = headers;
    if (!SIGNATURE.test(signature)) return refuse(400, 'bad_header', `${signatureHeader} must be 64 bytes in base64`);
    const late = outsideWindow(timestampHeader, timestamp, nowMs);
    if (late) return late;
    const signed = Buffer.concat([Buffer.from(`${timestamp}|`), webhook.body]);
    const fits = keys.map((key) => verify(null, signed, key, Buffer.from(signature, 'base64')));
    return fits.includes(true) ? authentic(webhook) : refuse(401, 'signature_mismatch', 'no signature fits');
  };
}
