import fc from 'fast-check';
import { checkRio, isMobileRio, rioKey } from '../../../domain/identifiers/rio';

const VALID: readonly (readonly [string, string])[] = [
  ['01PEROY4P4TR', '0612345678'],
  ['02EA1B2C3L7W', '0698765432'],
  ['03P000000MEW', '0700000000'],
  ['01P12345+76P', '0633445566'],
  ['OBF0A1B2CTR9', '0142345600'],
  ['SFS7K9QX2RZK', '0472000011'],
];

const INVALID: readonly (readonly [string, string, string, 'format' | 'key'])[] = [
  ['another number', '02EA1B2C3L7W', '0698765433', 'key'],
  ['two digits swapped', '02EA1B2C3L7W', '0698765423', 'key'],
  ['business read as private', '02PA1B2C3L7W', '0698765432', 'key'],
  ['the letter O for the digit 0', 'O2EA1B2C3L7W', '0698765432', 'key'],
  ['one character short', '02EA1B2C3L7', '0698765432', 'format'],
  ['one character long', '02EA1B2C3L7WW', '0698765432', 'format'],
  ['a plus where none may be', '02+A1B2C3L7W', '0698765432', 'format'],
  ['nothing', '', '0698765432', 'format'],
  ['a number with its country code', '02EA1B2C3L7W', '33698765432', 'format'],
];

const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const text = (alphabet: readonly string[], length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((characters) => characters.join(''));
const national = text([...'0123456789'], 9).map((digits) => `0${digits}`);
const body = fc.tuple(text(ALPHABET, 3), text([...ALPHABET, '+'], 6)).map((parts) => parts.join(''));
const replaced = (whole: string, at: number, character: string): string => whole.slice(0, at) + character + whole.slice(at + 1);

test.each(VALID)('%s is right for its number', (rio, number) => {
  expect(checkRio(rio, number)).toBeUndefined();
});

test.each(INVALID)('%s is found', (_, rio, number, fault) => {
  expect(checkRio(rio, number)).toBe(fault);
});

test('spaces, dashes and small letters are how people copy it', () => {
  expect(checkRio(' 01 p eroy4p-4tr ', '0612345678')).toBeUndefined();
});

test('the third character tells a mobile line', () => {
  expect(['01PEROY4P4TR', '02 E A1B2C3 L7W'].every(isMobileRio)).toBe(true);
  expect(isMobileRio('OBF0A1B2CTR9')).toBe(false);
});

test('every code with its own key is right', () => {
  fc.assert(
    fc.property(body, national, (code, number) => {
      expect(checkRio(code + rioKey(code, number), number)).toBeUndefined();
    }),
  );
});

test('every error in a single character of a code is detected', () => {
  const anywhere = fc.integer({ min: 0, max: 11 });
  fc.assert(
    fc.property(body, national, anywhere, fc.constantFrom(...ALPHABET, '+'), (code, number, at, character) => {
      const rio = code + rioKey(code, number);
      fc.pre(rio.charAt(at) !== character);
      expect(checkRio(replaced(rio, at, character), number)).toBeDefined();
    }),
    { numRuns: 2000 },
  );
});

const position = fc.integer({ min: 1, max: 9 });

test('every error in a single digit of the number is detected', () => {
  fc.assert(
    fc.property(body, national, position, fc.constantFrom(...'0123456789'), (code, number, at, digit) => {
      fc.pre(number.charAt(at) !== digit);
      expect(checkRio(code + rioKey(code, number), replaced(number, at, digit))).toBe('key');
    }),
    { numRuns: 2000 },
  );
});

test('every swap of neighbours in the number is detected', () => {
  fc.assert(
    fc.property(body, national, position, (code, number, at) => {
      const swapped = replaced(replaced(number, at, number.charAt(at - 1)), at - 1, number.charAt(at));
      fc.pre(swapped !== number);
      expect(checkRio(code + rioKey(code, number), swapped)).toBeDefined();
    }),
    { numRuns: 2000 },
  );
});
