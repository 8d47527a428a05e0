import type { PorticoClient } from '../../client';
import { badInput } from '../failure';

/** The one request that is meant: the one that was named, else the order's only one. */
export async function requestOfOrder(client: PorticoClient, orderId: string, named: readonly number[] | undefined): Promise<number> {
  if (named !== undefined && named.length > 1) throw badInput('Name one request at a time: each has an answer of its own.');
  const [n] = named ?? [];
  if (n !== undefined) return n;
  const { requests } = await client.getOrder(orderId);
  const open = requests.filter(({ status }) => status !== 'over');
  const [only] = requests.length === 1 ? requests : open;
  if (only && (requests.length === 1 || open.length === 1)) return only.n;
  if (requests.length === 0) throw badInput('The order has no request yet: nothing was sent to a losing carrier.');
  throw badInput(`The order has several requests: name one with --request (${requests.map((one) => one.n).join(', ')}).`);
}
