import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, type Environment, loadConfig, type Part } from '../../../config/load';
import { describeSettings, fieldName, PART_SETTINGS } from '../../../config/parts';
import { SETTINGS, type SettingName } from '../../../config/schema';

const hex = (bytes = 32): string => randomBytes(bytes).toString('hex');
const base64 = (bytes: number): string => randomBytes(bytes).toString('base64');
const gateway = (changed: object = {}): object => ({
  id: 'north',
  baseUrl: 'http://127.0.0.1:7401',
  token: hex(),
  webhooks: { scheme: 'standard', secrets: [`whsec_${base64(32)}`] },
  ...changed,
});
const gateways = (...all: object[]): string => JSON.stringify(all);

/** An environment with which every part starts. */
const whole = (): Record<string, string> => ({
  PORTICO_ID_KEY: hex(),
  PORTICO_CODEC_KEYS: `k2:${base64(32)},k1:${base64(32)}`,
  PORTICO_GATEWAYS: gateways(gateway()),
  PORTICO_PLATFORM_URL: 'http://127.0.0.1:7402',
  PORTICO_PLATFORM_TOKEN: hex(),
  PORTICO_ACCOUNTS_URL: 'http://127.0.0.1:7403',
  PORTICO_ACCOUNTS_TOKEN: hex(),
  PORTICO_TICKETS_URL: 'http://127.0.0.1:7404',
  PORTICO_TICKETS_TOKEN: hex(),
});
const PARTS = Object.keys(PART_SETTINGS) as Part[];

function refusal(env: Environment, part: Part): ConfigError {
  try {
    loadConfig(env, part);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}
const whereOf = (changed: Environment, part: Part): string[] =>
  refusal({ ...whole(), ...changed }, part).problems.map(({ where }) => where);

describe('a configuration', () => {
  test('has defaults, parsed values and a clock', () => {
    const env = whole();
    const config = loadConfig({ ...env, PORTICO_API_PORT: '0', PORTICO_UI_ORIGIN: 'http://localhost:8233', PORTICO_LOG_LEVEL: '' }, 'api');
    expect(config).toMatchObject({
      part: 'api',
      production: false,
      apiHost: '127.0.0.1',
      apiPort: 0,
      maxNumbers: 1000,
      logLevel: 'info',
    });
    expect(config.clock).toEqual({ originMs: 0, scale: 1 });
    expect(config.codecKeys.map(({ id }) => id)).toEqual(['k2', 'k1']);
    expect(config.gateways[0]?.id).toBe('north');
    expect(config.uiOrigin).toBe('http://localhost:8233');
    expect(config.apiKeys).toBeUndefined();
  });

  test('is frozen all the way down', () => {
    const config = loadConfig(whole(), 'api');
    const [gateway] = config.gateways;
    const webhooks = gateway?.kind === 'http' ? gateway.webhooks : undefined;
    expect([config, config.clock, config.gateways, gateway, webhooks].every(Object.isFrozen)).toBe(true);
  });

  test('holds what its part needs and nothing else', () => {
    for (const part of PARTS) {
      const config = loadConfig(whole(), part);
      const fields = PART_SETTINGS[part].map(fieldName);
      expect(Object.keys(config).sort()).toEqual([...fields, 'clock', 'part', 'production'].sort());
    }
  });

  test("neither needs nor judges another part's settings", () => {
    const env = { ...whole(), PORTICO_GATEWAYS: 'not even JSON', PORTICO_PLATFORM_TOKEN: '' };
    expect(loadConfig(env, 'notifications').ticketsUrl).toBe('http://127.0.0.1:7404');
    expect(() => loadConfig(env, 'carrier')).toThrow(ConfigError);
  });

  test('leaves the settings of Temporal and of the system alone', () => {
    expect(() =>
      loadConfig(
        { ...whole(), TEMPORAL_ADDRESS: 'localhost:7233', TEMPORAL_NONSENSE: 'x', PORTICO_TEMPORAL_CLI: '/bin/temporal', PATH: '/bin' },
        'orders',
      ),
    ).not.toThrow();
  });

  test('has a scaled clock outside production', () => {
    expect(loadConfig({ ...whole(), PORTICO_CLOCK_SCALE: '21600', PORTICO_CLOCK_ORIGIN_MS: '1772400000000' }, 'orders').clock).toEqual({
      originMs: 1_772_400_000_000,
      scale: 21_600,
    });
  });

  test('takes API keys by account, scopes and hash', () => {
    const [one, other] = [hex(), hex()];
    const env = { ...whole(), PORTICO_API_KEYS: `acc-1:orders:${one}, *:orders+operator:${other}`, PORTICO_API_HOST: '0.0.0.0' };
    expect(loadConfig(env, 'api').apiKeys).toEqual([
      { account: 'acc-1', scopes: ['orders'], sha256: one },
      { account: '*', scopes: ['orders', 'operator'], sha256: other },
    ]);
  });
});

describe('a configuration that cannot be used', () => {
  test('names every problem at once, exits with 78, and shows no value', () => {
    const error = refusal(
      {
        PORTICO_ID_KEY: 'topsecret',
        PORTICO_CODEC_KEYS: 'k1:c2hvcnQ=',
        PORTICO_GATEWAYS: '{"token": "topsecret"',
        PORTICO_API_PORT: '70000',
        PORTICO_API_POTR: '1',
        PORTICO_UI_URL: 'ftp://user:topsecret@host',
      },
      'api',
    );
    expect(error.exitCode).toBe(78);
    expect(error.problems.map(({ where }) => where).sort()).toEqual([
      'PORTICO_API_PORT',
      'PORTICO_API_POTR',
      'PORTICO_CODEC_KEYS',
      'PORTICO_GATEWAYS',
      'PORTICO_ID_KEY',
      'PORTICO_UI_URL',
    ]);
    for (const value of ['topsecret', 'c2hvcnQ', '70000', 'ftp']) expect(error.message).not.toContain(value);
  });

  test('says what is not set', () => {
    expect(refusal({}, 'notifications').problems).toEqual(
      ['PORTICO_CODEC_KEYS', 'PORTICO_TICKETS_URL', 'PORTICO_TICKETS_TOKEN'].map((where) => ({ where, message: 'is not set' })),
    );
  });

  test.each([
    ['a misspelt name', { PORTICO_GATEWAY: '[]' }, 'orders', 'PORTICO_GATEWAY'],
    [
      'a scaled clock in production',
      { NODE_ENV: 'production', PORTICO_CLOCK_SCALE: '2', PORTICO_CLOCK_ORIGIN_MS: '1' },
      'orders',
      'PORTICO_CLOCK_SCALE',
    ],
    ['a scaled clock without its origin', { PORTICO_CLOCK_SCALE: '2' }, 'orders', 'PORTICO_CLOCK_ORIGIN_MS'],
    ['a clock that runs backwards', { PORTICO_CLOCK_SCALE: '-1' }, 'orders', 'PORTICO_CLOCK_SCALE'],
    ['a short key', { PORTICO_ID_KEY: hex().slice(0, 31) }, 'orders', 'PORTICO_ID_KEY'],
    ['a sample key', { PORTICO_ID_KEY: 'change-me-change-me-change-me-change-me' }, 'orders', 'PORTICO_ID_KEY'],
    ['a key of one letter', { PORTICO_ID_KEY: 'a'.repeat(64) }, 'orders', 'PORTICO_ID_KEY'],
    ['a codec key without an id', { PORTICO_CODEC_KEYS: base64(32) }, 'orders', 'PORTICO_CODEC_KEYS'],
    ['a codec key of 31 bytes', { PORTICO_CODEC_KEYS: `k1:${base64(31)}` }, 'orders', 'PORTICO_CODEC_KEYS'],
    ['a codec key of zeros', { PORTICO_CODEC_KEYS: `k1:${Buffer.alloc(32).toString('base64')}` }, 'orders', 'PORTICO_CODEC_KEYS'],
    ['two codec keys of one id', { PORTICO_CODEC_KEYS: `k1:${base64(32)},k1:${base64(32)}` }, 'orders', 'PORTICO_CODEC_KEYS'],
    ['gateways that are no array', { PORTICO_GATEWAYS: '{}' }, 'carrier', 'PORTICO_GATEWAYS'],
    ['no gateway', { PORTICO_GATEWAYS: '[]' }, 'carrier', 'PORTICO_GATEWAYS'],
    [
      'a webhook secret of 23 bytes',
      { PORTICO_GATEWAYS: gateways(gateway({ webhooks: { scheme: 'standard', secrets: [`whsec_${base64(23)}`] } })) },
      'carrier',
      'PORTICO_GATEWAYS[0].webhooks.secrets[0]',
    ],
    [
      'a webhook secret without its prefix',
      { PORTICO_GATEWAYS: gateways(gateway({ webhooks: { scheme: 'standard', secrets: [base64(32)] } })) },
      'api',
      'PORTICO_GATEWAYS[0].webhooks.secrets[0]',
    ],
    ['a gateway without a token', { PORTICO_GATEWAYS: gateways(gateway({ token: undefined })) }, 'carrier', 'PORTICO_GATEWAYS[0].token'],
    ['a gateway with a misspelt field', { PORTICO_GATEWAYS: gateways(gateway({ losingCarrier: 'x' })) }, 'carrier', 'PORTICO_GATEWAYS[0]'],
    ['two gateways of one id', { PORTICO_GATEWAYS: gateways(gateway(), gateway()) }, 'carrier', 'PORTICO_GATEWAYS[1].id'],
    [
      'a plain gateway in production',
      { NODE_ENV: 'production', PORTICO_GATEWAYS: gateways(gateway({ baseUrl: 'http://gateway.test' })) },
      'carrier',
      'PORTICO_GATEWAYS[0].baseUrl',
    ],
    ['an open API without keys', { PORTICO_API_HOST: '0.0.0.0' }, 'api', 'PORTICO_API_KEYS'],
    ['an API key in the clear', { PORTICO_API_KEYS: 'acc-1:orders:my-key' }, 'api', 'PORTICO_API_KEYS'],
    ['an API key for nothing', { PORTICO_API_KEYS: `acc-1:${hex()}` }, 'api', 'PORTICO_API_KEYS'],
    ['an API key for what there is not', { PORTICO_API_KEYS: `acc-1:everything:${hex()}` }, 'api', 'PORTICO_API_KEYS'],
    ['an API key of one account for our own work', { PORTICO_API_KEYS: `acc-1:orders+admin:${hex()}` }, 'api', 'PORTICO_API_KEYS'],
    ['an origin with a path', { PORTICO_UI_ORIGIN: 'http://localhost:8233/' }, 'api', 'PORTICO_UI_ORIGIN'],
    ['a sample for a codec path', { PORTICO_CODEC_PATH: 'example-example-path' }, 'api', 'PORTICO_CODEC_PATH'],
    ['a codec path that can be guessed', { PORTICO_CODEC_PATH: 'codec' }, 'api', 'PORTICO_CODEC_PATH'],
    ['a private host without a port', { PORTICO_WEBHOOK_PRIVATE_HOSTS: '127.0.0.1' }, 'notifications', 'PORTICO_WEBHOOK_PRIVATE_HOSTS'],
    [
      'private hosts in production',
      { NODE_ENV: 'production', PORTICO_WEBHOOK_PRIVATE_HOSTS: '127.0.0.1:*' },
      'notifications',
      'PORTICO_WEBHOOK_PRIVATE_HOSTS',
    ],
    ['a simulator in production', { NODE_ENV: 'production', PORTICO_SIMULATOR_URL: 'http://127.0.0.1:1' }, 'cli', 'PORTICO_SIMULATOR_URL'],
  ] as const)('%s is refused', (_, changed, part, where) => {
    expect(whereOf(changed, part)).toEqual([where]);
  });

  test('one secret in two places is refused, and neither is shown', () => {
    const secret = base64(32);
    const doubledGateways = gateways(
      gateway({ webhooks: { scheme: 'standard', secrets: [`whsec_${secret}`] } }),
      gateway({ id: 'south', webhooks: { scheme: 'standard', secrets: [`whsec_${secret}`] } }),
    );
    expect(whereOf({ PORTICO_GATEWAYS: doubledGateways }, 'carrier')).toEqual(['PORTICO_GATEWAYS[1].webhooks.secrets[0]']);
    const shared = { PORTICO_ID_KEY: secret, PORTICO_CODEC_KEYS: `k1:${secret}` };
    expect(whereOf(shared, 'orders')).toEqual(['PORTICO_CODEC_KEYS']);
    expect(refusal({ ...whole(), ...shared }, 'orders').message).not.toContain(secret);
  });

  test('in production every company knows us by a token of its own; the simulator of development is all of them', () => {
    const token = hex();
    const env = { PORTICO_PLATFORM_TOKEN: token, PORTICO_ACCOUNTS_TOKEN: token };
    expect(whereOf({ NODE_ENV: 'production', ...env }, 'provisioning')).toEqual(['PORTICO_ACCOUNTS_TOKEN']);
    expect(() => loadConfig({ ...whole(), ...env }, 'provisioning')).not.toThrow();
  });

  test('problems of single settings and of several together come in one go', () => {
    expect(
      whereOf({ NODE_ENV: 'production', PORTICO_CLOCK_SCALE: '2', PORTICO_CLOCK_ORIGIN_MS: '1', PORTICO_ID_KEY: '' }, 'orders').sort(),
    ).toEqual(['PORTICO_CLOCK_SCALE', 'PORTICO_ID_KEY']);
  });
});

describe('the list of settings', () => {
  test('describes each in one sentence, and each is read by some part', () => {
    const described = describeSettings();
    expect(described.map(({ name }) => name)).toEqual(Object.keys(SETTINGS) as SettingName[]);
    for (const { description, parts } of described) {
      expect(description).toMatch(/^[A-Z].*\.$/);
      expect(parts.length).toBeGreaterThan(0);
    }
  });

  test('knows what is required and what the default is', () => {
    const byName = new Map(describeSettings().map((setting) => [setting.name, setting]));
    expect(byName.get('PORTICO_ID_KEY')).toMatchObject({
      required: true,
      parts: expect.arrayContaining(['orders', 'api', 'cli']) as unknown,
    });
    expect(byName.get('PORTICO_API_PORT')).toMatchObject({ required: false, default: '7300' });
    expect(byName.get('PORTICO_CODEC_PATH')).not.toHaveProperty('default');
  });
});

describe('keys in a file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'portico-config-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const withFile = (text: string): Record<string, string> => {
    const file = join(folder, 'keys');
    writeFileSync(file, text);
    return { ...whole(), PORTICO_CODEC_KEYS: '', PORTICO_CODEC_KEYS_FILE: file };
  };

  test('are read and judged as those of the environment, and the file is named for who follows it', () => {
    const env = withFile(`k2:${base64(32)}\nk1:${base64(32)}\nk0:lost\n`);
    const config = loadConfig(env, 'orders');
    expect(config.codecKeys.map(({ id }) => id)).toEqual(['k2', 'k1', 'k0']);
    expect(config.codecKeysFile).toBe(env['PORTICO_CODEC_KEYS_FILE']);
    expect(refusal(withFile('k1:c2hvcnQ='), 'orders').problems).toMatchObject([{ where: 'PORTICO_CODEC_KEYS' }]);
  });

  test('are refused beside others, and where the file is missing, as one mistake', () => {
    const env = withFile(`k1:${base64(32)}`);
    expect(refusal({ ...env, PORTICO_CODEC_KEYS: `k1:${base64(32)}` }, 'orders').problems.map(({ where }) => where)).toEqual([
      'PORTICO_CODEC_KEYS_FILE',
    ]);
    expect(refusal({ ...env, PORTICO_CODEC_KEYS_FILE: join(folder, 'none') }, 'api').problems.map(({ where }) => where)).toEqual([
      'PORTICO_CODEC_KEYS_FILE',
    ]);
  });
});
