import { usNumber, usOrder, type OrderBody } from '../support/e2e/order-bodies';
import { freshKey } from '../support/e2e/placed-order';
import { openWorld, type World } from '../support/e2e/world';
import { waitUntil } from '../support/wait-until';

let world: World;
beforeAll(async () => {
  // So slow that every order stays where its creation left it.
  world = await openWorld({ dayMs: 3_600_000 });
});
afterAll(() => world?.close());

interface Creation {
  readonly key: string;
  readonly body: OrderBody;
}

const send = ({ key, body }: Creation) =>
  world.api<{ orderId?: string; code?: string }>('POST', '/v1/port-orders', { body, headers: { 'idempotency-key': key } });

test('F16, I1, I18: a server that is killed while orders come in loses none that was acknowledged, and the others can be sent again', async () => {
  const acknowledged = new Map<string, Creation>();
  const refused: Creation[] = [];
  const codes = new Set<string>();
  let going = true;
  const customer = async (): Promise<void> => {
    while (going) {
      const creation = { key: freshKey(), body: usOrder([usNumber()]) };
      const { status, body, headers } = await send(creation);
      if (status === 201 || status === 202) acknowledged.set(body.orderId ?? '', creation);
      else {
        codes.add(`${status} ${body.code}, ${headers.has('retry-after') ? 'come back' : 'look'}`);
        refused.push(creation);
      }
    }
  };
  const customers = Promise.all([customer(), customer(), customer()]);
  await waitUntil('orders are coming in', () => acknowledged.size >= 6, { withinMs: 60_000 });
  await world.stack.kill('temporal');
  await waitUntil('orders are turned away', () => refused.length >= 6, { withinMs: 90_000 });
  await world.stack.restart('temporal');
  const before = acknowledged.size;
  await waitUntil('orders are coming in again', () => acknowledged.size > before + 3, { withinMs: 60_000 });
  going = false;
  await customers;

  // Whoever is turned away learns when to come back, unless it may still have been done.
  expect([...codes].filter((code) => !/^(503 temporal_(unreachable|busy), come back|504 no_answer_yet, look)$/.test(code))).toEqual([]);
  for (const [orderId, creation] of acknowledged) {
    await waitUntil(`order ${orderId}`, async () => (await world.api('GET', `/v1/port-orders/${orderId}`)).status === 200);
    expect(await send(creation)).toMatchObject({ status: 201, body: { orderId } });
  }
  const later = await Promise.all(
    refused.slice(0, 6).map((creation) =>
      waitUntil('a second try', async () => {
        const { status, body } = await send(creation);
        return status === 201 && body.orderId;
      }),
    ),
  );
  // None of them is an order that somebody else was given.
  expect(new Set([...later, ...acknowledged.keys()]).size).toBe(later.length + acknowledged.size);
}, 240_000);
