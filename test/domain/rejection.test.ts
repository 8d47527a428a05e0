import fc from 'fast-check';
import { canonicalCode, needsNewLoa, REJECTION_CODES, resolverOf } from '../../domain/rejection';

test('R13: a canonical code is itself; anything else is OTHER and never a failure', () => {
  for (const code of Object.keys(REJECTION_CODES)) expect(canonicalCode(code)).toBe(code);
  for (const code of ['', 'name_mismatch', 'toString', 'constructor', '__proto__', 'hasOwnProperty'])
    expect(canonicalCode(code)).toBe('OTHER');
  fc.assert(fc.property(fc.string(), (text) => expect(canonicalCode(text) in REJECTION_CODES).toBe(true)));
});

test.each([
  [['NAME_MISMATCH'], 'customer'],
  [['DATE_INVALID'], 'operator'],
  [['DATE_INVALID', 'NAME_MISMATCH'], 'customer'],
  [['NOT_PORTABLE'], 'nobody'],
  [['NAME_MISMATCH', 'NOT_PORTABLE'], 'nobody'],
  [['SOMETHING_NEW'], 'operator'],
  [[], 'operator'],
] as const)('R13: who acts on %j', (codes, resolver) => {
  expect(resolverOf(codes)).toBe(resolver);
});

test('R10: another holder or signer needs a new LOA; account data and codes do not', () => {
  const holder = { name: 'Ada Martin', address: { street: '1 rue de la Paix', postalCode: '75002', city: 'Paris' } };
  expect(needsNewLoa({ holder })).toBe(true);
  expect(needsNewLoa({ signer: { name: 'Ada Martin', email: 'ada@example.org' } })).toBe(true);
  expect(needsNewLoa({ losing: { carrier: 'ORANGE' }, transferCodes: { '+33199001210': 'CODE1' } })).toBe(false);
  expect(needsNewLoa({})).toBe(false);
});
