import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig } from '../../../config/load';
import { SETTINGS } from '../../../config/schema';
import { SECRET_SETTINGS } from '../../../config/secret-files';

const hex = (): string => randomBytes(32).toString('hex');
const codecKeys = (): string => `k1:${randomBytes(32).toString('base64')}`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function file(content: string, mode = 0o600): string {
  const path = join(folder, `secret-${(files += 1)}`);
  writeFileSync(path, content, { mode });
  chmodSync(path, mode);
  return path;
}

function problemsOf(env: Readonly<Record<string, string>>): string[] {
  try {
    loadConfig({ PORTICO_CODEC_KEYS: codecKeys(), ...env }, 'orders');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ where, message }) => `${where}: ${message}`);
    throw error;
  }
}

test('a secret comes from its file, without the end of the line', () => {
  const key = hex();
  for (const content of [key, `${key}\n`, `${key}\r\n`]) {
    const env = { PORTICO_ID_KEY_FILE: file(content), PORTICO_CODEC_KEYS_FILE: file(codecKeys()) };
    expect(loadConfig(env, 'orders').idKey).toBe(key);
  }
});

test('a file is judged as the setting is, and its content is not shown', () => {
  expect(problemsOf({ PORTICO_ID_KEY_FILE: file('short-and-secret') })).toEqual([
    expect.stringMatching(/^PORTICO_ID_KEY: must have at least/),
  ]);
  expect(problemsOf({ PORTICO_ID_KEY_FILE: file('short-and-secret') }).join()).not.toContain('short-and-secret');
});

test('what is wrong with files is named by the setting, all at once', () => {
  expect(problemsOf({ PORTICO_ID_KEY_FILE: join(folder, 'nowhere'), PORTICO_CODEC_KEYS_FILE: file(codecKeys()) })).toEqual([
    'PORTICO_CODEC_KEYS_FILE: is set beside PORTICO_CODEC_KEYS: give one of the two',
    'PORTICO_ID_KEY_FILE: names a file that cannot be read',
  ]);
  expect(problemsOf({ PORTICO_ID_KEY_FILE: file('\n') })).toEqual(['PORTICO_ID_KEY_FILE: names a file that is empty']);
});

test('in production a file that everybody can read is refused, and one for its owner is not', () => {
  const open = file(hex(), 0o644);
  expect(problemsOf({ NODE_ENV: 'production', PORTICO_ID_KEY_FILE: open })).toEqual([
    'PORTICO_ID_KEY_FILE: names a file that everybody on this machine can read: chmod 600',
  ]);
  expect(problemsOf({ PORTICO_ID_KEY_FILE: open })).toEqual([]);
  expect(problemsOf({ NODE_ENV: 'production', PORTICO_ID_KEY_FILE: file(hex(), 0o640) })).toEqual([]);
});

test('what is no secret has no file', () => {
  expect(problemsOf({ PORTICO_ID_KEY: hex(), PORTICO_LOG_LEVEL_FILE: file('info') })).toEqual([
    'PORTICO_LOG_LEVEL_FILE: is no setting of Portico: look for a misspelling',
  ]);
});

test('every setting that is named like a secret may come from a file', () => {
  const named = Object.keys(SETTINGS).filter((name) => /_(KEY|KEYS|TOKEN|TOKENS|SECRET|SECRETS|PASSWORD)$/.test(name));
  expect(SECRET_SETTINGS).toEqual(expect.arrayContaining(named));
});
