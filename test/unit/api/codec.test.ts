import { remoteCodec } from '../../../codec/remote';
import { startApi, type TestApi } from '../../support/api';
import { aKeyRing } from '../../support/key-rings';

const SECRET = 'aRandomPath_123456';
const ORIGIN = 'http://127.0.0.1:8233';
const DECODE = `/codec/${SECRET}/decode`;
const plain = {
  payloads: [{ metadata: { encoding: Buffer.from('json/plain').toString('base64') }, data: Buffer.from('"hello"').toString('base64') }],
};
let api: TestApi;

beforeAll(async () => {
  api = await startApi({ config: { codecPath: SECRET, uiOrigin: ORIGIN }, codec: remoteCodec(aKeyRing('k1')) });
});
afterAll(() => api.close());

const headers = { host: '127.0.0.1:7300', origin: ORIGIN, 'content-type': 'application/json', 'x-namespace': 'default' };

test('the UI reads what it wrote', async () => {
  const encoded = await api.app.inject({ method: 'POST', url: `/codec/${SECRET}/encode`, headers, payload: plain });
  expect(encoded.json()).not.toEqual(plain);
  const decoded = await api.app.inject({ method: 'POST', url: DECODE, headers, payload: encoded.json<object>() });
  expect(decoded.json()).toEqual(plain);
  expect(decoded.headers['access-control-allow-origin']).toBe(ORIGIN);
});

test('a preflight names the one origin and what it may send', async () => {
  const { host, origin } = headers;
  const { statusCode, headers: answer } = await api.app.inject({ method: 'OPTIONS', url: DECODE, headers: { host, origin } });
  expect([statusCode, answer['access-control-allow-origin'], answer['access-control-allow-headers']]).toEqual([
    204,
    ORIGIN,
    'content-type,x-namespace,authorization',
  ]);
});

test.each([
  ['another origin', { origin: 'http://127.0.0.1:9999' }],
  ['no real origin', { origin: 'null' }],
  ['a host that is not this machine', { host: 'rebound.example.com' }],
])('%s is refused', async (_, changes) => {
  const response = await api.app.inject({ method: 'POST', url: DECODE, headers: { ...headers, ...changes }, payload: plain });
  expect(response.statusCode).toBe(403);
  expect(response.headers['access-control-allow-origin']).toBeUndefined();
});

test('another path is no route, and the path stands in no document', async () => {
  expect((await api.app.inject({ method: 'POST', url: '/codec/decode', headers, payload: plain })).statusCode).toBe(404);
  expect((await api.app.inject({ url: '/openapi.json' })).body).not.toContain(SECRET);
});

test('what is no list of payloads is refused by name', async () => {
  const response = await api.app.inject({ method: 'POST', url: DECODE, headers, payload: {} });
  expect(response.json()).toMatchObject({ status: 422, code: 'malformed_payload' });
});
