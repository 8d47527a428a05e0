import type { RawWebhook } from '../../../../../activities/gateways/gateway';
import { basicVerifier } from '../../../../../activities/gateways/verifiers/basic';
import { SIGNED_AT_MS, SIGNED_BODY, VECTORS, verdictOf } from '../../../../support/webhook-vectors';

const { user, password, authorization } = VECTORS.basic;
const verify = basicVerifier({ credentials: [{ user, password }] });
const sent = (value: string | string[] | undefined, body: Uint8Array = SIGNED_BODY): RawWebhook => ({
  headers: { authorization: value },
  body,
});
const encoded = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

test('who knows user and password is taken, and the id of the event is left to its body', () => {
  expect(verify(sent(authorization), SIGNED_AT_MS)).toEqual({ ok: true, text: SIGNED_BODY.toString('utf8') });
  expect(verdictOf(verify, sent(authorization.replace('Basic', 'basic')))).toBe('taken');
});

test.each([
  ['Aladdin', 'open sesame', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
  ['test', '123£', 'Basic dGVzdDoxMjPCow=='],
])('the published example of RFC 7617: %s', (name, secret, header) => {
  expect(verdictOf(basicVerifier({ credentials: [{ user: name, password: secret }] }), sent(header))).toBe('taken');
});

test('while a password rotates both are taken, afterwards only the new one', () => {
  const next = { user, password: 'violet-harbour-2291-pine' };
  expect(verdictOf(basicVerifier({ credentials: [next, { user, password }] }), sent(authorization))).toBe('taken');
  expect(verdictOf(basicVerifier({ credentials: [next] }), sent(authorization))).toBe('401 signature_mismatch');
});

test('another user, another password, one letter more or less: all the same to the sender, who is asked for both', () => {
  const wrong = [`${user}:${password}x`, `${user}:${password.slice(1)}`, `x${user}:${password}`, `${user}${password}`, ':'];
  for (const text of wrong) {
    expect(verify(sent(encoded(text)), SIGNED_AT_MS)).toEqual({
      ok: false,
      refusal: {
        status: 401,
        code: 'signature_mismatch',
        message: 'user and password are not known',
        challenge: 'Basic realm="webhooks", charset="UTF-8"',
      },
    });
  }
});

test('no header, another way of asking, no base64: refused with the same question', () => {
  for (const value of [undefined, '', 'Bearer abcdefgh', 'Basic', 'Basic !!!', `Basic ${user}:${password}`]) {
    const verdict = verify(sent(value), SIGNED_AT_MS);
    expect(verdict).toMatchObject({
      ok: false,
      refusal: { status: 401, code: 'signature_missing', challenge: expect.stringMatching(/^Basic /) as unknown },
    });
  }
});

test('the header twice, or without end', () => {
  expect(verdictOf(verify, sent([authorization, authorization]))).toBe('400 bad_header');
  expect(verdictOf(verify, sent(encoded('x'.repeat(5_000))))).toBe('400 bad_header');
});

test('bytes that are no UTF-8 are refused', () => {
  expect(verdictOf(verify, sent(authorization, Buffer.from([0xff])))).toBe('400 invalid_encoding');
});

test('no credentials at all stop the start', () => {
  expect(() => basicVerifier({ credentials: [] })).toThrow('at least one credential is needed');
});
