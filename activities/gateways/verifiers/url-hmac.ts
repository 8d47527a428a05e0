import { createHash, createHmac } from 'node:crypto';
import type { RawWebhook } from '../gateway';
import { authentic, eachOf, equal, headersOf, isRefused, NO_UTF8, refuse, textOf, type Authentic, type Verifier } from './verifier';

const HEADER = 'x-twilio-signature';
/** 20 bytes in base64. */
const SIGNATURE = /^[A-Za-z0-9+/]{27}=$/;
const BODY_HASH = 'bodySHA256';
const FORM = 'application/x-www-form-urlencoded';
/** More than any form has. */
const MOST_FIELDS = 1_000;

export interface UrlHmacOptions {
  /** Several while one rotates. */
  readonly authTokens: readonly string[];
  /** The URL that the gateway was given, to the letter, without query. What a request says of its host is never believed. */
  readonly publicUrl: string;
}

/**
 * HMAC-SHA1 over the public URL with its query, as Twilio signs. A body that is no form is covered by its SHA-256 in the
 * query, `bodySHA256`; a form by its fields, sorted, name and value, one after the other. Those are joined without a
 * separator, so that letters may wander from a name to its value under one signature: one more reason that an event is JSON.
 *
 * There is no timestamp: what is sent again is recognised by the event's id alone, which stands in the body. Throws without a token.
 */
export function urlHmacVerifier({ authTokens, publicUrl }: UrlHmacOptions): Verifier {
  const tokens = eachOf(authTokens, 'auth token', (token) => token);
  return (webhook) => {
    const headers = headersOf(webhook, [HEADER]);
    if (isRefused(headers)) return headers;
    const [signature = ''] = headers;
    if (!SIGNATURE.test(signature)) return refuse(400, 'bad_header', `${HEADER} must be 20 bytes in base64`);
    const fields = fieldsOf(webhook);
    if (typeof fields !== 'string') return fields;
    const signed = publicUrl + (webhook.query ? `?${webhook.query}` : '') + fields;
    const fits = tokens.map((token) => equal(createHmac('sha1', token).update(signed).digest('base64'), signature));
    return fits.includes(true) ? authentic(webhook) : refuse(401, 'signature_mismatch', 'no signature fits');
  };
}

/** What the signature covers of the body besides the URL: nothing where the URL holds its hash. */
function fieldsOf(webhook: RawWebhook): string | Authentic {
  const hashes = new URLSearchParams(webhook.query).getAll(BODY_HASH);
  if (hashes.length > 1) return refuse(400, 'bad_header', `${BODY_HASH} must stand once in the query`);
  const [hash] = hashes;
  if (hash !== undefined) {
    const fits = equal(createHash('sha256').update(webhook.body).digest('hex'), hash.toLowerCase());
    return fits ? '' : refuse(401, 'signature_mismatch', `${BODY_HASH} is not the hash of the body`);
  }
  const types = headersOf(webhook, ['content-type']);
  if (isRefused(types) || types[0]?.split(';', 1)[0]?.trim().toLowerCase() !== FORM)
    return refuse(401, 'signature_missing', `a body that is no form needs ${BODY_HASH} in the query`);
  const text = textOf(webhook);
  return text === undefined ? NO_UTF8 : sortedFields(text);
}

/** Sorted by name; of a name that stands several times each different value once, sorted. */
function sortedFields(text: string): string | Authentic {
  const form = new URLSearchParams(text);
  if ([...form].length > MOST_FIELDS) return refuse(400, 'bad_header', `a form may have at most ${MOST_FIELDS} fields`);
  const names = [...new Set(form.keys())].toSorted();
  return names.flatMap((name) => [...new Set(form.getAll(name))].toSorted().map((value) => name + value)).join('');
}
