/** Which addresses of the internet a customer's webhook may go to. */
import ipaddr from 'ipaddr.js';

/** Public by its number, and yet the metadata service of a cloud (Azure's). */
const METADATA: ReadonlySet<string> = new Set(['168.63.129.16']);

/** What is handed out to networks of the internet; all other IPv6 is special in one way or another. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether this is the address of a machine on the public internet: no loopback, no private or shared network, no link-local or metadata
 * address, no multicast, nothing reserved, and no IPv6 form that stands for an IPv4 address (mapped, NAT64, 6to4, Teredo), behind which any of
 * these could hide. A text that is no address is not.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text) || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv6 ? address.match(GLOBAL_UNICAST) : !METADATA.has(address.toString());
}
