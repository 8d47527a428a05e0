import { createHash } from 'node:crypto';
import { remoteCodec } from '../../codec/remote';
import { startApi, type TestApi } from '../support/api';
import { describedRoutes, filled, type DescribedRoute } from '../support/fuzz/described-routes';
import { aKeyRing } from '../support/key-rings';
import { aNumber, single, usDetails } from '../support/orders';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

const sha = (key: string): string => createHash('sha256').update(key).digest('hex');
const MINE = { authorization: 'Bearer mine' };
const THEIRS = { authorization: 'Bearer theirs' };

let stage: Stage;
let api: TestApi;
let routes: readonly DescribedRoute[];
let orderId: string;
let k: string;
const number = aNumber();
beforeAll(async () => {
  stage = await setStage({ dayMs: 3_600_000 });
  api = await startApi({
    connection: stage.env.connection,
    client: stage.portico,
    codec: remoteCodec(aKeyRing('k1')),
    config: {
      apiKeys: [
        { account: 'acct-active-us', scopes: ['orders'], sha256: sha('mine') },
        { account: 'acct-active-fr', scopes: ['orders'], sha256: sha('theirs') },
      ],
    },
  });
  routes = await describedRoutes(api.app);
  const order = { accountId: 'acct-active-us', idempotencyKey: 'crossing', details: usDetails([single(number)]) };
  ({ orderId } = await stage.portico.createOrder(order));
  ({ k } = await stage.portico.openSupportCase({ orderId, idempotencyKey: 'crossing', number, trouble: 'calls' }));
});
afterAll(async () => {
  await api?.close();
  await stage?.close();
});

let keys = 0;
/** The route asked about an order, with what its own description gives as an example. */
async function ask(
  { method, path, body, bytes, example }: DescribedRoute,
  ids: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
) {
  const content = bytes ? { 'content-type': 'application/pdf' } : body ? { 'content-type': 'application/json' } : {};
  const response = await api.app.inject({
    method,
    url: filled(path, ids),
    headers: { ...headers, ...content, 'idempotency-key': `crossing-${(keys += 1)}` },
    ...(bytes ? { payload: Buffer.from('%PDF-1.7') } : body ? { payload: JSON.stringify(example ?? {}) } : {}),
  });
  return { status: response.statusCode, text: response.body.replace(/"requestId":"[^"]*"/, '') };
}

const nameOf = ({ method, path }: DescribedRoute): string => `${method} ${path}`;

test('I13: every route of one order answers somebody else as if the order did not exist, word for word', async () => {
  const ofOne = routes.filter(({ path }) => path.includes('{id}'));
  expect(ofOne.length).toBeGreaterThan(15);
  const before = JSON.stringify([await stage.portico.getOrder(orderId), await stage.portico.timeline(orderId)]);
  for (const route of ofOne) {
    const foreign = await ask(route, { id: orderId, k }, THEIRS);
    const unknown = await ask(route, { id: '0123456789AB', k: '0123456789AB' }, THEIRS);
    // What our own people do is for no account at all.
    expect([nameOf(route), foreign.status]).toEqual([nameOf(route), route.scope === 'operator' ? 403 : 404]);
    expect([nameOf(route), foreign.text]).toEqual([nameOf(route), unknown.text]);
  }
  expect(JSON.stringify([await stage.portico.getOrder(orderId), await stage.portico.timeline(orderId)])).toBe(before);
});

test('the holder of the order is not turned away by any of them, so that the others were for whose it is', async () => {
  for (const route of routes.filter(({ path, method, scope }) => path.includes('{id}') && method === 'GET' && scope !== 'operator')) {
    const { status } = await ask(route, { id: orderId, k }, MINE);
    // There is no letter before the documents.
    expect([nameOf(route), status]).toEqual([nameOf(route), route.path.endsWith('/loa') ? 409 : 200]);
  }
});

const OWN_ENDPOINTS = 'answers for an endpoint of another account as for one that does not exist (webhook-routes)';

/** Routes that are about no single order: why nothing of another account is to be had there. */
const WITHOUT_ORDER: Readonly<Record<string, string>> = {
  'POST /v1/port-orders': 'refuses another account in its body',
  'GET /v1/port-orders': 'lists the own orders only',
  'POST /v1/port-order-checks': 'refuses another account in its body',
  'POST /v1/portability-checks': 'knows no orders',
  'POST /v1/port-outs': 'is always refused',
  'POST /v1/webhooks': 'refuses another account in its body',
  'GET /v1/webhooks': 'lists the own endpoints only (webhook-routes)',
  'GET /v1/webhooks/{webhook}': OWN_ENDPOINTS,
  'DELETE /v1/webhooks/{webhook}': OWN_ENDPOINTS,
  'POST /v1/webhooks/{webhook}/secret': OWN_ENDPOINTS,
  'POST /v1/webhooks/{webhook}/enable': OWN_ENDPOINTS,
  'POST /v1/webhooks/{webhook}/disable': OWN_ENDPOINTS,
  'POST /v1/webhooks/{webhook}/test': OWN_ENDPOINTS,
  'GET /v1/webhooks/{webhook}/deliveries': OWN_ENDPOINTS,
  'POST /v1/webhooks/{webhook}/replay': OWN_ENDPOINTS,
  'GET /v1/carrier-tasks': 'is for our own people, who act for no account',
  'GET /v1/countries': 'is the same for everybody',
  'GET /v1/countries/{code}': 'is the same for everybody',
  'GET /healthz': 'says that the process lives',
  'GET /readyz': 'says that work can be taken',
  'GET /metrics': 'is for no account',
  'GET /openapi.json': 'is the same for everybody',
  'POST /codec/decode': 'is for no account',
  'POST /codec/encode': 'is for no account',
  'POST /webhooks/gateways/{gateway}': "is signed with a gateway's secret",
};

test('every other route of the document has a reason why nothing crosses there: a new one needs its own', () => {
  expect(
    routes
      .filter(({ path }) => !path.includes('{id}'))
      .map(nameOf)
      .toSorted(),
  ).toEqual(Object.keys(WITHOUT_ORDER).toSorted());
});

test.each(Object.entries(WITHOUT_ORDER).filter(([, why]) => why === 'refuses another account in its body'))('%s %s', async (name) => {
  const route = routes.find((one) => nameOf(one) === name);
  const example = route?.example as { readonly accountId: string };
  const response = await api.app.inject({
    method: 'POST',
    url: filled(route?.path ?? '', {}),
    headers: { ...MINE, 'idempotency-key': 'a-key' },
    payload: { ...example, accountId: 'acct-active-fr' },
  });
  expect(response.json()).toMatchObject({ status: 403, code: 'forbidden' });
});

test('I13: a list has the own orders only, and cannot be asked for others', async () => {
  const list = async (headers: Record<string, string>, query = '') => api.app.inject({ url: `/v1/port-orders${query}`, headers });
  await waitUntil('the order in its list', async () => (await list(MINE)).body.includes(orderId));
  expect((await list(THEIRS)).json()).toMatchObject({ orders: [] });
  expect((await list(THEIRS, '?account=acct-active-us')).json()).toMatchObject({ status: 403, code: 'forbidden' });
  expect((await api.app.inject({ url: '/metrics', headers: MINE })).json()).toMatchObject({ status: 403, code: 'forbidden' });
});
