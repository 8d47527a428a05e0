import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { startStack } from '../../scripts/stack.cjs';
import { environments } from '../../scripts/stack/plan.cjs';
import { makeSecrets } from '../../scripts/stack/secrets.cjs';
import { ROOT } from '../support/e2e/world';
import { startDevServer, type Environment } from '../support/environment';
import { servers } from '../support/servers';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes';

const NAMES = SEARCH_ATTRIBUTES.map(({ name }) => name);
const dist = join(ROOT, 'dist');

let server: Environment;
let dir: string;
let env: Record<string, Record<string, string>>;

beforeAll(async () => {
  server = await startDevServer({ searchAttributes: [] });
  dir = mkdtempSync(join(tmpdir(), 'portico-set-up-'));
  writeFileSync(join(dir, 'temporal.toml'), '[profile.default]\n');
  const port = Number(server.env.address.split(':')[1]);
  env = environments({
    dir,
    dist,
    clock: { originMs: Date.now(), scale: 1 },
    ports: { temporal: port, ui: 1, simulator: 1, api: 1, orders: 0, carrier: 0, provisioning: 0, notifications: 0 },
    secrets: makeSecrets(),
    logLevel: 'info',
  });
});
afterAll(async () => {
  await server?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A process of the build, until it ends or, where `until` is given, has printed that; then it is ended. */
async function run(part: string, file: string, args: readonly string[], until?: RegExp, more: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(dist, file), ...args], { env: { PATH: process.env['PATH'], ...env[part], ...more } });
  let [out, err] = ['', ''];
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
    // A second signal would end it at once.
    if (until?.test(out) && !child.killed) child.kill('SIGTERM');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

const setUp = (...args: readonly string[]) => run('cli', 'cli/main.js', ['set-up-temporal', ...args]);

const registered = async (): Promise<string[]> => {
  const { customAttributes } = await server.env.connection.operatorService.listSearchAttributes({ namespace: 'default' });
  return Object.keys(customAttributes ?? {}).filter((name) => NAMES.includes(name));
};

const retentionDays = async (): Promise<number> => {
  const { config } = await server.env.connection.workflowService.describeNamespace({ namespace: 'default' });
  return Number(config?.workflowExecutionRetentionTtl?.seconds) / 86_400;
};

test('a namespace without our search attributes is refused with the command, gets them by it, and is then taken', async () => {
  const looked = await setUp('--check');
  expect(looked.code).toBe(78);
  expect(looked.err).toMatch(/lacks the search attributes PorticoStatus, [^]*PorticoAttentionSince[^]*Run: portico set-up-temporal/);
  expect(looked.err).toMatch(/forgets closed workflows after \d+ days?[^]*temporal operator namespace update[^]*--retention 90d/);

  const refused = await run('orders', 'workers/orders.js', []);
  expect(refused.code).toBe(78);
  for (const { name } of SEARCH_ATTRIBUTES) expect(refused.err).toContain(`--name ${name} --type `);
  expect(refused.err).toContain('temporal operator search-attribute create --namespace default');
  expect(refused.err).not.toMatch(/^\s+at /m);
  // The others write no attributes: they complain and go on.
  const complaining = await run('notifications', 'workers/notifications.js', [], /worker is running/);
  expect(complaining.code).toBe(0);
  expect(complaining.out).toMatch(/"level":"error"[^\n]*Run: portico set-up-temporal/);
  // So far nothing was changed.
  expect(await registered()).toEqual([]);

  const first = await setUp();
  expect([first.code, first.err]).toEqual([0, '']);
  expect(first.out).toMatch(/Registered in default: PorticoStatus, [^]*Closed workflows are kept for 90 days from now on/);
  expect((await registered()).toSorted()).toEqual(NAMES.toSorted());
  expect(await retentionDays()).toBe(90);
  const again = await setUp();
  expect([again.code, again.err]).toEqual([0, '']);
  expect(again.out).toMatch(/has all search attributes[^]*kept for 90 days\./);
  expect((await setUp('--check')).code).toBe(0);

  const taken = await run('orders', 'workers/orders.js', [], /worker is running/);
  expect(taken.code).toBe(0);
  expect(taken.out).not.toContain('set-up-temporal');
});

test('a namespace that does not exist is said to, with the command that makes it', async () => {
  const { code, err } = await run('cli', 'cli/main.js', ['set-up-temporal'], undefined, { TEMPORAL_NAMESPACE: 'nowhere' });
  expect(code).toBe(78);
  expect(err).toContain('temporal operator namespace create --namespace nowhere --retention 90d');
});

test('a database of an earlier release is brought up to date as the stack starts', async () => {
  const dbFile = join(dir, 'earlier.db');
  const earlier = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: servers().temporal },
      dbFilename: dbFile,
      searchAttributes: [defineSearchAttributeKey('PorticoStatus', 'KEYWORD')],
      log: { format: 'pretty', level: 'error' },
    },
  });
  await earlier.teardown();
  const stack = await startStack({ dbFile, only: ['temporal'], quiet: true });
  const connection = await Connection.connect({ address: stack.urls.temporal });
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(NAMES));
  } finally {
    await connection.close();
    await stack.stop();
  }
});
