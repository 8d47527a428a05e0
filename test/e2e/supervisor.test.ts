import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startStack, type Stack } from '../../scripts/stack.cjs';
import { waitUntil } from '../support/wait-until';

const root = resolve(__dirname, '..', '..');

/** A process of ours reduced to what the supervisor sees of it. It answers on its port and keeps its environment in a file. */
const OBEDIENT = `
const { writeFileSync } = require('node:fs');
const name = require('node:path').basename(__filename) === 'main.js' ? require('node:path').basename(__dirname) : require('node:path').basename(__filename, '.js');
writeFileSync(process.env.SPY_DIR + '/' + name + '.json', JSON.stringify(process.env));
const server = require('node:http').createServer((_, response) => response.end(name));
const leave = () => process.exit(0);
process.on('SIGTERM', leave);
process.on('disconnect', leave);
server.listen(Number(process.env.PORTICO_API_PORT ?? process.env.SIMULATOR_PORT ?? 0), '127.0.0.1', () => process.send({ ready: true, named: name }));
`;

let place: string;
let dist: string;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'portico-supervisor-'));
  dist = join(place, 'dist');
  for (const folder of ['workers', 'api', 'simulator', 'workflows']) mkdirSync(join(dist, folder), { recursive: true });
  for (const name of ['orders', 'carrier', 'provisioning', 'notifications']) program(`workers/${name}.js`, OBEDIENT);
  program('api/main.js', OBEDIENT);
  program('simulator/main.js', OBEDIENT);
  program('workflows/search-attributes.js', `exports.SEARCH_ATTRIBUTES = [{ name: 'PorticoTest', type: 'KEYWORD_LIST' }];`);
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

function program(path: string, code: string): void {
  writeFileSync(join(dist, path), code);
}

const environmentOf = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(join(place, `${name}.json`), 'utf8')) as Record<string, string>;

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const listens = (port: number): Promise<boolean> =>
  new Promise((settle) => {
    const socket = connect(port, '127.0.0.1')
      .on('connect', () => settle(socket.destroy().destroyed))
      .on('error', () => settle(false));
  });

const everyPid = (stack: Stack): number[] => Object.values(stack.processes).flatMap(({ pid }) => (pid === undefined ? [] : [pid]));

const start = (options: Parameters<typeof startStack>[0] = {}): Promise<Stack> =>
  startStack({ dist, quiet: true, env: { SPY_DIR: place }, ...options });

test('everything starts, can be reached, and is gone after stop, with its throw-away folder', async () => {
  const stack = await start();
  const pids = everyPid(stack);
  try {
    expect(pids).toHaveLength(7);
    expect(await (await fetch(stack.urls.api)).text()).toBe('api');
    expect((await fetch(stack.urls.ui)).status).toBe(200);
    expect(stack.processes.api.info).toEqual({ named: 'api' });
    const settings = (await (await fetch(`${stack.urls.ui}/api/v1/settings`)).json()) as { Codec: { Endpoint: string } };
    expect(settings.Codec.Endpoint).toBe(stack.urls.codec);
    // The UI has its own connection to the server, which may come a moment later.
    const attributes = await waitUntil('the UI reaches the server', async () => {
      const answer = await fetch(`${stack.urls.ui}/api/v1/namespaces/default/search-attributes`);
      return answer.ok && ((await answer.json()) as object);
    });
    expect(attributes).toMatchObject({ customAttributes: { PorticoTest: 'INDEXED_VALUE_TYPE_KEYWORD_LIST' } });
  } finally {
    await stack.stop();
  }
  await stack.stop();
  expect(pids.filter(alive)).toEqual([]);
  expect(await listens(stack.ports.temporal)).toBe(false);
  expect(existsSync(stack.dir)).toBe(false);
});

test('every process gets the settings it needs and no secret of another', async () => {
  const stack = await start({
    clock: { originMs: 1_700_000_000_000, scale: 1440 },
    only: ['simulator', 'orders', 'carrier', 'notifications', 'api'],
  });
  try {
    expect(environmentOf('orders')).toMatchObject({
      TEMPORAL_ADDRESS: stack.urls.temporal,
      PORTICO_CLOCK_ORIGIN_MS: '1700000000000',
      PORTICO_CLOCK_SCALE: '1440',
    });
    expect(environmentOf('simulator')).toMatchObject({ SIMULATOR_WEBHOOK_URL: stack.urls.webhook, SIMULATOR_CLOCK_SCALE: '1440' });
    expect(environmentOf('simulator')['PORTICO_CODEC_KEYS']).toBeUndefined();
    expect(JSON.stringify(environmentOf('orders'))).not.toContain(stack.secrets.webhookSecret);
    expect(JSON.stringify(environmentOf('notifications'))).not.toContain(stack.secrets.idKey);
    expect(JSON.stringify(environmentOf('api'))).not.toContain(stack.secrets.apiKey);
  } finally {
    await stack.stop();
  }
});

test('a process that is killed stays away until it is restarted, on the same port', async () => {
  const unexpected: string[] = [];
  const stack = await start({ only: ['simulator', 'api'], onUnexpectedEnd: (name) => unexpected.push(name) });
  try {
    const before = stack.processes.api.pid;
    await stack.kill('api');
    expect(await listens(stack.ports.api)).toBe(false);
    await stack.restart('api');
    expect(await (await fetch(stack.urls.api)).text()).toBe('api');
    expect(stack.processes.api.pid).not.toBe(before);
    expect(unexpected).toEqual([]);

    process.kill(stack.processes.simulator.pid ?? 0, 'SIGKILL');
    await waitUntil('the crash is noticed', () => unexpected.includes('simulator'));
  } finally {
    await stack.stop();
  }
});

test('a process that cannot start fails the stack with its last words, and nothing stays behind', async () => {
  program('workers/carrier.js', `console.error('PORTICO_GATEWAYS is not set'); process.exitCode = 78;`);
  const dir = join(place, 'failing');
  try {
    await expect(start({ dir })).rejects.toThrow(/carrier ended at once \(exit code 78\)[^]*PORTICO_GATEWAYS is not set/);
    expect(existsSync(join(dir, 'stack.json'))).toBe(false);
    expect(await listens(Number(environmentOf('api')['PORTICO_API_PORT']))).toBe(false);
  } finally {
    program('workers/carrier.js', OBEDIENT);
  }
});

test('a port that is taken is named before anything starts', async () => {
  const stack = await start({ only: ['api'] });
  try {
    const { api, simulator } = stack.ports;
    const dir = join(place, 'never');
    await expect(start({ dir, ports: { api, simulator } })).rejects.toThrow(`Something else listens on 127.0.0.1, port ${api} (for api).`);
    expect(existsSync(dir)).toBe(false);
  } finally {
    await stack.stop();
  }
});

test('a supervisor that is killed leaves no process behind', async () => {
  const dir = join(place, 'orphaned');
  const script = `require(${JSON.stringify(join(root, 'scripts', 'stack.cjs'))}).startStack(${JSON.stringify({ dir, dist, quiet: true, env: { SPY_DIR: place } })}).then(() => process.send('up'))`;
  const supervisor = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await new Promise((up) => supervisor.once('message', up));
  const state = JSON.parse(readFileSync(join(dir, 'stack.json'), 'utf8')) as { ports: { temporal: number }; processes: { pid: number }[] };
  expect(state.processes).toHaveLength(7);

  supervisor.kill('SIGKILL');
  await waitUntil('all processes are gone', () => state.processes.every(({ pid }) => !alive(pid)));
  await waitUntil('the server is gone', async () => !(await listens(state.ports.temporal)));
});
