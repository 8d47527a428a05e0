import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderStore } from '../../../../activities/documents/folder-store';
import type { DocumentStore } from '../../../../activities/documents/store';
import { fixedKeys } from '../../../../codec/key-provider';
import { aKeyRing } from '../../../support/key-rings';

const keys = fixedKeys(aKeyRing('k1'));
let root: string;
let store: DocumentStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'portico-store-'));
  store = createFolderStore(join(root, 'data'), keys);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const everyFile = async (): Promise<string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);

describe('documents', () => {
  test('a document is found by its hash, with its content type', async () => {
    expect(await store.put(bytes('invoice'), 'application/pdf')).toEqual({
      sha256: sha256('invoice'),
      bytes: 7,
      contentType: 'application/pdf',
    });
    expect(await store.get(sha256('invoice'))).toEqual({ content: bytes('invoice'), contentType: 'application/pdf' });
    expect(await store.get(sha256('other'))).toBeUndefined();
  });

  test('the same content is kept once, under the content type that it came with first', async () => {
    await store.put(bytes('invoice'), 'application/pdf');
    expect(await store.put(bytes('invoice'), 'image/png')).toMatchObject({ contentType: 'application/pdf' });
    expect(await everyFile()).toHaveLength(1);
  });

  test('twenty at once leave one whole document and no rest', async () => {
    const content = new Uint8Array(200_000).fill(7);
    const stored = await Promise.all(Array.from({ length: 20 }, () => store.put(content, 'application/pdf')));
    expect(new Set(stored.map((document) => document.sha256)).size).toBe(1);
    expect((await store.get(stored[0]?.sha256 ?? ''))?.content).toEqual(content);
    expect(await everyFile()).toHaveLength(1);
  });

  test('a damaged document is noticed when read, and put right when it is stored again', async () => {
    const name = sha256('invoice');
    await store.put(bytes('invoice'), 'application/pdf');
    await writeFile(join(root, 'data', 'documents', name.slice(0, 2), name.slice(2, 4), name), 'inv');
    await expect(store.get(name)).rejects.toThrow('damaged');
    await store.put(bytes('invoice'), 'application/pdf');
    expect((await store.get(name))?.content).toEqual(bytes('invoice'));
  });

  test.each(['../../etc/passwd', '', 'ab', 'A'.repeat(64), `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`])('%j is no hash', async (name) => {
    await expect(store.get(name)).rejects.toThrow(RangeError);
  });

  test.each(['', 'pdf', 'text/html\r\nx: y', 'a/b/c'])('%j is no content type', async (contentType) => {
    await expect(store.put(bytes('x'), contentType)).rejects.toThrow(RangeError);
    expect(await everyFile()).toEqual([]);
  });

  test('nobody else on the machine can read them', async () => {
    await store.put(bytes('invoice'), 'application/pdf');
    const name = sha256('invoice');
    const folder = join(root, 'data', 'documents', name.slice(0, 2), name.slice(2, 4));
    expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
    expect((await stat(folder)).mode & 0o077).toBe(0);
  });
});

describe('records', () => {
  test('a record is read back, and the last one written counts', async () => {
    expect(await store.getRecord('orders/0123456789AB')).toBeUndefined();
    await store.putRecord('orders/0123456789AB', { state: 'old' });
    await store.putRecord('orders/0123456789AB', { state: 'completed', at: [1, 'é'] });
    expect(await store.getRecord('orders/0123456789AB')).toEqual({ state: 'completed', at: [1, 'é'] });
    await store.putRecord('signatures/0123456789AB-1', { signer: 'x' });
    expect(await store.getRecord('signatures/0123456789AB-1')).toEqual({ signer: 'x' });
  });

  test('a reader beside many writers never sees half a record', async () => {
    const record = (n: number) => ({ n, filler: String(n).repeat(20_000) });
    await store.putRecord('orders/X', record(0));
    const writing = Promise.all(Array.from({ length: 10 }, (_, n) => store.putRecord('orders/X', record(n))));
    const reading = Promise.all(Array.from({ length: 20 }, () => store.getRecord('orders/X')));
    for (const seen of (await reading) as { n: number }[]) expect(seen).toEqual(record(seen.n));
    await writing;
    expect(await everyFile()).toEqual(['X.json']);
  });

  test.each([
    '',
    '/',
    'a/',
    '/etc/passwd',
    '..',
    'a/../b',
    '.hidden',
    'a/.b',
    'a\\b',
    'a b',
    'é',
    'a/b/c/d/e',
    'x'.repeat(101),
    'a\u0000',
    'a//b',
  ])('%j is no name of a record', async (name) => {
    await expect(store.putRecord(name, {})).rejects.toThrow(RangeError);
    await expect(store.getRecord(name)).rejects.toThrow(RangeError);
    expect(await everyFile()).toEqual([]);
  });

  test('what is no JSON is refused and leaves the old record', async () => {
    await store.putRecord('orders/X', { n: 1 });
    await expect(store.putRecord('orders/X', undefined)).rejects.toThrow(RangeError);
    const circle: Record<string, unknown> = {};
    circle.itself = circle;
    await expect(store.putRecord('orders/X', circle)).rejects.toThrow(TypeError);
    expect(await store.getRecord('orders/X')).toEqual({ n: 1 });
  });
});
