import { z } from 'zod';
import { entriesOf, LOST, parseKeyRing } from '../codec/key-ring';

/** Words that stand in documentation and not in a secret. */
const SAMPLE_WORDS = /change-?_?me|example|placeholder|password|your-?_?(key|secret|token)|0123456789|abcdefghij/i;
/** Random text of 16 characters and more has many different ones; a key typed by hand has not. */
const FEWEST_DIFFERENT = 8;

export const looksLikeSample = (text: string): boolean => SAMPLE_WORDS.test(text) || new Set(text).size < FEWEST_DIFFERENT;

/** A secret text of at least so many characters that is no sample. Its messages never repeat it. */
export const secretText = (shortest: number): z.ZodString =>
  z
    .string()
    .min(shortest, `must have at least ${shortest} characters: make one with "openssl rand -hex 32"`)
    .refine((text) => !looksLikeSample(text), 'looks like a sample: make one with "openssl rand -hex 32"');

/** A Standard Webhooks secret: `whsec_` and 24 to 64 bytes in base64. */
export const webhookSecret = z
  .string()
  .refine(
    (text) => within(bytesOf(text.startsWith('whsec_') ? text.slice(6) : ''), 24, 64),
    'must be whsec_ and 24 to 64 random bytes in base64',
  )
  .refine((text) => !looksLikeSample(text.slice(6)), 'looks like a sample: take random bytes');

/**
 * Points of small order: under such a "key" anybody's signature fits anything. The others of the kind have few different
 * letters and are samples already; the sign bit is left out.
 */
const WORTHLESS_KEYS = new Set([
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
]);

/** The raw 32 bytes of an Ed25519 public key, in base64. */
export const ed25519Key = z
  .string()
  .refine((text) => within(bytesOf(text), 32, 32) && text.length === 44, 'must be the 32 bytes of an Ed25519 public key in base64')
  .refine((text) => !looksLikeSample(text) && !isWorthless(text), 'is no key that proves anything: take the one that the gateway shows');

function isWorthless(key: string): boolean {
  const bytes = Buffer.from(key, 'base64');
  const last = bytes.length - 1;
  return WORTHLESS_KEYS.has(Buffer.concat([bytes.subarray(0, last), Buffer.from([(bytes[last] ?? 0) & 0x7f])]).toString('hex'));
}

/** A name of somebody at another service. */
export const printable = z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 printable characters without spaces');

/** One key of the payload codec. */
export interface CodecKey {
  /** Stands beside every payload that was encrypted with it. */
  readonly id: string;
  /** 32 bytes in base64. */
  readonly key: string;
}

/** `id:base64key[,id:base64key]`, also one a line: 32 bytes each; the first encrypts, all decrypt; `id:lost` is a key given up for good. */
export const codecKeys = z
  .string()
  .superRefine((text, context) => {
    const ring = parseKeyRing(text);
    if (!ring.ok) context.addIssue(ring.problems.map(({ path, message }) => `${path}: ${message}`).join('; '));
  })
  .transform((text): readonly CodecKey[] =>
    entriesOf(text).map((entry) => ({ id: entry.slice(0, entry.indexOf(':')), key: entry.slice(entry.indexOf(':') + 1) })),
  )
  .refine(
    (keys) => !keys.some(({ key }) => key !== LOST && looksLikeSample(key)),
    'a key looks like a sample: make one with "openssl rand -base64 32"',
  );

/**
 * What API keys are for: looking; orders and all that their customers may do, looking included; the words of our own people;
 * payloads as Temporal stores them; figures. */
export const SCOPES = ['read', 'orders', 'operator', 'codec', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Scopes that concern more than one customer: no key of a single account has them. */
const OURS: readonly string[] = ['operator', 'codec', 'admin'];

/** Who may call the API, and for what: an account, or `*` for a service that acts for all of them. */
export interface ApiKey {
  readonly account: string;
  readonly scopes: readonly Scope[];
  /** SHA-256 of the key, in hexadecimal; the key itself is known to its holder only. */
  readonly sha256: string;
}

const API_KEY = /^(?<account>\*|[^\s:,*]{1,64}):(?<scopes>[a-z]+(?:\+[a-z]+)*):(?<sha256>[0-9a-f]{64})$/i;

const isScope = (text: string): text is Scope => (SCOPES as readonly string[]).includes(text);

/** `account:scopes:sha256hex`, the account `*` for all, several scopes with `+`; several keys separated by commas. */
export const apiKeys = z
  .string()
  .transform((text) => text.split(',').map((part) => API_KEY.exec(part.trim())?.groups))
  .refine(
    (parts) => parts.every((part) => part !== undefined),
    'must be account:scopes:hash, several separated by commas; the account is * for all of them, a hash is the SHA-256 of the key: make one with "portico api-key"',
  )
  .transform((parts) => parts.map(({ account = '', scopes = '', sha256 = '' } = {}) => ({ account, scopes: scopes.split('+'), sha256 })))
  .refine((parts) => parts.every(({ scopes }) => scopes.every(isScope)), `scopes are ${SCOPES.join(', ')}, several with +`)
  .transform((parts): readonly ApiKey[] =>
    parts.map(({ account, scopes, sha256 }) => ({ account, scopes: scopes.filter(isScope), sha256: sha256.toLowerCase() })),
  )
  .refine(
    (keys) => keys.every(({ account, scopes }) => account === '*' || !scopes.some((scope) => OURS.includes(scope))),
    `${OURS.join(', ')} are for keys of all accounts (*)`,
  )
  .refine((keys) => new Set(keys.map(({ sha256 }) => sha256)).size === keys.length, 'the same key stands there twice');

function bytesOf(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  // Node skips what is not base64; only a text that comes back unchanged was meant as it was read.
  return bytes.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '') ? bytes : undefined;
}

const within = (bytes: Buffer | undefined, fewest: number, most: number): boolean =>
  bytes !== undefined && bytes.length >= fewest && bytes.length <= most;
