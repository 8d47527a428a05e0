import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const SETTINGS = {
  PORTICO_ID_KEY: 'an id key of the tests, at least 32 long',
  PORTICO_CODEC_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  PORTICO_GATEWAYS: JSON.stringify([
    {
      id: 'demo',
      baseUrl: 'http://127.0.0.1:1',
      token: 'sixteen-letters-token',
      webhooks: { scheme: 'standard', secrets: [`whsec_${randomBytes(32).toString('base64')}`] },
    },
  ]),
};

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the real process. `closeOut`: nobody reads what it prints. */
function run(argv: readonly string[], env: Readonly<Record<string, string>>, closeOut = false): Promise<Ran> {
  const child = spawn(
    process.execPath,
    ['--require', join(ROOT, 'test', 'support', 'run-typescript.cjs'), join(ROOT, 'cli', 'main.ts'), ...argv],
    {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'] ?? '',
        TEMPORAL_CONFIG_FILE: join(ROOT, 'no-such-temporal.toml'),
        TEMPORAL_ADDRESS: '127.0.0.1:1',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [out, err] = ['', ''];
  if (closeOut) child.stdout.destroy();
  else child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

test('without settings the process ends with 78 and names them all, never a value', async () => {
  const { code, err } = await run(['countries'], { PORTICO_CODEC_KEYS: 'my-secret-mistake' });
  expect(code).toBe(78);
  for (const name of ['PORTICO_ID_KEY', 'PORTICO_GATEWAYS', 'PORTICO_CODEC_KEYS']) expect(err).toContain(name);
  expect(err).not.toContain('my-secret-mistake');
}, 60_000);

test('with settings it answers, and leaves by itself', async () => {
  const { code, out } = await run(['countries', '--json'], SETTINGS);
  expect(code).toBe(0);
  expect((JSON.parse(out) as { code: string }[]).map((country) => country.code)).toContain('FR');
}, 60_000);

test('a reader that has gone is no failure', async () => {
  const { code, err } = await run(['countries'], SETTINGS, true);
  expect([code, err]).toEqual([0, '']);
}, 60_000);
