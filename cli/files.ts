import { chmod, readFile, writeFile } from 'node:fs/promises';
import { badInput } from './failure';
import type { CliWorld } from './world';

const reason = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'EACCES' || code === 'EPERM' ? 'it may not be opened by you' : 'it cannot be opened';
};

/** A file's bytes. Throws bad input that names the path. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw badInput(`${path}: ${reason(error)}.`);
  }
}

/** A file's text, or all of standard input for `-`. */
export const readText = async (path: string, { stdin }: Pick<CliWorld, 'stdin'>): Promise<string> =>
  path === '-' ? stdin() : new TextDecoder().decode(await readBytes(path));

/** Writes what nobody else on this machine should read. */
export async function writePrivate(path: string, content: Uint8Array): Promise<void> {
  try {
    await writeFile(path, content, { mode: 0o600 });
    // One that was there keeps the mode that it had.
    await chmod(path, 0o600);
  } catch (error) {
    throw badInput(`${path}: ${reason(error)}.`);
  }
}
