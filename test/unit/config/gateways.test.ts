import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { ConfigError, loadConfig } from '../../../config/load';

const hex = (bytes = 32): string => randomBytes(bytes).toString('hex');
const base64 = (bytes = 32): string => randomBytes(bytes).toString('base64');
const ed25519Key = (): string =>
  generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

const standard = (...secrets: string[]) => ({ scheme: 'standard', secrets: secrets.length > 0 ? secrets : [`whsec_${base64()}`] });
const ed25519 = (...publicKeys: string[]) => ({ scheme: 'ed25519', publicKeys });
const urlHmac = (...authTokens: string[]) => ({
  scheme: 'urlHmac',
  authTokens,
  publicUrl: 'https://ports.operator.test/webhooks/gateways/north',
});
const basic = (...passwords: string[]) => ({ scheme: 'basic', credentials: passwords.map((password) => ({ user: 'north', password })) });

const gateway = (webhooks: object, changed: object = {}): object => ({
  id: 'north',
  baseUrl: 'http://127.0.0.1:7401',
  token: hex(),
  webhooks,
  ...changed,
});
const load = (...all: object[]) =>
  loadConfig({ PORTICO_CODEC_KEYS: `k1:${base64()}`, PORTICO_GATEWAYS: JSON.stringify(all) }, 'carrier').gateways.flatMap((one) =>
    one.kind === 'http' ? [one] : [],
  );

/** Where the problems are, and the whole message. */
function refusal(...all: object[]): { readonly where: string[]; readonly message: string } {
  try {
    load(...all);
  } catch (error) {
    if (error instanceof ConfigError)
      return { where: error.problems.map(({ where }) => where.replace('PORTICO_GATEWAYS', '')), message: error.message };
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('how the webhooks of a gateway are proved', () => {
  test('each scheme has its own keys, several while one rotates', () => {
    const keys = [ed25519Key(), ed25519Key()];
    const configured = load(
      gateway(standard(`whsec_${base64()}`, `whsec_${base64()}`)),
      gateway(ed25519(...keys), { id: 'east' }),
      gateway(urlHmac(hex(16)), { id: 'south', echoesReference: false }),
      gateway(basic(hex(16)), { id: 'west' }),
    );
    expect(configured.map(({ webhooks, echoesReference }) => [webhooks.scheme, echoesReference])).toEqual([
      ['standard', undefined],
      ['ed25519', undefined],
      ['urlHmac', false],
      ['basic', undefined],
    ]);
    // Telnyx' names, unless others are set.
    expect(configured[1]?.webhooks).toEqual({
      scheme: 'ed25519',
      publicKeys: keys,
      signatureHeader: 'telnyx-signature-ed25519',
      timestampHeader: 'telnyx-timestamp',
    });
  });

  test.each([
    ['no scheme', {}, '[0].webhooks.scheme'],
    ['a scheme that there is not', { scheme: 'md5' }, '[0].webhooks.scheme'],
    ['keys of another scheme', { ...standard(), publicKeys: [] }, '[0].webhooks'],
    ['no secret', { scheme: 'standard', secrets: [] }, '[0].webhooks.secrets'],
    ['a public key of 31 bytes', ed25519(base64(31)), '[0].webhooks.publicKeys[0]'],
    ['a public key of zeros', ed25519(Buffer.alloc(32).toString('base64')), '[0].webhooks.publicKeys[0]'],
    ['a header with capitals', { ...ed25519(ed25519Key()), signatureHeader: 'X-Signature' }, '[0].webhooks.signatureHeader'],
    ['a short token', urlHmac(hex(8)), '[0].webhooks.authTokens[0]'],
    ['a public URL with a query', { ...urlHmac(hex()), publicUrl: 'https://ports.operator.test/?a=1' }, '[0].webhooks.publicUrl'],
    ['a short password', basic('short'), '[0].webhooks.credentials[0].password'],
    ['a sample password', basic('change-me-change-me'), '[0].webhooks.credentials[0].password'],
    ['a user with a colon', { scheme: 'basic', credentials: [{ user: 'a:b', password: hex() }] }, '[0].webhooks.credentials[0].user'],
  ])('%s is refused', (_, webhooks, where) => {
    expect(refusal(gateway(webhooks)).where).toEqual([where]);
  });

  test.each([
    ['26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'],
    ['c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'],
    ['0100000000000000000000000000000000000000000000000000000000000000'],
    ['ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  ])('the point of small order %s is no key: anybody could sign under it', (point) => {
    expect(refusal(gateway(ed25519(Buffer.from(point, 'hex').toString('base64')))).where).toEqual(['[0].webhooks.publicKeys[0]']);
  });

  test('one secret for two gateways is refused, across schemes too, and so is one that stands twice; none is shown', () => {
    const secret = base64(32);
    const doubled = [
      [[standard(`whsec_${secret}`), standard(`whsec_${secret}`)], '[1].webhooks.secrets[0]'],
      [[standard(`whsec_${secret}`), urlHmac(secret)], '[1].webhooks.authTokens[0]'],
      [[urlHmac(secret), basic(secret)], '[1].webhooks.credentials[0].password'],
      [[basic(secret, secret), standard()], '[0].webhooks.credentials[1].password'],
    ] as const;
    for (const [[one, other], where] of doubled) {
      const refused = refusal(gateway(one), gateway(other, { id: 'south' }));
      expect(refused.where).toEqual([where]);
      expect(refused.message).not.toContain(secret);
    }
  });

  test('a plain public URL is refused in production, where a private one is not', () => {
    const production = (publicUrl: string) => () =>
      loadConfig(
        {
          NODE_ENV: 'production',
          PORTICO_CODEC_KEYS: `k1:${base64()}`,
          PORTICO_GATEWAYS: JSON.stringify([gateway({ ...urlHmac(hex()), publicUrl })]),
        },
        'carrier',
      );
    expect(production('http://ports.operator.test/webhooks/gateways/north')).toThrow(/webhooks\.publicUrl.*https/);
    expect(production('https://ports.operator.test/webhooks/gateways/north')).not.toThrow();
  });

  test('every problem of every gateway is named at once', () => {
    const { where } = refusal(gateway({ scheme: 'x' }), gateway(basic('short'), { id: 'south' }), gateway(ed25519('no'), { id: 'UP' }));
    expect(where).toEqual(['[0].webhooks.scheme', '[1].webhooks.credentials[0].password', '[2].id', '[2].webhooks.publicKeys[0]']);
  });
});
