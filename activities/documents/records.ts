import type { Answered } from '../../domain/answered';
import type { Recorded } from '../../domain/fact';
import type { OrderFact } from '../../domain/order/state';
import type { OrderView } from '../../domain/order/view';
import type { ErasedOrder } from '../../domain/erasure';
import type { DocumentStore } from './store';

/** What is kept of an order after Temporal has forgotten it. */
export interface OrderRecord {
  readonly view: OrderView;
  readonly timeline: readonly Recorded<OrderFact>[];
  /** Tells the same order again from another under the same key. */
  readonly contentHash: string;
  /** Commands that were answered, with their answers; absent in older records. */
  readonly answered?: readonly Answered<unknown>[] | undefined;
}

/** What the document store has of an order that is over. */
export type StoredOrder = OrderRecord | ErasedOrder;

/** The final record of an order, or what is left of it after its personal data was erased. */
export async function readStoredOrder(documents: DocumentStore, orderId: string): Promise<StoredOrder | undefined> {
  // The archive is ours: what is in it was written by `closeOrder` or `eraseOrder`.
  return (await documents.getRecord(orderRecordName(orderId))) as StoredOrder | undefined;
}

/** The name of an order's final record in the document store. */
export const orderRecordName = (orderId: string): string => `orders/${orderId}`;

/** The name of what an operator entered for a request, by the id of the entry. */
export const carrierAnswerRecordName = (entryId: string): string => `carrier-answers/${entryId}`;

/** The name of an LOA's signature record. */
export const signatureRecordName = (loaId: string): string => `signatures/${loaId}`;

/** Where the signature records of all letters stand. */
export const SIGNATURES = 'signatures';

/** Where the documents that an order has stand, one record each, also those that it no longer counts. */
export const heldBy = (orderId: string): string => `held/${orderId}`;

/** Where the orders that have a document stand: the same invoice may serve several. */
export const holdersOf = (sha256: string): string => `holders/${sha256}`;

/** Notes that an order has a document, so that it can be erased with the order. Noting it again changes nothing. */
export async function hold(documents: DocumentStore, orderId: string, sha256: string): Promise<void> {
  await documents.putRecord(`${holdersOf(sha256)}/${orderId}`, {});
  await documents.putRecord(`${heldBy(orderId)}/${sha256}`, {});
}

/** Gives up an order's hold on a document, and removes the document once nobody has it any more. */
export async function letGo(documents: DocumentStore, orderId: string, sha256: string): Promise<void> {
  await documents.removeRecord(`${holdersOf(sha256)}/${orderId}`);
  if ((await documents.listRecords(holdersOf(sha256))).length === 0) await documents.remove(sha256);
  // Last: until then another try finds it.
  await documents.removeRecord(`${heldBy(orderId)}/${sha256}`);
}
