import { startApi, type TestApi } from '../../support/api';
import { aWireEvent } from '../../support/gateway-event';
import { aWebhookSecret, signatureOf } from '../../support/signed-webhook';

const URL = '/webhooks/gateways/demo';
const body = JSON.stringify(aWireEvent('port.acknowledged'));
let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const nowS = (): number => Math.floor(Date.now() / 1_000);

function headersFor(
  changes: { readonly secret?: string; readonly timestamp?: number | string; readonly payload?: string } = {},
): Record<string, string> {
  const { secret = api.webhookSecret, timestamp = nowS(), payload = body } = changes;
  const signed = { secret, id: 'evt_1', timestamp, body: payload };
  return {
    'content-type': 'application/json',
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf(signed),
  };
}

const send = (headers: Record<string, string | string[]>, payload: string | Buffer = body) =>
  api.app.inject({ method: 'POST', url: URL, headers, payload });

test.each([
  ['no headers at all', () => ({}), 401, 'signature_missing'],
  ['an empty signature', () => ({ ...headersFor(), 'webhook-signature': '' }), 401, 'signature_missing'],
  [
    'eleven signatures',
    () => ({ ...headersFor(), 'webhook-signature': Array.from({ length: 11 }, () => 'v1,AAAA').join(' ') }),
    400,
    'bad_header',
  ],
  ['an id with odd characters', () => ({ ...headersFor(), 'webhook-id': '../x' }), 400, 'bad_header'],
  ['a timestamp with letters', () => headersFor({ timestamp: '123abc' }), 401, 'timestamp_invalid'],
  ['a timestamp in milliseconds', () => headersFor({ timestamp: Date.now() }), 401, 'timestamp_invalid'],
  ['a timestamp of six minutes ago', () => headersFor({ timestamp: nowS() - 360 }), 401, 'timestamp_out_of_window'],
  ['a timestamp in six minutes', () => headersFor({ timestamp: nowS() + 360 }), 401, 'timestamp_out_of_window'],
  ["another gateway's secret", () => headersFor({ secret: aWebhookSecret() }), 401, 'signature_mismatch'],
  ['a signature over another body', () => headersFor({ payload: `${body} ` }), 401, 'signature_mismatch'],
])('a webhook with %s is refused', async (_, headers, status, code) => {
  const response = await send(headers());
  expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code]);
  expect(response.headers['content-type']).toContain('application/problem+json');
});

test('a body that is no UTF-8 is refused before its signature counts', async () => {
  const response = await send(headersFor(), Buffer.from([0xff, 0xfe]));
  expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([400, 'invalid_encoding']);
});

test('a body that is too large is refused', async () => {
  expect((await send(headersFor(), 'x'.repeat(70_000))).statusCode).toBe(413);
});

test('an authentic webhook is not acknowledged while Temporal is away, so that it is sent again', async () => {
  const response = await send(headersFor());
  expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
  expect((await api.app.inject({ url: '/metrics' })).body).toContain('portico_webhooks_total{gateway="demo",outcome="unavailable"} 1');
}, 20_000);
