/** The setting that names the gateways. */
import { z } from 'zod';
import { DIALECT_NAMES } from '../domain/rejection/dialects';
import { gatewayWebhooks } from './gateway-webhooks';
import { secretText } from './secrets';
import { url } from './url';

const gatewayId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be 1 to 32 small letters, digits and dashes');

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
      .array(
        z.strictObject({
          id: gatewayId,
          baseUrl: url,
          token: secretText(16),
          webhooks: gatewayWebhooks,
          echoesReference: z.boolean().optional(),
          dialect: z.enum(DIALECT_NAMES).optional(),
          losingCarriers: z.array(z.string().min(1)).optional(),
        }),
      )
      .min(1, 'needs at least one gateway'),
  )
  .superRefine((all, context) => {
    all.forEach(({ id }, index) => {
      if (all.slice(0, index).some((other) => other.id === id))
        context.addIssue({ code: 'custom', path: [index, 'id'], message: 'two gateways have the same id' });
    });
  });
