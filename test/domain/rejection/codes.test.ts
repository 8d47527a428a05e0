import fc from 'fast-check';
import { canonicalCode, REJECTION_CODES, ruleOf } from '../../../domain/rejection/codes';
import { ORDER_PARTS } from '../../../domain/rejection/order-parts';

const rules = REJECTION_CODES.map((code) => ({ code, ...ruleOf(code) }));
const codesOf = (which: (rule: (typeof rules)[number]) => boolean): string[] => rules.filter(which).map(({ code }) => code);

test('R13: a canonical code is itself; anything else is OTHER and never a failure', () => {
  for (const code of REJECTION_CODES) expect(canonicalCode(code)).toBe(code);
  for (const code of ['', 'name_mismatch', 'toString', 'constructor', '__proto__', 'hasOwnProperty'])
    expect(canonicalCode(code)).toBe('OTHER');
  fc.assert(fc.property(fc.string(), (text) => expect(REJECTION_CODES).toContain(canonicalCode(text))));
});

test('R13: there are 34 codes, and each has somebody who acts, or nobody can', () => {
  expect(REJECTION_CODES).toHaveLength(34);
  expect(codesOf(({ resolver }) => resolver === 'nobody')).toEqual(['NOT_PORTABLE']);
  expect(codesOf(({ resolver }) => resolver === 'operator')).toEqual([
    'SPLIT_REQUIRED',
    'DUPLICATE_PORT',
    'DATE_INVALID',
    'FOC_EXPIRED',
    'FOC_REFUSED',
    'CARRIER_UNRESPONSIVE',
    'NETWORK_CONFLICT',
    'SUSPECTED_FRAUD',
    'UNAUTHORIZED_PORT',
    'OTHER',
  ]);
});

test('R13: only what cannot be ported is never sent again; what is suspicious or unclear waits for an operator to clear it', () => {
  expect(codesOf(({ resubmittable }) => resubmittable === 'no')).toEqual(['NOT_PORTABLE']);
  expect(codesOf(({ resubmittable }) => resubmittable === 'onceCleared')).toEqual([
    'SPLIT_REQUIRED',
    'DUPLICATE_PORT',
    'NETWORK_CONFLICT',
    'SUSPECTED_FRAUD',
    'UNAUTHORIZED_PORT',
    'OTHER',
  ]);
});

test('R10: the reasons that want a new letter, whatever else is corrected', () => {
  expect(codesOf(({ newLoa }) => newLoa)).toEqual([
    'NAME_MISMATCH',
    'ADDRESS_MISMATCH',
    'UNAUTHORIZED_SIGNER',
    'LOA_INVALID',
    'WRONG_LOSING_CARRIER',
    'MORE_RECENT_AUTH',
  ]);
});

describe.each(rules)('$code', ({ resolver, changes, elsewhere, newLoa, operator, resubmittable }) => {
  test('R13: says what an operator does exactly where one acts', () => {
    expect(operator ?? '').toMatch(resolver === 'operator' ? /^[A-Z].{30,}\.$/ : /^$/);
  });

  test('R13: whoever mends it has a way to do so', () => {
    expect(changes.length > 0 || elsewhere || newLoa).toBe(resolver !== 'nobody');
    expect(resolver === 'nobody').toBe(resubmittable === 'no');
  });

  test('names parts of the order, each once', () => {
    expect(new Set(changes).size).toBe(changes.length);
    for (const part of changes) expect(ORDER_PARTS[part]).toMatch(/\S/);
  });
});
