/** Which process reads which setting, and under what name. */
import type { z } from 'zod';
import { SETTINGS, type SettingName } from './schema';

/** A process, or the command line; each needs only a part of the settings. */
export type Part = 'orders' | 'carrier' | 'provisioning' | 'notifications' | 'api' | 'cli';

const COMMON = [
  'PORTICO_LOG_LEVEL',
  'PORTICO_CLOCK_ORIGIN_MS',
  'PORTICO_CLOCK_SCALE',
  'PORTICO_DATA_DIR',
  'PORTICO_HEALTH_PORT',
  'PORTICO_CODEC_KEYS',
  'PORTICO_CODEC_KEYS_FILE',
  'PORTICO_UI_URL',
] as const;

/** Which settings each part reads; the others may be absent from its environment, or wrong. */
export const PART_SETTINGS = {
  orders: [
    ...COMMON,
    'PORTICO_ID_KEY',
    'PORTICO_MAX_NUMBERS',
    'PORTICO_WORKFLOW_BUNDLE',
    'PORTICO_STICKY_TIMEOUT_MS',
    'PORTICO_SWEEP_MINUTES',
  ],
  carrier: [...COMMON, 'PORTICO_GATEWAYS', 'PORTICO_PROVIDER_NAME'],
  provisioning: [
    ...COMMON,
    'PORTICO_PROVIDER_NAME',
    'PORTICO_PLATFORM_URL',
    'PORTICO_PLATFORM_TOKEN',
    'PORTICO_ACCOUNTS_URL',
    'PORTICO_ACCOUNTS_TOKEN',
  ],
  notifications: [...COMMON, 'PORTICO_TICKETS_URL', 'PORTICO_TICKETS_TOKEN', 'PORTICO_WEBHOOK_PRIVATE_HOSTS'],
  api: [
    ...COMMON,
    'PORTICO_ID_KEY',
    'PORTICO_MAX_NUMBERS',
    'PORTICO_MAX_OPEN_ORDERS',
    'PORTICO_DOCUMENT_REVIEW',
    'PORTICO_GATEWAYS',
    'PORTICO_API_HOST',
    'PORTICO_API_PORT',
    'PORTICO_API_KEYS',
    'PORTICO_WEBHOOK_PRIVATE_HOSTS',
    'PORTICO_RATE_REQUESTS',
    'PORTICO_RATE_ACCOUNT',
    'PORTICO_RATE_EXPENSIVE',
    'PORTICO_RATE_WEBHOOKS',
    'PORTICO_MAX_CONNECTIONS',
    'PORTICO_OVERLOAD_DELAY_MS',
    'PORTICO_CODEC_PATH',
    'PORTICO_UI_ORIGIN',
  ],
  cli: [
    ...COMMON,
    'PORTICO_ID_KEY',
    'PORTICO_MAX_NUMBERS',
    'PORTICO_MAX_OPEN_ORDERS',
    'PORTICO_DOCUMENT_REVIEW',
    'PORTICO_GATEWAYS',
    'PORTICO_WEBHOOK_PRIVATE_HOSTS',
    'PORTICO_OPERATOR',
    'PORTICO_SIMULATOR_URL',
    'PORTICO_SIMULATOR_TOKEN',
  ],
} as const satisfies Readonly<Record<Part, readonly SettingName[]>>;

/** `PORTICO_API_HOST` as code names it: `apiHost`. */
export type FieldName<Name extends string> = Name extends `PORTICO_${infer Rest}` ? Camel<Rest> : never;

type Camel<Text extends string> = Text extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<Camel<Tail>>}`
  : Lowercase<Text>;

/** The settings of one part, parsed. */
export type Settings<P extends Part> = {
  readonly [Name in (typeof PART_SETTINGS)[P][number] as FieldName<Name>]: z.output<(typeof SETTINGS)[Name]>;
};

/** The field that holds a setting: `apiHost` for `PORTICO_API_HOST`. */
export const fieldName = (name: SettingName): string =>
  name
    .slice('PORTICO_'.length)
    .toLowerCase()
    .replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** One setting as a docs page shows it. */
export interface SettingDescription {
  readonly name: SettingName;
  /** One sentence. */
  readonly description: string;
  readonly required: boolean;
  /** As JSON; absent where there is none. */
  readonly default?: string | undefined;
  readonly parts: readonly Part[];
}

/** Every setting described, in order. */
export function describeSettings(): SettingDescription[] {
  return (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const schema: z.ZodType = SETTINGS[name];
    const absent = schema.safeParse(undefined);
    return {
      name,
      description: schema.description ?? '',
      required: !absent.success,
      ...(absent.success && absent.data !== undefined ? { default: JSON.stringify(absent.data) } : {}),
      parts: (Object.keys(PART_SETTINGS) as Part[]).filter((part) => (PART_SETTINGS[part] as readonly SettingName[]).includes(name)),
    };
  });
}
