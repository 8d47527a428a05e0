import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startApi, type TestApi } from '../../support/api';
import { aWireEvent } from '../../support/gateway-event';
import { SIGNED_BODY, VECTORS } from '../../support/webhook-vectors';

const URL = '/webhooks/gateways/demo';
const { basic, urlHmac } = VECTORS;
const body = JSON.stringify(aWireEvent('port.comment'));
let api: TestApi;

const open = async (options: Parameters<typeof startApi>[0]): Promise<TestApi> => (api = await startApi(options));
afterEach(() => api?.close());

const send = (headers: Record<string, string>, payload: string | Buffer = body, url = URL) =>
  api.app.inject({ method: 'POST', url, headers, payload });

// What is authentic gets as far as Temporal, which is away.
const AUTHENTIC = 503;

test('HTTP Basic: who does not know the password is asked for it; who knows it is taken', async () => {
  await open({ reads: { webhooks: { scheme: 'basic', credentials: [basic] } } });
  for (const headers of [{}, { authorization: 'Basic bm9ydGg6d3Jvbmc=' }, { authorization: 'Bearer x' }]) {
    const refused = await send(headers);
    expect([refused.statusCode, refused.headers['www-authenticate']]).toEqual([401, 'Basic realm="webhooks", charset="UTF-8"']);
  }
  expect((await send({ authorization: basic.authorization })).statusCode).toBe(AUTHENTIC);
}, 20_000);

test('HMAC over the URL: the public URL of the settings counts and not the one that was asked for', async () => {
  const { publicUrl, authToken, json } = urlHmac;
  await open({ reads: { webhooks: { scheme: 'urlHmac', authTokens: [authToken], publicUrl } } });
  const headers = { host: 'evil.test', 'content-type': 'application/json', 'x-twilio-signature': json.signature };
  expect((await send(headers, SIGNED_BODY, `${URL}?${json.query}`)).statusCode).toBe(AUTHENTIC);
  expect((await send(headers, SIGNED_BODY, `${URL}?${json.query}&x=1`)).statusCode).toBe(401);
  expect((await send(headers, SIGNED_BODY, URL)).statusCode).toBe(401);
}, 20_000);

test('only what is set for the gateway counts: a rightly signed webhook of another scheme is none', async () => {
  await open({ reads: { webhooks: { scheme: 'basic', credentials: [basic] } } });
  const { id, signature } = VECTORS.standard;
  const headers = { 'webhook-id': id, 'webhook-timestamp': VECTORS.timestamp, 'webhook-signature': signature };
  expect((await send(headers, SIGNED_BODY)).statusCode).toBe(401);
});

test('a header that stands twice is refused, also where Node would keep the first alone', async () => {
  await open({ reads: { webhooks: { scheme: 'basic', credentials: [basic] } } });
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = api.app.server.address() as AddressInfo;
  const header = `authorization: Basic bm9ydGg6d3Jvbmc=\r\n`;
  const request = `POST ${URL} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${header}${header}content-length: 2\r\n\r\n{}`;
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(answer).toContain('bad_header');
});

test('a gateway that sends too much is told to slow down and for how long; another one is not held up by it', async () => {
  await open({ reads: { webhooks: { scheme: 'basic', credentials: [basic] } }, config: { rateWebhooks: 3 } });
  const statuses = [];
  for (let sent = 0; sent < 4; sent += 1) statuses.push((await send({})).statusCode);
  expect(statuses).toEqual([401, 401, 401, 429]);
  const slowed = await send({});
  expect([slowed.statusCode, slowed.json<{ code: string }>().code]).toEqual([429, 'rate_limited']);
  expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0);
  expect((await send({}, body, '/webhooks/gateways/nobody')).statusCode).toBe(404);
});

test('the description names the headers of every scheme and asks for none of them, since each gateway has its own', async () => {
  await open({});
  const { paths } = (await api.app.inject({ url: '/openapi.json' })).json<{
    paths: Record<string, { post: { parameters: { name: string; in: string; required?: boolean }[] } }>;
  }>();
  const headers = paths['/webhooks/gateways/{gateway}']?.post.parameters.filter((parameter) => parameter.in === 'header') ?? [];
  expect(headers.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['webhook-signature', 'telnyx-signature-ed25519', 'x-twilio-signature']),
  );
  expect(headers.filter(({ required }) => required)).toEqual([]);
});
