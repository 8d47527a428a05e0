import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEY_ID_METADATA } from '../../codec/payload-codec';
import { portRequestWorkflowId } from '../../domain/ids';
import { makeSecrets } from '../../scripts/stack/secrets.cjs';
import { usNumber, usOrder } from '../support/e2e/order-bodies';
import { place, type PlacedOrder } from '../support/e2e/placed-order';
import { openWorld, ROOT, run, type Printed, type World } from '../support/e2e/world';
import { waitUntil } from '../support/wait-until';

const OURS = ['orders', 'carrier', 'provisioning', 'notifications', 'api'] as const;
type Ours = (typeof OURS)[number];

const secrets = makeSecrets();
const oldKey = secrets.codecKeys;
const newKey = `k2:${randomBytes(32).toString('base64')}`;

let folder: string;
let world: World;

/** Each process has a file of its own, so that they can be out of step, as they are on several machines. */
const fileOf = (name: string): string => join(folder, `${name}.keys`);

function give(keys: readonly string[], names: readonly string[]): void {
  for (const name of names) {
    writeFileSync(`${fileOf(name)}.new`, `${keys.join('\n')}\n`);
    renameSync(`${fileOf(name)}.new`, fileOf(name));
  }
}

const settingsOf = (name: string) => ({ PORTICO_CODEC_KEYS: '', PORTICO_CODEC_KEYS_FILE: fileOf(name) });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portico-rotation-'));
  give([oldKey], [...OURS, 'cli']);
  const envOf = Object.fromEntries(OURS.map((name) => [name, settingsOf(name)])) as Partial<Record<Ours, Record<string, string>>>;
  world = await openWorld({ secrets, envOf });
});
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

const portico = (...words: readonly string[]): Promise<Printed> =>
  run([join(ROOT, 'dist', 'cli', 'main.js'), ...words], { ...world.stack.cliEnv, ...settingsOf('cli'), NO_COLOR: '1' });

/** The keys that the payloads in a history were encrypted with, in order of their first use. */
async function keysIn(workflowId: string): Promise<string[]> {
  const { events } = await world.temporal.workflow.getHandle(workflowId).fetchHistory();
  const ids: string[] = [];
  JSON.stringify(events, (name, value: unknown) => {
    if (name === KEY_ID_METADATA) ids.push(idIn(value));
    return value;
  });
  return [...new Set(ids)];
}

/** Bytes, however the history has them. */
const idIn = (value: unknown): string => {
  const bytes = typeof value === 'object' && value !== null && 'data' in value ? value.data : value;
  if (typeof bytes === 'string') return Buffer.from(bytes, 'base64').toString();
  return Buffer.from(Array.isArray(bytes) ? (bytes as number[]) : Object.values(bytes as Record<string, number>)).toString();
};

async function portNow(order: PlacedOrder): Promise<void> {
  for (const act of [{ type: 'foc' }, { type: 'activate' }, { type: 'sms' }]) await order.carrier(act);
  await order.untilStatus('completed');
}

const logOf = (name: Ours): string => readFileSync(world.stack.logFile(name), 'utf8');

/** The keys that files of the document store have. */
function keysAtRest(): string[] {
  const root = join(world.stack.dir, 'documents');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const ids = files.map(
    ({ parentPath, name }) => /^portico-sealed\/1 (\S+)\n/.exec(readFileSync(join(parentPath, name), 'latin1'))?.[1] ?? 'clear',
  );
  return [...new Set(ids)].sort();
}

test('F32: keys are rotated while orders run, and nothing stands still, fails or becomes unreadable', async () => {
  const before = await place(world, usOrder([usNumber('08')]));
  await before.untilFact('submitted');
  expect(await keysIn(before.workflowId)).toEqual(['k1']);

  // First everybody can read it. The API, which looks last, is not waited for.
  give([oldKey, newKey], [...OURS, 'cli']);
  // Then it is used; the workers are still writing with the old one.
  give([newKey, oldKey], ['api', 'cli']);
  const between = await place(world, usOrder([usNumber('08')]));
  await between.untilFact('submitted');
  await before.untilTold(/sent to the losing provider/i);
  give([newKey, oldKey], OURS);
  await waitUntil('all of them use the new key', () => OURS.every((name) => logOf(name).includes('"ids":["k2","k1"]')));

  const after = await place(world, usOrder([usNumber('08')]));
  await after.untilFact('submitted');
  await Promise.all([portNow(before), portNow(between), portNow(after)]);
  for (const order of [before, between, after]) {
    expect((await order.timeline()).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['accepted', 'loaSigned', 'closed']));
    expect(JSON.parse((await portico('status', order.orderId, '--json')).stdout)).toMatchObject({ status: 'completed' });
  }

  // What was written before stays as it was; what came later has the new key.
  expect(await keysIn(before.workflowId)).toEqual(['k1', 'k2']);
  expect(await keysIn(portRequestWorkflowId(after.orderId, 1))).toEqual(['k2']);
  for (const name of OURS) {
    const log = logOf(name);
    expect(log).not.toMatch(/payload\.undecodable|PayloadDecryptionError/);
    expect(log).not.toContain(newKey.slice(3, 15));
  }
});

test('documents are encrypted anew by one command, and read as before', async () => {
  const order = await place(world, usOrder([usNumber('08')]));
  await order.untilFact('submitted');
  expect(keysAtRest()).toEqual(['k1', 'k2']);
  const done = await portico('re-encrypt', '--json');
  expect({ ...done, stdout: JSON.parse(done.stdout) as unknown }).toMatchObject({ code: 0, stdout: { unreadable: [] } });
  expect(keysAtRest()).toEqual(['k2']);
  // The old key is no longer needed for them: nothing is unreadable without it.
  give([newKey], ['cli']);
  const again = await portico('re-encrypt', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ resealed: 0, unreadable: [] });
  const { sha256 } = await world.get<{ loa: { sha256: string } }>(order.path).then(({ loa }) => loa);
  const letter = await world.api('GET', `${order.path}/loa`);
  expect([letter.status, letter.headers.get('etag')]).toEqual([200, `"${sha256}"`]);
});
