import { createPorticoClient } from '../../client';
import { loadCountryPacks } from '../../config/countries';
import { aNumber, single, usDetails } from '../support/orders';
import { GATEWAY, ID_KEY, setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ dayMs: 20_000, encrypted: false });
});
afterAll(() => stage?.close());

test('an account with as many open orders as it may have is refused another, finds those that it has, and may order again once one is over', async () => {
  const portico = createPorticoClient({
    connection: stage.env.connection,
    documents: stage.documents,
    idKey: ID_KEY,
    packs: loadCountryPacks(),
    gateways: [{ id: GATEWAY, capabilities: { setSize: 1, visibilityLagMs: 0 } }],
    clock: stage.clock,
    maxNumbers: 10,
    maxOpenOrders: 1,
  });
  const order = (idempotencyKey: string) => ({
    accountId: 'acct-active-us',
    idempotencyKey,
    details: { ...usDetails([single(aNumber())]) },
  });
  const [first, second] = [order('first'), order('second')];
  const { orderId } = await portico.createOrder(first);
  // Visibility comes some moments later.
  await waitUntil('the order in the list', async () => (await portico.listOrders({ account: 'acct-active-us' })).orders.length === 1);
  await expect(portico.createOrder(second)).rejects.toMatchObject({
    code: 'too_many_open_orders',
    message: expect.stringContaining('may have 1') as string,
  });
  expect(await portico.createOrder(first)).toMatchObject({ kind: 'created', orderId });
  await portico.requestCancellation({ orderId });
  await stage.client.workflow.getHandle(`port-order/${orderId}`).result();
  expect(await waitUntil('room for another order', () => portico.createOrder(second))).toMatchObject({ kind: 'created' });
});
