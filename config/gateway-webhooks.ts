/** How a gateway's webhooks are proved: one scheme each, with its keys. */
import { z } from 'zod';
import { ed25519Key, printable, secretText, webhookSecret } from './secrets';
import { url } from './url';

const several = <S extends z.ZodType>(one: S, what: string) =>
  z.array(one).min(1, `needs at least one ${what}`).max(5, 'are too many: old ones go');

const headerName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be the name of a header in small letters');

const standard = z.strictObject({ scheme: z.literal('standard'), secrets: several(webhookSecret, 'secret') });
const ed25519 = z.strictObject({
  scheme: z.literal('ed25519'),
  publicKeys: several(ed25519Key, 'key'),
  signatureHeader: headerName.default('telnyx-signature-ed25519'),
  timestampHeader: headerName.default('telnyx-timestamp'),
});
const urlHmac = z.strictObject({ scheme: z.literal('urlHmac'), authTokens: several(secretText(32), 'token'), publicUrl: url });
const basic = z.strictObject({
  scheme: z.literal('basic'),
  credentials: several(
    z.strictObject({ user: printable.refine((user) => !user.includes(':'), 'must not hold a colon'), password: secretText(16) }),
    'user with a password',
  ),
});

/** The setting `webhooks` of a gateway. */
export const gatewayWebhooks = z.discriminatedUnion('scheme', [standard, ed25519, urlHmac, basic], {
  error: 'must have the scheme standard, ed25519, urlHmac or basic',
});

export type GatewayWebhooks = z.output<typeof gatewayWebhooks>;

/** Every key in it, and where it stands below `webhooks`; those of Standard Webhooks without their prefix. */
export function keysIn(webhooks: GatewayWebhooks): { readonly where: string; readonly secret: string }[] {
  switch (webhooks.scheme) {
    case 'standard':
      return webhooks.secrets.map((secret, index) => ({ where: `secrets[${index}]`, secret: secret.slice('whsec_'.length) }));
    case 'ed25519':
      return webhooks.publicKeys.map((secret, index) => ({ where: `publicKeys[${index}]`, secret }));
    case 'urlHmac':
      return webhooks.authTokens.map((secret, index) => ({ where: `authTokens[${index}]`, secret }));
    case 'basic':
      return webhooks.credentials.map(({ password }, index) => ({ where: `credentials[${index}].password`, secret: password }));
    default:
      return webhooks satisfies never;
  }
}
