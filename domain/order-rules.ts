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
  /** Whether the numbers of a range go together (R8). */
  readonly blocksGoTogether: boolean;
  /** The only sizes a block may have; absent when any will do. */
  readonly blockSizes?: readonly number[] | undefined;
}
