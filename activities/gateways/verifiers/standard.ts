import { Webhook } from 'standardwebhooks';
import { eachOf, equal, headersOf, isRefused, NO_UTF8, outsideWindow, refuse, textOf, type Verifier } from './verifier';

const SECRET_PREFIX = 'whsec_';
const MIN_SECRET_BYTES = 24;
const MAX_SIGNATURES = 10;
const ID = /^[A-Za-z0-9_.-]{1,128}$/;
/** One entry of the list: a version and its signature. Other versions than v1 may stand beside it. */
const SIGNATURE = /^v[0-9a-z]+,[A-Za-z0-9+/=_-]*$/;
const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/** Throws by place and never shows the secret. */
function signerOf(secret: string, name: string): Webhook {
  const encoded = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : '';
  const bytes = Buffer.from(encoded, 'base64');
  if (encoded === '' || bytes.toString('base64') !== encoded) throw new Error(`${name} is not ${SECRET_PREFIX} followed by base64`);
  if (bytes.length < MIN_SECRET_BYTES) throw new Error(`${name} has ${bytes.length} bytes; at least ${MIN_SECRET_BYTES} are needed`);
  return new Webhook(secret);
}

/**
 * Standard Webhooks 1.0, v1 only, with what the library leaves open closed: short secrets, loose timestamps, lossy
 * decoding, endless signature lists, repeated headers. The library still computes the signatures; comparing takes the same
 * time whichever fits. Several secrets are accepted while one rotates.
 *
 * Throws when a secret is no `whsec_` with at least 24 bytes, or there is none.
 */
export function standardVerifier({ secrets }: { readonly secrets: readonly string[] }): Verifier {
  const signers = eachOf(secrets, 'webhook secret', signerOf);
  return (webhook, nowMs) => {
    const headers = headersOf(webhook, HEADERS, { mostCharacters: 4_096 });
    if (isRefused(headers)) return headers;
    const [id = '', timestamp = '', signature = ''] = headers;
    const given = signature.split(' ');
    if (!ID.test(id)) return refuse(400, 'bad_header', 'webhook-id must be 1 to 128 letters, digits, _, . or -');
    if (given.length > MAX_SIGNATURES) return refuse(400, 'bad_header', `webhook-signature may hold at most ${MAX_SIGNATURES} signatures`);
    if (!given.every((entry) => SIGNATURE.test(entry)))
      return refuse(400, 'bad_header', 'webhook-signature must be a list such as v1,<base64>');
    const late = outsideWindow('webhook-timestamp', timestamp, nowMs);
    if (late) return late;
    // The library signs text, so the bytes are read first.
    const text = textOf(webhook);
    if (text === undefined) return NO_UTF8;
    const expected = signers.map((signer) => signer.sign(id, new Date(Number(timestamp) * 1_000), text));
    // No early way out: every signature is compared with every secret's.
    const fits = expected.flatMap((one) => given.map((entry) => equal(one, entry)));
    return fits.includes(true) ? { ok: true, id, text } : refuse(401, 'signature_mismatch', 'no signature fits');
  };
}
