import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Config, Part } from '../config/load';
import { parseKeyRing, type EncryptionKey, type KeyRing } from './key-ring';

/**
 * Who gives the keys: the environment, a file, or one day a key management service. Everything that encrypts or decrypts
 * asks one of these, so that a new key is taken without a restart.
 */
export interface KeyProvider {
  /** The keys as they are known now. Whatever is written is written with the current one. */
  ring(): KeyRing;
  /** Asks once more, for a key that is not known yet. Never throws: what cannot be had leaves the ring as it is. */
  renew(): Promise<void>;
}

/** What became of keys that are followed: ids and reasons, never a key. */
export type KeyNews =
  | { readonly kind: 'changed'; readonly ids: readonly string[] }
  | { readonly kind: 'refused'; readonly why: readonly string[] };

/** Keys that stay as they are. */
export const fixedKeys = (ring: KeyRing): KeyProvider => ({ ring: () => ring, renew: async () => undefined });

/** How often the file is looked at, real ms. A look is one `stat`. */
const LOOK_EVERY_MS = 2_000;
/** A payload under an unknown key has the file read at once, but a flood of them not more often than this, real ms. */
const RENEW_EVERY_MS = 500;

/** Keys from a file that is followed; `close` ends that. */
export interface FileKeys extends KeyProvider {
  close(): void;
}

/**
 * The keys in a file, which is read again when it changes and when a payload needs a key that is not known. A file that
 * cannot be used leaves the keys as they were, and is told. It is looked at by name and not by handle: secrets are
 * replaced by renaming.
 */
export function fileKeys(path: string, first: KeyRing, tell: (news: KeyNews) => void = () => undefined): FileKeys {
  let ring = first;
  let reading: Promise<void> | undefined;
  let readAtMs = 0;

  let refusal = '';

  // Once for each mistake: it is met again at every look.
  const refuse = (why: readonly string[]): void => {
    if (refusal === why.join()) return;
    refusal = why.join();
    tell({ kind: 'refused', why });
  };
  const take = (text: string): void => {
    const read = parseKeyRing(text);
    if (!read.ok) return refuse(read.problems.map(({ path: place, message }) => `${place}: ${message}`));
    refusal = '';
    if (isSame(ring, read.value)) return;
    ring = read.value;
    tell({ kind: 'changed', ids: ring.ids });
  };
  const read = (): Promise<void> =>
    (reading ??= readFile(path, 'utf8')
      .then(take, () => refuse(['the file of keys cannot be read']))
      .finally(() => {
        reading = undefined;
        readAtMs = Date.now();
      }));
  const onChange = (): void => void read();
  watchFile(path, { interval: LOOK_EVERY_MS, persistent: false }, onChange);
  return {
    ring: () => ring,
    renew: async () => (Date.now() - readAtMs < RENEW_EVERY_MS ? undefined : read()),
    close: () => unwatchFile(path, onChange),
  };
}

/** Whether both hold the same keys in the same order. */
function isSame(one: KeyRing, other: KeyRing): boolean {
  if (one.ids.join() !== other.ids.join() || one.lostIds.join() !== other.lostIds.join()) return false;
  return one.ids.every((id) => {
    const [mine, theirs] = [one.find(id), other.find(id)];
    return mine !== undefined && theirs !== undefined && mine.key.equals(theirs.key);
  });
}

/** The keys of a configuration that was checked at start, followed where they stand in a file. */
export function openKeys(
  { codecKeys, codecKeysFile }: Pick<Config<Part>, 'codecKeys' | 'codecKeysFile'>,
  tell?: (news: KeyNews) => void,
): KeyProvider {
  const read = parseKeyRing(codecKeys.map(({ id, key }) => `${id}:${key}`).join(','));
  if (!read.ok) throw new RangeError(read.problems.map(({ message }) => message).join('; '));
  return codecKeysFile === undefined ? fixedKeys(read.value) : fileKeys(codecKeysFile, read.value, tell);
}

/** The key with this id, asked for once more when it is not known yet. */
export async function findKey(keys: KeyProvider, id: string): Promise<EncryptionKey | undefined> {
  const known = keys.ring().find(id);
  if (known) return known;
  await keys.renew();
  return keys.ring().find(id);
}
