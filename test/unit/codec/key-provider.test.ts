import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileKeys, findKey, openKeys, type FileKeys, type KeyNews } from '../../../codec/key-provider';
import { aKey, aKeyRing } from '../../support/key-rings';
import { waitUntil } from '../../support/wait-until';

const [first, second] = [`2026-07:${aKey()}`, `2027-01:${aKey()}`];
let folder: string;
let file: string;
let followed: FileKeys[];
let news: KeyNews[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-keys-'));
  file = join(folder, 'keys');
  await writeFile(file, first);
  [followed, news] = [[], []];
});
afterEach(async () => {
  for (const keys of followed) keys.close();
  await rm(folder, { recursive: true, force: true });
});

function follow(): FileKeys {
  const keys = fileKeys(file, aKeyRing(first), (what) => void news.push(what));
  followed.push(keys);
  return keys;
}

/** As secrets are replaced: whole, by renaming. */
async function replaceBy(text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

test('a new key in the file is taken without being asked for', async () => {
  const keys = follow();
  await replaceBy(`${second}\n${first}\n`);
  await waitUntil('the new key encrypts', () => keys.ring().current.id === '2027-01');
  expect(keys.ring().ids).toEqual(['2027-01', '2026-07']);
  expect(news).toEqual([{ kind: 'changed', ids: ['2027-01', '2026-07'] }]);
});

test('a key that is not known is looked for at once', async () => {
  const keys = follow();
  await replaceBy(`${first}\n${second}`);
  expect((await findKey(keys, '2027-01'))?.id).toBe('2027-01');
  expect(keys.ring().current.id).toBe('2026-07');
  expect(await findKey(keys, '2028-01')).toBeUndefined();
});

test('a file that cannot be used, or is gone, leaves the keys as they were and is told once, without any key', async () => {
  const keys = follow();
  await replaceBy(`${second.slice(0, -4)}\n${first}`);
  for (const id of ['a', 'b']) await findKey(keys, id);
  await waitUntil('it was told', () => news.length > 0);
  expect(news).toEqual([{ kind: 'refused', why: [expect.stringMatching(/^keys\[0\]: /)] }]);
  expect(JSON.stringify(news)).not.toContain(second.slice(8, 16));
  await rm(file);
  await waitUntil('it was told', () => news.length > 1);
  expect(news[1]).toEqual({ kind: 'refused', why: ['the file of keys cannot be read'] });
  expect(keys.ring().ids).toEqual(['2026-07']);
  await replaceBy(second);
  await waitUntil('a good file counts again', () => keys.ring().current.id === '2027-01');
});

test('keys of the environment stay as they are', async () => {
  const [id = '', key = ''] = first.split(':');
  const keys = openKeys({ codecKeys: [{ id, key }], codecKeysFile: undefined });
  const ring = keys.ring();
  await keys.renew();
  expect(keys.ring()).toBe(ring);
});
