import { hold } from '../activities/documents/records';
import { calendarDays, endOfDay } from '../domain/calendar/counted';
import { localDate } from '../domain/calendar/local-time';
import type { Actor } from '../domain/fact';
import type { CommandAnswer } from '../domain/order/judging';
import type { Review } from '../domain/order/events';
import type { Requirement } from '../domain/order/requirements';
import type { OrderView } from '../domain/order/view';
import type { IsoDate } from '../domain/order-details';
import { provideDocumentUpdate, reviewDocumentUpdate, type DocumentMessage } from '../workflows/contract';
import { commandOf, send, type OrderCommand } from './commands';
import type { ClientContext } from './context';
import { PorticoError, refusal, refusedFor } from './errors';
import { documentType, type DocumentType } from './file-kind';
import { zoneOfOrder } from './order-input';
import { getOrder } from './read-orders';

/** The largest document, bytes. */
export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024;

/** A file as it is handed in. */
export interface HandedIn {
  readonly content: Uint8Array;
  /** What the sender says it is; must then be what it is. */
  readonly contentType?: string | undefined;
}

/** One document for an order. */
export interface ProvideDocument extends HandedIn {
  readonly orderId: string;
  /** As the country names it: `invoice`. */
  readonly kind: string;
  /** The day that stands on it; needed where the country limits its age. */
  readonly issuedOn?: IsoDate | undefined;
  readonly by?: Actor | undefined;
}

/** The stored document, and what the order said to it. */
export interface DocumentAnswer extends CommandAnswer {
  readonly kind: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Stores a document by its hash and tells the order, which never sees its content. The same document again changes
 * nothing; another of the same kind replaces it. Throws `unknown_document`, `document_too_large`, `document_type_unknown`,
 * `missing_issue_date`, `document_too_old`, `order_not_found`.
 */
export async function provideDocument(
  context: ClientContext,
  { orderId, kind, issuedOn, by, ...file }: ProvideDocument,
): Promise<DocumentAnswer> {
  const view = await getOrder(context, orderId);
  const freshness = freshnessOf(context, view, { rule: knownRule(view, kind), issuedOn });
  const { sha256, bytes } = await storeFile(context, file);
  return { ...(await tellDocument(context, { orderId, by }, { document: kind, sha256, ...freshness })), kind, sha256, bytes };
}

/** Tells the order of a document that is stored already. */
export async function tellDocument(
  context: ClientContext,
  { orderId, by }: Pick<OrderCommand, 'orderId' | 'by'>,
  document: DocumentMessage,
): Promise<CommandAnswer> {
  // Before the order hears of it: a document that nobody knows of could not be erased.
  await hold(context.options.documents, orderId, document.sha256);
  const idempotencyKey = [document.document, document.sha256, document.issuedOn ?? ''].join('\0');
  return send(context, orderId, provideDocumentUpdate, commandOf(context, 'document', { orderId, by, idempotencyKey }, document));
}

/** Until when a document of this day may be sent. Throws `missing_issue_date`, `document_too_old`. */
export function freshnessOf(
  context: ClientContext,
  { details }: Pick<OrderView, 'details'>,
  { rule: { maxAgeDays }, issuedOn }: { readonly rule: Pick<Requirement, 'maxAgeDays'>; readonly issuedOn: IsoDate | undefined },
): Pick<DocumentMessage, 'issuedOn' | 'validUntil'> {
  const path = 'issuedOn';
  if (issuedOn === undefined) {
    if (maxAgeDays === undefined) return {};
    const message = `Losing providers of this country take this document up to ${maxAgeDays} days old: say the day that stands on it (issuedOn, --issued-on).`;
    throw refusedFor([{ path, code: 'missing_issue_date', message }]);
  }
  const zone = zoneOfOrder(context, details);
  if (issuedOn > localDate(context.nowMs(), zone))
    throw refusedFor([{ path, code: 'invalid_date', message: 'A document cannot be from a day that is still to come.' }]);
  if (maxAgeDays === undefined) return { issuedOn };
  const then = 'The document is too old to be sent, and a newer one is asked for.';
  const validUntil = endOfDay(calendarDays(issuedOn, maxAgeDays, zone), { what: 'documentExpires', then });
  if (validUntil.atMs > context.nowMs()) return { issuedOn, validUntil };
  const message = `This document is too old: losing providers of this country take it up to ${maxAgeDays} days after its day. Send a newer one.`;
  throw refusedFor([{ path, code: 'document_too_old', message }]);
}

function knownRule({ requirements }: OrderView, kind: string): Requirement {
  const documents = requirements.filter(({ type }) => type === 'document');
  const rule = documents.find(({ id }) => id === kind);
  if (rule) return rule;
  throw refusal('unknown_document', `This order takes documents of these kinds: ${documents.map(({ id }) => id).join(', ')}.`);
}

/** Stores a file that is one of the kinds we take. Throws `document_too_large`, `document_type_unknown`. */
export const storeFile = async (context: ClientContext, { content, contentType }: HandedIn): Promise<{ sha256: string; bytes: number }> =>
  context.options.documents.put(content, typeOf(content, contentType));

function typeOf(content: Uint8Array, stated: string | undefined): DocumentType {
  if (content.length > MAX_DOCUMENT_BYTES)
    throw refusal('document_too_large', `A document may have at most ${MAX_DOCUMENT_BYTES} bytes: scan it in fewer dots.`);
  const type = documentType(content);
  if (!type) throw refusal('document_type_unknown', 'The document is none of PDF, PNG, JPEG and TIFF, by its content.');
  if (stated !== undefined && stated !== 'application/octet-stream' && stated !== type) {
    throw new PorticoError('document_type_unknown', `The document is ${type}, by its content, and was sent as something else.`);
  }
  return type;
}

/** An operator's word on a document, or on the scan of a signed letter (`signedLoa` with its revision). */
export type ReviewDocument = Review & Pick<OrderCommand, 'orderId' | 'idempotencyKey'>;

/** Approves or refuses a document; the order keeps who did. `taken` unless there is nothing to look at. */
export const reviewDocument = (context: ClientContext, { orderId, idempotencyKey, ...review }: ReviewDocument): Promise<CommandAnswer> =>
  send(context, orderId, reviewDocumentUpdate, commandOf(context, 'review', { orderId, by: 'operator', idempotencyKey }, { review }));
