import type { E164, NumberType } from '../order-details';
import type { Problem } from '../result';
import { type Checked, type CodeCheck, type CheckLevel, identifierCheck } from './checks';
import { plainCode } from './code-text';

/** One transfer code to check. */
export interface TransferCodeQuestion {
  readonly numberType: NumberType;
  readonly code: string | undefined;
  /** The number it was issued for; a block's first. */
  readonly number: E164;
  /** Whether the country asks for one for this type of number. */
  readonly required: boolean;
  /** What it is called there: `RIO`. */
  readonly name: string;
  /** How it is judged; absent: an opaque text that only its carrier understands. */
  readonly check?: CodeCheck | undefined;
  /** Where a problem is reported. */
  readonly path: string;
}

/** A tax or register id to check. */
export interface TaxIdQuestion {
  /** Of the order, ISO 3166 alpha-2. */
  readonly country: string;
  readonly taxId: string | undefined;
  /** How it is judged; absent: not at all. */
  readonly check?: CodeCheck | undefined;
  /** Where a problem is reported. */
  readonly path: string;
}

/** The problem with a transfer code, if any: missing where it is required, or known to be wrong. Never repeats the code or the number. */
export function checkTransferCode(question: TransferCodeQuestion): Problem | undefined {
  const { code, required, name, path } = question;
  if (code === undefined || plainCode(code) === '') {
    if (!required) return undefined;
    return { path, code: 'missing_transfer_code', message: `The ${name} is missing: the losing provider gives it out for each line.` };
  }
  return transferCodeFault(question, 'block');
}

/** What looks wrong with a transfer code and yet may be right, since only its form is known. */
export const doubtTransferCode = (question: TransferCodeQuestion): Problem | undefined => transferCodeFault(question, 'warn');

/** The problem with a tax or register id that is certainly wrong. */
export const checkTaxId = (question: TaxIdQuestion): Problem | undefined => taxIdFault(question, 'block');

/** What looks wrong with a tax or register id and yet may be right: only its form is known, or another country gave it out. */
export const doubtTaxId = (question: TaxIdQuestion): Problem | undefined => taxIdFault(question, 'warn');

function transferCodeFault(
  { code = '', number, numberType, name, check, path }: TransferCodeQuestion,
  level: CheckLevel,
): Problem | undefined {
  const fault = faultOf(check, { code, number, numberType }, level);
  return fault === undefined ? undefined : { path, code: 'invalid_transfer_code', message: `The ${name} is not right: ${fault}.` };
}

function taxIdFault({ country, taxId = '', check, path }: TaxIdQuestion, level: CheckLevel): Problem | undefined {
  const certain = faultOf(check, { code: taxId }, 'block');
  const foreign = certain !== undefined && isForeign(taxId, country);
  const fault = level === 'block' ? (foreign ? undefined : certain) : foreign ? FOREIGN : faultOf(check, { code: taxId }, 'warn');
  return fault === undefined ? undefined : { path, code: 'invalid_tax_id', message: `The tax id is not right: ${fault}.` };
}

function faultOf(check: CodeCheck | undefined, checked: Checked, level: CheckLevel): string | undefined {
  if (check === undefined || plainCode(checked.code) === '') return undefined;
  const found = identifierCheck(check);
  return found.level === level ? found.fault(checked) : undefined;
}

const FOREIGN = 'it was given out by another country, and the losing provider may want one of its own';

/** Prefixes of VAT numbers, Europe and Switzerland; most are the country's code. */
const VAT_PREFIX = /^(AT|BE|BG|CHE|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK|XI)(?=[A-Z]?\d)/;
const OTHER_PREFIXES: Readonly<Record<string, string>> = { CHE: 'CH', EL: 'GR', XI: 'GB' };

/** A company may hold numbers in a country that gave it no id: its own is no ground to refuse it. */
function isForeign(taxId: string, country: string): boolean {
  const prefix = VAT_PREFIX.exec(plainCode(taxId))?.[1];
  return prefix !== undefined && (OTHER_PREFIXES[prefix] ?? prefix) !== country;
}
