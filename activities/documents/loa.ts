import type { Holder, IsoDate, Language, NumberItem } from '../../domain/order-details';

/** What one revision of a Letter of Authorisation says (R10). The same content gives the same document. */
export interface LoaContent {
  readonly loaId: string;
  readonly revision: number;
  readonly language: Language;
  /** The account holder, exactly as at the losing provider. */
  readonly holder: Holder;
  readonly losingCarrier: string;
  readonly accountNumber?: string | undefined;
  /** Who is authorised; without it, the letter says "the new provider that issued this letter". */
  readonly winningProvider?: string | undefined;
  readonly signerName: string;
  /** Exactly these numbers; a block stays a range (R8). */
  readonly items: readonly NumberItem[];
  readonly issuedOn: IsoDate;
  /** Fills in the signature field; without it, the field is empty and can be signed by hand. */
  readonly signature?: { readonly name: string; readonly signedOn: IsoDate } | undefined;
}

/** A text of the letter and the field that it comes from. */
export interface LoaText {
  readonly path: string;
  readonly text: string;
}

/** Everything in the letter that a customer wrote. */
export function givenTexts({ holder, losingCarrier, accountNumber, winningProvider, signerName, signature }: LoaContent): LoaText[] {
  const { street, postalCode, city, region } = holder.address;
  const texts: Record<string, string | undefined> = {
    'holder.name': holder.name,
    'holder.company': holder.company,
    'holder.taxId': holder.taxId,
    'holder.address.street': street,
    'holder.address.postalCode': postalCode,
    'holder.address.city': city,
    'holder.address.region': region,
    'losing.carrier': losingCarrier,
    'losing.accountNumber': accountNumber,
    winningProvider,
    'signer.name': signerName,
    'signature.name': signature?.name,
  };
  return Object.entries(texts).flatMap(([path, text]) => (text === undefined ? [] : [{ path, text }]));
}

/** A text on one line: line breaks and other control characters become spaces, invisible marks go. */
export const printable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();

/** The numbers as they stand in the letter: each single, each block as a range with its size. */
export const numberLines = (items: readonly NumberItem[]): string[] =>
  items.map((item) => (item.kind === 'single' ? item.number : `${item.start} – ${item.end} (${sizeOf(item)})`));

/** How many numbers an item is. Exact: 15 digits fit a double. */
export const sizeOf = (item: NumberItem): number =>
  item.kind === 'single' ? 1 : Number(item.end.slice(1)) - Number(item.start.slice(1)) + 1;
