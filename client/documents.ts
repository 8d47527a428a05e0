import type { Actor } from '../domain/fact';
import type { CommandAnswer } from '../domain/order/commands';
import { packOf, type CountryPack } from '../config/countries';
import { provideDocumentUpdate } from '../workflows/contract';
import { commandOf, send } from './commands';
import type { ClientContext } from './context';
import { PorticoError, refusal } from './errors';
import { documentType } from './file-kind';
import { outlineAnywhere } from './read-orders';

/** The largest document, bytes. */
export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024;

/** One document for an order. */
export interface ProvideDocument {
  readonly orderId: string;
  /** As the country names it: `invoice`. */
  readonly kind: string;
  readonly content: Uint8Array;
  /** What the sender says it is; must then be what it is. */
  readonly contentType?: string | undefined;
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
 * `order_not_found`.
 */
export async function provideDocument(
  context: ClientContext,
  { orderId, kind, content, contentType, by }: ProvideDocument,
): Promise<DocumentAnswer> {
  const outline = await outlineAnywhere(context, orderId);
  demandKnown(packOf(context.options.packs, outline.country), kind);
  const type = typeOf(content, contentType);
  const { sha256, bytes } = await context.options.documents.put(content, type);
  const message = commandOf(context, 'document', { orderId, by, idempotencyKey: `${kind}\0${sha256}` });
  const answer = await send(context, orderId, provideDocumentUpdate, { ...message, document: kind, sha256 });
  return { ...answer, kind, sha256, bytes };
}

function demandKnown(pack: CountryPack | undefined, kind: string): void {
  const types = Object.values(pack?.numberTypes ?? {});
  const kinds = [
    ...new Set(types.flatMap(({ documents, optionalDocuments }) => [...documents.value, ...optionalDocuments].map((one) => one.kind))),
  ];
  if (!kinds.some((known) => known === kind))
    throw refusal('unknown_document', `This order takes documents of these kinds: ${kinds.join(', ')}.`);
}

function typeOf(content: Uint8Array, stated: string | undefined): string {
  if (content.length > MAX_DOCUMENT_BYTES)
    throw refusal('document_too_large', `A document may have at most ${MAX_DOCUMENT_BYTES} bytes: scan it in fewer dots.`);
  const type = documentType(content);
  if (!type) throw refusal('document_type_unknown', 'The document is none of PDF, PNG, JPEG and TIFF, by its first bytes.');
  if (stated !== undefined && stated !== 'application/octet-stream' && stated !== type) {
    throw new PorticoError('document_type_unknown', `The document is ${type}, by its first bytes, and was sent as something else.`);
  }
  return type;
}
