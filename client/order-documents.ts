/** The files of an order, for who may see them. */
import { isSha256 } from '../domain/message-shape';
import { SIGNED_LOA } from '../domain/order/documents';
import type { OrderView } from '../domain/order/view';
import type { DeskView } from '../domain/manual/view';
import { deskOf, requestOf } from './carrier-tasks';
import type { ClientContext } from './context';
import { refusal } from './errors';
import { scanOf } from './loa';
import { getOrder, getTimeline } from './read-orders';

/** A stored file. */
export interface FetchedDocument {
  readonly content: Uint8Array;
  readonly contentType: string;
}

/**
 * A document, letter, form or evidence of this order, by its hash. Throws `document_not_found`, in the same words for one
 * that exists and is another order's.
 */
export async function orderDocument(context: ClientContext, orderId: string, sha256: string): Promise<FetchedDocument> {
  const order = await getOrder(context, orderId);
  const stored = (await belongs(context, order, sha256)) ? await context.options.documents.get(sha256) : undefined;
  if (!stored)
    throw refusal('document_not_found', 'The order has no such document: its view, and the task of a request, list their hashes.');
  return stored;
}

/**
 * What a person looks at before their word on it: the order's document of this kind, or (`signedLoa`) the scan of a letter,
 * of the latest one that has a scan without `revision`. Throws `document_not_found`.
 */
export async function documentToReview(
  context: ClientContext,
  orderId: string,
  kind: string,
  revision?: number,
): Promise<FetchedDocument & { readonly sha256: string }> {
  const { documents, loas } = await getOrder(context, orderId);
  const letter = loas.findLast((loa) => (revision === undefined ? loa.scanned !== undefined : loa.revision === revision));
  const scan = kind === SIGNED_LOA && letter ? await scanOf(context, letter.loaId) : undefined;
  const sha256 = scan ?? documents.find((document) => document.kind === kind)?.sha256;
  const stored = sha256 === undefined ? undefined : await context.options.documents.get(sha256);
  if (sha256 === undefined || !stored)
    throw refusal('document_not_found', `The order has no document of the kind ${kind}: "portico status" names what it has.`);
  return { ...stored, sha256 };
}

async function belongs(context: ClientContext, order: OrderView, sha256: string): Promise<boolean> {
  if (!isSha256(sha256)) return false;
  if ([...order.documents, ...order.loas].some((one) => one.sha256 === sha256)) return true;
  const scans = await Promise.all(order.loas.map(({ loaId }) => scanOf(context, loaId)));
  if (scans.includes(sha256)) return true;
  const facts = await getTimeline(context, order.orderId);
  if (facts.some((fact) => fact.kind === 'request' && fact.fact.kind === 'enteredByHand' && fact.fact.evidence === sha256)) return true;
  for (const { n, reference } of order.requests) {
    const desk = reference === undefined ? undefined : await deskAt(context, order.orderId, n);
    if (desk?.form === sha256) return true;
    if (desk?.log.some((fact) => fact.kind === 'entered' && fact.entry.entered.evidence === sha256)) return true;
  }
  return false;
}

async function deskAt(context: ClientContext, orderId: string, n: number): Promise<DeskView | undefined> {
  try {
    return await deskOf(context, await requestOf(context, orderId, n));
  } catch {
    // Whatever keeps it from answering: the hash is then not known to be this order's.
    return undefined;
  }
}
