import { localTime } from '../domain/calendar/local-time';
import { detailsAgain, type AgainWish, type NoAgain } from '../domain/order-again';
import type { OrderedAgainView } from '../contracts/order-view';
import type { ClientContext } from './context';
import { createOrder, viewIfReady, type CreatedOrder } from './create-order';
import { refusal, type PorticoError } from './errors';
import { getOrder } from './read-orders';
import { NEW_LETTER, reuseDocuments } from './reuse-documents';

/** Orders again what an order that is over has not ported. The same account and key always mean the same new order. */
export interface OrderAgain extends AgainWish {
  /** The earlier order. */
  readonly from: string;
  readonly idempotencyKey: string;
}

/** The new order, what was taken over from the earlier one, and what has to be given anew. */
export interface OrderedAgain extends CreatedOrder, OrderedAgainView {}

/**
 * R22: a new order for the same account, with the details as last corrected and only the numbers that have not ported;
 * documents that are still there and fresh enough are handed in again by their hashes. Throws `order_not_over`,
 * `nothing_to_order`, `details_differ`, `unknown_request`, `order_not_found`, and whatever `createOrder` throws.
 */
export async function orderAgain(context: ClientContext, { from, idempotencyKey, ...wish }: OrderAgain): Promise<OrderedAgain> {
  const earlier = await getOrder(context, from);
  const details = detailsAgain(earlier, wish);
  if (!details.ok) throw refusalFor(details.problems[0]);
  const created = await createOrder(context, { accountId: earlier.accountId, idempotencyKey, details: details.value });
  const { reused, neededAnew } = await reuseDocuments(context, earlier, created.orderId);
  const view = reused.length === 0 ? created.view : await viewIfReady(context, created.orderId);
  return { ...created, view: view ?? created.view, from, reused, neededAnew: [...neededAnew, NEW_LETTER] };
}

function refusalFor(no: NoAgain | undefined): PorticoError {
  switch (no?.why) {
    case undefined:
    case 'nothingLeft':
      return refusal('nothing_to_order', 'Every number that is meant has ported: there is nothing to order again.');
    case 'notOver':
      return refusal(
        'order_not_over',
        `The order is not over (${no.status}): cancel it first, and order again once it has ended. To change details or date, correct or move it (R13, R23).`,
      );
    case 'watched':
      return refusal(
        'order_not_over',
        `The order is cancelled, and its numbers are held${until(no)}: they may port all the same (R24). Order again after that.`,
      );
    case 'unknownRequest':
      return refusal('unknown_request', 'The order has no such request: its view lists the numbers of its requests.');
    case 'detailsDiffer':
      return refusal(
        'details_differ',
        `Requests were corrected in different ways, and one order has one holder and one signer: order these separately, naming the requests: ${no.together.map((group) => group.join(', ')).join(' | ')}.`,
      );
    default:
      return no satisfies never;
  }
}

function until({ until: deadline }: Extract<NoAgain, { readonly why: 'watched' }>): string {
  if (!deadline) return '';
  const { date, time } = localTime(deadline.atMs, deadline.zone);
  return ` until ${date} ${time} (${deadline.zone})`;
}
