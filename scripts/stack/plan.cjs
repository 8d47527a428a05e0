// @ts-check
/** Which processes a stack consists of, in the order in which they start, and the environment of each. Pure: starts nothing. */
const { join } = require('node:path');
const { apiKeySetting } = require('./secrets.cjs');

const WORKERS = /** @type {const} */ (['orders', 'carrier', 'provisioning', 'notifications']);
/** The one gateway of a local stack: the simulator. */
const GATEWAY = 'simulator';
/** Our own name, on letters and forms. */
const PROVIDER = 'Portico Demo Telecom';
/** Beside the gateway, for a losing carrier that nothing else uses: one by hand, to be tried out. */
const BY_HAND = { id: 'by-hand', kind: 'manual', losingCarriers: ['quillnet'] };
/** A worker that is killed must not hold its workflows for the usual ten seconds. */
const STICKY_TIMEOUT_MS = 1000;

/** @typedef {'temporal' | 'simulator' | 'orders' | 'carrier' | 'provisioning' | 'notifications' | 'api'} ProcessName */
/** @typedef {{ temporal: number, ui: number, simulator: number, api: number, orders: number, carrier: number, provisioning: number, notifications: number }} Ports those of workers answer health checks and metrics */
/** @typedef {{ originMs: number, scale: number }} Clock */
/** @typedef {{ temporal: string, ui: string, simulator: string, api: string, codec: string, webhook: string, metrics: Record<string, string> }} Urls `metrics`: where each process is scraped; the API wants its key */

/** @type {readonly ProcessName[]} */
const NAMES = ['temporal', 'simulator', ...WORKERS, 'api'];

/** @param {Ports} ports @param {import('./secrets.cjs').Secrets} secrets @returns {Urls} */
function urlsOf(ports, secrets) {
  const at = (/** @type {number} */ port) => `http://127.0.0.1:${port}`;
  return {
    temporal: `127.0.0.1:${ports.temporal}`,
    ui: at(ports.ui),
    simulator: at(ports.simulator),
    api: at(ports.api),
    codec: `${at(ports.api)}/codec/${secrets.codecPath}`,
    webhook: `${at(ports.api)}/webhooks/gateways/${GATEWAY}`,
    metrics: Object.fromEntries([...WORKERS, /** @type {const} */ ('api')].map((name) => [name, `${at(ports[name])}/metrics`])),
  };
}

/**
 * @typedef {object} Plan
 * @property {string} dir
 * @property {string} dist
 * @property {Clock} clock
 * @property {Ports} ports
 * @property {import('./secrets.cjs').Secrets} secrets
 * @property {string} logLevel
 */

/**
 * The arguments of the dev server.
 *
 * @param {Plan & { dbFile: string | undefined, searchAttributes: readonly { name: string, type: string }[] }} plan
 * @returns {string[]}
 */
function serverArguments({ ports, secrets, dbFile, searchAttributes }) {
  const camel = (/** @type {string} */ type) => type.toLowerCase().replace(/(^|_)(.)/g, (_, __, letter) => letter.toUpperCase());
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', `${ports.temporal}`, '--ui-port', `${ports.ui}`],
    ...(dbFile === undefined ? [] : ['--db-filename', dbFile]),
    ...['--log-level', 'warn', '--ui-codec-endpoint', urlsOf(ports, secrets).codec],
    // Otherwise every timer below a second takes a second, and a business day has only a few of them.
    ...['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="10ms"'],
    ...['--dynamic-config-value', 'system.enableActivityEagerExecution=true'],
    ...searchAttributes.flatMap(({ name, type }) => ['--search-attribute', `${name}=${camel(type)}`]),
  ];
}

/**
 * What each of our processes is told; none is told more than it needs.
 *
 * @param {Plan} plan
 * @returns {Record<Exclude<ProcessName, 'temporal'> | 'cli', Record<string, string>>}
 */
function environments({ dir, dist, clock, ports, secrets, logLevel }) {
  const urls = urlsOf(ports, secrets);
  const utc = { TZ: 'UTC' };
  const common = {
    // An empty one: a developer's own profile may point at a real cluster.
    TEMPORAL_CONFIG_FILE: join(dir, 'temporal.toml'),
    TEMPORAL_ADDRESS: urls.temporal,
    TEMPORAL_NAMESPACE: 'default',
    PORTICO_LOG_LEVEL: logLevel,
    PORTICO_CLOCK_ORIGIN_MS: `${clock.originMs}`,
    PORTICO_CLOCK_SCALE: `${clock.scale}`,
    PORTICO_DATA_DIR: join(dir, 'documents'),
    PORTICO_CODEC_KEYS: secrets.codecKeys,
    PORTICO_UI_URL: urls.ui,
  };
  const worker = (/** @type {typeof WORKERS[number]} */ name) => ({ ...common, ...utc, PORTICO_HEALTH_PORT: `${ports[name]}` });
  const ids = { PORTICO_ID_KEY: secrets.idKey };
  const gateways = {
    PORTICO_GATEWAYS: JSON.stringify([
      {
        id: GATEWAY,
        baseUrl: `${urls.simulator}/gateway`,
        token: secrets.simulatorToken,
        webhooks: { scheme: 'standard', secrets: [secrets.webhookSecret] },
      },
      BY_HAND,
    ]),
  };
  // A developer's own backend listens on this machine.
  const hooks = { PORTICO_WEBHOOK_PRIVATE_HOSTS: '127.0.0.1:*,localhost:*' };
  return {
    simulator: {
      ...utc,
      SIMULATOR_PORT: `${ports.simulator}`,
      SIMULATOR_TOKEN: secrets.simulatorToken,
      SIMULATOR_LEDGER: join(dir, 'simulator-ledger.jsonl'),
      SIMULATOR_STATE: join(dir, 'simulator-state.json'),
      SIMULATOR_CLOCK_ORIGIN_MS: `${clock.originMs}`,
      SIMULATOR_CLOCK_SCALE: `${clock.scale}`,
      SIMULATOR_WEBHOOK_URL: urls.webhook,
      SIMULATOR_WEBHOOK_SECRET: secrets.webhookSecret,
    },
    orders: {
      ...worker('orders'),
      ...ids,
      PORTICO_WORKFLOW_BUNDLE: join(dist, 'workflow-bundle.js'),
      PORTICO_STICKY_TIMEOUT_MS: `${STICKY_TIMEOUT_MS}`,
    },
    carrier: { ...worker('carrier'), ...gateways, PORTICO_PROVIDER_NAME: PROVIDER },
    provisioning: {
      ...worker('provisioning'),
      ...ids,
      PORTICO_PROVIDER_NAME: PROVIDER,
      PORTICO_PLATFORM_URL: `${urls.simulator}/platform`,
      PORTICO_PLATFORM_TOKEN: secrets.simulatorToken,
      PORTICO_ACCOUNTS_URL: `${urls.simulator}/accounts`,
      PORTICO_ACCOUNTS_TOKEN: secrets.simulatorToken,
    },
    notifications: {
      ...worker('notifications'),
      ...hooks,
      PORTICO_TICKETS_URL: `${urls.simulator}/tickets`,
      PORTICO_TICKETS_TOKEN: secrets.simulatorToken,
    },
    api: {
      ...common,
      ...utc,
      ...ids,
      ...gateways,
      ...hooks,
      PORTICO_API_HOST: '127.0.0.1',
      PORTICO_API_PORT: `${ports.api}`,
      PORTICO_API_KEYS: apiKeySetting(secrets.apiKey),
      PORTICO_CODEC_PATH: secrets.codecPath,
      PORTICO_UI_ORIGIN: urls.ui,
    },
    cli: {
      ...common,
      ...ids,
      ...gateways,
      ...hooks,
      PORTICO_SIMULATOR_URL: urls.simulator,
      PORTICO_SIMULATOR_TOKEN: secrets.simulatorToken,
    },
  };
}

module.exports = { NAMES, GATEWAY, urlsOf, serverArguments, environments };
