import { authentic, eachOf, equal, headersOf, isRefused, refuse, type Verifier } from './verifier';

const HEADER = 'authorization';
const BASIC = /^basic +([A-Za-z0-9+/]+={0,2})$/i;
const CHALLENGE = 'Basic realm="webhooks", charset="UTF-8"';

export interface BasicOptions {
  /** Several while one rotates. */
  readonly credentials: readonly { readonly user: string; readonly password: string }[];
}

/**
 * HTTP Basic (RFC 7617): whoever knows the password. Nothing is signed and there is no timestamp, so that it is only as
 * good as the TLS around it, and what is sent again is recognised by the event's id alone, which stands in the body. Throws without credentials.
 */
export function basicVerifier({ credentials }: BasicOptions): Verifier {
  const known = eachOf(credentials, 'credential', ({ user, password }) => `${user}:${password}`);
  return (webhook) => {
    const headers = headersOf(webhook, [HEADER], { challenge: CHALLENGE });
    if (isRefused(headers)) return headers;
    const encoded = BASIC.exec(headers[0] ?? '')?.[1];
    if (encoded === undefined) return refuse(401, 'signature_missing', `${HEADER} must be Basic and base64`, CHALLENGE);
    const given = Buffer.from(encoded, 'base64');
    const fits = known.map((one) => equal(one, given));
    return fits.includes(true) ? authentic(webhook) : refuse(401, 'signature_mismatch', 'user and password are not known', CHALLENGE);
  };
}
