/** The setting that names the gateways. */
import { z } from 'zod';
import { DIALECT_NAMES } from '../domain/rejection/dialects';
import { secretText, webhookSecret } from './secrets';
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
          webhookSecrets: z.array(webhookSecret).min(1, 'needs at least one secret'),
          dialect: z.enum(DIALECT_NAMES).optional(),
          losingCarriers: z.array(z.string().min(1)).optional(),
          // Temporal hands out no more activities of its queue in a second.
          perSecond: z.number().min(0.1).max(10_000).optional(),
        }),
      )
      .min(1, 'needs at least one gateway'),
  )
  .superRefine((all, context) => {
    all.forEach(({ id, webhookSecrets }, index) => {
      const others = all.slice(0, index);
      if (others.some((other) => other.id === id))
        context.addIssue({ code: 'custom', path: [index, 'id'], message: 'two gateways have the same id' });
      if (others.some((other) => other.webhookSecrets.some((secret) => webhookSecrets.includes(secret)))) {
        context.addIssue({
          code: 'custom',
          path: [index, 'webhookSecrets'],
          message: 'another gateway has the same secret: each needs its own',
        });
      }
    });
  });
