import { digitSum, passesLuhn } from './check-digits';
import { plainCode } from './code-text';

/** The one company whose sites outgrew the check digit: its SIRETs may instead have a digit sum divisible by five. */
const LA_POSTE = '356000000';

/** Whether the text is a SIREN: nine digits that pass Luhn's check. */
export const isSiren = (text: string): boolean => /^\d{9}$/.test(plainCode(text)) && passesLuhn(plainCode(text));

/** Whether the text is a SIRET: a SIREN and five more digits, checked together, with La Poste's exception. */
export function isSiret(text: string): boolean {
  const code = plainCode(text);
  if (!/^\d{14}$/.test(code) || !isSiren(code.slice(0, 9))) return false;
  return passesLuhn(code) || (code.startsWith(LA_POSTE) && digitSum(code) % 5 === 0);
}
