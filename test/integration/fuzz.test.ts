/**
 * Requests made from the API's own description: such as fit, such as nearly fit, and such as nobody would send in good faith.
 * A run is repeated with `FUZZ_SEED`; `FUZZ_RUNS` makes it longer.
 */
import fc from 'fast-check';
import fastify, { type LightMyRequestResponse } from 'fastify';
import { problemBody } from '../../contracts/problem';
import { keyedNames } from '../../client/keyed-names';
import { startApi, type TestApi } from '../support/api';
import { hostileText, nearly, withMore } from '../support/fuzz/broken';
import { describedRoutes, filled, type DescribedRoute } from '../support/fuzz/described-routes';
import { fitting, MARKER } from '../support/fuzz/from-schema';
import { aNumber, ID_KEY, single, usDetails } from '../support/orders';
import { setStage, type Stage } from '../support/stage';

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 40);
/** What the world itself says of an order: it was begun, and is over. */
const SAID_BY_THE_WORLD = new Set(['account_not_eligible', 'not_portable', 'number_taken']);

let stage: Stage;
let api: TestApi;
let routes: readonly DescribedRoute[];
beforeAll(async () => {
  // So slow that an order changes only when somebody changes it.
  stage = await setStage({ dayMs: 3_600_000 });
  api = await startApi({ connection: stage.env.connection, client: stage.portico });
  routes = await describedRoutes(api.app);
});
afterAll(async () => {
  await api?.close();
  await stage?.close();
});

let keys = 0;
const freshKey = (): string => `fuzz-${(keys += 1)}`;

/** An order for one route to be tried on. */
async function placed(): Promise<string> {
  const { orderId } = await stage.portico.createOrder({
    accountId: 'acct-active-us',
    idempotencyKey: freshKey(),
    details: usDetails([single(aNumber())]),
  });
  return orderId;
}

interface Tried {
  readonly payload: string;
  readonly what: 'fitting' | 'nearly' | 'more' | 'hostile';
}

/** What is sent to a route: each kind of it as often as the others. */
function trials({ body = {}, example: base = {} }: DescribedRoute): fc.Arbitrary<Tried> {
  const json = (what: Tried['what'], arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<Tried> =>
    arbitrary.map((value) => ({ payload: JSON.stringify(value), what }));
  return fc.oneof(
    json('fitting', fitting(body)),
    json('nearly', nearly(base)),
    json('more', withMore(base)),
    hostileText(JSON.stringify(base)).map((payload) => ({ payload, what: 'hostile' as const })),
  );
}

/** What is wrong with an answer; nothing, if all is well. */
function faults({ statuses }: DescribedRoute, response: LightMyRequestResponse): string[] {
  const { statusCode, body, headers } = response;
  if (statusCode < 400) return statuses.includes(statusCode) ? [] : [`${statusCode} is not described`];
  return [
    ...(statusCode >= 500 ? [`${statusCode}: ${body}`] : []),
    ...(statuses.includes(statusCode) ? [] : [`${statusCode} is not described`]),
    ...(String(headers['content-type']).startsWith('application/problem+json') ? [] : ['no problem']),
    ...(problemBody.strict().safeParse(response.json()).success ? [] : [`another shape: ${body}`]),
    ...(body.includes(MARKER) ? [`a value of the request is repeated: ${body}`] : []),
    ...(/\bat .*\.(ts|js):\d+|temporal(io)?\/|Workflow(Not|Exec)/.test(body) ? [`its inside is shown: ${body}`] : []),
  ];
}

async function viewOf(orderId: string): Promise<string> {
  const [view, timeline] = await Promise.all([stage.portico.getOrder(orderId), stage.portico.timeline(orderId)]);
  return JSON.stringify([view, timeline]);
}

/** Whether the server has an order under this key of this account. */
async function wasStarted(accountId: unknown, key: string): Promise<boolean> {
  if (typeof accountId !== 'string') return false;
  const workflowId = `port-order/${keyedNames(ID_KEY).orderId(accountId, key)}`;
  return stage.client.workflow
    .getHandle(workflowId)
    .describe()
    .then(
      () => true,
      () => false,
    );
}

const accountIn = (payload: string): unknown => {
  try {
    return (JSON.parse(payload) as { accountId?: unknown } | null)?.accountId;
  } catch {
    return undefined;
  }
};

/** Tries one route; answers what went wrong. */
async function tryRoute(route: DescribedRoute, orderId: string, { payload }: Tried): Promise<string[]> {
  const key = freshKey();
  const before = await viewOf(orderId);
  const response = await api.app.inject({
    method: route.method,
    url: filled(route.path, { id: orderId, k: orderId }),
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    payload,
  });
  const wrong = faults(route, response);
  if (response.statusCode < 400) return wrong;
  const { code } = response.json<{ code: string }>();
  return [
    ...wrong,
    ...((await viewOf(orderId)) === before ? [] : [`refused with ${code}, and the order has changed`]),
    ...(route.path === '/v1/port-orders' && !SAID_BY_THE_WORLD.has(code) && (await wasStarted(accountIn(payload), key))
      ? [`refused with ${code}, and an order was begun`]
      : []),
  ];
}

const BODIES = [
  'POST /v1/port-orders',
  'POST /v1/port-orders/{id}/again',
  'POST /v1/port-orders/{id}/corrections',
  'POST /v1/port-orders/{id}/decision',
  'PUT /v1/port-orders/{id}/csr',
  'POST /v1/port-orders/{id}/reschedule',
  'POST /v1/port-orders/{id}/cancellation',
  'POST /v1/port-orders/{id}/activation',
  'POST /v1/port-orders/{id}/return',
  'POST /v1/port-orders/{id}/loa/signature',
  'POST /v1/port-orders/{id}/documents/{kind}/review',
  'POST /v1/port-orders/{id}/support-cases',
  'POST /v1/port-orders/{id}/support-cases/{k}/calls',
  'POST /v1/port-orders/{id}/requests/{n}/carrier-answers',
  'POST /v1/webhooks',
  'POST /v1/webhooks/{webhook}/replay',
  'POST /v1/portability-checks',
  'POST /v1/port-order-checks',
];

test.each(BODIES)(
  `I19: %s answers whatever it is sent, changes nothing that it refuses, and repeats nothing (seed ${SEED})`,
  async (name) => {
    const route = routes.find(({ method, path }) => `${method} ${path}` === name);
    if (!route) throw new Error(`${name} is not in the document`);
    let orderId = await placed();
    await fc.assert(
      fc.asyncProperty(trials(route), async (tried) => {
        // A cancelled one takes nothing any more, and would show little.
        if ((await stage.portico.getOrder(orderId)).status === 'cancelled') orderId = await placed();
        expect(await tryRoute(route, orderId, tried)).toEqual([]);
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
  },
  120_000,
);

test('the search can fail: an API that answers with what it was sent is found out', async () => {
  const echo = fastify();
  echo.post('/echo', async ({ body }, reply) => reply.code(422).send({ detail: JSON.stringify(body) }));
  const response = await echo.inject({ method: 'POST', url: '/echo', payload: { name: MARKER } });
  await echo.close();
  const found = faults({ method: 'POST', path: '/echo', example: {}, bytes: false, statuses: [400], keyed: false }, response);
  expect(found.map((fault) => fault.split(':')[0])).toEqual([
    '422 is not described',
    'no problem',
    'another shape',
    'a value of the request is repeated',
  ]);
});

test('every route that takes JSON is tried, and nothing of what was sent stands in a log', () => {
  const all = routes.filter(({ body }) => body !== undefined).map(({ method, path }) => `${method} ${path}`);
  expect(all.toSorted()).toEqual(BODIES.toSorted());
  expect(api.logged.join('')).not.toContain(MARKER);
});
