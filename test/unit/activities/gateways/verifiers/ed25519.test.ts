import { generateKeyPairSync, sign } from 'node:crypto';
import type { RawWebhook } from '../../../../../activities/gateways/gateway';
import { ed25519Verifier } from '../../../../../activities/gateways/verifiers/ed25519';
import { SIGNED_AT_MS, SIGNED_BODY, VECTORS, verdictOf, verdictsOfChangedBytes } from '../../../../support/webhook-vectors';

const [first, second] = VECTORS.ed25519;
if (!first || !second) throw new Error('two vectors are needed');
const names = { signatureHeader: 'telnyx-signature-ed25519', timestampHeader: 'telnyx-timestamp' };
const verifierOf = (...publicKeys: string[]) => ed25519Verifier({ publicKeys, ...names });
const verify = verifierOf(first.publicKey);
const signed = (signature: string): RawWebhook => ({
  headers: { 'telnyx-signature-ed25519': signature, 'telnyx-timestamp': VECTORS.timestamp },
  body: SIGNED_BODY,
});
const good = signed(first.signature);
const withHeaders = (headers: RawWebhook['headers']): RawWebhook => ({ ...good, headers: { ...good.headers, ...headers } });

test('what OpenSSL signed is taken as it came, and the id of the event is left to its body', () => {
  expect(verify(good, SIGNED_AT_MS)).toEqual({ ok: true, text: SIGNED_BODY.toString('utf8') });
});

test('while a key rotates both are taken, afterwards only the new one', () => {
  const both = verifierOf(second.publicKey, first.publicKey);
  expect([verdictOf(both, good), verdictOf(both, signed(second.signature))]).toEqual(['taken', 'taken']);
  expect(verdictOf(verifierOf(second.publicKey), good)).toBe('401 signature_mismatch');
});

test('one changed byte of the body, another time or another signature is no match', () => {
  expect(verdictsOfChangedBytes(verify, good)).toEqual(['401 signature_mismatch']);
  expect(verdictOf(verify, { ...good, body: Buffer.concat([SIGNED_BODY, Buffer.from(' ')]) })).toBe('401 signature_mismatch');
  expect(verdictOf(verify, withHeaders({ 'telnyx-timestamp': '1800000001' }))).toBe('401 signature_mismatch');
  expect(verdictOf(verify, signed(second.signature))).toBe('401 signature_mismatch');
});

test('F31: the window is 300 seconds either way', () => {
  for (const offset of [-300, 300]) expect(verdictOf(verify, good, SIGNED_AT_MS + offset * 1_000)).toBe('taken');
  for (const offset of [-301, 301]) expect(verdictOf(verify, good, SIGNED_AT_MS + offset * 1_000)).toBe('401 timestamp_out_of_window');
});

test.each(['telnyx-signature-ed25519', 'telnyx-timestamp'])('%s missing, empty, repeated or endless', (name) => {
  expect(verdictOf(verify, withHeaders({ [name]: undefined }))).toBe('401 signature_missing');
  expect(verdictOf(verify, withHeaders({ [name]: '' }))).toBe('401 signature_missing');
  const value = String(good.headers[name]);
  expect(verdictOf(verify, withHeaders({ [name]: [value, value] }))).toBe('400 bad_header');
  expect(verdictOf(verify, withHeaders({ [name.toUpperCase()]: value }))).toBe('400 bad_header');
  expect(verdictOf(verify, withHeaders({ [name]: 'A'.repeat(5_000) }))).toBe('400 bad_header');
});

test.each(['no base64!', first.signature.slice(4), `${first.signature}AAAA`, first.signature.replace('==', '=A'), `v1,${first.signature}`])(
  'the signature %j is none',
  (signature) => {
    expect(verdictOf(verify, signed(signature))).toBe('400 bad_header');
  },
);

test.each(['1800000000000', '18e8', ' 1800000000', '-180000000'])('the timestamp %j is none', (timestamp) => {
  expect(verdictOf(verify, withHeaders({ 'telnyx-timestamp': timestamp }))).toBe('401 timestamp_invalid');
});

test('a signature of Standard Webhooks counts for nothing where another scheme is set', () => {
  const { id, signature } = VECTORS.standard;
  const headers = { 'webhook-id': id, 'webhook-timestamp': VECTORS.timestamp, 'webhook-signature': signature };
  expect(verdictOf(verify, { headers, body: SIGNED_BODY })).toBe('401 signature_missing');
});

test('the headers have the names that are set, and no others', () => {
  const ours = ed25519Verifier({ publicKeys: [first.publicKey], signatureHeader: 'x-signature', timestampHeader: 'x-time' });
  expect(verdictOf(ours, { headers: { 'x-signature': first.signature, 'x-time': VECTORS.timestamp }, body: SIGNED_BODY })).toBe('taken');
  expect(verdictOf(ours, good)).toBe('401 signature_missing');
});

test('bytes that are no UTF-8 are refused though rightly signed', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
  const body = Buffer.from([0x22, 0xff, 0x22]);
  const signature = sign(null, Buffer.concat([Buffer.from(`${VECTORS.timestamp}|`), body]), privateKey).toString('base64');
  const headers = { 'telnyx-signature-ed25519': signature, 'telnyx-timestamp': VECTORS.timestamp };
  expect(verdictOf(verifierOf(raw), { headers, body })).toBe('400 invalid_encoding');
});

test('a key that is none stops the start, and is not shown', () => {
  expect(() => verifierOf()).toThrow('at least one public key is needed');
  for (const bad of ['c2hvcnQ=', `${first.publicKey}\n`, 'not base64 at all'])
    expect(() => verifierOf(first.publicKey, bad)).toThrow('public key 2 is not 32 bytes in base64');
});
