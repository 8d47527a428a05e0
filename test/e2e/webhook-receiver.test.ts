import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isTold } from '../../domain/notification/told';
import type { FactEvent } from '../../domain/webhooks/event';
import { freePorts } from '../../scripts/stack/ports.cjs';
import { usNumber, usOrder } from '../support/e2e/order-bodies';
import { create, freshKey, type PlacedOrder } from '../support/e2e/placed-order';
import { openWorld, ROOT, run, type World } from '../support/e2e/world';
import { waitUntil } from '../support/wait-until';

const EXAMPLE = join(ROOT, 'examples', 'webhook-receiver.mjs');
const PATIENCE = { withinMs: 60_000 } as const;

let world: World;
let receiver: ChildProcess | undefined;
let [printed, base, port] = ['', '', 0];
beforeAll(async () => {
  world = await openWorld();
  [port = 0] = await freePorts(1);
  base = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  if (receiver?.exitCode === null) {
    receiver.kill('SIGTERM');
    await once(receiver, 'close');
  }
  await world?.close();
});

/** Starts the example as its README says. */
function startExample(secret: string): void {
  receiver = spawn(process.execPath, [EXAMPLE], {
    cwd: ROOT,
    env: { ...process.env, WEBHOOK_SECRET: secret, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  receiver.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
}

const linesOf = (orderId: string): { id: string; type: string; sequence: number }[] =>
  printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { id: string; type: string; orderId?: string; sequence: number })
    .filter((line) => line.orderId === orderId);

const storyOf = async (order: PlacedOrder): Promise<FactEvent[]> =>
  (await (await fetch(`${base}/orders/${order.orderId}`)).json()) as FactEvent[];

test('the example receiver, which was down at first, has the whole story of a port: each fact once, in order, and nothing forged', async () => {
  const added = await world.api<{ id: string; secret: string }>('POST', '/v1/webhooks', {
    body: { url: `${base}/hooks`, accountId: 'acct-active-us' },
    headers: { 'idempotency-key': freshKey() },
  });
  expect(added.status).toBe(201);
  const order = await create(world, usOrder([usNumber('20')]));
  await order.provideDocuments();
  await order.signLoa();
  startExample(added.body.secret);
  await order.untilStatus('completed');
  const told = (await order.timeline()).filter(isTold);
  await waitUntil('every fact has been printed', () => linesOf(order.orderId).length >= told.length, PATIENCE);
  // Once each, whatever came twice.
  expect(
    linesOf(order.orderId)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(told.map(({ seq }) => `${order.orderId}-${seq}`).toSorted());
  expect((await storyOf(order)).map(({ data }) => data)).toEqual(told);
  expect((await storyOf(order)).map(({ type }) => type)).toEqual(
    expect.arrayContaining([
      'order.accepted',
      'request.submitted',
      'request.scheduled',
      'request.ported',
      'request.smsActive',
      'order.closed',
    ]),
  );

  const forged = await fetch(`${base}/hooks`, {
    method: 'POST',
    headers: {
      'webhook-id': 'forged',
      'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
      'webhook-signature': 'v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    },
    body: JSON.stringify({ id: 'forged', type: 'request.ported', orderId: order.orderId }),
  });
  expect([forged.status, printed.includes('forged')]).toEqual([401, false]);

  const replay = await world.portico('webhooks', 'replay', added.body.id, order.orderId, '--account', 'acct-active-us', '--json');
  expect(JSON.parse(replay.stdout)).toEqual({ replayed: told.length });
  const listed = async () => {
    const path = `/v1/webhooks/${added.body.id}/deliveries?account=acct-active-us&state=delivered&limit=100`;
    const { deliveries } = await world.get<{ deliveries: { eventId: string }[] }>(path);
    return deliveries.filter(({ eventId }) => eventId.startsWith(order.orderId)).length;
  };
  await waitUntil('every fact was delivered a second time', async () => (await listed()) === 2 * told.length, PATIENCE);
  expect(linesOf(order.orderId)).toHaveLength(told.length);
});

test('without a secret the example says what it needs', async () => {
  const { code, stderr } = await run([EXAMPLE], { WEBHOOK_SECRET: '' });
  expect([code, stderr]).toEqual([2, expect.stringContaining('Set WEBHOOK_SECRET')]);
});
