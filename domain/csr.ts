/** The Customer Service Record: how the losing provider has the account written down, held against the order (R7). */
import type { Address, E164, IsoDate, PortOrderDetails } from './order-details';
import { numbersOf } from './grouping';

/** What a customer copies from the record. Every part may be missing; what is missing is not compared. */
export interface CustomerServiceRecord {
  readonly name?: string | undefined;
  readonly company?: string | undefined;
  readonly address?: { readonly [Part in keyof Address]?: string | undefined } | undefined;
  readonly taxId?: string | undefined;
  readonly accountNumber?: string | undefined;
  /** Every number of the account, as far as the record lists them. */
  readonly numbers?: readonly E164[] | undefined;
  /** The day of the record. */
  readonly asOf?: IsoDate | undefined;
}

/** The field of the order in which the two differ. */
export type CsrField =
  | 'holder.name'
  | 'holder.company'
  | 'holder.taxId'
  | 'holder.address.street'
  | 'holder.address.postalCode'
  | 'holder.address.city'
  | 'holder.address.region'
  | 'losing.accountNumber'
  /** A number of the order that the account does not have. */
  | 'numbers.notOnAccount'
  /** A number of the account that the order leaves there. */
  | 'numbers.leftBehind';

/** One difference, with both values as they are written. */
export interface CsrDifference {
  readonly field: CsrField;
  readonly order: string;
  readonly record: string;
}

type Compared = Pick<PortOrderDetails, 'holder' | 'losing' | 'numbers'>;

/**
 * Every field in which order and record differ. Case, accents, punctuation and spacing do not count: carriers compare as
 * loosely, and a difference that is none would only be ignored next time.
 */
export function compareWithCsr({ holder, losing, numbers }: Compared, csr: CustomerServiceRecord): CsrDifference[] {
  const pairs: readonly (readonly [CsrField, string | undefined, string | undefined])[] = [
    ['holder.name', holder.name, csr.name],
    ['holder.company', holder.company, csr.company],
    ['holder.taxId', holder.taxId, csr.taxId],
    ['holder.address.street', holder.address.street, csr.address?.street],
    ['holder.address.postalCode', holder.address.postalCode, csr.address?.postalCode],
    ['holder.address.city', holder.address.city, csr.address?.city],
    ['holder.address.region', holder.address.region, csr.address?.region],
    ['losing.accountNumber', losing.accountNumber, csr.accountNumber],
  ];
  return [
    ...pairs.flatMap(([field, order = '', record]) =>
      record === undefined || plain(order) === plain(record) ? [] : [{ field, order, record }],
    ),
    ...(csr.numbers === undefined ? [] : compareNumbers(numbers.flatMap(numbersOf), csr.numbers)),
  ];
}

function compareNumbers(ours: readonly E164[], theirs: readonly E164[]): CsrDifference[] {
  const [order, record] = [new Set(ours), new Set(theirs)];
  return [
    ...ours
      .filter((number) => !record.has(number))
      .map((number) => ({ field: 'numbers.notOnAccount', order: number, record: '' }) as const),
    ...theirs.filter((number) => !order.has(number)).map((number) => ({ field: 'numbers.leftBehind', order: '', record: number }) as const),
  ];
}

/** A text as it is compared: letters and digits alone, without accents, in small letters. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
