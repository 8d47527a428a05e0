import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFolderStore } from '../../../../activities/documents/folder-store';
import type { DocumentStore } from '../../../../activities/documents/store';
import { fixedKeys } from '../../../../codec/key-provider';
import { aKey, aKeyRing } from '../../../support/key-rings';

const CANARY = 'Ada Canary, 12 Marker Street';
const [oldKey, newKey] = [`2026-07:${aKey()}`, `2027-01:${aKey()}`];
let root: string;
let plainFiles: number;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'portico-sealed-'));
  plainFiles = 0;
});
afterEach(() => rm(root, { recursive: true, force: true }));

const storeWith = (...keys: readonly string[]): DocumentStore =>
  createFolderStore(root, fixedKeys(aKeyRing(...keys)), { onPlainFile: () => void (plainFiles += 1) });
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const documentAt = (name: string): string => join(root, 'documents', name.slice(0, 2), name.slice(2, 4), name);
const recordAt = (name: string): string => join(root, 'records', `${name}.json`);

async function everything(): Promise<string> {
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')))).join('\n');
}

/** As earlier versions wrote them. */
async function writePlain(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

test('I14: neither a document nor a record is readable in the folder, and both are read back', async () => {
  const store = storeWith(oldKey);
  const { sha256: name } = await store.put(bytes(CANARY), 'application/pdf');
  await store.putRecord('orders/X', { holder: CANARY });
  expect(name).toBe(sha256(CANARY));
  const onDisk = await everything();
  expect(onDisk).toContain('portico-sealed/1 2026-07\n');
  expect(onDisk).not.toMatch(/Canary|Marker|holder|application/);
  expect(await store.get(name)).toEqual({ content: bytes(CANARY), contentType: 'application/pdf' });
  expect(await store.getRecord('orders/X')).toEqual({ holder: CANARY });
});

test('a file in the place of another is noticed, document or record, and so is a changed byte', async () => {
  const store = storeWith(oldKey);
  const [{ sha256: one }, { sha256: other }] = [await store.put(bytes('one'), 'a/b'), await store.put(bytes('other'), 'a/b')];
  await store.putRecord('orders/X', { of: 'X' });
  await store.putRecord('orders/Y', { of: 'Y' });
  await copyFile(documentAt(one), documentAt(other));
  await copyFile(recordAt('orders/X'), recordAt('orders/Y'));
  await expect(store.get(other)).rejects.toThrow('damaged');
  await expect(store.getRecord('orders/Y')).rejects.toThrow('damaged');
  const file = await readFile(documentAt(one));
  file.writeUInt8(file.readUInt8(file.length - 20) ^ 1, file.length - 20);
  await writeFile(documentAt(one), file);
  await expect(store.get(one)).rejects.toThrow('damaged');
});

test('after a rotation old files are read, new ones have the new key, and a store without the old key says which it needs', async () => {
  const { sha256: name } = await storeWith(oldKey).put(bytes('old'), 'a/b');
  const rotated = storeWith(newKey, oldKey);
  expect((await rotated.get(name))?.content).toEqual(bytes('old'));
  const { sha256: later } = await rotated.put(bytes('new'), 'a/b');
  expect((await readFile(documentAt(later))).toString('latin1')).toContain('portico-sealed/1 2027-01\n');
  await expect(storeWith(newKey).get(name)).rejects.toThrow('"2026-07"');
  // Written again, it has the current key.
  await rotated.put(bytes('old'), 'a/b');
  expect((await storeWith(newKey).get(name))?.content).toEqual(bytes('old'));
});

test('files in clear from an earlier version are read and reported, and encrypted once they are written again', async () => {
  const name = sha256(CANARY);
  await writePlain(documentAt(name), CANARY);
  await writePlain(`${documentAt(name)}.type`, 'application/pdf');
  await writePlain(recordAt('orders/X'), JSON.stringify({ holder: CANARY }));
  const store = storeWith(oldKey);
  expect(await store.get(name)).toEqual({ content: bytes(CANARY), contentType: 'application/pdf' });
  expect(await store.getRecord('orders/X')).toEqual({ holder: CANARY });
  expect(plainFiles).toBe(2);
  expect(await store.put(bytes(CANARY), 'image/png')).toMatchObject({ contentType: 'application/pdf' });
  await store.putRecord('orders/X', { holder: CANARY });
  expect(await everything()).not.toMatch(/Canary|application/);
});

test('everything is encrypted anew with the current key; what is damaged or of an unknown key is named and left', async () => {
  const name = sha256(CANARY);
  await writePlain(documentAt(name), CANARY);
  await writePlain(`${documentAt(name)}.type`, 'application/pdf');
  await writePlain(recordAt('orders/X'), JSON.stringify({ holder: CANARY }));
  await storeWith(oldKey).putRecord('signatures/X-1', { signer: CANARY });
  await storeWith(newKey).put(bytes('has it already'), 'a/b');
  await storeWith(`foreign:${aKey()}`).putRecord('orders/Z', {});
  const damaged = sha256('damaged');
  await writePlain(documentAt(damaged), 'something else');

  const store = storeWith(newKey, oldKey);
  const unreadable = [`documents/${damaged.slice(0, 2)}/${damaged.slice(2, 4)}/${damaged}`, 'records/orders/Z.json'];
  expect(await store.reseal()).toEqual({ current: 1, resealed: 3, unreadable });
  expect(await store.reseal()).toEqual({ current: 4, resealed: 0, unreadable });
  const after = storeWith(newKey);
  expect(await after.get(name)).toEqual({ content: bytes(CANARY), contentType: 'application/pdf' });
  expect(await after.getRecord('orders/X')).toEqual({ holder: CANARY });
  expect(await after.getRecord('signatures/X-1')).toEqual({ signer: CANARY });
  expect(await everything()).not.toMatch(/Canary/);
});

test('what is removed is gone, with nothing left beside it; removing it again is as good', async () => {
  const store = storeWith(oldKey);
  const name = sha256(CANARY);
  await writePlain(documentAt(name), CANARY);
  await writePlain(`${documentAt(name)}.type`, 'application/pdf');
  await store.putRecord('held/X/one', {});
  await store.putRecord('held/X/two', {});
  expect(await store.listRecords('held/X')).toEqual(['one', 'two']);
  for (let time = 0; time < 2; time += 1) {
    await store.remove(name);
    await store.removeRecord('held/X/one');
  }
  expect(await store.get(name)).toBeUndefined();
  expect(await store.listRecords('held/X')).toEqual(['two']);
  expect(await store.listRecords('held/Y')).toEqual([]);
  expect(await everything()).not.toContain('application/pdf');
});
