import fc from 'fast-check';
import {
  isAbn,
  isBelgianEnterpriseNumber,
  isCnpj,
  isCvr,
  isNip,
  isOrganisasjonsnummer,
  isOrganisationsnummer,
  isPortugueseNif,
  isUid,
  isYTunnus,
} from '../../../domain/identifiers/company-numbers';
import { isPartitaIva } from '../../../domain/identifiers/italy';
import { isSiren } from '../../../domain/identifiers/siret';
import { isCif, isSpanishPersonId } from '../../../domain/identifiers/spain';

interface Kind {
  readonly isRight: (code: string) => boolean;
  readonly length: number;
  readonly prefix?: string;
  /** Single errors that the arithmetic of that country cannot see. */
  readonly blind?: boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  SIREN: { isRight: isSiren, length: 9 },
  'partita IVA': { isRight: isPartitaIva, length: 11 },
  // A remainder of 10 and one of 11 share the digit 0.
  'PT NIF': { isRight: isPortugueseNif, length: 9, blind: true },
  organisationsnummer: { isRight: isOrganisationsnummer, length: 10 },
  ABN: { isRight: isAbn, length: 11 },
  'BE enterprise number': { isRight: isBelgianEnterpriseNumber, length: 10 },
  UID: { isRight: isUid, length: 9, prefix: 'CHE' },
  CNPJ: { isRight: isCnpj, length: 14, blind: true },
  NIP: { isRight: isNip, length: 10 },
  CVR: { isRight: isCvr, length: 8 },
  organisasjonsnummer: { isRight: isOrganisasjonsnummer, length: 9 },
  'Y-tunnus': { isRight: isYTunnus, length: 8 },
  CIF: { isRight: isCif, length: 8, prefix: 'A' },
};

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });

/** A right number with this body: what differs is its last two digits. */
const completed = ({ isRight, length, prefix = '' }: Kind, body: readonly number[]): string | undefined => {
  const start = prefix + body.slice(0, length - 2).join('');
  return Array.from({ length: 100 }, (_, end) => start + String(end).padStart(2, '0')).find(isRight);
};

describe.each(Object.entries(KINDS))('%s', (_, kind) => {
  const { isRight, length, prefix = '', blind = false } = kind;

  test('almost every body has a right end, and not every end is right', () => {
    fc.assert(
      fc.property(digits(length), (body) => {
        const whole = completed(kind, body);
        fc.pre(whole !== undefined);
        const ends = Array.from({ length: 100 }, (__, end) => whole.slice(0, -2) + String(end).padStart(2, '0')).filter(isRight);
        expect(ends.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 20 },
    );
  });

  test('an error in a single digit is found', () => {
    let missed = 0;
    fc.assert(
      fc.property(digits(length), fc.nat(length - 1), fc.integer({ min: 0, max: 9 }), (body, at, digit) => {
        const whole = completed(kind, body);
        fc.pre(whole !== undefined);
        const place = prefix.length + at;
        const wrong = whole.slice(0, place) + digit + whole.slice(place + 1);
        fc.pre(wrong !== whole);
        if (isRight(wrong)) missed += 1;
      }),
      { numRuns: 100 },
    );
    expect(missed).toBeLessThanOrEqual(blind ? 30 : 0);
  });
});

test('ES: an error in a single digit of a person is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.nat(7), fc.integer({ min: 0, max: 9 }), (number, at, digit) => {
      const body = String(number).padStart(8, '0');
      const whole = body + 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(number % 23);
      const wrong = whole.slice(0, at) + digit + whole.slice(at + 1);
      expect(isSpanishPersonId(whole)).toBe(true);
      expect(isSpanishPersonId(wrong)).toBe(wrong === whole);
    }),
    { numRuns: 300 },
  );
});
