import { createHash } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { orderCheck, portabilityAnswer, type OrderCheck } from '../../../contracts/portability';
import { problemBody } from '../../../contracts/problem';
import { startApi, type TestApi } from '../../support/api';
import { anOrderBody } from '../../support/order-body';

const ORDER = '/v1/port-orders';
const JSON_HEADERS = { 'content-type': 'application/json', 'idempotency-key': 'k-1' };
let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const post = (payload: string | Buffer, headers: Record<string, string> = JSON_HEADERS, url = ORDER): Promise<LightMyRequestResponse> =>
  api.app.inject({ method: 'POST', url, headers, payload });

function expectProblem(response: LightMyRequestResponse, status: number, code: string): void {
  expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code]);
  expect(response.headers['content-type']).toContain('application/problem+json');
  const body = problemBody.strict().parse(response.json());
  expect(body).toMatchObject({ status, requestId: response.headers['x-request-id'] });
}

test.each([
  ['not JSON', 'nonsense', 400, 'malformed_json'],
  ['half of it', '{"accountId":', 400, 'malformed_json'],
  ['nothing', '', 400, 'malformed_json'],
  ['a byte order mark', '\uFEFF{}', 400, 'malformed_json'],
  ['a key twice', '{"country":"FR","country":"US"}', 400, 'malformed_json'],
  ['a prototype name', '{"__proto__":{}}', 400, 'malformed_json'],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 400, 'malformed_json'],
  ['an unknown field', JSON.stringify(anOrderBody({ tenantId: 'x' })), 400, 'unknown_field'],
  [
    'a number in national form',
    JSON.stringify(anOrderBody({ numbers: [{ kind: 'single', number: '0199001234' }] })),
    422,
    'invalid_number',
  ],
  ['R28: a port out', JSON.stringify(anOrderBody({ direction: 'out' })), 422, 'port_out_not_supported'],
  ['more than an order can have', JSON.stringify(anOrderBody({ ticketRef: 'x'.repeat(300_000) })), 413, 'body_too_large'],
])('creating with %s is refused', async (_, payload, status, code) => {
  expectProblem(await post(payload), status, code);
});

test('R5, R28: a port out by its own route is refused with a pointer', async () => {
  const response = await post('{}', JSON_HEADERS, '/v1/port-outs');
  expectProblem(response, 422, 'port_out_not_supported');
  expect(response.json<{ detail: string }>().detail).toContain('provider that you go to');
});

test('R22: pausing is refused with the way to have the port later, whatever the body', async () => {
  const response = await post('{}', JSON_HEADERS, '/v1/port-orders/0123456789AB/pause');
  expectProblem(response, 409, 'pause_not_possible');
  const { detail } = response.json<{ detail: string }>();
  expect(detail).toContain('/v1/port-orders/0123456789AB/cancellation');
  expect(detail).toContain('/v1/port-orders/0123456789AB/again');
  expectProblem(await post('{}', JSON_HEADERS, '/v1/port-orders/O1/pause'), 400, 'malformed_id');
});

test('R2: the country and type of numbers need not be named, and a gateway that is away is a note in a whole answer', async () => {
  const response = await post('{"numbers":["+33199001234","+442079460000"]}', JSON_HEADERS, '/v1/portability-checks');
  expect(response.statusCode).toBe(200);
  const answer = portabilityAnswer.strict().parse(response.json());
  expect(answer.sections.map(({ country, numberType }) => `${country} ${numberType}`)).toEqual(['FR geographic', 'GB geographic']);
  expect(answer.sections.flatMap(({ results }) => results.map((result) => result.answer))).toEqual(['notAsked', 'notAsked']);
  expect(answer.notes.map(({ code }) => code)).toEqual([
    'gateway_unavailable',
    'fees',
    'keep_contract',
    'only_we_start',
    'estimate',
    'ask_for_block',
  ]);
});

test('R2: a number that cannot be brought at all says why, at its place', async () => {
  const response = await post('{"numbers":["+33199001234","+33899123456"]}', JSON_HEADERS, '/v1/portability-checks');
  expect(response.json()).toMatchObject({
    sections: [{ country: 'FR' }],
    impossible: [{ path: 'numbers[1]', code: 'premium_number', message: expect.stringContaining('cannot be ported') as unknown }],
  });
});

test('R7, R8: a whole order is checked without being placed, and is told its problems and its doubts', async () => {
  const check = async (changes: Record<string, unknown>) =>
    (await post(JSON.stringify(anOrderBody(changes)), JSON_HEADERS, '/v1/port-order-checks')).json<OrderCheck>();
  const sound = orderCheck.strict().parse(await check({ inBlock: 'unknown' }));
  expect([sound.problems, sound.warnings.map(({ code }) => code)]).toEqual([[], ['block_unknown']]);
  expect((await check({ preferredDate: '2020-01-01' })).problems.map(({ code }) => code)).toEqual(['date_in_past']);
});

test.each([
  ['another content type', { ...JSON_HEADERS, 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
  ['another charset', { ...JSON_HEADERS, 'content-type': 'application/json; charset=utf-16' }, 415, 'unsupported_media_type'],
  ['no key', { 'content-type': 'application/json' }, 400, 'missing_idempotency_key'],
  ['an endless key', { ...JSON_HEADERS, 'idempotency-key': 'k'.repeat(256) }, 400, 'bad_idempotency_key'],
  ['a key with spaces', { ...JSON_HEADERS, 'idempotency-key': 'k k' }, 400, 'bad_idempotency_key'],
  ['an answer that we do not have', { ...JSON_HEADERS, accept: 'image/png' }, 406, 'not_acceptable'],
])('creating with %s is refused', async (_, headers, status, code) => {
  expectProblem(await post(JSON.stringify(anOrderBody()), headers), status, code);
});

test.each([
  ['GET', '/v1/port-orders/short', 400, 'malformed_id'],
  ['GET', `/v1/port-orders/${'A'.repeat(5_000)}`, 400, 'malformed_id'],
  ['GET', '/v1/port-orders/..%2Fetc', 400, 'malformed_id'],
  ['GET', '/v1/port-orders/0123456789ab', 400, 'malformed_id'],
  ['GET', '/v1/port-orders/%zz', 400, 'malformed_request'],
  ['GET', '/v1/port-orders?status=sideways', 400, 'invalid_filter'],
  ['GET', "/v1/port-orders?losingCarrier=x'%20OR%201=1", 400, 'invalid_filter'],
  ['GET', '/v1/port-orders?nonsense=1', 400, 'invalid_filter'],
  ['GET', '/v1/port-orders?limit=0', 400, 'invalid_limit'],
  ['GET', '/v1/port-orders?limit=-1', 400, 'invalid_limit'],
  ['GET', '/v1/port-orders?limit=1000000000', 400, 'invalid_limit'],
  ['GET', '/v1/port-orders?pageToken=not%20ours', 400, 'bad_page_token'],
  ['GET', '/v1/countries/XX', 404, 'unknown_country'],
  ['GET', '/v1/nothing', 404, 'not_found'],
  ['DELETE', '/v1/port-orders', 405, 'method_not_allowed'],
  ['POST', '/webhooks/gateways/nobody', 404, 'unknown_gateway'],
] as const)('%s %s is refused with %i', async (method, url, status, code) => {
  expectProblem(await api.app.inject({ method, url }), status, code);
});

test('a wrong method is answered with the right ones', async () => {
  const response = await api.app.inject({ method: 'DELETE', url: '/v1/port-orders' });
  expect(response.headers.allow).toBe('GET, HEAD, POST');
});

test.each([
  [
    'a signature that is not accepted',
    'loa/signature',
    { revision: 1, hash: 'a'.repeat(64), signer: { name: 'C' }, accepted: false },
    422,
    'not_accepted',
  ],
  ['a signature under no hash', 'loa/signature', { revision: 1, hash: 'x', signer: { name: 'C' }, accepted: true }, 422, 'invalid_hash'],
  ['a correction of nothing', 'corrections', {}, 422, 'nothing_to_correct'],
  ['a day that does not exist', 'reschedule', { date: '2026-02-30' }, 422, 'invalid_date'],
  ['a field of another command', 'cancellation', { date: '2026-12-10' }, 400, 'unknown_field'],
])('%s is refused before anybody is asked', async (_, command, body, status, code) => {
  expectProblem(await post(JSON.stringify(body), JSON_HEADERS, `/v1/port-orders/0123456789AB/${command}`), status, code);
});

test('without Temporal nothing is acknowledged, and the caller learns when to come back', async () => {
  const response = await post(JSON.stringify(anOrderBody()));
  expectProblem(response, 503, 'temporal_unreachable');
  expect(response.headers['retry-after']).toBe('5');
  expectProblem(await api.app.inject({ url: '/readyz' }), 503, 'not_ready');
  expect((await api.app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
}, 20_000);

test('R2: countries can be looked up', async () => {
  const { countries } = (await api.app.inject({ url: '/v1/countries' })).json<{ countries: { code: string }[] }>();
  expect(countries.map(({ code }) => code)).toContain('FR');
  expect((await api.app.inject({ url: '/v1/countries/fr' })).json()).toMatchObject({ code: 'FR', transferCode: { name: 'RIO' } });
});

test('every route stands in the OpenAPI document, and only routes do', async () => {
  const all = routesIn(api.app.printRoutes({ commonPrefix: false }));
  // The page that shows the document, with its files.
  const routes = all.filter((route) => !route.startsWith('GET /docs'));
  const { paths } = (await api.app.inject({ url: '/openapi.json' })).json<{ paths: Record<string, Record<string, unknown>> }>();
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'head')
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.length).toBeGreaterThan(15);
  expect(described.toSorted()).toEqual(routes.toSorted());
});

test('the document names what creating takes, and each refusal', async () => {
  const { paths } = (await api.app.inject({ url: '/openapi.json' })).json<{
    paths: Record<string, { post: { requestBody: unknown; responses: object } }>;
  }>();
  const create = paths['/v1/port-orders']?.post;
  expect(JSON.stringify(create?.requestBody)).toContain('numbersStayActive');
  expect(Object.keys(create?.responses ?? {})).toEqual(expect.arrayContaining(['201', '202', '400', '413', '415', '422', '503']));
});

test('logs hold route patterns and ids, and nothing that a customer sent', async () => {
  await post(JSON.stringify(anOrderBody({ nonsense: 'canary-7f3a' })));
  await api.app.inject({ url: '/v1/port-orders/canary-7f3a?status=canary-7f3a' });
  const lines = api.logged.join('');
  expect(lines).toContain('/v1/port-orders/:id');
  expect(lines).not.toMatch(/canary-7f3a|Camille|33199001234|telmarine/);
});

test('metrics count requests by route pattern', async () => {
  await api.app.inject({ url: '/v1/countries/FR' });
  expect((await api.app.inject({ url: '/metrics' })).body).toContain(
    'portico_http_request_seconds_count{method="GET",route="/v1/countries/:code",status="200"}',
  );
});

describe('with API keys', () => {
  const sha = (key: string): string => createHash('sha256').update(key).digest('hex');
  const keys = [
    { account: 'acct-active-fr', scopes: ['orders'], sha256: sha('key-fr') },
    { account: '*', scopes: ['read'], sha256: sha('key-reader') },
    { account: '*', scopes: ['orders', 'operator', 'admin'], sha256: sha('key-all') },
  ] as const;
  let guarded: TestApi;
  beforeAll(async () => {
    guarded = await startApi({ config: { apiKeys: keys } });
  });
  afterAll(() => guarded.close());

  test.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer key-us' }],
    ['another scheme', { authorization: 'Basic a2V5LWZy' }],
    ['a hash for a key', { authorization: `Bearer ${sha('key-fr')}` }],
  ])('%s is 401 on every route of /v1 and on metrics', async (_, headers) => {
    for (const url of ['/v1/countries', '/v1/port-orders', '/v1/port-orders/0123456789AB', '/metrics']) {
      const response = await guarded.app.inject({ url, headers });
      expectProblem(response, 401, 'unauthenticated');
      expect(response.headers['www-authenticate']).toBe('Bearer');
    }
  });

  test('a key orders and lists for its own account only', async () => {
    const headers = { ...JSON_HEADERS, authorization: 'Bearer key-fr' };
    const payload = JSON.stringify(anOrderBody({ accountId: 'acct-active-us' }));
    expectProblem(await guarded.app.inject({ method: 'POST', url: ORDER, headers, payload }), 403, 'forbidden');
    expectProblem(await guarded.app.inject({ url: `${ORDER}?account=acct-active-us`, headers }), 403, 'forbidden');
  });

  const REVIEW = { method: 'POST', url: `${ORDER}/0123456789AB/documents/invoice/review` } as const;
  test.each([
    ['key-reader', { method: 'GET', url: '/v1/countries' }, 200],
    ['key-reader', { method: 'POST', url: '/v1/portability-checks' }, 400],
    ['key-reader', { method: 'POST', url: ORDER }, 403],
    ['key-reader', { method: 'POST', url: `${ORDER}/0123456789AB/cancellation` }, 403],
    ['key-reader', { method: 'GET', url: '/metrics' }, 403],
    ['key-fr', { method: 'GET', url: '/v1/countries' }, 200],
    ['key-fr', REVIEW, 403],
    ['key-fr', { method: 'GET', url: '/metrics' }, 403],
    ['key-all', { method: 'POST', url: '/v1/portability-checks' }, 400],
    ['key-all', { method: 'GET', url: '/metrics' }, 200],
  ] as const)('%s by %j is %i: a key does what its scopes are for', async (key, asked, status) => {
    const headers = { ...JSON_HEADERS, authorization: `Bearer ${key}` };
    const response = await guarded.app.inject({ ...asked, headers, ...(asked.method === 'POST' ? { payload: '{' } : {}) });
    expect(response.statusCode).toBe(status);
    if (status === 403) expectProblem(response, 403, 'forbidden');
  });

  test('every route says in the description which scope it takes, and what lets anybody in says so', async () => {
    const { paths } = guarded.app.swagger() as { paths: Record<string, Record<string, { security?: { key?: string[] }[] }>> };
    const scopes = Object.entries(paths).flatMap(([url, methods]) =>
      Object.entries(methods).map(([method, { security }]) => [`${method} ${url}`, security?.[0]?.key?.[0] ?? 'open'] as const),
    );
    const open = scopes.filter(([, scope]) => scope === 'open').map(([route]) => route);
    expect(open.toSorted()).toEqual(['get /healthz', 'get /openapi.json', 'get /readyz', 'post /webhooks/gateways/{gateway}']);
    const reading = scopes.filter(([, scope]) => scope === 'read').map(([route]) => route);
    expect(reading.filter((route) => !route.startsWith('get ') && !route.endsWith('-checks'))).toEqual([]);
  });
});

/** Reads the framework's own drawing of its routes, which knows nothing of descriptions. */
function routesIn(drawing: string): string[] {
  const path: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (\S*) ?(?:\(([^)]*)\))?/.exec(line);
    if (!found) return [];
    const [, indent = '', part = '', methods = ''] = found;
    path.length = indent.length / 4;
    path.push(part);
    const url = path.join('').replace(/:([a-z]+)/g, '{$1}');
    return methods.split(', ').flatMap((method) => (['', 'HEAD', 'OPTIONS'].includes(method) ? [] : [`${method} ${url}`]));
  });
}
