import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, findIn } from '../support/canary/search';
import { ensureBuilt, ROOT, run } from '../support/e2e/world';
import { waitUntil } from '../support/wait-until';

const places: string[] = [];
/** A folder of a test's own for the demo's throw-away folder, so that what it leaves behind can be seen. */
function aPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'portico-demo-'));
  places.push(place);
  return place;
}

beforeAll(ensureBuilt);
afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

const DEMO = join(ROOT, 'scripts', 'run-demo.mjs');

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** The processes of the stack in a place, by what its supervisor wrote down, once all seven are up. */
const allUp = (place: string): Promise<readonly number[]> =>
  waitUntil(
    'seven processes are up',
    () => {
      const [folder = ''] = readdirSync(place).filter((name) => name.startsWith('portico-stack-'));
      const { processes } = JSON.parse(readFileSync(join(place, folder, 'stack.json'), 'utf8')) as { processes: { pid: number }[] };
      return processes.length === 7 && processes.map(({ pid }) => pid);
    },
    { withinMs: 60_000 },
  );

test('the demo ports its example orders, says so, and leaves nothing behind', async () => {
  const place = aPlace();
  const ended = run([DEMO], { TMPDIR: place });
  const pids = await allUp(place);
  const { code, stdout, stderr } = await ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/Every number is ported, SMS active, and the ledger of the other companies agrees\./);
  // Twelve numbers of the French office and three of the American shop, each with voice and SMS; one was refused once.
  expect(stdout.match(/^(fr-office|us-shop) +\+\d+ +\d{4}-\d\d-\d\d +[12] +active +active$/gm)).toHaveLength(15);
  expect(pids.filter(alive)).toEqual([]);
  expect(readdirSync(place)).toEqual([]);
});

test('a demo that is killed takes all its processes with it', async () => {
  const place = aPlace();
  const demo = spawn(process.execPath, [DEMO], { env: { ...process.env, TMPDIR: place }, stdio: 'ignore' });
  const pids = await allUp(place);
  demo.kill('SIGKILL');
  await once(demo, 'close');
  await waitUntil('all of them are gone', () => !pids.some(alive), { withinMs: 30_000 });
  expect(pids.filter(alive)).toEqual([]);
});

/** Everything personal in the example orders that the demo places. */
function personalInExamples(): Map<string, string> {
  const values = new Map<string, string>();
  const note = (name: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null) for (const [part, inner] of Object.entries(value)) note(`${name}.${part}`, inner);
    else if (typeof value === 'string' && /holder\.|signer\.|accountNumber|pin|transferCode|number$|start$/.test(name))
      values.set(name, value.replace(/^\+/, ''));
  };
  for (const name of ['fr-office', 'us-shop'])
    note(name, JSON.parse(readFileSync(join(ROOT, 'examples', `${name}.json`), 'utf8')) as unknown);
  // A country's own postal codes, states and cities are too short to mean anybody: "NY" is found everywhere.
  return new Map([...values].filter(([name, value]) => value.length > 5 && !/city$|region$/.test(name)));
}

test('I14: what the demo leaves in its database, its documents and its logs is encrypted without any setting', async () => {
  const place = aPlace();
  const demo = spawn(process.execPath, [DEMO, '--keep'], { env: { ...process.env, TMPDIR: place }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  demo.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    await waitUntil('the demo is through', () => said.includes('The stack stays up'), { withinMs: 120_000 });
    const [folder = ''] = readdirSync(place).filter((name) => name.startsWith('portico-stack-'));
    const files = filesBelow(join(place, folder), (path) => path.startsWith('simulator-'));
    const database = files.filter(({ name }) => name.startsWith('temporal.db'));
    const personal = personalInExamples();
    expect(personal.size).toBeGreaterThan(15);
    expect(
      Buffer.concat(database.map(({ content }) => content))
        .toString('latin1')
        .split('binary/encrypted').length,
    ).toBeGreaterThan(200);
    expect(findIn(files, personal)).toEqual([]);
    // The search does find them where they may stand.
    expect(
      findIn(
        filesBelow(join(place, folder), (path) => !path.startsWith('simulator-')),
        personal,
      ).length,
    ).toBeGreaterThan(5);
  } finally {
    demo.kill('SIGINT');
    await once(demo, 'close');
  }
  expect(readdirSync(place)).toEqual([]);
});
