import { heldBy, hold, letGo, orderRecordName, readStoredOrder, SIGNATURES, type OrderRecord } from '../activities/documents/records';
import { packOf } from '../config/countries';
import { keptUntil, withoutPersonalData, type ErasedOrder, type Tombstone } from '../domain/erasure';
import { isOrderId } from '../domain/ids';
import { isOrderOver } from '../domain/order/view';
import type { SignatureRecord } from './loa';
import type { ClientContext } from './context';
import { orderNotFound, refusal } from './errors';
import { zoneOfOrder } from './order-input';
import { deleteRun, workflowsOf, type OrderWorkflow } from './order-workflows';
import { getOrder } from './read-orders';

/** An operator erases the personal data of an order that is over. */
export interface EraseOrder {
  readonly orderId: string;
  /** Kept: no names and no numbers in it. */
  readonly reason: string;
  /** Who does it; kept. */
  readonly by: string;
}

/** What is left, and how much went. */
export interface OrderErased {
  readonly orderId: string;
  /** Of the first time, when it was erased before. */
  readonly erased: Tombstone;
  /** Documents and letters that were let go; one that another order has too is not removed. */
  readonly documents: number;
  /** Runs of workflows that were deleted. */
  readonly workflows: number;
}

/**
 * Erases what is personal about an order that is over: documents, letters and signatures, the details and facts in its
 * final record, and everything that Temporal keeps about it. A tombstone stays (who, when, why), what happened when, and
 * masked numbers. Done again, it finishes what an earlier try has left.
 *
 * Throws `order_not_over` while anything about it still runs, `order_must_be_kept` with the instant until which a law
 * demands its letters, `order_not_found`, or trouble with Temporal.
 */
export async function eraseOrder(context: ClientContext, { orderId, reason, by }: EraseOrder): Promise<OrderErased> {
  if (!isOrderId(orderId)) throw orderNotFound();
  const { documents } = context.options;
  const stored = await readStoredOrder(documents, orderId);
  if (!stored) throw await notOver(context, orderId);
  const workflows = await workflowsOf(context, orderId);
  demandNothingRuns(workflows);
  const erased = 'erased' in stored ? stored.erased : await bury(context, stored, { atMs: context.nowMs(), by, reason });
  const held = await documents.listRecords(heldBy(orderId));
  for (const sha256 of held) await letGo(documents, orderId, sha256);
  for (const name of await signaturesOf(context, orderId)) await documents.removeRecord(name);
  for (const run of workflows) await deleteRun(context, run);
  return { orderId, erased, documents: held.length, workflows: workflows.length };
}

/** Without a final record the order is under way, or was ended by hand before it could write one; or it never was. */
async function notOver(context: ClientContext, orderId: string): Promise<Error> {
  const { status } = await getOrder(context, orderId);
  const bring = isOrderOver(status)
    ? 'its final record is not written yet: try again in a moment'
    : `it is ${status}: wait for its end, or cancel it`;
  return refusal('order_not_over', `Only an order that is over can be erased; ${bring}.`);
}

function demandNothingRuns(workflows: readonly OrderWorkflow[]): void {
  const open = workflows.filter(({ running }) => running).map(({ workflowId }) => workflowId);
  if (open.length === 0) return;
  throw refusal(
    'order_not_over',
    `Only an order that is over can be erased, and this still runs: ${open.join(', ')}. Bring it to its end first.`,
  );
}

/** Replaces the final record by what may stay. From then on the order is erased, and the rest follows. */
async function bury(context: ClientContext, record: OrderRecord, erased: Tombstone): Promise<Tombstone> {
  const { documents, packs } = context.options;
  const { view, timeline, contentHash } = record;
  const { orderId, details } = view;
  if (!isOrderOver(view.status)) throw await notOver(context, orderId);
  const keepLoaDays = packOf(packs, details.country)?.keepLoaDays?.value;
  const kept = keptUntil(timeline, { keepLoaDays, zone: zoneOfOrder(context, details) });
  if (kept && kept.atMs > context.nowMs())
    throw refusal('order_must_be_kept', `The letters of this order have to be kept until ${kept.inWords}. Erase it after that.`);
  // What earlier versions did not note down: afterwards nobody could say any more what was the order's.
  for (const sha256 of await hashesIn(context, record)) await hold(documents, orderId, sha256);
  const left: ErasedOrder = { erased, contentHash, ...withoutPersonalData(view, timeline) };
  await documents.putRecord(orderRecordName(orderId), left);
  return erased;
}

async function hashesIn(context: ClientContext, { view: { orderId, documents, loas } }: OrderRecord): Promise<string[]> {
  const names = await signaturesOf(context, orderId);
  const signatures = (await Promise.all(names.map((name) => context.options.documents.getRecord(name)))) as SignatureRecord[];
  const all = [...documents.map(({ sha256 }) => sha256), ...loas.map(({ sha256 }) => sha256)];
  return [...all, ...signatures.flatMap(({ sha256, scan }) => [sha256, scan])].filter((sha256) => sha256 !== undefined);
}

/** The names of the records of all signatures of an order's letters. */
async function signaturesOf({ options: { documents } }: ClientContext, orderId: string): Promise<string[]> {
  const all = await documents.listRecords(SIGNATURES);
  return all.filter((name) => name.startsWith(`${orderId}-`)).map((name) => `${SIGNATURES}/${name}`);
}
