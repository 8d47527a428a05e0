import type { PortOrderDetails } from '../../domain/order-details';
import type { OrderRules } from '../../domain/order-rules';
import { orderWarnings } from '../../domain/order-warnings';

const rules: OrderRules = {
  country: 'GB',
  callingCode: '44',
  numberTypes: ['geographic', 'mobile'],
  transferCodeName: 'PAC',
  transferCodeRequired: true,
  transferCodeCheck: { pattern: '^[A-Z0-9]{9}$', form: '9 characters' },
  identifiers: [
    { field: 'accountNumber', name: 'account number', needed: 'always' },
    { field: 'taxId', name: 'enterprise number', needed: 'companies', check: { check: 'belgianEnterprise' } },
    { field: 'pin', name: 'PIN', needed: 'ifAny', check: { pattern: '^\\d{4}$', form: '4 digits' } },
  ],
  blocksGoTogether: true,
};
const order = (changed: Partial<PortOrderDetails> = {}): PortOrderDetails => ({
  country: 'GB',
  numberType: 'mobile',
  holder: { name: 'Ada Lovelace', address: { street: '1 High Street', postalCode: 'SW1A 1AA', city: 'London' } },
  losing: { carrier: 'thamesline', accountNumber: 'ACC-1' },
  signer: { name: 'Ada Lovelace', email: 'ada@example.org' },
  numbers: [{ kind: 'single', number: '+447400123456', transferCode: 'ABC123456' }],
  inBlock: 'no',
  language: 'en',
  numbersStayActive: true,
  ...changed,
});
const found = (changed: Partial<PortOrderDetails>, regionUnclear = false): (readonly [string, string])[] =>
  orderWarnings(order(changed), { rules, regionUnclear }).map(({ path, code }) => [path, code] as const);

test('an order as it should be has no doubts, nor has one of an unknown country', () => {
  expect(found({})).toEqual([]);
  expect(orderWarnings(order({ inBlock: 'unknown' }), { rules: undefined })).toEqual([]);
});

test('a code of an unusual form, by its place', () => {
  const numbers = [...order().numbers, { kind: 'single', number: '+447400123457', transferCode: '12' } as const];
  expect(found({ numbers })).toEqual([['numbers[1].transferCode', 'invalid_transfer_code']]);
});

test('R7: identifiers that losing carriers want: of everybody, of companies, or only in their form', () => {
  const { holder } = order();
  expect(found({ losing: { carrier: 'thamesline' } })).toEqual([['losing.accountNumber', 'missing_identifier']]);
  expect(found({ holder: { ...holder, company: 'Analytical Ltd' } })).toEqual([['holder.taxId', 'missing_identifier']]);
  expect(found({ holder: { ...holder, company: 'Analytical Ltd', taxId: '0428196602' } })).toEqual([]);
  expect(found({ losing: { carrier: 'thamesline', accountNumber: 'ACC-1', pin: '12' } })).toEqual([['losing.pin', 'unusual_identifier']]);
});

test('the tax id of another country is only doubted', () => {
  expect(found({ holder: { ...order().holder, taxId: 'DE136695976' } })).toEqual([['holder.taxId', 'invalid_tax_id']]);
  // Certainly wrong: that is for the check, which refuses it.
  expect(found({ holder: { ...order().holder, taxId: '0428196600' } })).toEqual([]);
});

test('R8: whether the numbers are in a block is worth asking', () => {
  expect(found({ inBlock: 'unknown' })).toEqual([['inBlock', 'block_unknown']]);
});

test('dates that hang on a region that nobody gave', () => {
  expect(found({}, true)).toEqual([['holder.address.region', 'region_unclear']]);
});

test('no doubt repeats what the customer gave', () => {
  const doubts = orderWarnings(
    order({
      numbers: [{ kind: 'single', number: '+447400123456', transferCode: 'ZZ9' }],
      holder: { ...order().holder, taxId: 'DE136695976' },
      losing: { carrier: 'thamesline', pin: '77' },
    }),
    { rules },
  );
  expect(doubts).toHaveLength(4);
  for (const { message } of doubts) expect(message).not.toMatch(/7400123456|ZZ9|136695976|77|Lovelace/);
});
