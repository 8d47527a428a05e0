import { findKey, type KeyProvider } from '../../codec/key-provider';
import { isKeyId } from '../../codec/key-ring';
import { openBytes, sealBytes } from '../../codec/sealed-bytes';

/** How a sealed file begins: what it is, its version and its key, in clear. No PDF, picture or JSON begins so. */
const MARK = 'portico-sealed/1 ';
const LONGEST_HEAD = 64;

/** Bound to the content, so that no file can be put in another's place. */
const contextOf = (name: string, keyId: string): string => `portico/file/1/${keyId}/${name}`;

/** The content of a file called `name` (its path in the store) as it stands on disk. */
export function sealFile(name: string, content: Uint8Array, keys: KeyProvider): Buffer {
  const { current } = keys.ring();
  return Buffer.concat([Buffer.from(`${MARK}${current.id}\n`), sealBytes(content, current, contextOf(name, current.id))]);
}

/** What a file holds, and by which key; without one it is in clear, as earlier versions wrote it. */
export interface OpenedFile {
  readonly content: Buffer;
  readonly keyId: string | undefined;
}

/** Reads a file called `name`. `damaged`: changed since it was written. Throws an Error that names a key which is not there. */
export async function openFile(name: string, bytes: Buffer, keys: KeyProvider): Promise<OpenedFile | 'damaged'> {
  if (bytes.toString('latin1', 0, MARK.length) !== MARK) return { content: bytes, keyId: undefined };
  const end = bytes.subarray(0, LONGEST_HEAD).indexOf(0x0a);
  const keyId = bytes.toString('utf8', MARK.length, Math.max(end, MARK.length));
  if (!isKeyId(keyId)) return 'damaged';
  const key = await findKey(keys, keyId);
  if (!key)
    throw new Error(`a file of the document store needs the key "${keyId}", which this process does not hold: add it to the key ring`);
  const content = openBytes(bytes.subarray(end + 1), key, contextOf(name, keyId));
  return typeof content === 'string' ? 'damaged' : { content, keyId };
}
