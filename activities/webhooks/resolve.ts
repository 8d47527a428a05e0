import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from '../../contracts/public-address';
import type { WebhookUrl } from '../../contracts/webhook-url';

/** An address of a host. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a name. */
export type Resolver = (hostname: string) => Promise<readonly Address[]>;

/** The machine's own way, hosts file included. */
export const systemResolver: Resolver = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** Why a name leads nowhere that we go. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused' as const;
  readonly code: 'ADDRESS_NOT_PUBLIC' | 'NAME_NOT_RESOLVED';

  constructor(code: AddressRefused['code']) {
    super(code);
    this.code = code;
  }
}

/**
 * Resolves the host once and judges every address: the connection goes to these and no others, so that a name that changes
 * its mind in between (DNS rebinding) changes nothing. One address that is not public spoils them all. Throws `AddressRefused`.
 */
export async function checkedAddresses({ url, isPrivate }: WebhookUrl, resolve: Resolver): Promise<readonly Address[]> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(hostname);
  const addresses = family > 0 ? [{ address: hostname, family }] : await resolved(hostname, resolve);
  if (addresses.length === 0) throw new AddressRefused('NAME_NOT_RESOLVED');
  if (!isPrivate && !addresses.every(({ address }) => isPublicAddress(address))) throw new AddressRefused('ADDRESS_NOT_PUBLIC');
  return addresses;
}

async function resolved(hostname: string, resolve: Resolver): Promise<readonly Address[]> {
  try {
    return await resolve(hostname);
  } catch {
    throw new AddressRefused('NAME_NOT_RESOLVED');
  }
}
