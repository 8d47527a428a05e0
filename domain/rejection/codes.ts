import type { OrderPart } from './order-parts';

/** Who acts on a rejection first: the customer, our operator, or nobody, because it cannot be mended. */
export type Resolver = 'customer' | 'operator' | 'nobody';

/** What a rejection code asks for. */
export interface RejectionRule {
  readonly resolver: Resolver;
  /** The parts of the order in which the mistake can be. None where nothing in the order is wrong. */
  readonly changes: readonly OrderPart[];
  /** Whether it can be mended outside the order, at the losing provider: then the same order may be sent again. */
  readonly elsewhere: boolean;
  /** Whether a new letter has to be signed, also when neither holder nor signer changes (R10). */
  readonly newLoa: boolean;
  /** `onceCleared`: only our operator can say that it may be sent again. */
  readonly resubmittable: 'yes' | 'onceCleared' | 'no';
  /** What our operator does about it, as one or two sentences; absent where it is not ours. */
  readonly operator?: string | undefined;
}

interface More {
  readonly elsewhere?: true;
  readonly newLoa?: true;
}

/** The customer mends it: one of these parts has to change, unless it can be mended elsewhere. */
const customer = (changes: readonly OrderPart[], { elsewhere, newLoa }: More = {}): RejectionRule => ({
  resolver: 'customer',
  changes,
  elsewhere: elsewhere ?? false,
  newLoa: newLoa ?? false,
  resubmittable: 'yes',
});

/** The customer has it mended at the losing provider; nothing in the order is wrong. */
const atTheLosingProvider = (more: Omit<More, 'elsewhere'> = {}): RejectionRule => customer([], { ...more, elsewhere: true });

/** Our operator mends it. */
const operator = (text: string, changes: readonly OrderPart[] = [], resubmittable: 'yes' | 'onceCleared' = 'yes'): RejectionRule => ({
  resolver: 'operator',
  changes,
  elsewhere: true,
  newLoa: false,
  resubmittable,
  operator: text,
});

const RULES = {
  NAME_MISMATCH: customer(['holder.name', 'holder.company'], { newLoa: true }),
  ADDRESS_MISMATCH: customer(['holder.address'], { newLoa: true }),
  POSTCODE_MISMATCH: customer(['holder.address.postalCode']),
  ACCOUNT_NUMBER_INVALID: customer(['losing.accountNumber']),
  PIN_INVALID: customer(['losing.pin']),
  TRANSFER_CODE_INVALID: customer(['transferCodes']),
  TAX_ID_MISMATCH: customer(['holder.taxId']),
  UNAUTHORIZED_SIGNER: customer(['signer'], { newLoa: true }),
  // Nothing that the letter says is wrong, so nothing has to change: it has to be signed anew.
  LOA_INVALID: customer([], { newLoa: true }),
  DOCUMENT_MISSING: customer(['documents']),
  // An order names the account by its number alone, and many carriers know an account by its main number.
  BTN_MISMATCH: customer(['losing.accountNumber', 'numbers']),
  BTN_PORTING: customer(['numbers'], { elsewhere: true }),
  // As a whole block, or as it is once the losing provider has divided the range.
  RANGE_INCOMPLETE: customer(['numbers'], { elsewhere: true }),
  NUMBER_CONFIG_WRONG: customer(['numbers'], { elsewhere: true }),
  NUMBER_INACTIVE: atTheLosingProvider(),
  NUMBER_NOT_ON_ACCOUNT: customer(['losing.accountNumber', 'losing.carrier', 'holder.name', 'holder.company', 'numbers']),
  // The letter names the losing carrier.
  WRONG_LOSING_CARRIER: customer(['losing.carrier'], { newLoa: true }),
  SPLIT_REQUIRED: operator(
    'Ask the carrier which numbers belong together, and have the order asked for in that many requests.',
    ['numbers'],
    'onceCleared',
  ),
  PENDING_ORDER: atTheLosingProvider(),
  DUPLICATE_PORT: operator(
    "Look for another order of ours on the same numbers and cancel the one that is not wanted. If there is none, the other port is a rival's: ask the customer which of the two they want, and have the other one cancelled there first.",
    [],
    'onceCleared',
  ),
  MORE_RECENT_AUTH: atTheLosingProvider({ newLoa: true }),
  NUMBER_LOCKED: atTheLosingProvider(),
  SPECIAL_FEATURE: atTheLosingProvider(),
  CONTRACT_TERM: customer(['preferredDate'], { elsewhere: true }),
  DATE_INVALID: operator(
    'Ask the carrier which days it takes, agree one of them with the customer, and send the request again with that date.',
    ['preferredDate'],
  ),
  FOC_EXPIRED: operator('Find out why the numbers did not move on the day, then send the request again for a new date.'),
  FOC_REFUSED: operator('Ask the carrier why it withdrew the date. If nothing in the order is wrong, send it again as it is.'),
  CARRIER_UNRESPONSIVE: operator('Escalate to the losing carrier through the gateway, then send the request again as it is.'),
  NETWORK_CONFLICT: operator(
    'Have the gateway clear the conflicting record in the numbering database, then send the request again as it is.',
    [],
    'onceCleared',
  ),
  NOT_PORTABLE: { resolver: 'nobody', changes: [], elsewhere: false, newLoa: false, resubmittable: 'no' },
  SUSPECTED_FRAUD: operator(
    "Send nothing. Verify with the customer, over a channel that we know, who asked for the port; then clear it with the carrier's fraud desk.",
    [],
    'onceCleared',
  ),
  UNAUTHORIZED_PORT: operator(
    'Send nothing. The holder contests the port: speak with the holder, show the carrier the signed letter, and cancel the request if the holder does not want it.',
    [],
    'onceCleared',
  ),
  UNSETTLED_BALANCE: atTheLosingProvider(),
  OTHER: operator(
    "Read the carrier's own words, find out from the gateway what is wanted, and either correct the order or tell the customer what they have to do.",
    [],
    'onceCleared',
  ),
} satisfies Record<string, RejectionRule>;

export type RejectionCode = keyof typeof RULES;

/** The canonical rejection codes (R13), whatever a carrier calls them, and what each asks for. */
export const REJECTION_RULES: Readonly<Record<RejectionCode, RejectionRule>> = RULES;

/** Every code, in the order of the table. */
export const REJECTION_CODES = Object.keys(RULES) as readonly RejectionCode[];

/** Reads a code that came from outside; what is not canonical is `OTHER` and never a failure. */
export const canonicalCode = (code: string): RejectionCode => (Object.hasOwn(RULES, code) ? (code as RejectionCode) : 'OTHER');

/** What a code that came from outside asks for. */
export const ruleOf = (code: string): RejectionRule => REJECTION_RULES[canonicalCode(code)];
