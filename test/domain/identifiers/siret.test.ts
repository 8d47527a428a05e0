import fc from 'fast-check';
import { isSiren, isSiret } from '../../../domain/identifiers/siret';

test.each(['73282932000074', '12345678200010', '12345678200127', '40408328900011', '35600000000048'])('%s is a SIRET', (siret) => {
  expect(isSiret(siret)).toBe(true);
  expect(isSiren(siret.slice(0, 9))).toBe(true);
});

test("La Poste's sites pass when their digits add up to a multiple of five", () => {
  expect(isSiret('35600000049837')).toBe(true);
  expect(isSiret('35600000049838')).toBe(false);
});

test.each([
  ['a wrong check digit', '73282932000075'],
  ['too short', '7328293200007'],
  ['a wrong SIREN inside', '73282932100074'],
  ['a wrong site', '12345678200011'],
  ['letters', '7328293200007A'],
  ['nothing', ''],
])('%s is no SIRET', (_, siret) => {
  expect(isSiret(siret)).toBe(false);
});

test('spaces are how people write it', () => {
  expect(isSiret('732 829 320 00074')).toBe(true);
});

test('every error in a single digit is detected', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 13 }), fc.constantFrom(...'0123456789'), (at, digit) => {
      const siret = '73282932000074';
      fc.pre(siret.charAt(at) !== digit);
      expect(isSiret(siret.slice(0, at) + digit + siret.slice(at + 1))).toBe(false);
    }),
  );
});
