import { digitsOf, doubled } from './check-digits';
import { plainCode } from './code-text';

const PERSON_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const COMPANY_LETTERS = 'JABCDEFGHI';

/** Whether the text is a DNI (8 digits and a letter), or a NIE (X, Y or Z, 7 digits and a letter), with the right letter. */
export function isSpanishPersonId(text: string): boolean {
  const code = plainCode(text);
  if (!/^(\d{8}|[XYZ]\d{7})[A-Z]$/.test(code)) return false;
  const number = Number(code.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))));
  return PERSON_LETTERS.charAt(number % 23) === code.slice(-1);
}

/** Whether the text is a CIF: a letter, 7 digits and a control, which is a letter or a digit by the kind of company. */
export function isCif(text: string): boolean {
  const code = plainCode(text);
  if (!/^[ABCDEFGHJKLMNPQRSUVW]\d{7}[0-9A-J]$/.test(code)) return false;
  const total = digitsOf(code.slice(1, 8)).reduce((before, digit, index) => before + (index % 2 === 0 ? doubled(digit) : digit), 0);
  const control = (10 - (total % 10)) % 10;
  const [asLetter, asDigit] = [COMPANY_LETTERS.charAt(control), String(control)];
  const given = code.slice(-1);
  if (/^[KPQRSNW]/.test(code)) return given === asLetter;
  return /^[ABEH]/.test(code) ? given === asDigit : given === asDigit || given === asLetter;
}
