import type { CodeCheck } from './identifiers/checks';
import type { NumberType } from './order-details';

/** What a country asks of an order, for one type of number. */
export interface OrderRules {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Without plus: `33`. */
  readonly callingCode: string;
  /** The types of number that can be ported there (R2). */
  readonly numberTypes: readonly NumberType[];
  /** A regular expression over the digits after the calling code, for the order's type of number; absent when any will do. */
  readonly nationalPattern?: string | undefined;
  readonly transferCodeName: string;
  readonly transferCodeRequired: boolean;
  /** How a transfer code is judged; absent: it is an opaque text. */
  readonly transferCodeCheck?: CodeCheck | undefined;
  /** What else identifies the account at the losing provider, for the order's type of number. */
  readonly identifiers?: readonly IdentifierRule[] | undefined;
  /** Whether the numbers of a range go together (R8). */
  readonly blocksGoTogether: boolean;
  /** The only sizes a block may have; absent when any will do. */
  readonly blockSizes?: readonly number[] | undefined;
  /** A block is a whole number of such pieces, and begins where one begins; absent when any will do. */
  readonly blockMultipleOf?: number | undefined;
}

/** A field of the order that identifies customer or account. */
export type IdentifierField = 'taxId' | 'accountNumber' | 'pin';

/** Whether one is asked for: of everybody, of companies only, or only where the customer has one. */
export type IdentifierNeed = 'always' | 'companies' | 'ifAny';

/** One identifier of the account holder or of the account. */
export interface IdentifierRule {
  readonly field: IdentifierField;
  /** What it is called there: `SIRET`. */
  readonly name: string;
  readonly needed: IdentifierNeed;
  /** How it is judged; absent: it is an opaque text. */
  readonly check?: CodeCheck | undefined;
}
