import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DocumentStore, StoredDocument } from './store';

const SHA256 = /^[0-9a-f]{64}$/;
/** Each part of a record's name. Starting with a letter or digit keeps out `..` and hidden files. */
const NAME_PART = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const MAX_NAME_PARTS = 4;
const CONTENT_TYPE = /^[a-z0-9.+-]+\/[a-z0-9.+-]+(; ?[a-z0-9-]+="?[A-Za-z0-9.+-]+"?)*$/i;

const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Documents hold what is most personal: nobody but the owner of the process may read them. */
const PRIVATE = { folder: 0o700, file: 0o600 } as const;

async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a file whole or not at all: beside its place first, then by rename, on disk before it returns. */
async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: PRIVATE.folder });
  const draft = join(folder, `.${randomUUID()}.part`);
  try {
    const handle = await open(draft, 'wx', PRIVATE.file);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await flushFolder(folder);
}

/** `undefined` when there is no such file; every other trouble is thrown. */
async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Documents and records as files under one folder: `documents/ab/cd/<sha256>` with its content type beside it, and
 * `records/<name>.json`. Nothing is ever half there, also after a crash.
 *
 * Throws a RangeError for a hash, name or content type that is none (paths are made of nothing else), and an Error when a
 * document no longer has the content that its name promises.
 */
export function createFolderStore(root: string): DocumentStore {
  const documentPath = (sha256: string): string => {
    if (!SHA256.test(sha256)) throw new RangeError('a document is named by 64 lower-case hex digits');
    return join(root, 'documents', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  const recordPath = (name: string): string => {
    const parts = name.split('/');
    if (parts.length > MAX_NAME_PARTS || !parts.every((part) => NAME_PART.test(part))) {
      throw new RangeError('a record is named by up to four parts of letters, digits, dots, hyphens and underscores');
    }
    return join(root, 'records', ...parts.slice(0, -1), `${parts.at(-1) ?? ''}.json`);
  };

  const put = async (content: Uint8Array, contentType: string): Promise<StoredDocument> => {
    if (!CONTENT_TYPE.test(contentType)) throw new RangeError('a content type looks like application/pdf');
    const sha256 = sha256Of(content);
    const path = documentPath(sha256);
    const known = await readIfThere(path);
    const knownType = await readIfThere(`${path}.type`);
    // The first content type stays: what was stored never changes. A damaged file is put right.
    if (known && knownType && sha256Of(known) === sha256) return { sha256, bytes: content.length, contentType: knownType.toString('utf8') };
    // The document last: once it is there, all of it is.
    await writeWhole(`${path}.type`, contentType);
    await writeWhole(path, content);
    return { sha256, bytes: content.length, contentType };
  };

  return {
    put,
    async get(sha256) {
      const path = documentPath(sha256);
      const content = await readIfThere(path);
      if (!content) return undefined;
      if (sha256Of(content) !== sha256) throw new Error(`the document ${sha256} is damaged: restore it from a backup`);
      const contentType = await readIfThere(`${path}.type`);
      return { content: new Uint8Array(content), contentType: contentType?.toString('utf8') ?? 'application/octet-stream' };
    },
    async putRecord(name, record) {
      const path = recordPath(name);
      const text: string | undefined = JSON.stringify(record);
      if (text === undefined) throw new RangeError('a record is a JSON value');
      await writeWhole(path, text);
    },
    async getRecord(name) {
      const text = await readIfThere(recordPath(name));
      return text && (JSON.parse(text.toString('utf8')) as unknown);
    },
  };
}
