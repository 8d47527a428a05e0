/** The checks of codes and numbers that a rule pack can name. What they can prove decides what a fault does to an order. */
import type { E164, NumberType } from '../order-details';
import { nationalDigits } from '../phone-number';
import { plainCode } from './code-text';
import * as company from './company-numbers';
import { isCodiceFiscale, isPartitaIva, looksLikeMigrationCode } from './italy';
import { checkRio, isMobileRio } from './rio';
import { isSiren, isSiret } from './siret';
import { isCif, isSpanishPersonId } from './spain';

/** `block`: computed, so that a fault is certain and refuses the order. `warn`: only its form is known, or not all of its arithmetic. */
export type CheckLevel = 'block' | 'warn';

/** What a code is checked with. A tax id stands for no number. */
export interface Checked {
  readonly code: string;
  readonly numberType?: NumberType | undefined;
  /** The number it was issued for; a block's first. */
  readonly number?: E164 | undefined;
}

/** One check: how far it can be trusted, and what is wrong in words, `undefined` when nothing is. Never repeats the code. */
export interface IdentifierCheck {
  readonly level: CheckLevel;
  readonly fault: (checked: Checked) => string | undefined;
}

const block = (isRight: (text: string) => boolean, fault: string): IdentifierCheck => ({
  level: 'block',
  fault: ({ code }) => (isRight(code) ? undefined : fault),
});

const rio: IdentifierCheck = {
  level: 'block',
  fault: ({ code, number = '', numberType }) => {
    // Toll-free and short numbers have no RIO: what stands there is not ours to judge.
    if (numberType !== 'geographic' && numberType !== 'mobile') return undefined;
    const fault = checkRio(code, `0${nationalDigits(number)}`);
    if (fault === 'format') return 'it must have 12 characters, like OO Q RRRRRR CCC';
    if (fault === 'key') return 'its key does not fit the number: dial 3179 from that line and copy it again';
    // Fixed operators choose their letters freely, so only a mobile line's letter is certain (ARCEP 2009-0239).
    return !isMobileRio(code) && numberType === 'mobile' ? 'it belongs to a fixed line, and this is a mobile number' : undefined;
  },
};

const siret: IdentifierCheck = {
  level: 'block',
  fault: ({ code }) => {
    const plain = plainCode(code);
    // A VAT number, and the pseudo-SIRET of Monaco, hold letters: neither can be judged here.
    if (!/^\d+$/.test(plain)) return undefined;
    return (plain.length === 9 ? isSiren(plain) : isSiret(plain))
      ? undefined
      : 'this is neither a SIREN (9 digits) nor a SIRET (14 digits): copy it from the company extract';
  },
};

/** Every check by the name under which a rule pack uses it. */
export const IDENTIFIER_CHECKS = {
  rio,
  siret,
  spanishTaxId: block(
    (code) => [isSpanishPersonId, isCif].some((isRight) => isRight(plainCode(code).replace(/^ES/, ''))),
    'this is no CIF, DNI or NIE: copy it with its letter from the invoice',
  ),
  italianTaxId: block(
    (code) => isPartitaIva(plainCode(code).replace(/^IT(?=\d)/, '')) || isCodiceFiscale(code),
    'this is neither a partita IVA (11 digits) nor a codice fiscale (16 characters): copy it from the invoice',
  ),
  migrationCode: {
    level: 'warn',
    fault: ({ code }) =>
      looksLikeMigrationCode(code) ? undefined : 'it usually has 15 to 18 characters and ends with a letter: compare it with the invoice',
  },
  portugueseNif: block(company.isPortugueseNif, 'this is no NIF (9 digits): copy it from the invoice'),
  organisationsnummer: block(
    // A person's number has a month where a company's has 20 or more: what stands there is not ours to judge.
    (code) => /^(19|20)?\d{2}[01]\d{7}$/.test(plainCode(code)) || company.isOrganisationsnummer(code),
    'this is no organisationsnummer (10 digits, or 12 with 16 before it)',
  ),
  abn: block(company.isAbn, 'this is no ABN (11 digits)'),
  belgianEnterprise: block(company.isBelgianEnterpriseNumber, 'this is no enterprise number (10 digits that begin with 0 or 1)'),
  uid: block(company.isUid, 'this is no UID (CHE and 9 digits)'),
  cnpj: block(company.isCnpj, 'this is no CNPJ (14 characters)'),
  nip: block(company.isNip, 'this is no NIP (10 digits)'),
  cvr: block(company.isCvr, 'this is no CVR number (8 digits)'),
  organisasjonsnummer: block(company.isOrganisasjonsnummer, 'this is no organisasjonsnummer (9 digits)'),
  yTunnus: block(company.isYTunnus, 'this is no Y-tunnus (8 digits)'),
} as const satisfies Readonly<Record<string, IdentifierCheck>>;

/** The name of a check. */
export type CheckName = keyof typeof IDENTIFIER_CHECKS;

/** How a code is judged: by a check, or by its form alone, which a fault only warns of. */
export type CodeCheck = { readonly check: CheckName } | CodeForm;

/** The form of a code that nobody can compute. */
export interface CodeForm {
  /** Anchored regular expression over the plain code: no spaces, dots, dashes or slashes; capitals. */
  readonly pattern: string;
  /** What it looks like, in words: `9 characters, usually 3 letters and 6 digits`. */
  readonly form: string;
}

/** The check that a rule pack means. */
export function identifierCheck(code: CodeCheck): IdentifierCheck {
  if ('check' in code) return IDENTIFIER_CHECKS[code.check];
  const pattern = new RegExp(code.pattern);
  return {
    level: 'warn',
    fault: (checked) =>
      pattern.test(plainCode(checked.code))
        ? undefined
        : `it usually looks otherwise (${code.form}): compare it with what the losing provider gave`,
  };
}
