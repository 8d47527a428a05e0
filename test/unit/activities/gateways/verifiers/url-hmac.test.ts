import { createHmac } from 'node:crypto';
import type { RawWebhook } from '../../../../../activities/gateways/gateway';
import { urlHmacVerifier } from '../../../../../activities/gateways/verifiers/url-hmac';
import { SIGNED_AT_MS, SIGNED_BODY, VECTORS, verdictOf, verdictsOfChangedBytes } from '../../../../support/webhook-vectors';

const { publicUrl, authToken, json, form } = VECTORS.urlHmac;
const NEXT = 'c3b1f0a97e5d48629a0c7be1d2f43856';
const verify = urlHmacVerifier({ authTokens: [authToken], publicUrl });
const good: RawWebhook = {
  headers: { host: 'evil.test', 'content-type': 'application/json', 'x-twilio-signature': json.signature },
  body: SIGNED_BODY,
  query: json.query,
};
const goodForm: RawWebhook = {
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', 'x-twilio-signature': form.signature },
  body: Buffer.from(form.body),
  query: form.query,
};
const withHeaders = (headers: RawWebhook['headers'], webhook = good): RawWebhook => ({
  ...webhook,
  headers: { ...webhook.headers, ...headers },
});

test('JSON whose hash is in the signed query is taken as it came, whatever host the request names', () => {
  expect(verify(good, SIGNED_AT_MS)).toEqual({ ok: true, text: SIGNED_BODY.toString('utf8') });
});

test('a form is covered by its fields, sorted and decoded, whatever their order', () => {
  expect(verdictOf(verify, goodForm)).toBe('taken');
  const reordered = form.body.split('&').toReversed().join('&');
  expect(verdictOf(verify, { ...goodForm, body: Buffer.from(reordered) })).toBe('taken');
  expect(verdictOf(verify, { ...goodForm, body: Buffer.from(`${form.body}&More=1`) })).toBe('401 signature_mismatch');
  expect(verdictsOfChangedBytes(verify, goodForm)).not.toContain('taken');
});

describe("Twilio's published examples", () => {
  const theirs = urlHmacVerifier({ authTokens: ['12345'], publicUrl: 'https://mycompany.com/myapp.php' });

  test('a form', () => {
    const body = 'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212';
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' };
    expect(verdictOf(theirs, { headers, body: Buffer.from(body), query: 'foo=1&bar=2' })).toBe('taken');
    expect(verdictOf(theirs, { headers, body: Buffer.from(body), query: 'foo=1&bar=3' })).toBe('401 signature_mismatch');
  });

  test('JSON', () => {
    const query = 'foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620';
    const body = Buffer.from('{"property": "value", "boolean": true}');
    expect(verdictOf(theirs, { headers: { 'x-twilio-signature': 'a9nBmqA0ju/hNViExpshrM61xv4=' }, body, query })).toBe('taken');
  });
});

test('one changed byte of the body, of the query or of the public URL is no match', () => {
  expect(verdictsOfChangedBytes(verify, good)).toEqual(['401 signature_mismatch']);
  expect(verdictOf(verify, { ...good, query: `${json.query}&more=1` })).toBe('401 signature_mismatch');
  for (const other of [`${publicUrl}/`, publicUrl.replace('https', 'http'), publicUrl.replace('north', 'south')])
    expect(verdictOf(urlHmacVerifier({ authTokens: [authToken], publicUrl: other }), good)).toBe('401 signature_mismatch');
});

test('while a token rotates both are taken, afterwards only the new one', () => {
  expect(verdictOf(urlHmacVerifier({ authTokens: [NEXT, authToken], publicUrl }), good)).toBe('taken');
  expect(verdictOf(urlHmacVerifier({ authTokens: [NEXT], publicUrl }), good)).toBe('401 signature_mismatch');
});

test('JSON without its hash in the query is refused, though the URL is signed: it would be covered by nothing', () => {
  const signature = createHmac('sha1', authToken).update(publicUrl).digest('base64');
  const bare = withHeaders({ 'x-twilio-signature': signature }, { ...good, query: undefined });
  expect(verdictOf(verify, bare)).toBe('401 signature_missing');
  expect(verdictOf(verify, withHeaders({ 'content-type': undefined }, bare))).toBe('401 signature_missing');
  // Said to be a form, its text is a field, which the signature does not cover.
  expect(verdictOf(verify, withHeaders({ 'content-type': 'application/x-www-form-urlencoded' }, bare))).toBe('401 signature_mismatch');
});

test('two hashes, two types or two signatures are refused, as is what is no signature', () => {
  expect(verdictOf(verify, { ...good, query: `${json.query}&${json.query}` })).toBe('400 bad_header');
  expect(verdictOf(verify, withHeaders({ 'content-type': ['a/b', 'application/x-www-form-urlencoded'] }, goodForm))).toBe(
    '401 signature_missing',
  );
  expect(verdictOf(verify, withHeaders({ 'x-twilio-signature': [json.signature, json.signature] }))).toBe('400 bad_header');
  for (const odd of ['no!', json.signature.slice(1), 'A'.repeat(5_000)])
    expect(verdictOf(verify, withHeaders({ 'x-twilio-signature': odd }))).toBe('400 bad_header');
  for (const none of [undefined, '']) expect(verdictOf(verify, withHeaders({ 'x-twilio-signature': none }))).toBe('401 signature_missing');
});

test('a form of endless fields is refused before it is sorted', () => {
  expect(verdictOf(verify, { ...goodForm, body: Buffer.from('a=1&'.repeat(1_001)) })).toBe('400 bad_header');
});

test('bytes that are no UTF-8 are refused', () => {
  expect(verdictOf(verify, { ...goodForm, body: Buffer.from([0x61, 0x3d, 0xff]) })).toBe('400 invalid_encoding');
});

test('there is no time in it: the same webhook is authentic for ever, and only its id tells it is the same', () => {
  expect(verdictOf(verify, good, SIGNED_AT_MS + 365 * 86_400_000)).toBe('taken');
});

test('no token at all stops the start', () => {
  expect(() => urlHmacVerifier({ authTokens: [], publicUrl })).toThrow('at least one auth token is needed');
});
