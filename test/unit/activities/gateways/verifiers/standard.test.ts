import type { RawWebhook } from '../../../../../activities/gateways/gateway';
import { standardVerifier } from '../../../../../activities/gateways/verifiers/standard';
import { SIGNED_AT_MS, SIGNED_BODY, VECTORS, verdictsOfChangedBytes } from '../../../../support/webhook-vectors';
import { aWebhookSecret, signatureOf, signedWebhook } from '../../../../support/signed-webhook';

const NOW_MS = 1_800_000_000_000;
const NOW_S = NOW_MS / 1_000;
const secret = aWebhookSecret();
const createVerifier = (secrets: readonly string[]) => standardVerifier({ secrets });
const verify = createVerifier([secret]);
const sent = { secret, id: 'evt_1', timestamp: NOW_S, body: '{"id":"evt_1","à":1}' };
const good = signedWebhook(sent);
const withHeaders = (headers: RawWebhook['headers']): RawWebhook => ({ ...good, headers: { ...good.headers, ...headers } });
const refusal = (webhook: RawWebhook, nowMs = NOW_MS): string => {
  const verdict = verify(webhook, nowMs);
  return verdict.ok ? 'taken' : `${verdict.refusal.status} ${verdict.refusal.code}`;
};

describe('the webhook verifier', () => {
  test('takes what the specification signs', () => {
    expect(verify(good, NOW_MS)).toEqual({ ok: true, id: 'evt_1', text: sent.body });
  });

  test('takes the published example of Standard Webhooks', () => {
    const example = createVerifier(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']);
    const webhook = {
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      body: Buffer.from('{"test": 2432232314}'),
    };
    expect(example(webhook, 1_614_265_330_000)).toMatchObject({ ok: true });
  });

  test('header names are read in any case', () => {
    const headers = Object.fromEntries(Object.entries(good.headers).map(([name, value]) => [name.toUpperCase(), value]));
    expect(refusal({ ...good, headers })).toBe('taken');
  });

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('%s missing, empty or repeated', (name) => {
    expect(refusal(withHeaders({ [name]: undefined }))).toBe('401 signature_missing');
    expect(refusal(withHeaders({ [name]: '' }))).toBe('401 signature_missing');
    expect(refusal(withHeaders({ [name]: [] }))).toBe('401 signature_missing');
    const value = String(good.headers[name]);
    expect(refusal(withHeaders({ [name]: [value, value] }))).toBe('400 bad_header');
    expect(refusal(withHeaders({ [name.toUpperCase()]: value }))).toBe('400 bad_header');
    // Node joins a repeated header this way.
    expect(refusal(withHeaders({ [name]: `${value}, ${value}` }))).not.toBe('taken');
  });

  test.each(['evt/1', 'evt 1', 'é', 'x'.repeat(129), 'a\u0000'])('the id %j is refused', (id) => {
    expect(refusal(signedWebhook({ ...sent, id }))).toBe('400 bad_header');
  });

  test.each(['17e8', '1800000000abc', '-180000000', '180000000', '1800000000000', '01800000000', ' 1800000000', '١٨٠٠٠٠٠٠٠٠'])(
    'the timestamp %j is no timestamp, though signed',
    (timestamp) => {
      expect(refusal(signedWebhook({ ...sent, timestamp }))).toBe('401 timestamp_invalid');
    },
  );

  test('F31: the window is 300 seconds either way', () => {
    for (const offset of [-300, 300]) expect(refusal(good, NOW_MS + offset * 1_000)).toBe('taken');
    for (const offset of [-301, 301, -86_400]) expect(refusal(good, NOW_MS + offset * 1_000)).toBe('401 timestamp_out_of_window');
  });

  test('one changed bit anywhere in the body, the id or the time breaks the signature', () => {
    for (let at = 0; at < good.body.length; at += 1) {
      const body = Buffer.from(good.body);
      body.writeUInt8(body.readUInt8(at) ^ 1, at);
      expect(refusal({ ...good, body })).not.toBe('taken');
    }
    expect(refusal(withHeaders({ 'webhook-id': 'evt_2' }))).toBe('401 signature_mismatch');
    expect(refusal(withHeaders({ 'webhook-timestamp': String(NOW_S + 1) }))).toBe('401 signature_mismatch');
    expect(refusal({ ...good, body: Buffer.concat([good.body, Buffer.from(' ')]) })).toBe('401 signature_mismatch');
  });

  test('wrong, truncated and foreign signatures are all the same to the sender', () => {
    const signature = String(good.headers['webhook-signature']);
    for (const wrong of [
      'v1,',
      signature.slice(0, -1),
      signature.slice(0, 20),
      `${signature}=`,
      signature.replace('v1,', 'v2,'),
      signature.replace('v1,', 'v1a,'),
      signatureOf({ ...sent, secret: aWebhookSecret() }),
    ]) {
      expect(verify(withHeaders({ 'webhook-signature': wrong }), NOW_MS)).toEqual({
        ok: false,
        refusal: { status: 401, code: 'signature_mismatch', message: 'no signature fits' },
      });
    }
    for (const malformed of [signature.slice(3), `${signature}  ${signature}`, ` ${signature}`, `${signature};`, 'v1']) {
      expect(refusal(withHeaders({ 'webhook-signature': malformed }))).toBe('400 bad_header');
    }
  });

  test('ten signatures are read and the last one counts; eleven are refused', () => {
    const signature = String(good.headers['webhook-signature']);
    const others = Array.from({ length: 9 }, () => signatureOf({ ...sent, secret: aWebhookSecret() }));
    expect(refusal(withHeaders({ 'webhook-signature': [...others, signature].join(' ') }))).toBe('taken');
    expect(refusal(withHeaders({ 'webhook-signature': [...others, others[0], signature].join(' ') }))).toBe('400 bad_header');
    expect(refusal(withHeaders({ 'webhook-signature': `v1a,${'x'.repeat(80)} ${signature}` }))).toBe('taken');
  });

  test('bytes that are no UTF-8 are refused before the signature is looked at', () => {
    const body = Buffer.from([0x22, 0xff, 0x22]);
    expect(refusal(signedWebhook({ ...sent, body }))).toBe('400 invalid_encoding');
    expect(refusal({ ...good, body })).toBe('400 invalid_encoding');
  });

  test('a byte order mark is part of what is signed', () => {
    const body = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), good.body]);
    expect(refusal({ ...good, body })).toBe('401 signature_mismatch');
    expect(verify(signedWebhook({ ...sent, body }), NOW_MS)).toEqual({ ok: true, id: 'evt_1', text: `\uFEFF${sent.body}` });
  });

  test('while a secret rotates both are taken, afterwards only the new one', () => {
    const next = aWebhookSecret();
    const both = createVerifier([next, secret]);
    expect(both(good, NOW_MS).ok).toBe(true);
    expect(both(signedWebhook({ ...sent, secret: next }), NOW_MS).ok).toBe(true);
    expect(createVerifier([next])(good, NOW_MS).ok).toBe(false);
  });

  test('a weak or malformed secret stops the start, and is not shown', () => {
    const short = aWebhookSecret(23);
    expect(() => createVerifier([secret, short])).toThrow('webhook secret 2 has 23 bytes; at least 24 are needed');
    expect(() => createVerifier([])).toThrow('at least one');
    for (const bad of ['plainly-wrong-secret', secret.slice(6), 'whsec_', 'whsec_***not-base64***', `${secret}\n`]) {
      expect(() => createVerifier([bad])).toThrow('webhook secret 1 is not whsec_ followed by base64');
    }
  });
});

test('what OpenSSL signed is taken, and one changed byte of it is not', () => {
  const openssl = standardVerifier({ secrets: [VECTORS.standard.secret] });
  const headers = {
    'webhook-id': VECTORS.standard.id,
    'webhook-timestamp': VECTORS.timestamp,
    'webhook-signature': VECTORS.standard.signature,
  };
  expect(openssl({ headers, body: SIGNED_BODY }, SIGNED_AT_MS)).toEqual({
    ok: true,
    id: VECTORS.standard.id,
    text: SIGNED_BODY.toString('utf8'),
  });
  expect(verdictsOfChangedBytes(openssl, { headers, body: SIGNED_BODY })).not.toContain('taken');
});
