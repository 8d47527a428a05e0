import ipaddr from 'ipaddr.js';
import { ok, refused, type Result } from '../domain/result';
import { isPublicAddress } from './public-address';

/** The longest address of an endpoint. */
export const LONGEST_URL = 1_000;

/** An address that events may be sent to. `isPrivate`: a host of the development's own, over http and wherever it is. */
export interface WebhookUrl {
  readonly url: URL;
  readonly isPrivate: boolean;
}

/** Names that never leave the machine. */
const LOCAL = /(^|\.)localhost\.?$/;

/**
 * Reads an endpoint's address, as far as its form tells: https, no user, port 443 or above 1024, and no address or name that is not public.
 * `privateHosts` (`host:port`, or `host:*`) are let through over http too. What a name leads to is judged when something is sent.
 */
export function readWebhookUrl(text: string, privateHosts: readonly string[] = []): Result<WebhookUrl> {
  const no = (message: string) => refused({ path: 'url', code: 'invalid_webhook_url', message });
  if (text.length > LONGEST_URL) return no(`The address must have at most ${LONGEST_URL} characters.`);
  // The parser drops some of these in silence, and another address would be left.
  if (/[\s\p{Cc}\\]/u.test(text) || !URL.canParse(text)) return no('Give a whole address, like https://example.com/hooks/porting.');
  const url = new URL(text);
  const { protocol, hostname, username, password, hash } = url;
  if (protocol !== 'https:' && protocol !== 'http:') return no('The address must begin with https://.');
  if (username !== '' || password !== '') return no('The address must not hold a user or a password: events are signed instead.');
  if (hash !== '') return no('The address must not have a fragment (#): it is never sent.');
  if (isListed(url, privateHosts)) return ok({ url, isPrivate: true });
  if (protocol !== 'https:') return no('The address must begin with https://: events hold what customers entrusted to us.');
  const port = portOf(url);
  if (port !== 443 && port <= 1024) return no('The port must be 443, or above 1024.');
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (LOCAL.test(hostname) || (ipaddr.isValid(literal) && !isPublicAddress(literal)))
    return no('The address must be one of the public internet: no local, private or reserved one.');
  return ok({ url, isPrivate: false });
}

const portOf = ({ protocol, port }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

const isListed = (url: URL, privateHosts: readonly string[]): boolean =>
  privateHosts.includes(`${url.hostname}:${portOf(url)}`) || privateHosts.includes(`${url.hostname}:*`);
