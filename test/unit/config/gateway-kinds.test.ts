import { randomBytes } from 'node:crypto';
import { gatewayFront } from '../../../activities/gateways/create-gateway';
import { gateways, webhookKeysOf } from '../../../config/gateways';
import { ConfigError, loadConfig } from '../../../config/load';

const hex = (): string => randomBytes(32).toString('hex');
const base64 = (): string => randomBytes(32).toString('base64');
const http = (changes: object = {}): object => ({
  id: 'north',
  baseUrl: 'https://gateway.test',
  token: hex(),
  webhooks: { scheme: 'standard', secrets: [`whsec_${base64()}`] },
  ...changes,
});
const byHand = (changes: object = {}): object => ({ id: 'by-hand', kind: 'manual', ...changes });

const load = (...all: object[]) =>
  loadConfig({ PORTICO_CODEC_KEYS: `k1:${base64()}`, PORTICO_GATEWAYS: JSON.stringify(all) }, 'carrier').gateways;

function wrong(...all: object[]): string[] {
  try {
    load(...all);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ where, message }) => `${where}: ${message}`);
  }
}

test('a gateway that does not say what kind it is of is called over HTTP; one by hand needs only a name', () => {
  expect(load(http(), byHand({ losingCarriers: ['quillnet'], dialect: 'wbci' })).map(({ id, kind }) => [id, kind])).toEqual([
    ['north', 'http'],
    ['by-hand', 'manual'],
  ]);
  expect(load(http({ kind: 'http' }))).toMatchObject([{ kind: 'http' }]);
});

test.each([
  ['an address', { baseUrl: 'https://gateway.test' }, /PORTICO_GATEWAYS\[0\]/],
  ['a token', { token: hex() }, /PORTICO_GATEWAYS\[0\]/],
  ['webhook secrets', { webhooks: { scheme: 'standard', secrets: [`whsec_${base64()}`] } }, /PORTICO_GATEWAYS\[0\]/],
  ['a kind that there is not', { kind: 'telepathy' }, /PORTICO_GATEWAYS\[0\]\.kind: must be http or manual/],
])('one by hand with %s is a mistake, and is named', (_, changes, what) => {
  expect(wrong(byHand(changes))).toEqual([expect.stringMatching(what)]);
});

test('two gateways of one id are refused, whatever their kinds', () => {
  expect(wrong(http({ id: 'by-hand' }), byHand())).toEqual([expect.stringContaining('two gateways have the same id')]);
});

test('production asks for https of what is called, and of nothing else', () => {
  const env = { NODE_ENV: 'production', PORTICO_CODEC_KEYS: `k1:${base64()}`, PORTICO_GATEWAYS: JSON.stringify([byHand()]) };
  expect(() => loadConfig(env, 'carrier')).not.toThrow();
});

test('one by hand has no secrets and no webhooks, says nothing of a number that it was not asked about, and is of the kind that people send', async () => {
  const [setting] = gateways.parse(JSON.stringify([byHand({ losingCarriers: ['quillnet'] })]));
  if (!setting) throw new Error('the setting has a gateway');
  expect(webhookKeysOf(setting)).toEqual([]);
  const front = gatewayFront(setting, { timeoutMs: 1_000, nowMs: () => 0 });
  expect(front).toMatchObject({
    id: 'by-hand',
    hasWebhooks: false,
    losingCarriers: ['quillnet'],
    capabilities: { byHand: true, setSize: 1, echoesReference: true },
  });
  expect(await front.checkPortability('US', ['+12125550100'], AbortSignal.timeout(1_000))).toEqual([]);
  expect(front.readWebhook({ headers: {}, body: new Uint8Array() }, 0)).toMatchObject({ kind: 'refused' });
  const [called] = gateways.parse(JSON.stringify([http()]));
  expect(called && gatewayFront(called, { timeoutMs: 1_000, nowMs: () => 0 })).toMatchObject({ hasWebhooks: true });
});
