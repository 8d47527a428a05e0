import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Problem, Result } from '../domain/result';

/** One AES-256 key with its public name. A `KeyObject`, so that printing or logging it shows nothing. */
export interface EncryptionKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** The keys a process holds: new payloads are written with `current`, old ones are read with whichever key wrote them. */
export interface KeyRing {
  readonly current: EncryptionKey;
  /** `undefined` when this ring has no such key. */
  find(id: string): EncryptionKey | undefined;
  /** Keys that were given up for good: what they wrote is not waited for. */
  readonly lostIds: readonly string[];
  /** The ids of all keys, the current one first. */
  readonly ids: readonly string[];
}

/** Ids stand in clear in every payload. The limit also keeps a key that was typed in the id's place from passing as one. */
const KEY_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
const KEY_BYTES = 32;
/** Stands in a key's place once nobody has it any more. Base64 of 32 bytes cannot be this. */
export const LOST = 'lost';

/** Whether a text can be a key id; anything else is not repeated in messages. */
export const isKeyId = (text: string): boolean => KEY_ID.test(text);

const decodeKey = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64');
  // Node skips what is not base64; encoding back shows whether anything was skipped.
  return bytes.toString('base64') === text ? bytes : undefined;
};

const weakness = (bytes: Buffer): string | undefined => {
  if (bytes.length !== KEY_BYTES) return `the key has ${bytes.length} bytes; AES-256 needs ${KEY_BYTES} (openssl rand -base64 32)`;
  if (bytes.every((byte) => byte === bytes[0])) return 'the key is one byte repeated; make a random one (openssl rand -base64 32)';
  return undefined;
};

const FIRST = 'keys[0]';

/** Says what is wrong with an entry by its place only: what stands there may be a key in the wrong position. */
function readEntry(text: string, path: string): Result<{ id: string; bytes?: Buffer }> {
  const problem = (code: string, message: string): Result<never> => ({ ok: false, problems: [{ path, code, message }] });
  const colon = text.indexOf(':');
  if (colon < 0) return problem('key_malformed', 'expected id:base64, but there is no colon');
  const id = text.slice(0, colon);
  if (!isKeyId(id))
    return problem('key_id_invalid', 'the id before the colon must be 1 to 32 letters, digits, dots, hyphens or underscores');
  if (text.slice(colon + 1) === LOST)
    return path === FIRST ? problem('key_lost', 'the first key encrypts, so it cannot be a lost one') : { ok: true, value: { id } };
  const bytes = decodeKey(text.slice(colon + 1));
  if (!bytes) return problem('key_malformed', 'the text after the colon is not base64 (with its = padding)');
  const weak = weakness(bytes);
  return weak ? problem('key_weak', weak) : { ok: true, value: { id, bytes } };
}

/**
 * Reads `id:base64,id2:base64`, also one a line: the first key is current, the others only decrypt, and `id:lost` is one
 * that nobody has any more. Refuses with every problem at once; no message holds a key or a part of one.
 */
export function parseKeyRing(text: string): Result<KeyRing> {
  const problems: Problem[] = [];
  const keys: Entry[] = [];
  const entries = entriesOf(text);
  if (entries.length === 1 && entries[0] === '') {
    return { ok: false, problems: [{ path: 'keys', code: 'key_missing', message: 'expected at least one id:base64 key' }] };
  }
  entries.forEach((entry, index) => {
    const path = `keys[${index}]`;
    const read = readEntry(entry, path);
    if (!read.ok) {
      problems.push(...read.problems);
      return;
    }
    const sameId = keys.find((key) => key.id === read.value.id);
    const { bytes } = read.value;
    const sameKey = bytes && keys.find((key) => key.bytes?.equals(bytes));
    if (sameId)
      problems.push({
        path,
        code: 'key_id_twice',
        message: `the same id as keys[${sameId.place}]; ids name keys for as long as histories live`,
      });
    if (sameKey) problems.push({ path, code: 'key_twice', message: `the same key as keys[${sameKey.place}]; a rotation needs a new key` });
    keys.push({ ...read.value, place: index });
  });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: keyRing(keys) };
}

/** The entries as they stand in a setting or a file. */
export const entriesOf = (text: string): string[] =>
  text
    .trim()
    .split(/[,\n]/)
    .map((entry) => entry.trim());

interface Entry {
  readonly id: string;
  /** Absent: lost. */
  readonly bytes?: Buffer;
  readonly place: number;
}

function keyRing(entries: readonly Entry[]): KeyRing {
  const held = entries.flatMap(({ id, bytes }): EncryptionKey[] => (bytes ? [{ id, key: createSecretKey(bytes) }] : []));
  const [current] = held;
  if (!current) throw new RangeError('a key ring needs at least one key');
  const byId = new Map(held.map((key) => [key.id, key]));
  const lostIds = entries.filter(({ bytes }) => bytes === undefined).map(({ id }) => id);
  return { current, find: (id) => byId.get(id), lostIds, ids: held.map((key) => key.id) };
}
