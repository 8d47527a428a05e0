import type { Correction } from './order-details';

/** Who can mend a rejection: the customer, our operator, the losing carrier, or nobody. */
export type Resolver = 'customer' | 'operator' | 'losingCarrier' | 'nobody';

/**
 * The canonical rejection codes (R13), whatever a carrier calls them. `resolver` is who acts first; a rejection that nobody
 * can mend ends the request.
 */
export const REJECTION_CODES = {
  NAME_MISMATCH: 'customer',
  ADDRESS_MISMATCH: 'customer',
  POSTCODE_MISMATCH: 'customer',
  ACCOUNT_NUMBER_INVALID: 'customer',
  PIN_INVALID: 'customer',
  TRANSFER_CODE_INVALID: 'customer',
  TAX_ID_MISMATCH: 'customer',
  UNAUTHORIZED_SIGNER: 'customer',
  LOA_INVALID: 'customer',
  DOCUMENT_MISSING: 'customer',
  BTN_MISMATCH: 'customer',
  BTN_PORTING: 'customer',
  RANGE_INCOMPLETE: 'customer',
  NUMBER_CONFIG_WRONG: 'customer',
  NUMBER_INACTIVE: 'customer',
  NUMBER_NOT_ON_ACCOUNT: 'customer',
  WRONG_LOSING_CARRIER: 'customer',
  SPLIT_REQUIRED: 'operator',
  PENDING_ORDER: 'customer',
  DUPLICATE_PORT: 'operator',
  MORE_RECENT_AUTH: 'customer',
  NUMBER_LOCKED: 'customer',
  SPECIAL_FEATURE: 'customer',
  CONTRACT_TERM: 'customer',
  DATE_INVALID: 'operator',
  FOC_EXPIRED: 'operator',
  FOC_REFUSED: 'operator',
  CARRIER_UNRESPONSIVE: 'operator',
  NETWORK_CONFLICT: 'operator',
  NOT_PORTABLE: 'nobody',
  SUSPECTED_FRAUD: 'operator',
  UNAUTHORIZED_PORT: 'operator',
  UNSETTLED_BALANCE: 'customer',
  OTHER: 'operator',
} as const satisfies Record<string, Resolver>;

export type RejectionCode = keyof typeof REJECTION_CODES;

/** Reads a code that came from outside; what is not canonical is `OTHER` and never a failure. */
export const canonicalCode = (code: string): RejectionCode => (Object.hasOwn(REJECTION_CODES, code) ? (code as RejectionCode) : 'OTHER');

/** Who acts on these reasons: nobody if one of them cannot be mended, else the customer if any of them is theirs, else an operator. */
export function resolverOf(codes: readonly string[]): Resolver {
  const resolvers = codes.map((code): Resolver => REJECTION_CODES[canonicalCode(code)]);
  if (resolvers.includes('nobody')) return 'nobody';
  return resolvers.includes('customer') ? 'customer' : 'operator';
}

/** A signed LOA names holder and signer: changing either needs a new one; codes and account data do not. */
export const needsNewLoa = (correction: Correction): boolean => correction.holder !== undefined || correction.signer !== undefined;
