import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECRET, TOKEN } from './scene';

// Compiles as the tests do; a process of its own has no Jest around it.
const LOADER = join(__dirname, '../../support/run-typescript.cjs');
const MAIN = join(__dirname, '../../../simulator/main.ts');

let folder: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const SETTINGS = { SIMULATOR_TOKEN: TOKEN, SIMULATOR_WEBHOOK_SECRET: SECRET };

function launch(settings: Record<string, string>): ChildProcess {
  const environment = {
    PATH: process.env.PATH ?? '',
    SIMULATOR_LEDGER: join(folder, 'ledger.jsonl'),
    SIMULATOR_STATE: join(folder, 'state.jsonl'),
  };
  child = fork(MAIN, { execArgv: ['--require', LOADER], silent: true, env: { ...environment, ...settings } });
  return child;
}

test.each(['SIGTERM', 'SIGINT', 'disconnect'] as const)(
  'it says that it is ready and on which port, and ends cleanly on %s',
  async (end) => {
    const running = launch(SETTINGS);
    const [message] = (await once(running, 'message')) as [{ ready: boolean; port: number }];
    expect(message.ready).toBe(true);
    const response = await fetch(`http://127.0.0.1:${message.port}/control/health`);
    expect(await response.json()).toEqual({ ok: true });
    const ended = once(running, 'exit');
    if (end === 'disconnect') running.disconnect();
    else running.kill(end);
    expect(await ended).toEqual([0, null]);
  },
);

test('wrong settings are refused together, by name and without their values', async () => {
  const running = launch({
    SIMULATOR_TOKEN: TOKEN,
    SIMULATOR_WEBHOOK_SECRET: 'whsec_c2hvcnQ=',
    SIMULATOR_CLOCK_SCALE: '60',
    SIMULATOR_PORT: '70000',
  });
  const words: Buffer[] = [];
  running.stderr?.on('data', (chunk: Buffer) => words.push(chunk));
  expect(await once(running, 'close')).toEqual([78, null]);
  const told = Buffer.concat(words).toString();
  expect(told).toContain('SIMULATOR_WEBHOOK_SECRET: must hold at least 24 bytes');
  expect(told).toContain('SIMULATOR_PORT');
  expect(told).not.toContain('c2hvcnQ');
});

test('a scaled clock needs its origin', async () => {
  const running = launch({ ...SETTINGS, SIMULATOR_CLOCK_SCALE: '60' });
  const words: Buffer[] = [];
  running.stderr?.on('data', (chunk: Buffer) => words.push(chunk));
  expect(await once(running, 'close')).toEqual([78, null]);
  expect(Buffer.concat(words).toString()).toContain('SIMULATOR_CLOCK_ORIGIN_MS: is needed');
});
