import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { KeyProvider } from '../../codec/key-provider';
import { packPayload, unpackPayload } from '../../codec/payload-frame';
import type { PayloadWatch } from '../../codec/payload-watch';
import { openFile, sealFile, type OpenedFile } from './sealed-file';
import type { DocumentStore, Resealed, StoredDocument } from './store';
import { fileIdentity, filesIn, readIfThere, removeWhole, writeWhole } from './whole-files';

const SHA256 = /^[0-9a-f]{64}$/;
/** Each part of a record's name. Starting with a letter or digit keeps out `..` and hidden files. */
const NAME_PART = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const MAX_NAME_PARTS = 4;
const CONTENT_TYPE = /^[a-z0-9.+-]+\/[a-z0-9.+-]+(; ?[a-z0-9-]+="?[A-Za-z0-9.+-]+"?)*$/i;
/** Where earlier versions, which wrote in clear, kept a document's content type: beside it. */
const TYPE_FILE = '.type';

const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** The path of a document in the store, which is also what its encryption is bound to. */
function documentPath(sha256: string): string {
  if (!SHA256.test(sha256)) throw new RangeError('a document is named by 64 lower-case hex digits');
  return `documents/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

function recordFolder(name: string): string {
  const parts = name.split('/');
  if (parts.length > MAX_NAME_PARTS || !parts.every((part) => NAME_PART.test(part))) {
    throw new RangeError('a record is named by up to four parts of letters, digits, dots, hyphens and underscores');
  }
  return `records/${name}`;
}

const recordPath = (name: string): string => `${recordFolder(name)}.json`;

interface Typed {
  readonly content: Uint8Array;
  readonly contentType: string;
}

/**
 * Documents and records as files under one folder: `documents/ab/cd/<sha256 of what it holds>` and `records/<name>.json`,
 * encrypted with the current key (AES-256-GCM) and bound to their path, so that none can be put in another's place. Files
 * in clear, from earlier versions, are read and reported, and encrypted once they are written again. Nothing is ever half
 * there, also after a crash.
 *
 * Throws a RangeError for a hash, name or content type that is none (paths are made of nothing else), and an Error when a
 * file is no longer what was written, or needs a key that is not there.
 */
export function createFolderStore(
  root: string,
  keys: KeyProvider,
  { onPlainFile }: Partial<Pick<PayloadWatch, 'onPlainFile'>> = {},
): DocumentStore {
  const read = async (path: string): Promise<OpenedFile | 'damaged' | undefined> => {
    const bytes = await readIfThere(join(root, path));
    if (!bytes) return undefined;
    const opened = await openFile(path, bytes, keys);
    if (opened !== 'damaged' && opened.keyId === undefined) onPlainFile?.();
    return opened;
  };
  const write = (path: string, content: Uint8Array, mayReplace?: () => Promise<boolean>): Promise<boolean> =>
    writeWhole(join(root, path), sealFile(path, content, keys), mayReplace);

  const typed = async (path: string, { content, keyId }: OpenedFile): Promise<Typed> => {
    if (keyId === undefined) {
      const type = await readIfThere(join(root, path + TYPE_FILE));
      return { content: new Uint8Array(content), contentType: type?.toString('utf8') ?? 'application/octet-stream' };
    }
    const { metadata, data } = unpackPayload(content);
    return { content: data ?? new Uint8Array(), contentType: Buffer.from(metadata?.['type'] ?? []).toString('utf8') };
  };
  const writeTyped = async (path: string, { content, contentType }: Typed): Promise<void> => {
    await write(path, packPayload({ metadata: { type: Buffer.from(contentType) }, data: content }));
    await removeWhole(join(root, path + TYPE_FILE));
  };
  /** The document, unless it is missing, damaged or not to be opened. */
  const known = async (path: string, sha256: string): Promise<(Typed & Pick<OpenedFile, 'keyId'>) | undefined> => {
    const opened = await read(path).catch(() => undefined);
    if (!opened || opened === 'damaged') return undefined;
    const document = await typed(path, opened);
    return sha256Of(document.content) === sha256 ? { ...document, keyId: opened.keyId } : undefined;
  };

  /** Encrypts one file anew, if it has to be. */
  const resealOne = async (path: string): Promise<'current' | 'resealed'> => {
    const before = await fileIdentity(join(root, path));
    const opened = await read(path);
    if (opened === 'damaged') throw new Error('damaged');
    if (!opened || opened.keyId === keys.ring().current.id) return 'current';
    if (path.startsWith('documents/')) {
      const document = await typed(path, opened);
      if (documentPath(sha256Of(document.content)) !== path) throw new Error('damaged');
      await writeTyped(path, document);
      return 'resealed';
    }
    // Whoever has written it meanwhile has used the current key, and something newer.
    return (await write(path, opened.content, async () => (await fileIdentity(join(root, path))) === before)) ? 'resealed' : 'current';
  };

  return {
    async put(content, contentType): Promise<StoredDocument> {
      if (!CONTENT_TYPE.test(contentType)) throw new RangeError('a content type looks like application/pdf');
      const sha256 = sha256Of(content);
      const path = documentPath(sha256);
      // The first content type stays: what was stored never changes. A damaged file is put right.
      const there = await known(path, sha256);
      const document = { content, contentType: there?.contentType ?? contentType };
      if (there?.keyId !== keys.ring().current.id) await writeTyped(path, document);
      return { sha256, bytes: content.length, contentType: document.contentType };
    },
    async get(sha256) {
      const path = documentPath(sha256);
      const opened = await read(path);
      if (!opened) return undefined;
      const document = opened === 'damaged' ? undefined : await typed(path, opened);
      if (document && sha256Of(document.content) === sha256) return document;
      throw new Error(`the document ${sha256} is damaged: restore it from a backup`);
    },
    async remove(sha256) {
      const path = join(root, documentPath(sha256));
      await removeWhole(path);
      await removeWhole(path + TYPE_FILE);
    },
    async putRecord(name, record) {
      const path = recordPath(name);
      const text: string | undefined = JSON.stringify(record);
      if (text === undefined) throw new RangeError('a record is a JSON value');
      await write(path, Buffer.from(text, 'utf8'));
    },
    async getRecord(name) {
      const opened = await read(recordPath(name));
      if (opened === 'damaged') throw new Error(`the record ${name} is damaged: restore it from a backup`);
      return opened && (JSON.parse(opened.content.toString('utf8')) as unknown);
    },
    async listRecords(folder) {
      const files = await filesIn(join(root, recordFolder(folder)));
      return files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
    },
    removeRecord: (name) => removeWhole(join(root, recordPath(name))),
    async reseal(): Promise<Resealed> {
      const counted = { current: 0, resealed: 0 };
      const unreadable: string[] = [];
      const files = (await Promise.all(['documents', 'records'].map(async (folder) => inFolder(root, folder)))).flat();
      for (const path of files) {
        try {
          counted[await resealOne(path)] += 1;
        } catch {
          unreadable.push(path);
        }
      }
      return { ...counted, unreadable };
    },
  };
}

/** Documents and records, as paths in the store. */
const inFolder = async (root: string, folder: string): Promise<string[]> =>
  (await filesIn(join(root, folder), { deep: true })).filter((file) => !file.endsWith(TYPE_FILE)).map((file) => `${folder}/${file}`);
