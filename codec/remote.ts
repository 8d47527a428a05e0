import type { Payload, PayloadCodec } from '@temporalio/common';
import type { Problem, Result } from '../domain/result';
import type { KeyProvider } from './key-provider';
import type { KeyRing } from './key-ring';
import { maskedPayload } from './masking';
import { encryptionCodec, PayloadDecryptionError } from './payload-codec';
import { readRemotePayloads, writeRemotePayloads, type RemotePayloads } from './remote-payloads';

/** What the Web UI and Temporal's own command line ask a codec over HTTP. */
export interface RemoteCodec {
  decode(body: unknown): Promise<Result<RemotePayloads>>;
  encode(body: unknown): Promise<Result<RemotePayloads>>;
}

/** Marks a payload of an answer that could not be decoded; its data is a sentence about why. */
export const UNDECODED_METADATA = 'portico-undecoded';

const sentence = (reason: string, why: string): Payload => ({
  metadata: { encoding: Buffer.from('json/plain'), [UNDECODED_METADATA]: Buffer.from(reason) },
  data: Buffer.from(JSON.stringify(`[not decoded: ${why}]`)),
});

async function decodeOne(payload: Payload, codec: PayloadCodec): Promise<Payload> {
  try {
    const [decoded] = await codec.decode([payload]);
    return maskedPayload(decoded ?? payload);
  } catch (error) {
    // One unreadable payload would otherwise blank the whole page in the Web UI.
    if (error instanceof PayloadDecryptionError) return sentence(error.reason, error.message);
    return sentence('malformed', 'what an encrypted payload holds is no payload of ours');
  }
}

type Change = (payloads: readonly Payload[]) => Promise<readonly Payload[]>;

async function answer(body: unknown, change: Change): Promise<Result<RemotePayloads, Problem>> {
  const payloads = readRemotePayloads(body);
  return payloads.ok ? { ok: true, value: writeRemotePayloads(await change(payloads.value)) } : payloads;
}

/**
 * Answers `POST .../decode`. Each payload stands alone: one that cannot be decrypted becomes a sentence that says why, and
 * the others are decoded. What could take a number from its holder stays masked. Payloads in clear pass. Refused only when the body has another shape.
 */
export const decodePayloads = (body: unknown, codec: PayloadCodec): Promise<Result<RemotePayloads>> =>
  answer(body, (payloads) => Promise.all(payloads.map((payload) => decodeOne(payload, codec))));

/** Answers `POST .../encode`: all or nothing, so that nothing is ever sent on in clear. */
export const encodePayloads = (body: unknown, codec: PayloadCodec): Promise<Result<RemotePayloads>> =>
  answer(body, (payloads) => codec.encode([...payloads]));

/** Both answers over the keys of one namespace. Payloads in clear are ordinary here (the UI asks about all of them) and are not reported. */
export function remoteCodec(keys: KeyProvider | KeyRing, namespace?: string): RemoteCodec {
  const codec = encryptionCodec(keys, { namespace });
  return { decode: (body) => decodePayloads(body, codec), encode: (body) => encodePayloads(body, codec) };
}
