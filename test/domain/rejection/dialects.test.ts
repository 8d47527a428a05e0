import fc from 'fast-check';
import { REJECTION_CODES } from '../../../domain/rejection/codes';
import { canonicalOf, DIALECT_NAMES, DIALECTS } from '../../../domain/rejection/dialects';

const rows = DIALECT_NAMES.flatMap((dialect) =>
  Object.entries(DIALECTS[dialect]).flatMap(([code, raw]) => raw.map((one: string) => [dialect, one, code] as const)),
);

test.each(rows)('R13: in %s, %s is %s, given as the code or as the carrier’s own', (dialect, raw, code) => {
  expect(canonicalOf(raw, undefined, dialect)).toBe(code);
  expect(canonicalOf(undefined, raw, dialect)).toBe(code);
  expect(canonicalOf('OTHER', raw, dialect)).toBe(code);
});

test('R13: in one dialect a code means one thing, and no canonical code means another', () => {
  for (const dialect of DIALECT_NAMES) {
    const own = rows.filter(([of]) => of === dialect).map(([, raw]) => raw);
    expect(own.filter((raw, index) => own.indexOf(raw) !== index)).toEqual([]);
    expect(own.filter((raw) => (REJECTION_CODES as readonly string[]).includes(raw))).toEqual([]);
  }
});

test.each([
  ['wbci', 'SON'],
  ['twilio', 'CONTACT_SUPPORT_REQUIRED'],
  ['bandwidth', '7407'],
  ['bandwidth', '7434'],
  ['telnyx', 'OTHER'],
] as const)('R13: in %s, %s says too little: an operator reads it', (dialect, raw) => {
  expect(canonicalOf(raw, undefined, dialect)).toBe('OTHER');
});

test('R13: the same number or word in another dialect, or in none, is not taken for what it means in this one', () => {
  expect(canonicalOf('7519', undefined, undefined)).toBe('OTHER');
  expect(canonicalOf('7519', undefined, 'twilio')).toBe('OTHER');
  expect(canonicalOf('ADF', undefined, 'bandwidth')).toBe('OTHER');
});

test('R13: a canonical code stands, whatever the carrier calls it', () => {
  for (const code of REJECTION_CODES.filter((one) => one !== 'OTHER')) expect(canonicalOf(code, '7519', 'bandwidth')).toBe(code);
});

test('R13: any two texts in any dialect have a canonical code', () => {
  const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString', ...rows.map(([, raw]) => raw))), {
    nil: undefined,
  });
  fc.assert(
    fc.property(text, text, fc.option(fc.constantFrom(...DIALECT_NAMES), { nil: undefined }), (code, raw, dialect) => {
      expect(REJECTION_CODES).toContain(canonicalOf(code, raw, dialect));
    }),
  );
});
