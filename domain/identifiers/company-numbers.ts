/** Register and tax numbers whose check digit is a weighted sum. Each takes text as people copy it. */
import { digitsOf, passesLuhn, weightedSum } from './check-digits';
import { plainCode } from './code-text';

/** Eleven minus the remainder, as most of these countries do it: 1 to 11. */
const elevenMinus = (total: number): number => 11 - (total % 11);

/** Whether the last digit of a number of this form is eleven minus the remainder of the weighted rest; 11 counts as 0, 10 is never given out. */
const endsWithElevenMinus = (code: string, form: RegExp, weights: readonly number[]): boolean =>
  form.test(code) && elevenMinus(weightedSum(digitsOf(code), weights)) % 11 === Number(code.slice(-1));

/** PT: a NIF, 9 digits. A remainder of 10 is written 0 as well. */
export function isPortugueseNif(text: string): boolean {
  const code = plainCode(text).replace(/^PT/, '');
  if (!/^[1-9]\d{8}$/.test(code)) return false;
  const check = elevenMinus(weightedSum(digitsOf(code), [9, 8, 7, 6, 5, 4, 3, 2]));
  return (check > 9 ? 0 : check) === Number(code.slice(-1));
}

/** SE: an organisationsnummer, 10 digits; with `16` before it, as porting forms want it; or the VAT number made from it. */
export function isOrganisationsnummer(text: string): boolean {
  const code = plainCode(text)
    .replace(/^SE(\d{10})01$/, '$1')
    .replace(/^16(\d{10})$/, '$1');
  return /^\d{2}[2-9]\d{7}$/.test(code) && passesLuhn(code);
}

/** AU: an ABN, 11 digits. */
export function isAbn(text: string): boolean {
  const code = plainCode(text);
  if (!/^[1-9]\d{10}$/.test(code)) return false;
  const [first = 0, ...rest] = digitsOf(code);
  return weightedSum([first - 1, ...rest], [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0;
}

/** BE: an enterprise number, 10 digits that begin with 0 or 1; `BE` may stand before it. */
export function isBelgianEnterpriseNumber(text: string): boolean {
  const code = plainCode(text).replace(/^BE/, '');
  return /^[01]\d{9}$/.test(code) && 97 - (Number(code.slice(0, 8)) % 97) === Number(code.slice(8));
}

/** CH: a UID, CHE and 9 digits; the words for VAT in the country's languages may follow. */
export const isUid = (text: string): boolean =>
  endsWithElevenMinus(plainCode(text).replace(/^CHE(\d+)(MWST|TVA|IVA)?$/, '$1'), /^\d{9}$/, [5, 4, 3, 2, 7, 6, 5, 4]) &&
  plainCode(text).startsWith('CHE');

/** BR: a CNPJ, 14 characters, the first 12 of which may be letters since July 2026. */
export function isCnpj(text: string): boolean {
  const code = plainCode(text);
  if (!/^[A-Z0-9]{12}\d{2}$/.test(code)) return false;
  const values = [...code].map((character) => character.charCodeAt(0) - 48);
  const check = (length: number): number => {
    const weights = Array.from({ length }, (_, index) => ((length - 1 - index) % 8) + 2);
    const remainder = weightedSum(values, weights) % 11;
    return remainder < 2 ? 0 : 11 - remainder;
  };
  return check(12) === values[12] && check(13) === values[13];
}

/** PL: a NIP, 10 digits. */
export function isNip(text: string): boolean {
  const code = plainCode(text).replace(/^PL/, '');
  return /^\d{10}$/.test(code) && weightedSum(digitsOf(code), [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(code.slice(-1));
}

/** DK: a CVR number, 8 digits. */
export function isCvr(text: string): boolean {
  const code = plainCode(text).replace(/^DK/, '');
  return /^[1-9]\d{7}$/.test(code) && weightedSum(digitsOf(code), [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

/** NO: an organisasjonsnummer, 9 digits; `NO` may stand before it and `MVA` after it. */
export const isOrganisasjonsnummer = (text: string): boolean =>
  endsWithElevenMinus(plainCode(text).replace(/^(?:NO)?(\d{9})(?:MVA)?$/, '$1'), /^\d{9}$/, [3, 2, 7, 6, 5, 4, 3, 2]);

/** FI: a Y-tunnus, 8 digits. */
export const isYTunnus = (text: string): boolean =>
  endsWithElevenMinus(plainCode(text).replace(/^FI/, ''), /^\d{8}$/, [7, 9, 10, 5, 8, 4, 2]);
