import type { E164, NumberType } from '../order-details';
import { nationalDigits } from '../phone-number';
import type { Problem } from '../result';
import { checkRio, isMobileRio } from './rio';
import { isSiren, isSiret } from './siret';
import { plainCode } from './code-text';

/** One transfer code to check. */
export interface TransferCodeQuestion {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly numberType: NumberType;
  readonly code: string | undefined;
  /** The number it was issued for; a block's first. */
  readonly number: E164;
  /** Whether the country asks for one for this type of number. */
  readonly required: boolean;
  /** What it is called there: `RIO`. */
  readonly name: string;
  /** Where a problem is reported. */
  readonly path: string;
}

/** Says in words what is wrong with a code, `undefined` when nothing is. */
type CodeCheck = (question: TransferCodeQuestion & { readonly code: string }) => string | undefined;

/** Countries whose codes can be checked; elsewhere a code is an opaque text that only its carrier understands. */
const CHECKS: Readonly<Record<string, CodeCheck>> = {
  FR: ({ code, number, numberType }) => {
    // Toll-free and short numbers have no RIO: what stands there is not ours to judge.
    if (numberType !== 'geographic' && numberType !== 'mobile') return undefined;
    const fault = checkRio(code, `0${nationalDigits(number)}`);
    if (fault === 'format') return 'it must have 12 characters, like OO Q RRRRRR CCC';
    if (fault === 'key') return 'its key does not fit the number: dial 3179 from that line and copy it again';
    const wrongKind = isMobileRio(code) !== (numberType === 'mobile');
    // Fixed operators choose their letters freely, so only a mobile line's letter is certain (ARCEP 2009-0239).
    return wrongKind && numberType === 'mobile' ? 'it belongs to a fixed line, and this is a mobile number' : undefined;
  },
};

/** The problem with a transfer code, if any: missing where it is required, or known to be wrong. Never repeats the code or the number. */
export function checkTransferCode(question: TransferCodeQuestion): Problem | undefined {
  const { code, required, name, path } = question;
  if (code === undefined || plainCode(code) === '') {
    if (!required) return undefined;
    return { path, code: 'missing_transfer_code', message: `The ${name} is missing: the losing provider gives it out for each line.` };
  }
  const fault = CHECKS[question.country]?.({ ...question, code });
  return fault === undefined ? undefined : { path, code: 'invalid_transfer_code', message: `The ${name} is not right: ${fault}.` };
}

/** The problem with a company's tax or register id, if its form says that it can be checked. */
export function checkTaxId(country: string, taxId: string | undefined, path: string): Problem | undefined {
  const code = plainCode(taxId ?? '');
  if (country !== 'FR' || !/^\d+$/.test(code)) return undefined;
  if (code.length === 9 ? isSiren(code) : isSiret(code)) return undefined;
  return {
    path,
    code: 'invalid_tax_id',
    message: 'This is neither a SIREN (9 digits) nor a SIRET (14 digits): copy it from the company extract.',
  };
}
