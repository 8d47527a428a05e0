import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { findKey, fixedKeys, type KeyProvider } from './key-provider';
import { isKeyId, type KeyRing } from './key-ring';
import { packPayload, unpackPayload } from './payload-frame';
import { isConvertible, quarantined } from './quarantine';
import { openBytes, sealBytes } from './sealed-bytes';

/** The value of `encoding` that marks a payload of ours. */
export const ENCRYPTED = 'binary/encrypted';
/** Names the key, in clear, so that a payload can be read after a rotation. */
export const KEY_ID_METADATA = 'encryption-key-id';
/** The version of this layout. */
export const VERSION_METADATA = 'encryption-version';

/** What is written. Version 1 was not bound to its namespace, and is still read. */
const VERSION = '2';

/** Why a payload could not be read. `lostKey`: its key was given up for good; `unreadable`: what it holds is no value. */
export type UndecodableReason = (typeof UNDECODABLE_REASONS)[number];

/** All of them, for counting each from nought on. */
export const UNDECODABLE_REASONS = ['unknownKey', 'lostKey', 'tampered', 'malformed', 'unknownVersion', 'unreadable'] as const;

/**
 * An encrypted payload that cannot be read. Thrown, because going on without it would lose it: the workflow task is tried
 * again and heals once a worker with the key runs. It is not thrown for payloads that are not encrypted. Never holds any
 * of the payload's content.
 */
export class PayloadDecryptionError extends Error {
  override readonly name = 'PayloadDecryptionError' as const;
  readonly reason: UndecodableReason;
  constructor(reason: UndecodableReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A payload that arrived in clear: from a person, a bare command line, or somebody who should not. */
export interface PlaintextSeen {
  /** What its metadata calls it, `json/plain` for instance; empty when it says nothing. */
  readonly encoding: string;
}

/** A payload that could not be read. */
export interface UndecodableSeen {
  readonly reason: UndecodableReason;
  /** Put aside in place of being tried again. */
  readonly quarantined: boolean;
  /** The workflow that it is for, where that is known. */
  readonly workflowId?: string | undefined;
}

export interface EncryptionOptions {
  /** Called for each payload that came in clear: count it. */
  readonly onPlaintext?: (seen: PlaintextSeen) => void;
  /** Called for each payload that could not be read. */
  readonly onUndecodable?: (seen: UndecodableSeen) => void;
  /** Bound to every payload, so that none can be carried into another namespace. `default` unless told. */
  readonly namespace?: string | undefined;
  /**
   * For workers: what reaches a workflow and can never be read becomes a marker that its handlers put aside, since one such
   * signal would otherwise hold up the workflow for good. Without it, it is thrown.
   */
  readonly quarantine?: boolean | undefined;
}

const utf8 = (value: Uint8Array | null | undefined): string => Buffer.from(value ?? []).toString('utf8');

/** The metadata value as text, empty when absent. */
export const metadataText = (payload: Payload, name: string): string => utf8(payload.metadata?.[name]);

/** Bound to the ciphertext, so that neither the key id nor the version nor the namespace can be changed in passing. */
const contextOf = (version: string, keyId: string, namespace: string): string =>
  version === '1' ? `portico/payload/${keyId}/1` : `portico/payload/${version}/${keyId}/${namespace}`;

function encrypt(payload: Payload, { current }: KeyRing, namespace: string): Payload {
  const metadata = { encoding: ENCRYPTED, [KEY_ID_METADATA]: current.id, [VERSION_METADATA]: VERSION };
  return {
    metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, new Uint8Array(Buffer.from(value))])),
    data: sealBytes(packPayload(payload), current, contextOf(VERSION, current.id, namespace)),
  };
}

async function decrypt(payload: Payload, keys: KeyProvider, namespace: string): Promise<Payload> {
  const version = metadataText(payload, VERSION_METADATA);
  if (!/^[1-9]\d{0,2}$/.test(version)) throw new PayloadDecryptionError('malformed', 'an encrypted payload has no version');
  if (version !== VERSION && version !== '1')
    throw new PayloadDecryptionError('unknownVersion', `an encrypted payload is not of version ${VERSION}; a newer build wrote it`);
  const id = metadataText(payload, KEY_ID_METADATA);
  // The id comes from outside: it is repeated only when it has the form of one, and no key can ever have another.
  if (!isKeyId(id)) throw new PayloadDecryptionError('malformed', 'a payload is encrypted with a key without a proper id');
  const key = await findKey(keys, id);
  if (!key && keys.ring().lostIds.includes(id))
    throw new PayloadDecryptionError('lostKey', `a payload needs the key "${id}", which was given up for good`);
  if (!key)
    throw new PayloadDecryptionError(
      'unknownKey',
      `a payload needs the key "${id}", which this process does not hold; add it to the key ring`,
    );
  const frame = openBytes(Buffer.from(payload.data ?? []), key, contextOf(version, id, namespace));
  if (frame === 'malformed')
    throw new PayloadDecryptionError('malformed', `a payload encrypted with the key "${id}" is too short to be one`);
  if (frame === 'tampered')
    throw new PayloadDecryptionError(
      'tampered',
      `a payload encrypted with the key "${id}" fails its authentication tag: it was changed, is of another namespace, or another key has this id`,
    );
  return unpackPayload(frame);
}

/** Whether the payload is marked as encrypted by this codec. */
const isEncrypted = (payload: Payload): boolean => metadataText(payload, 'encoding') === ENCRYPTED;

/** What may still be mended: a key that a worker does not have yet, a build that is older than its neighbour. */
const HEALS: ReadonlySet<UndecodableReason> = new Set(['unknownKey', 'unknownVersion']);

/**
 * AES-256-GCM over whole payloads, with a random nonce for each. Writes with the ring's current key. Reads leniently: what
 * is not marked as encrypted passes as it is and is reported, because a strict decoder lets one plain signal wedge a
 * workflow for good.
 *
 * Decoding throws {@link PayloadDecryptionError} for an encrypted payload with an unknown key or a tag that fails; with
 * `quarantine`, only for what can still be mended.
 */
export function encryptionCodec(keys: KeyProvider | KeyRing, options: EncryptionOptions = {}): PayloadCodec {
  const provider = 'renew' in keys ? keys : fixedKeys(keys);
  const { onPlaintext, onUndecodable, namespace = 'default', quarantine = false } = options;

  const readable = async (payload: Payload, mayPutAside: boolean): Promise<Payload> => {
    if (!isEncrypted(payload)) onPlaintext?.({ encoding: metadataText(payload, 'encoding') });
    const plain = isEncrypted(payload) ? await decrypt(payload, provider, namespace) : payload;
    if (mayPutAside && !isConvertible(plain)) throw new PayloadDecryptionError('unreadable', 'what a payload holds is no value');
    return plain;
  };
  const read = async (payload: Payload, context: SerializationContext | undefined): Promise<Payload> => {
    // Results of activities stay an error: no handler would look at a marker in their place.
    const mayPutAside = quarantine && context?.type === 'workflow';
    try {
      return await readable(payload, mayPutAside);
    } catch (error) {
      // What is no frame of ours was encrypted by somebody else with our key.
      const reason = error instanceof PayloadDecryptionError ? error.reason : 'malformed';
      const putAside = mayPutAside && !HEALS.has(reason);
      onUndecodable?.({ reason, quarantined: putAside, workflowId: context?.workflowId });
      if (putAside) return quarantined(reason);
      throw error;
    }
  };
  return {
    encode: async (payloads) => payloads.map((payload) => encrypt(payload, provider.ring(), namespace)),
    decode: (payloads, context) => Promise.all(payloads.map((payload) => read(payload, context))),
  };
}
