import { z } from 'zod';
import type { SimulatorOptions } from './app';

const Secret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, 'must be whsec_ and base64')
  .refine((text) => Buffer.from(text.slice('whsec_'.length), 'base64').length >= 24, 'must hold at least 24 bytes');

const Environment = z
  .object({
    SIMULATOR_HOST: z.string().min(1).default('127.0.0.1'),
    SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
    SIMULATOR_TOKEN: z.string().min(1),
    SIMULATOR_LEDGER: z.string().min(1).optional(),
    SIMULATOR_STATE: z.string().min(1).optional(),
    SIMULATOR_CLOCK_ORIGIN_MS: z.coerce.number().int().min(0).optional(),
    SIMULATOR_CLOCK_SCALE: z.coerce.number().positive().default(1),
    SIMULATOR_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    SIMULATOR_WEBHOOK_SECRET: Secret,
    SIMULATOR_ECHOES_REFERENCE: z.enum(['true', 'false']).optional(),
    SIMULATOR_FOC_DAYS: z.coerce.number().int().min(0).max(250).optional(),
  })
  .refine((env) => env.SIMULATOR_CLOCK_SCALE === 1 || env.SIMULATOR_CLOCK_ORIGIN_MS !== undefined, {
    path: ['SIMULATOR_CLOCK_ORIGIN_MS'],
    message: 'is needed when SIMULATOR_CLOCK_SCALE is not 1',
  });

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly options: SimulatorOptions;
}

/** Reads the environment; throws with every problem by name, never a value. An empty setting counts as absent. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([name, value]) => name.startsWith('SIMULATOR_') && value !== ''));
  const reading = Environment.safeParse(given);
  if (!reading.success) {
    throw new Error(reading.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  }
  const env = reading.data;
  return {
    host: env.SIMULATOR_HOST,
    port: env.SIMULATOR_PORT,
    options: {
      token: env.SIMULATOR_TOKEN,
      webhookSecret: env.SIMULATOR_WEBHOOK_SECRET,
      webhookUrl: env.SIMULATOR_WEBHOOK_URL,
      echoesReference: env.SIMULATOR_ECHOES_REFERENCE !== 'false',
      clock: { originMs: env.SIMULATOR_CLOCK_ORIGIN_MS ?? 0, scale: env.SIMULATOR_CLOCK_SCALE },
      ledgerFile: env.SIMULATOR_LEDGER,
      stateFile: env.SIMULATOR_STATE,
      focDays: env.SIMULATOR_FOC_DAYS,
    },
  };
}
