import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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

/**
 * Writes a file whole or not at all: beside its place first, then by rename, on disk before it returns. With `mayReplace`,
 * which is asked last, only if that says so.
 */
export async function writeWhole(path: string, content: Uint8Array, mayReplace?: () => Promise<boolean>): Promise<boolean> {
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
    if (mayReplace && !(await mayReplace())) {
      await rm(draft, { force: true });
      return false;
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await flushFolder(folder);
  return true;
}

/** Removes a file for good; one that is not there is as good. */
export async function removeWhole(path: string): Promise<void> {
  if ((await fileIdentity(path)) === undefined) return;
  await rm(path, { force: true });
  await flushFolder(dirname(path));
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

const orNothing = async <T>(ask: Promise<T>): Promise<T | undefined> => {
  try {
    return await ask;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/** `undefined` when there is no such file; every other trouble is thrown. */
export const readIfThere = (path: string): Promise<Buffer | undefined> => orNothing(readFile(path));

/** Tells a file from the one that replaces it under the same name; `undefined` when there is none. */
export const fileIdentity = async (path: string): Promise<bigint | undefined> => (await orNothing(stat(path, { bigint: true })))?.ino;

/** The files in a folder and, with `deep`, below it, as paths from it; none where there is no such folder. */
export async function filesIn(folder: string, { deep = false }: { readonly deep?: boolean } = {}): Promise<string[]> {
  const entries = (await orNothing(readdir(folder, { recursive: deep, withFileTypes: true }))) ?? [];
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return files.map(({ name, parentPath, path }) => join((parentPath ?? path).slice(folder.length + 1), name)).sort();
}
