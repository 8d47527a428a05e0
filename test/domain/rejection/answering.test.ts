import fc from 'fast-check';
import { needsNewLoa, needsOperator, resolverOf, uncovered } from '../../../domain/rejection/answering';
import { REJECTION_CODES, ruleOf, type RejectionCode } from '../../../domain/rejection/codes';
import { ORDER_PARTS, type OrderPart } from '../../../domain/rejection/order-parts';

const PARTS = Object.keys(ORDER_PARTS) as OrderPart[];
const reasons = (codes: readonly string[]) => codes.map((code) => ({ code }));
const left = (codes: readonly string[], ...changed: readonly OrderPart[]): RejectionCode[] => uncovered(reasons(codes), new Set(changed));

test.each([
  [['NAME_MISMATCH'], 'customer', false],
  [['DATE_INVALID'], 'operator', true],
  [['DATE_INVALID', 'NAME_MISMATCH'], 'customer', true],
  [['NOT_PORTABLE'], 'nobody', false],
  [['NAME_MISMATCH', 'NOT_PORTABLE'], 'nobody', false],
  [['SOMETHING_NEW'], 'operator', true],
  [[], 'operator', true],
] as const)('R13: who acts on %j, and whether an operator has a part in it', (codes, resolver, operators) => {
  expect(resolverOf(reasons(codes))).toBe(resolver);
  expect(needsOperator(reasons(codes))).toBe(operators);
});

test('R13: any reasons at all have somebody who acts', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...REJECTION_CODES))), (codes) => {
      expect(['customer', 'operator', 'nobody']).toContain(resolverOf(reasons(codes)));
      expect(resolverOf(reasons(codes)) !== 'operator' || needsOperator(reasons(codes))).toBe(true);
    }),
  );
});

/** Codes whose mistake is in the order and can be mended nowhere else. */
const DEMANDING: Readonly<Partial<Record<RejectionCode, readonly OrderPart[]>>> = {
  NAME_MISMATCH: ['holder.name', 'holder.company'],
  ADDRESS_MISMATCH: ['holder.address'],
  POSTCODE_MISMATCH: ['holder.address.postalCode'],
  ACCOUNT_NUMBER_INVALID: ['losing.accountNumber'],
  PIN_INVALID: ['losing.pin'],
  TRANSFER_CODE_INVALID: ['transferCodes'],
  TAX_ID_MISMATCH: ['holder.taxId'],
  UNAUTHORIZED_SIGNER: ['signer'],
  DOCUMENT_MISSING: ['documents'],
  BTN_MISMATCH: ['losing.accountNumber', 'numbers'],
  NUMBER_NOT_ON_ACCOUNT: ['losing.accountNumber', 'losing.carrier', 'holder.name', 'holder.company', 'numbers'],
  WRONG_LOSING_CARRIER: ['losing.carrier'],
};

describe.each(REJECTION_CODES)('R13: %s', (code) => {
  const demanded = DEMANDING[code];

  test.each(PARTS)('when %s has changed', (part) => {
    expect(left([code], part)).toEqual(demanded && !demanded.includes(part) ? [code] : []);
  });

  test('when nothing has changed', () => {
    expect(left([code])).toEqual(demanded ? [code] : []);
  });
});

test('R13: of several reasons each is answered on its own, and each is named once', () => {
  const both = ['NAME_MISMATCH', 'PIN_INVALID', 'PIN_INVALID'];
  expect(left(both)).toEqual(['NAME_MISMATCH', 'PIN_INVALID']);
  expect(left(both, 'holder.company')).toEqual(['PIN_INVALID']);
  expect(left(both, 'holder.name', 'losing.pin')).toEqual([]);
});

test("R13: an operator's reason does not hold up the customer's part", () => {
  expect(left(['DATE_INVALID', 'HOUSE_RULE', 'PIN_INVALID'], 'losing.pin')).toEqual([]);
  expect(left(['DATE_INVALID', 'HOUSE_RULE'])).toEqual([]);
});

test('R13: what no part answers is answered by no other set of parts', () => {
  fc.assert(
    fc.property(fc.subarray([...REJECTION_CODES]), fc.subarray(PARTS), (codes, changed) => {
      expect(left(codes, ...changed)).toEqual(codes.filter((code) => left([code], ...changed).length > 0));
    }),
  );
});

const holder = { name: 'Ada Martin', address: { street: '1 rue de la Paix', postalCode: '75002', city: 'Paris' } };

test('R10: another holder or signer needs a new LOA; account data and codes do not', () => {
  expect(needsNewLoa({ holder }, [])).toBe(true);
  expect(needsNewLoa({ signer: { name: 'Ada Martin', email: 'ada@example.org' } }, [])).toBe(true);
  expect(needsNewLoa({ losing: { carrier: 'ORANGE' }, transferCodes: { '+33199001210': 'CODE1' } }, [])).toBe(false);
  expect(needsNewLoa({}, [])).toBe(false);
});

test.each(REJECTION_CODES)('R10: whether %s wants a new LOA, also when everything stays as it is', (code) => {
  expect(needsNewLoa({ asItIs: true }, reasons([code]))).toBe(ruleOf(code).newLoa);
  expect(needsNewLoa({ asItIs: true }, reasons(['PIN_INVALID', code]))).toBe(ruleOf(code).newLoa);
});
