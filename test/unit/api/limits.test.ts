import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LightMyRequestResponse } from 'fastify';
import { startApi, type TestApi, type TestApiOptions } from '../../support/api';
import { waitUntil } from '../../support/wait-until';

const sha = (key: string): string => createHash('sha256').update(key).digest('hex');
const apiKeys = [
  { account: 'acct-one', scopes: ['orders'], sha256: sha('one') },
  { account: 'acct-one', scopes: ['orders'], sha256: sha('one-too') },
  { account: '*', scopes: ['orders'], sha256: sha('all') },
] as const;

let api: TestApi | undefined;
afterEach(() => api?.close());

async function limited(config: TestApiOptions['config']): Promise<TestApi> {
  api = await startApi({ config: { apiKeys, ...config } });
  return api;
}

const look = ({ app }: TestApi, key?: string): Promise<LightMyRequestResponse> =>
  app.inject({ url: '/v1/countries', headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });
const check = ({ app }: TestApi, key: string): Promise<LightMyRequestResponse> =>
  app.inject({ method: 'POST', url: '/v1/portability-checks', headers: { authorization: `Bearer ${key}` }, payload: {} });

function expectRefused(response: LightMyRequestResponse, status: number, code: string): void {
  expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code]);
  expect(response.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  expect(response.headers['content-type']).toContain('application/problem+json');
}

test('a key that asks too often is told when to come back, and others are not', async () => {
  const at = await limited({ rateRequests: 3 });
  for (let times = 0; times < 3; times += 1) expect((await look(at, 'one')).statusCode).toBe(200);
  expectRefused(await look(at, 'one'), 429, 'rate_limited');
  expect((await look(at, 'one-too')).statusCode).toBe(200);
});

test('the keys of one account have a limit together, and a service for all accounts has none of that kind', async () => {
  const at = await limited({ rateAccount: 2 });
  for (const key of ['one', 'one-too']) expect((await look(at, key)).statusCode).toBe(200);
  expectRefused(await look(at, 'one'), 429, 'rate_limited');
  for (let times = 0; times < 4; times += 1) expect((await look(at, 'all')).statusCode).toBe(200);
});

test('what asks gateways or creates orders is limited apart, before its body is looked at', async () => {
  const at = await limited({ rateExpensive: 1 });
  expect((await check(at, 'one')).statusCode).toBe(422);
  expectRefused(await check(at, 'one'), 429, 'rate_limited');
  const create = { method: 'POST', url: '/v1/port-orders', headers: { authorization: 'Bearer one' }, payload: {} } as const;
  expectRefused(await at.app.inject(create), 429, 'rate_limited');
  expect((await look(at, 'one')).statusCode).toBe(200);
});

test('who guesses keys is slowed down, and who has one is not', async () => {
  const at = await limited({});
  const codes = new Set<number>();
  for (let times = 0; times < 400; times += 1) codes.add((await look(at, `guess-${times}`)).statusCode);
  expect(codes).toEqual(new Set([401, 429]));
  expectRefused(await look(at), 429, 'rate_limited');
  expect((await look(at, 'one')).statusCode).toBe(200);
});

test('webhooks are limited by gateway', async () => {
  const at = await limited({ rateWebhooks: 2 });
  const deliver = (gateway: string) => at.app.inject({ method: 'POST', url: `/webhooks/gateways/${gateway}`, payload: {} });
  for (let times = 0; times < 2; times += 1) expect((await deliver('demo')).statusCode).toBe(401);
  expectRefused(await deliver('demo'), 429, 'rate_limited');
  expect((await deliver('nobody')).statusCode).toBe(404);
});

test('more connections than the API holds are closed, and those that it holds go on', async () => {
  const at = await limited({ maxConnections: 2 });
  await at.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = at.app.server.address() as AddressInfo;
  const sockets: Socket[] = [];
  const open = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  };
  const [first] = [await open(), await open()];
  const third = await open();
  if (!third.destroyed) await once(third, 'close');
  first.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
  const [answer] = (await once(first, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
  for (const socket of sockets) socket.destroy();
});

test('a process that cannot keep up turns requests away early, says whether it lives, and takes them again', async () => {
  const at = await limited({ overloadDelayMs: 20 });
  const turnedAway = await waitUntil('an overload', async () => {
    const end = performance.now() + 250;
    while (performance.now() < end) Math.sqrt(end);
    await nextTurn();
    const response = await look(at, 'one');
    return response.statusCode === 503 && response;
  });
  expectRefused(turnedAway, 503, 'overloaded');
  expect((await at.app.inject({ url: '/healthz' })).statusCode).toBe(200);
  expect(await waitUntil('an end of it', async () => (await look(at, 'one')).statusCode === 200)).toBe(true);
});
