import type { Answered } from '../../domain/answered';
import type { Recorded } from '../../domain/fact';
import type { OrderFact } from '../../domain/order/state';
import type { OrderView } from '../../domain/order/view';

/** What is kept of an order after Temporal has forgotten it. */
export interface OrderRecord {
  readonly view: OrderView;
  readonly timeline: readonly Recorded<OrderFact>[];
  /** Tells the same order again from another under the same key. */
  readonly contentHash: string;
  /** Commands that were answered, with their answers; absent in older records. */
  readonly answered?: readonly Answered<unknown>[] | undefined;
}

/** The name of an order's final record in the document store. */
export const orderRecordName = (orderId: string): string => `orders/${orderId}`;

/** The name of what an operator entered for a request, by the id of the entry. */
export const carrierAnswerRecordName = (entryId: string): string => `carrier-answers/${entryId}`;

/** The name of an LOA's signature record. */
export const signatureRecordName = (loaId: string): string => `signatures/${loaId}`;
