/** From the environment to a frozen configuration: the only reader of `process.env`. */
import type { z } from 'zod';
import { LOST } from '../codec/key-ring';
import type { BusinessClock } from '../domain/clock';
import { ConfigError, type ConfigProblem } from './config-error';
import { frozen } from './frozen';
import { webhookKeysOf, type GatewaySetting } from './gateways';
import { FILE_SETTINGS, textOf } from './secret-files';
import { fieldName, type Part, PART_SETTINGS, type Settings } from './parts';
import { SETTINGS, type SettingName, TOOL_NAMES } from './schema';

export { ConfigError } from './config-error';
export type { Part } from './parts';

/** The environment of a process, as text. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What one part may know: its settings (`apiHost` is `PORTICO_API_HOST`), and the business clock made of two of them. */
export type Config<P extends Part = Part> = Settings<P> & { readonly part: P; readonly clock: BusinessClock; readonly production: boolean };

/**
 * The configuration of one part, deeply frozen. Throws `ConfigError` with every problem at once: by the variable's name,
 * never with its value. A `PORTICO_` name that no part knows is refused, since it is a misspelling; settings of other
 * parts are neither needed nor judged. `TEMPORAL_*` is left to Temporal's own reader.
 */
export function loadConfig<P extends Part>(env: Environment, part: P): Config<P> {
  const problems = unknownNames(env);
  const fields: Record<string, unknown> = {};
  for (const name of PART_SETTINGS[part] as readonly SettingName[]) {
    const { text, problems: unread } = textOf(env, name);
    problems.push(...unread);
    if (unread.length > 0) continue;
    const schema: z.ZodType = SETTINGS[name];
    const { data, error } = schema.safeParse(text);
    fields[fieldName(name)] = data;
    problems.push(...firstOfEach(name, error?.issues ?? [], text === undefined));
  }
  const production = env['NODE_ENV'] === 'production';
  problems.push(...together(fields, production));
  if (problems.length > 0) throw new ConfigError(problems);
  // Built from the same names and schemas as the type: it says what the object holds.
  const settings = fields as Settings<P>;
  const { clockOriginMs: originMs, clockScale: scale } = settings as Pick<Settings<'orders'>, 'clockOriginMs' | 'clockScale'>;
  return frozen({ ...settings, part, production, clock: { originMs, scale } });
}

/** The first mistake at each place: what follows from it would only hide it. */
function firstOfEach(name: SettingName, issues: readonly z.core.$ZodIssue[], unset: boolean): ConfigProblem[] {
  const all = issues.map(({ path, message }) => ({ where: inWords([name, ...path]), message: unset ? 'is not set' : message }));
  return all.filter(({ where }, index) => all.findIndex((other) => other.where === where) === index);
}

function unknownNames(env: Environment): ConfigProblem[] {
  const known: readonly string[] = [...Object.keys(SETTINGS), ...FILE_SETTINGS, ...TOOL_NAMES];
  const unknown = Object.keys(env).filter((name) => name.startsWith('PORTICO_') && !known.includes(name));
  return unknown.map((where) => ({ where, message: 'is no setting of Portico: look for a misspelling' }));
}

type AnySettings = Partial<Settings<'api'> & Settings<'cli'> & Settings<'provisioning'> & Settings<'notifications'>>;

/** What is wrong only with several settings taken together; those that are wrong by themselves are absent here. */
function together(all: AnySettings, production: boolean): ConfigProblem[] {
  const scaled = all.clockScale !== undefined && all.clockScale !== 1;
  const problems: (ConfigProblem | false | undefined)[] = [
    production && scaled && { where: 'PORTICO_CLOCK_SCALE', message: 'must be 1 in production' },
    scaled &&
      all.clockOriginMs === 0 && {
        where: 'PORTICO_CLOCK_ORIGIN_MS',
        message: 'must be given with a scale other than 1, the same for every process',
      },
    production && all.simulatorUrl !== undefined && { where: 'PORTICO_SIMULATOR_URL', message: 'must not be set in production' },
    production &&
      (all.webhookPrivateHosts ?? []).length > 0 && { where: 'PORTICO_WEBHOOK_PRIVATE_HOSTS', message: 'must not be set in production' },
    all.apiKeys === undefined &&
      all.apiHost !== undefined &&
      !isLoopback(all.apiHost) && { where: 'PORTICO_API_KEYS', message: 'must be set when PORTICO_API_HOST is not a loopback address' },
    ...(production ? plainGateways(all.gateways ?? []) : []),
    ...doubled(all, production),
  ];
  return problems.filter((problem) => typeof problem === 'object');
}

const isLoopback = (host: string): boolean => /^(localhost|::1|\[::1\]|127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/.test(host);

/** Other companies reach us and are reached over TLS: requests and webhooks hold what customers entrusted to us. */
function plainGateways(gateways: readonly GatewaySetting[]): ConfigProblem[] {
  const isPlain = (url: string): boolean => new URL(url).protocol === 'http:' && !isLoopback(new URL(url).hostname);
  const urls = gateways.flatMap((gateway, index) => {
    if (gateway.kind !== 'http') return [];
    const { baseUrl, webhooks } = gateway;
    return [
      { where: `PORTICO_GATEWAYS[${index}].baseUrl`, url: baseUrl },
      ...(webhooks.scheme === 'urlHmac' ? [{ where: `PORTICO_GATEWAYS[${index}].webhooks.publicUrl`, url: webhooks.publicUrl }] : []),
    ];
  });
  return urls.flatMap(({ where, url }) => (isPlain(url) ? [{ where, message: 'must be https in production' }] : []));
}

/**
 * One secret in two places is known to twice as many people, and cannot be changed in one of them. In development the simulator is
 * all other companies at once, and has one token.
 */
function doubled(all: AnySettings, production: boolean): ConfigProblem[] {
  const secrets: { readonly where: string; readonly secret: string }[] = [
    ...(all.idKey === undefined ? [] : [{ where: 'PORTICO_ID_KEY', secret: all.idKey }]),
    ...(all.codecKeys ?? []).filter(({ key }) => key !== LOST).map(({ key }) => ({ where: 'PORTICO_CODEC_KEYS', secret: key })),
    ...(all.gateways ?? []).flatMap((gateway, index) =>
      webhookKeysOf(gateway).map(({ where, secret }) => ({ where: `PORTICO_GATEWAYS[${index}].${where}`, secret })),
    ),
    ...given('PORTICO_CODEC_PATH', all.codecPath),
    ...(production ? tokens(all) : []),
  ];
  return secrets.flatMap(({ where, secret }, index) => {
    const first = secrets.findIndex((other) => other.secret === secret);
    return first < index ? [{ where, message: `is the same secret as ${secrets[first]?.where ?? 'another'}: each needs its own` }] : [];
  });
}

const given = (where: string, secret: string | undefined) => (secret === undefined ? [] : [{ where, secret }]);

/** What each other company knows us by. */
const tokens = (all: AnySettings) => [
  ...(all.gateways ?? []).flatMap((gateway, index) =>
    gateway.kind === 'http' ? given(`PORTICO_GATEWAYS[${index}].token`, gateway.token) : [],
  ),
  ...given('PORTICO_PLATFORM_TOKEN', all.platformToken),
  ...given('PORTICO_ACCOUNTS_TOKEN', all.accountsToken),
  ...given('PORTICO_TICKETS_TOKEN', all.ticketsToken),
];

const inWords = (path: readonly PropertyKey[]): string =>
  path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`)).join('');
