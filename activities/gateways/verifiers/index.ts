import type { GatewayWebhooks } from '../../../config/gateway-webhooks';
import { basicVerifier } from './basic';
import { ed25519Verifier } from './ed25519';
import { standardVerifier } from './standard';
import { urlHmacVerifier } from './url-hmac';
import type { Verifier } from './verifier';

export type { Verifier } from './verifier';

/** The verifier of the one scheme that is set for a gateway. Throws, by place and without showing it, for a key that is none. */
export function createVerifier(webhooks: GatewayWebhooks): Verifier {
  switch (webhooks.scheme) {
    case 'standard':
      return standardVerifier(webhooks);
    case 'ed25519':
      return ed25519Verifier(webhooks);
    case 'urlHmac':
      return urlHmacVerifier(webhooks);
    case 'basic':
      return basicVerifier(webhooks);
    default:
      return webhooks satisfies never;
  }
}
