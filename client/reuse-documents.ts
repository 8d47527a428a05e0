import type { OrderedAgainView } from '../contracts/order-view';
import { localDate } from '../domain/calendar/local-time';
import type { ProvidedDocument } from '../domain/order/state';
import type { OrderView } from '../domain/order/view';
import { packOf, type CountryPack } from '../config/countries';
import type { DocumentMessage } from '../workflows/contract';
import type { ClientContext } from './context';
import { isUnanswered } from './create-order';
import { freshnessOf, tellDocument } from './documents';
import { PorticoError } from './errors';

type Reused = OrderedAgainView['reused'][number];
type NeededAnew = OrderedAgainView['neededAnew'][number];

/** R10: a signature is for one order's letter. */
export const NEW_LETTER: NeededAnew = {
  what: 'loa',
  code: 'new_letter',
  message: 'A letter of authorisation is written anew for this order: check it and sign it (R10).',
};

const WHY: Readonly<Record<Exclude<NeededAnew['code'], 'new_letter'>, string>> = {
  never_given: 'It was not given for the earlier order.',
  no_issue_date: 'The day that stands on it is not known: give it again, with its day.',
  too_old: 'The one of the earlier order is too old by now.',
  was_refused: 'The one of the earlier order was refused.',
  gone: 'The one of the earlier order is no longer kept.',
  not_handed_in: 'It could not be handed in yet: order again with the same key, and it is.',
};

type Why = keyof typeof WHY;

/**
 * R9, R22: hands the earlier order's documents in to the new one, by their hashes. One is taken over when it is still kept,
 * was not refused, and by the day that stands on it is fresh enough today; of those that the country requires, what cannot
 * be taken over is named.
 */
export async function reuseDocuments(
  context: ClientContext,
  earlier: OrderView,
  orderId: string,
): Promise<Pick<OrderedAgainView, 'reused' | 'neededAnew'>> {
  const reused: Reused[] = [];
  const neededAnew: NeededAnew[] = [];
  for (const { kind, maxAgeDays, required } of askedOf(context, earlier)) {
    const document = earlier.documents.find((one) => one.kind === kind);
    const message = await messageFor(context, earlier, { document, maxAgeDays });
    const code = typeof message === 'string' ? message : await handedIn(context, orderId, message);
    if (code === undefined && typeof message !== 'string') reused.push(reusedAs(message));
    else if (code !== undefined && required) neededAnew.push({ what: kind, code, message: WHY[code] });
  }
  return { reused, neededAnew };
}

/** What the country asks of such an order: what it requires, then what may come along. */
function askedOf({ options }: ClientContext, { details }: OrderView): (DocumentRule & { readonly required: boolean })[] {
  const type = packOf(options.packs, details.country)?.numberTypes[details.numberType];
  return [
    ...(type?.documents.value ?? []).map((rule) => ({ ...rule, required: true })),
    ...(type?.optionalDocuments ?? []).map((rule) => ({ ...rule, required: false })),
  ];
}

type DocumentRule = NonNullable<CountryPack['numberTypes']['geographic']>['documents']['value'][number];

interface Given {
  readonly document: ProvidedDocument | undefined;
  readonly maxAgeDays: number | undefined;
}

/** The document as it is handed in once more, or why it cannot be. */
async function messageFor(context: ClientContext, earlier: OrderView, { document, maxAgeDays }: Given): Promise<DocumentMessage | Why> {
  if (!document) return 'never_given';
  const { kind, sha256, issuedOn, review } = document;
  if (review?.is === 'refused') return 'was_refused';
  if (review?.is === 'expired') return 'too_old';
  if (issuedOn === undefined && maxAgeDays !== undefined) return 'no_issue_date';
  if (!(await context.options.documents.get(sha256))) return 'gone';
  try {
    return { document: kind, sha256, ...freshnessOf(context, earlier, { rule: { maxAgeDays }, issuedOn }) };
  } catch (error) {
    if (error instanceof PorticoError && error.code === 'document_too_old') return 'too_old';
    throw error;
  }
}

/** `undefined`: the new order has it. */
async function handedIn(context: ClientContext, orderId: string, message: DocumentMessage): Promise<'not_handed_in' | undefined> {
  try {
    const { taken } = await tellDocument(context, { orderId, by: 'customer' }, message);
    return taken ? undefined : 'not_handed_in';
  } catch (error) {
    if (isUnanswered(error)) return 'not_handed_in';
    throw error;
  }
}

const reusedAs = ({ document, sha256, validUntil }: DocumentMessage): Reused => ({
  kind: document,
  sha256,
  ...(validUntil ? { freshUntil: localDate(validUntil.atMs, validUntil.zone) } : {}),
});
