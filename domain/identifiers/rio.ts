import { plainCode } from './code-text';

/** What is wrong with a RIO: its form, or its key, which is computed over code and number together. */
export type RioFault = 'format' | 'key';

// OO (operator), Q (kind of line), RRRRRR (contract), CCC (key).
const RIO = /^[A-Z0-9]{3}[A-Z0-9+]{9}$/;
const NATIONAL = /^0\d{9}$/;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+';

/** The three characters of the key over the first nine of a RIO and the national number. */
export function rioKey(body: string, nationalNumber: string): string {
  let [a, b, c] = [0, 0, 0];
  for (const character of body + nationalNumber) {
    const x = ALPHABET.indexOf(character);
    a = (a + x) % 37;
    b = (2 * b + x) % 37;
    c = (4 * c + x) % 37;
  }
  return [a, b, c].map((value) => ALPHABET.charAt(value)).join('');
}

/**
 * Checks a RIO, the French transfer code, against the number it was issued for (ten digits, `0142345600`). The company
 * that takes the request has to check form and key at once (ARCEP decision 2013-0830, article 12). Finds every error in
 * a single character. `undefined` when it is right.
 */
export function checkRio(rio: string, nationalNumber: string): RioFault | undefined {
  const code = plainCode(rio);
  if (!RIO.test(code) || !NATIONAL.test(nationalNumber)) return 'format';
  return rioKey(code.slice(0, 9), nationalNumber) === code.slice(9) ? undefined : 'key';
}

/** Whether a RIO says that its line is a mobile one: private (P) or business (E). Fixed lines use other letters. */
export const isMobileRio = (rio: string): boolean => /^..[PE]/.test(plainCode(rio));
