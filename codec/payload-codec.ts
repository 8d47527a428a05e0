import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { isKeyId, type EncryptionKey, type KeyRing } from './key-ring';
import { packPayload, unpackPayload } from './payload-frame';

/** The value of `encoding` that marks a payload of ours. */
export const ENCRYPTED = 'binary/encrypted';
/** Names the key, in clear, so that a payload can be read after a rotation. */
export const KEY_ID_METADATA = 'encryption-key-id';
/** The version of this layout. */
export const VERSION_METADATA = 'encryption-version';

const VERSION = '1';
const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Why an encrypted payload could not be read. Never holds any of its content. */
export type DecryptionReason = 'unknownKey' | 'tampered' | 'malformed' | 'unknownVersion';

/**
 * An encrypted payload that cannot be read. Thrown, because going on without it would lose it: the workflow task is tried
 * again and heals once a worker with the key runs. It is not thrown for payloads that are not encrypted.
 */
export class PayloadDecryptionError extends Error {
  override readonly name = 'PayloadDecryptionError' as const;
  readonly reason: DecryptionReason;
  constructor(reason: DecryptionReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A payload that arrived in clear: from a person, a bare command line, or somebody who should not. */
export interface PlaintextSeen {
  /** What its metadata calls it, `json/plain` for instance; empty when it says nothing. */
  readonly encoding: string;
}

export interface EncryptionOptions {
  /** Called for each payload that came in clear: count it. Without it, the process warns once per encoding. */
  readonly onPlaintext?: (seen: PlaintextSeen) => void;
}

const utf8 = (value: Uint8Array | null | undefined): string => Buffer.from(value ?? []).toString('utf8');

/** The metadata value as text, empty when absent. */
export const metadataText = (payload: Payload, name: string): string => utf8(payload.metadata?.[name]);

/** Bound to the ciphertext, so that neither the key id nor the version can be changed in passing. */
const associatedData = (keyId: string): Buffer => Buffer.from(`portico/payload/${keyId}/${VERSION}`, 'utf8');

function encrypt(payload: Payload, { id, key }: EncryptionKey): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(id));
  const data = Buffer.concat([nonce, cipher.update(packPayload(payload)), cipher.final(), cipher.getAuthTag()]);
  const metadata = { encoding: ENCRYPTED, [KEY_ID_METADATA]: id, [VERSION_METADATA]: VERSION };
  return {
    metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, new Uint8Array(Buffer.from(value))])),
    data,
  };
}

function decrypt(payload: Payload, ring: KeyRing): Payload {
  const version = metadataText(payload, VERSION_METADATA);
  if (version !== VERSION)
    throw new PayloadDecryptionError('unknownVersion', `an encrypted payload is not of version ${VERSION}; a newer build wrote it`);
  const id = metadataText(payload, KEY_ID_METADATA);
  const key = ring.find(id);
  // The id comes from outside: it is repeated only when it has the form of one.
  const named = isKeyId(id) ? `the key "${id}"` : 'a key without a proper id';
  if (!key)
    throw new PayloadDecryptionError('unknownKey', `a payload needs ${named}, which this process does not hold; add it to the key ring`);
  const data = Buffer.from(payload.data ?? []);
  if (data.length < NONCE_BYTES + TAG_BYTES)
    throw new PayloadDecryptionError('malformed', `a payload encrypted with ${named} is too short to be one`);
  const decipher = createDecipheriv(ALGORITHM, key.key, data.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(id));
  decipher.setAuthTag(data.subarray(data.length - TAG_BYTES));
  let frame: Buffer;
  try {
    frame = Buffer.concat([decipher.update(data.subarray(NONCE_BYTES, data.length - TAG_BYTES)), decipher.final()]);
  } catch {
    throw new PayloadDecryptionError(
      'tampered',
      `a payload encrypted with ${named} fails its authentication tag: it was changed, or another key has this id`,
    );
  }
  return unpackPayload(frame);
}

/** Whether the payload is marked as encrypted by this codec. */
const isEncrypted = (payload: Payload): boolean => metadataText(payload, 'encoding') === ENCRYPTED;

function warnOncePerEncoding(): (seen: PlaintextSeen) => void {
  const warned = new Set<string>();
  return ({ encoding }) => {
    // Bounded: an encoding is text from outside.
    if (warned.has(encoding) || warned.size >= 16) return;
    warned.add(encoding);
    process.emitWarning('payload.plaintext: a payload arrived unencrypted; send through the client or with --codec-endpoint', {
      code: 'PAYLOAD_PLAINTEXT',
    });
  };
}

/**
 * AES-256-GCM over whole payloads, with a random nonce for each. Writes with the ring's current key. Reads leniently: what
 * is not marked as encrypted passes as it is and is reported, because a strict decoder lets one plain signal wedge a
 * workflow for good.
 *
 * Decoding throws {@link PayloadDecryptionError} for an encrypted payload with an unknown key or a tag that fails.
 */
export function encryptionCodec(ring: KeyRing, options: EncryptionOptions = {}): PayloadCodec {
  const onPlaintext = options.onPlaintext ?? warnOncePerEncoding();
  const read = (payload: Payload): Payload => {
    if (isEncrypted(payload)) return decrypt(payload, ring);
    onPlaintext({ encoding: metadataText(payload, 'encoding') });
    return payload;
  };
  return {
    encode: async (payloads) => payloads.map((payload) => encrypt(payload, ring.current)),
    decode: async (payloads) => payloads.map(read),
  };
}
