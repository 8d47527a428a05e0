import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confirmations } from '../support/e2e/evidence';
import { usNumber, usOrder } from '../support/e2e/order-bodies';
import { create } from '../support/e2e/placed-order';
import { openWorld, type World } from '../support/e2e/world';
import { waitUntil } from '../support/wait-until';

let world: World;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'portico-paused-'));
  world = await openWorld({ dir });
});
afterAll(async () => {
  await world?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** What the carrier worker has logged, one line after the other. */
const logged = (): string[] =>
  readFileSync(world.stack.logFile('carrier'), 'utf8')
    .split('\n')
    .flatMap((line) => /"msg":"([^"]+)"/.exec(line)?.[1] ?? []);
const times = (message: string): number => logged().filter((line) => line.startsWith(message)).length;

test('a pause outlives the worker processes: nothing is sent, nothing is lost, and a paused process still ends by itself', async () => {
  const order = await create(world, usOrder([usNumber()]));
  await order.provideDocuments();
  const { gateway } = world.stack;
  const paused = await world.portico('pause-gateway', gateway, '--by', 'op-7', '--reason', 'their maintenance');
  expect([paused.code, paused.stderr]).toEqual([0, '']);
  await waitUntil('the worker to pause', () => times('paused') === 1, { withinMs: 30_000 });
  await order.signLoa();
  await waitUntil('the request to wait', async () => (await order.timeline()).some(({ kind }) => kind === 'loaSigned'), {
    withinMs: 30_000,
  });

  await world.stack.kill('carrier');
  await world.stack.restart('carrier');
  await waitUntil('the new worker to begin paused', () => times('paused') === 2, { withinMs: 30_000 });
  expect((await world.portico('gateways')).stdout).toMatch(/paused .* op-7 +their maintenance/);
  const metrics = await world.api<string>('GET', '/metrics');
  expect(metrics.body).toContain(`portico_gateway_paused{gateway="${gateway}"} 1`);
  expect(await confirmations(order)).toEqual({});

  const resumed = await world.portico('resume-gateway', gateway, '--by', 'op-8', '--reason', 'they are back');
  expect([resumed.code, resumed.stderr]).toEqual([0, '']);
  await order.untilStatus('scheduled');
  expect(await confirmations(order)).toEqual({ [`${order.orderId}011`]: 1 });

  await world.portico('pause-gateway', gateway, '--by', 'op-7', '--reason', 'again');
  await waitUntil('the worker to pause again', () => times('paused') === 3, { withinMs: 30_000 });
  await world.stack.stop();
  expect(logged().at(-1)).toBe('worker has stopped');
});
