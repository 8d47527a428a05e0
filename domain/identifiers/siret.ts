import { plainCode } from './code-text';

/** The one company whose sites outgrew the check digit: its SIRETs may instead have a digit sum divisible by five. */
const LA_POSTE = '356000000';

/** Whether the text is a SIREN: nine digits that pass Luhn's check. */
export const isSiren = (text: string): boolean => /^\d{9}$/.test(plainCode(text)) && passesLuhn(plainCode(text));

/** Whether the text is a SIRET: a SIREN and five more digits, checked together, with La Poste's exception. */
export function isSiret(text: string): boolean {
  const code = plainCode(text);
  if (!/^\d{14}$/.test(code) || !isSiren(code.slice(0, 9))) return false;
  return passesLuhn(code) || (code.startsWith(LA_POSTE) && sum([...code].map(Number)) % 5 === 0);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function passesLuhn(digits: string): boolean {
  const weighted = [...digits].reverse().map((digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return value > 9 ? value - 9 : value;
  });
  return sum(weighted) % 10 === 0;
}
