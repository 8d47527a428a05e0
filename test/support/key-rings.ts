import { randomBytes } from 'node:crypto';
import { parseKeyRing, type KeyRing } from '../../codec/key-ring';

/** A key as the setting writes it. */
export const aKey = (): string => randomBytes(32).toString('base64');

/** A ring with these ids, the first one current, and fresh keys. Ids with a key ('a:base64') keep it. */
export function aKeyRing(...entries: readonly string[]): KeyRing {
  const ring = parseKeyRing(entries.map((entry) => (entry.includes(':') ? entry : `${entry}:${aKey()}`)).join(','));
  if (!ring.ok) throw new Error(JSON.stringify(ring.problems));
  return ring.value;
}
