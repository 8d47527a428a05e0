import { createHash } from 'node:crypto';
import { remoteCodec } from '../../../codec/remote';
import { startApi, type TestApi } from '../../support/api';
import { aKeyRing } from '../../support/key-rings';

const ORIGIN = 'https://temporal.example.org';
const sha = (key: string): string => createHash('sha256').update(key).digest('hex');
const apiKeys = [
  { account: '*', scopes: ['codec'], sha256: sha('reader') },
  { account: '*', scopes: ['orders', 'operator', 'admin'], sha256: sha('others') },
] as const;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const SECRET = 'zq-pin-4711';
const plain = { payloads: [{ metadata: { encoding: base64('json/plain') }, data: base64(`{"pin":"${SECRET}","name":"zq-ada"}`) }] };

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ config: { apiKeys, uiOrigin: ORIGIN }, codec: remoteCodec(aKeyRing('k1')) });
});
afterAll(() => api.close());

const AS = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}`, 'x-namespace': 'porting' });
const ask = (action: string, payload: object, headers: Record<string, string>) =>
  api.app.inject({ method: 'POST', url: `/codec/${action}`, headers, payload });

test('a key with the scope reads and writes payloads; what could take a number away stays masked', async () => {
  const encoded = await ask('encode', plain, AS('reader'));
  expect([encoded.statusCode, encoded.body.includes(base64('zq-ada'))]).toEqual([200, false]);
  const decoded = await ask('decode', encoded.json<object>(), AS('reader'));
  const [payload] = decoded.json<typeof plain>().payloads;
  expect(Buffer.from(payload?.data ?? '', 'base64').toString()).toBe('{"pin":"[masked]","name":"zq-ada"}');
});

test.each([
  ['no key', {}, 401, 'unauthenticated'],
  ['a wrong key', AS('guess'), 401, 'unauthenticated'],
  ['a key for all else', AS('others'), 403, 'forbidden'],
  ['a page of another origin', { ...AS('reader'), origin: 'https://evil.example.org' }, 403, 'forbidden'],
  ['a page without a real origin', { ...AS('reader'), origin: 'null' }, 403, 'forbidden'],
])('with %s nothing is decoded', async (_, headers, status, code) => {
  const response = await ask('decode', plain, headers);
  expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code]);
  expect(response.headers['access-control-allow-origin']).toBeUndefined();
});

test('pages of the one origin may call, after asking; pages of others may not', async () => {
  const preflight = (origin: string) => api.app.inject({ method: 'OPTIONS', url: '/codec/decode', headers: { origin } });
  expect((await preflight(ORIGIN)).headers).toMatchObject({
    'access-control-allow-origin': ORIGIN,
    'access-control-allow-headers': 'content-type,x-namespace,authorization',
  });
  expect((await preflight('https://evil.example.org')).statusCode).toBe(403);
  const response = await ask('decode', plain, { ...AS('reader'), origin: ORIGIN });
  expect([response.statusCode, response.headers['access-control-allow-origin'], response.headers.vary]).toEqual([200, ORIGIN, 'origin']);
});

test('each call stands in the log: whose key, how much, of which namespace, and nothing of its content', async () => {
  await ask('decode', plain, AS('reader'));
  await ask('decode', plain, { ...AS('reader'), 'x-namespace': 'zq {"forged": 1}' });
  const lines = api.logged.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ audit }) => audit === 'codec');
  expect(lines.at(-2)).toMatchObject({ action: 'decode', key: sha('reader').slice(0, 8), caller: '*', payloads: 1, namespace: 'porting' });
  expect(lines.at(-1)).not.toHaveProperty('namespace');
  expect(api.logged.join('')).not.toMatch(/zq-|zq |forged/);
});

test('a codec without keys has no such routes: the way of development is the random path', async () => {
  const open = await startApi({ config: { uiOrigin: ORIGIN }, codec: remoteCodec(aKeyRing('k1')) });
  const response = await open.app.inject({ method: 'POST', url: '/codec/decode', payload: plain });
  await open.close();
  expect(response.statusCode).toBe(404);
});

test('more than two mebibytes are refused', async () => {
  expect((await ask('decode', { payloads: [], more: 'x'.repeat(2_200_000) }, AS('reader'))).json()).toMatchObject({
    status: 413,
    code: 'body_too_large',
  });
});
