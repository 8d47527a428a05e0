import { canonicalCode, type RejectionCode } from './codes';

type Table = Readonly<Partial<Record<RejectionCode, readonly string[]>>>;

/**
 * What gateways and interfaces call the canonical codes, where they have words of their own. Telnyx: exception types of a
 * porting order. Bandwidth: error codes of a port-in. Twilio: rejection reasons of a port-in number. WBCI: the German
 * interface between carriers. A code that means one of several things, or anything at all (WBCI `SON`, Twilio
 * `CONTACT_SUPPORT_REQUIRED`, Bandwidth 7407 and 7434), stands in no table: an operator reads what was written.
 */
export const DIALECTS = {
  telnyx: {
    NAME_MISMATCH: ['ENTITY_NAME_MISMATCH'],
    ADDRESS_MISMATCH: ['LOCATION_MISMATCH'],
    POSTCODE_MISMATCH: ['POSTAL_CODE_MISMATCH'],
    ACCOUNT_NUMBER_INVALID: ['ACCOUNT_NUMBER_MISMATCH'],
    PIN_INVALID: ['PASSCODE_PIN_INVALID'],
    UNAUTHORIZED_SIGNER: ['AUTH_PERSON_MISMATCH'],
    LOA_INVALID: ['LOA_ILLEGIBLE'],
    BTN_MISMATCH: ['BTN_ATN_MISMATCH'],
    BTN_PORTING: ['MAIN_BTN_PORTING'],
    NUMBER_CONFIG_WRONG: ['PORT_TYPE_INCORRECT'],
    NUMBER_NOT_ON_ACCOUNT: ['PHONE_NUMBER_MISMATCH'],
    SPLIT_REQUIRED: ['PORTING_ORDER_SPLIT_REQUIRED'],
    PENDING_ORDER: ['LSR_PENDING'],
    SPECIAL_FEATURE: ['PHONE_NUMBER_HAS_SPECIAL_FEATURE'],
    FOC_REFUSED: ['FOC_REJECTED'],
    CARRIER_UNRESPONSIVE: ['OSP_IRRESPONSIVE'],
    NETWORK_CONFLICT: ['SV_CONFLICT', 'SV_UNKNOWN_FAILURE'],
    NOT_PORTABLE: ['PHONE_NUMBER_NOT_PORTABLE', 'RATE_CENTER_NOT_PORTABLE'],
  },
  bandwidth: {
    NAME_MISMATCH: ['7322', '7404', '7414', '7422', '7429', '7519'],
    ADDRESS_MISMATCH: ['7107', '7108', '7109', '7110', '7111', '7112', '7402'],
    POSTCODE_MISMATCH: ['7514', '7515'],
    ACCOUNT_NUMBER_INVALID: ['7212', '7401', '7465', '7510', '7511'],
    PIN_INVALID: ['7435', '7467', '7512', '7513', '7610'],
    TAX_ID_MISMATCH: ['7443', '7466'],
    UNAUTHORIZED_SIGNER: ['7462'],
    LOA_INVALID: ['7115', '7424', '7461', '7464'],
    DOCUMENT_MISSING: ['7446'],
    BTN_MISMATCH: ['7103', '7203', '7445'],
    NUMBER_CONFIG_WRONG: ['7463'],
    NUMBER_INACTIVE: ['7378', '7409', '7426', '7518'],
    NUMBER_NOT_ON_ACCOUNT: ['7453', '7516'],
    SPLIT_REQUIRED: ['7204', '7363', '7447'],
    DUPLICATE_PORT: ['7205'],
    MORE_RECENT_AUTH: ['7448'],
    NUMBER_LOCKED: ['7416', '7425', '7520'],
    SPECIAL_FEATURE: ['7406', '7410', '7411', '7419', '7421', '7437', '7452'],
    DATE_INVALID: ['7207', '7208', '7209', '7210', '7315', '7317', '7412', '7438', '7439', '7602', '7603'],
    FOC_REFUSED: ['7450'],
    NETWORK_CONFLICT: ['7454'],
    NOT_PORTABLE: ['7470', '7503', '7609'],
  },
  twilio: {
    NAME_MISMATCH: ['INVALID_END_USER_NAME'],
    ADDRESS_MISMATCH: ['INVALID_ADDRESS'],
    ACCOUNT_NUMBER_INVALID: ['INVALID_ACCOUNT_NUMBER'],
    PIN_INVALID: ['INVALID_PIN'],
    NUMBER_INACTIVE: ['PHONE_NUMBER_INACTIVE_OR_DISCONNECTED'],
    DUPLICATE_PORT: ['22137'],
    NOT_PORTABLE: ['PHONE_NUMBER_WITH_CARRIER_RESTRICTION'],
  },
  wbci: {
    // The holder is another one, there are further holders, the customer cannot be identified.
    NAME_MISMATCH: ['AIF', 'WAI', 'KNI'],
    ADDRESS_MISMATCH: ['ADF'],
    NUMBER_INACTIVE: ['RNG'],
    DUPLICATE_PORT: ['VAE'],
  },
} as const satisfies Record<string, Table>;

export type Dialect = keyof typeof DIALECTS;

export const DIALECT_NAMES = Object.keys(DIALECTS) as [Dialect, ...Dialect[]];

const CODES: ReadonlyMap<Dialect, ReadonlyMap<string, RejectionCode>> = new Map(
  DIALECT_NAMES.map((dialect) => [dialect, reversed(DIALECTS[dialect])]),
);

function reversed(table: Table): ReadonlyMap<string, RejectionCode> {
  return new Map(Object.entries(table).flatMap(([code, raw]) => raw.map((one): [string, RejectionCode] => [one, canonicalCode(code)])));
}

/**
 * The canonical code of a reason, of what a gateway gave as its code and as the carrier's own. A canonical code is itself;
 * the others are looked up in the gateway's dialect. What is unknown there is `OTHER`: never a failure.
 */
export function canonicalOf(code: string | undefined, rawCode: string | undefined, dialect: Dialect | undefined): RejectionCode {
  const known = canonicalCode(code ?? '');
  if (known !== 'OTHER' || dialect === undefined) return known;
  const table = CODES.get(dialect);
  return table?.get(code?.trim() ?? '') ?? table?.get(rawCode?.trim() ?? '') ?? 'OTHER';
}
