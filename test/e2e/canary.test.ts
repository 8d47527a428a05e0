import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { freePorts } from '../../scripts/stack/ports.cjs';
import { makeSecrets } from '../../scripts/stack/secrets.cjs';
import { Markers } from '../support/canary/markers';
import { recordOnTheWayTo } from '../support/canary/recorder';
import { CanaryRuns } from '../support/canary/runs';
import { filesBelow, findIn, type Place } from '../support/canary/search';
import { openWorld, type World } from '../support/e2e/world';
import type { LoopbackServer } from '../support/loopback-server';

const GATEWAY = 'simulator';
const PLANTED = 'Qz99vXplanted';
const mark = new Markers();
let dir: string;
let world: World;
let recorder: LoopbackServer;
let runs: CanaryRuns;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'portico-canary-'));
  const [simulator = 0] = await freePorts(1);
  const secrets = makeSecrets();
  recorder = await recordOnTheWayTo(`http://127.0.0.1:${simulator}`);
  const party = (name: string): string => `${recorder.baseUrl}/${name}`;
  const token = secrets.simulatorToken;
  const gateway = { id: GATEWAY, baseUrl: party('gateway'), token, webhooks: { scheme: 'standard', secrets: [secrets.webhookSecret] } };
  const through = { PORTICO_GATEWAYS: JSON.stringify([gateway]) };
  world = await openWorld({
    dir: join(dir, 'stack'),
    secrets,
    ports: { simulator },
    envOf: {
      carrier: through,
      api: through,
      provisioning: { PORTICO_PLATFORM_URL: party('platform'), PORTICO_ACCOUNTS_URL: party('accounts') },
      notifications: { PORTICO_TICKETS_URL: party('tickets') },
    },
  });
  runs = new CanaryRuns(world, mark);
  await Promise.all([runs.happy(), runs.rejected(), runs.cancelled(), runs.failed(), runs.unprintable(), runs.refused()]);
}, 180_000);
afterAll(async () => {
  await world?.close();
  await recorder?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** What other companies keep of us is theirs: the simulator's ledger and state, and the files of the customer. */
const isTheirs = (path: string): boolean => path.startsWith('simulator-');

const files = (): Place[] => filesBelow(world.stack.dir, isTheirs);
const texts = (name: string, all: readonly string[]): Place => ({ name, content: Buffer.from(all.join('\n')) });

test('every run was made to its end, and each personal field of it had a marker', () => {
  expect(runs.made.filter(({ answered, wanted }) => answered !== wanted)).toEqual([]);
  expect(mark.values.size).toBeGreaterThanOrEqual(60);
  // The markers did go out into the world: the other companies have those that they are told.
  const ledger = findIn(
    filesBelow(world.stack.dir, (path) => !isTheirs(path)),
    mark.values,
  ).map((found) => found.split(' in ')[0]);
  expect(ledger).toEqual(expect.arrayContaining(['holder.name', 'losing.pin', 'transferCode', 'correction.holder.name', 'numbers']));
});

test('I14: no marker stands in clear in the database and its log, in the document store, any log or any file of the stack', () => {
  const places = files();
  // With whatever the database has beside it: a log, a journal.
  const names = places.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['temporal.db', 'stack.json', 'logs/api.log', 'logs/orders.log', 'logs/temporal.log']));
  expect(names.filter((name) => name.startsWith('documents/documents/')).length).toBeGreaterThan(5);
  expect(names.filter((name) => name.startsWith('documents/records/')).length).toBeGreaterThan(5);
  expect(findIn(places, mark.values)).toEqual([]);
});

test('I14: nor in metrics, refusals, complaints of the command line, ids, or the addresses that others are called by', async () => {
  const metrics = await world.get<string>('/metrics');
  const ids: string[] = [];
  for await (const { raw } of world.temporal.workflow.list()) ids.push(JSON.stringify({ ...raw, memo: undefined }));
  const urls = recorder.received.map(({ method, url }) => `${method} ${url}`);
  expect(metrics).toMatch(/^portico_http_request_seconds_count/m);
  expect(metrics).toMatch(/^portico_payloads_plaintext_total 0$/m);
  expect(world.refusals.length).toBeGreaterThan(8);
  expect(runs.complaints.filter((text) => text !== '').length).toBeGreaterThanOrEqual(8);
  expect(ids.length).toBeGreaterThan(15);
  expect(urls.length).toBeGreaterThan(30);
  const places = [
    texts('metrics', [metrics]),
    texts('refusals', world.refusals),
    texts('the command line', runs.complaints),
    texts('ids and attributes', ids),
    texts('addresses', urls),
  ];
  expect(findIn(places, mark.values)).toEqual([]);
});

test('the search finds what is there: a memo that somebody wrote in clear into the same database', async () => {
  const bare = new Client({ connection: world.temporal.connection });
  await bare.workflow.start('nobody', { taskQueue: 'nobody', workflowId: 'planted', memo: { planted: PLANTED } });
  const found = findIn(files(), new Map([['planted', PLANTED]]));
  expect(found.filter((one) => one.startsWith('planted in temporal.db'))).not.toEqual([]);
  expect(found.filter((one) => !one.startsWith('planted in temporal.db'))).toEqual([]);
});
