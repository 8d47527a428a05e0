/** Every setting: its name, form, default, and one sentence for people. `parts.ts` says who reads which. */
import { z } from 'zod';
import { isOperatorName } from '../domain/operator/message';
import { gateways } from './gateways';
import { apiKeys, codecKeys, looksLikeSample, secretText } from './secrets';
import { isHttpUrl, url } from './url';
import { privateHosts } from './webhooks';

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`);

/** The same form as in workflows and search attributes. */
const operatorName = z.string().refine(isOperatorName, 'must be 1 to 64 letters, digits, dots, underscores and dashes');

/** The settings in the order in which a docs page shows them. Values come from the environment as text; an empty text is an absent one. */
export const SETTINGS = {
  PORTICO_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { error: 'must be trace, debug, info, warn, error or silent' })
    .default('info')
    .describe('How much is logged.'),
  PORTICO_CLOCK_ORIGIN_MS: wholeNumber(0, 8_640_000_000_000_000)
    .default(0)
    .describe('The real instant, UTC epoch milliseconds, at which business time and real time were equal; needed with a scale.'),
  PORTICO_CLOCK_SCALE: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'must be a number')
    .transform(Number)
    .refine((scale) => scale >= 1 && scale <= 100_000, 'must be from 1 to 100000')
    .default(1)
    .describe('How many business milliseconds pass in one real millisecond; 1 in production.'),
  PORTICO_DATA_DIR: z
    .string()
    .default('.portico/data')
    .describe('The folder of the document store: documents, and the final record of every order.'),
  PORTICO_HEALTH_PORT: wholeNumber(0, 65535)
    .optional()
    .describe(
      'The port on loopback on which a worker answers health checks and serves its metrics; 0 takes a free one, absent opens none.',
    ),
  PORTICO_ID_KEY: secretText(32).describe(
    'The key from which order ids and searchable fingerprints of numbers are derived; changing it makes the same request a new order.',
  ),
  PORTICO_CODEC_KEYS: codecKeys.describe(
    'The keys that encrypt what Temporal and the document store hold, as id:base64key separated by commas or lines; 32 bytes each, the first encrypts; id:lost gives a key up for good.',
  ),
  PORTICO_CODEC_KEYS_FILE: z
    .string()
    .optional()
    .describe('A file with these keys in place of PORTICO_CODEC_KEYS; it is followed, so that a new key is taken without a restart.'),
  PORTICO_MAX_NUMBERS: wholeNumber(1, 100_000).default(1000).describe('The most numbers that one order may have.'),
  PORTICO_DOCUMENT_REVIEW: z
    .enum(['automatic', 'operator'], { error: 'must be automatic or operator' })
    .default('automatic')
    .describe('Who approves documents and scans of signed letters: the checks alone (automatic), or an operator.'),
  PORTICO_WORKFLOW_BUNDLE: z
    .string()
    .optional()
    .describe('The workflow bundle built ahead; without it the orders worker bundles at start.'),
  PORTICO_STICKY_TIMEOUT_MS: wholeNumber(100, 600_000)
    .optional()
    .describe('How long, in milliseconds, a workflow waits for the worker that has it in memory before any other may take it.'),
  PORTICO_GATEWAYS: gateways.describe(
    'The gateways that requests are submitted through: a JSON array of {id, baseUrl, token, webhooks, echoesReference?, losingCarriers?, dialect?, perSecond?}: webhooks says how its webhooks are proved (see contracts/gateway.md), echoesReference false that they name only its own id of a port, the dialect (telnyx, bandwidth, twilio or wbci) whose rejection codes it gives, and perSecond how many calls a second it takes; or {id, kind: "manual", losingCarriers?, dialect?} for carriers without an API, to which our own people send the request (docs/carriers-by-hand.md).',
  ),
  PORTICO_PROVIDER_NAME: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('Our own name, the winning provider, as it stands in the letter of authorisation.'),
  PORTICO_PLATFORM_URL: url.describe('The number platform: where numbers are claimed, prepared and activated.'),
  PORTICO_PLATFORM_TOKEN: secretText(16).describe('The bearer token for the number platform.'),
  PORTICO_ACCOUNTS_URL: url.describe('The account directory: who is active and paid.'),
  PORTICO_ACCOUNTS_TOKEN: secretText(16).describe('The bearer token for the account directory.'),
  PORTICO_TICKETS_URL: url.describe('The ticket desk: where customers are told what happens to their order.'),
  PORTICO_TICKETS_TOKEN: secretText(16).describe('The bearer token for the ticket desk.'),
  PORTICO_WEBHOOK_PRIVATE_HOSTS: privateHosts.describe(
    'Hosts that customer webhooks may reach over http and at private addresses, as host:port or host:* separated by commas; for development, refused in production.',
  ),
  PORTICO_API_HOST: z.string().default('127.0.0.1').describe('The address on which the API listens.'),
  PORTICO_API_PORT: wholeNumber(0, 65535).default(7300).describe('The port on which the API listens; 0 takes a free one.'),
  PORTICO_API_KEYS: apiKeys
    .optional()
    .describe(
      'Who may call the API, and for what: account:scopes:hash separated by commas, as "portico api-key" makes them; without it the API listens on loopback only.',
    ),
  PORTICO_RATE_REQUESTS: wholeNumber(1, 10_000_000)
    .default(6_000)
    .describe('The most requests a minute with one API key; from one address where there are no keys. More are told to wait.'),
  PORTICO_RATE_ACCOUNT: wholeNumber(1, 10_000_000)
    .default(12_000)
    .describe('The most requests a minute with all the API keys of one account.'),
  PORTICO_RATE_EXPENSIVE: wholeNumber(1, 10_000_000)
    .default(1_200)
    .describe('The most requests a minute with one API key that create orders or ask gateways what can be ported.'),
  PORTICO_RATE_WEBHOOKS: wholeNumber(1, 10_000_000)
    .default(60_000)
    .describe('The most webhooks a minute for one gateway from one address; what is refused is sent again.'),
  PORTICO_MAX_CONNECTIONS: wholeNumber(1, 1_000_000)
    .default(2_000)
    .describe('The most connections that the API holds at the same time; more are closed at once.'),
  PORTICO_OVERLOAD_DELAY_MS: wholeNumber(20, 60_000)
    .default(1_000)
    .describe('How late, in milliseconds and on average of a second, the API may be with its own work before it turns requests away.'),
  PORTICO_MAX_OPEN_ORDERS: wholeNumber(1, 10_000_000)
    .optional()
    .describe('The most orders that one account may have open at the same time, counted a moment late; absent sets no limit.'),
  PORTICO_CODEC_PATH: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,128}$/, 'must be 16 to 128 letters, digits, dashes and underscores')
    .refine((text) => !looksLikeSample(text), 'looks like a sample: make one with "openssl rand -hex 32"')
    .optional()
    .describe('A random path segment under which the codec answers the Temporal Web UI in development; absent turns that off.'),
  PORTICO_UI_ORIGIN: z
    .string()
    .refine(isOrigin, 'must be an exact origin, like https://temporal.example.org')
    .optional()
    .describe('The exact origin of the Temporal Web UI whose pages may call the codec.'),
  PORTICO_UI_URL: url.optional().describe('The address of the Temporal Web UI, for links that operators follow.'),
  PORTICO_SWEEP_MINUTES: wholeNumber(1, 1_440)
    .default(15)
    .describe(
      'How often, in business minutes, a sweep looks for ports that were ended, stand still or have papers that age; never more often than every 5 real seconds.',
    ),
  PORTICO_OPERATOR: operatorName
    .optional()
    .describe('Who acts on this command line where `--by` is not given, as our own people are known.'),
  PORTICO_SIMULATOR_URL: url.optional().describe('The simulator of the other companies, for development and `portico simulate` only.'),
  PORTICO_SIMULATOR_TOKEN: secretText(16).optional().describe('The bearer token for the simulator.'),
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** Names that only set-up scripts and tests read: known, so that they may stand in the environment of a process. */
export const TOOL_NAMES: readonly string[] = [
  'PORTICO_TEMPORAL_CLI',
  'PORTICO_TEST_SERVER',
  'PORTICO_TEST_BUNDLE',
  'PORTICO_CHROMIUM',
  'PORTICO_UI_PICTURES',
  'PORTICO_PROMTOOL',
];

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS;

function isOrigin(text: string): boolean {
  return isHttpUrl(text) && new URL(text).origin === text;
}
