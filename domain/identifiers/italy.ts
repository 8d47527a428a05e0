import { passesLuhn } from './check-digits';
import { plainCode } from './code-text';

/** Whether the text is a partita IVA: 11 digits that pass Luhn's check. Its office code is no ground to refuse it. */
export const isPartitaIva = (text: string): boolean => /^\d{11}$/.test(plainCode(text)) && passesLuhn(plainCode(text));

// Digits may be replaced by letters where two people would have the same code.
const CODICE_FISCALE = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-EHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;
/** What a character in an odd place counts, for 0 to 25; a digit counts like the letter in its place. */
const ODD_VALUES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Whether the text is the codice fiscale of a person: 16 characters, the last of which is computed. */
export function isCodiceFiscale(text: string): boolean {
  const code = plainCode(text);
  if (!CODICE_FISCALE.test(code)) return false;
  const values = [...code.slice(0, 15)].map((character) => (/\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65));
  const total = values.reduce((before, value, index) => before + (index % 2 === 0 ? (ODD_VALUES[value] ?? 0) : value), 0);
  return String.fromCharCode(65 + (total % 26)) === code.slice(-1);
}

const MIGRATION_CODE = /^[A-Z0-9]{3}[A-Z0-9]{8,12}(0[01][0-9]|222|999)[A-Z]$/;

/**
 * Whether the text has the form of a codice migrazione: 3 characters of the operator, 8 to 12 of the line, 3 of the
 * service, a letter. How the letter is computed is not public, so that it proves nothing.
 */
export const looksLikeMigrationCode = (text: string): boolean => MIGRATION_CODE.test(plainCode(text));
