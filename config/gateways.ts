/** The setting that names the gateways. */
import { z } from 'zod';
import { DIALECT_NAMES } from '../domain/rejection/dialects';
import { gatewayWebhooks, keysIn } from './gateway-webhooks';
import { secretText } from './secrets';
import { url } from './url';

const gatewayId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be 1 to 32 small letters, digits and dashes');

/** What every gateway has, whichever kind it is of. */
const common = {
  id: gatewayId,
  dialect: z.enum(DIALECT_NAMES).optional(),
  losingCarriers: z.array(z.string().min(1)).optional(),
  // Temporal hands out no more activities of its queue in a second.
  perSecond: z.number().min(0.1).max(10_000).optional(),
};

/** Called over HTTP by the gateway contract. */
const httpGateway = z.strictObject({
  ...common,
  kind: z.literal('http'),
  baseUrl: url,
  token: secretText(16),
  webhooks: gatewayWebhooks,
  echoesReference: z.boolean().optional(),
});

/** Carriers without an API: our own people send the request and enter the answers. Nothing is called, so there are no secrets. */
const manualGateway = z.strictObject({ ...common, kind: z.literal('manual') });

/** One that does not say what kind it is of is called over HTTP. */
const withKind = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('kind' in value) ? { ...value, kind: 'http' } : value;

/** A gateway as the setting names it. */
export type GatewaySetting = z.output<typeof httpGateway> | z.output<typeof manualGateway>;

/** Every key by which a gateway's webhooks are known, and where it stands in its setting; one by hand has none. */
export const webhookKeysOf = (gateway: GatewaySetting): { readonly where: string; readonly secret: string }[] =>
  gateway.kind === 'http' ? keysIn(gateway.webhooks).map(({ where, secret }) => ({ where: `webhooks.${where}`, secret })) : [];

/** A JSON array: who they are, how they are called, and how their webhooks are known. */
export const gateways = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      // The parser's own message would quote the text, which holds secrets.
      context.addIssue({ code: 'custom', message: 'must be a JSON array' });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(z.preprocess(withKind, z.discriminatedUnion('kind', [httpGateway, manualGateway], { error: 'must be http or manual' })))
      .min(1, 'needs at least one gateway'),
  )
  .superRefine((all, context) => {
    all.forEach(({ id }, index) => {
      if (all.slice(0, index).some((other) => other.id === id))
        context.addIssue({ code: 'custom', path: [index, 'id'], message: 'two gateways have the same id' });
    });
  });
