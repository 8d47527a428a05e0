import { rioKey } from '../../domain/identifiers/rio';
import { checkOrder, type OrderCheckContext } from '../../domain/order-check';
import type { NumberItem, PortOrderDetails } from '../../domain/order-details';
import type { OrderRules } from '../../domain/order-rules';

const rio = (national: string): string => `OBF0A1B2C${rioKey('OBF0A1B2C', national)}`;
const single = (last: string): NumberItem => ({ kind: 'single', number: `+3319900${last}`, transferCode: rio(`019900${last}`) });
const block = (first: string, last: string): NumberItem => ({
  kind: 'block',
  start: `+3319900${first}`,
  end: `+3319900${last}`,
  transferCode: rio(`019900${first}`),
});

const rules: OrderRules = {
  country: 'FR',
  callingCode: '33',
  numberTypes: ['geographic', 'mobile'],
  nationalPattern: '^[1-59]\\d{8}$',
  transferCodeName: 'RIO',
  transferCodeRequired: true,
  transferCodeCheck: { check: 'rio' },
  identifiers: [{ field: 'taxId', name: 'SIRET', needed: 'companies', check: { check: 'siret' } }],
  blocksGoTogether: true,
};
const context: OrderCheckContext = { rules, today: '2026-03-02', maxNumbers: 1000 };

const order = (changed: Partial<PortOrderDetails> = {}): PortOrderDetails => ({
  country: 'FR',
  numberType: 'geographic',
  holder: { name: 'Ada Lovelace', address: { street: '1 rue Haute', postalCode: '75001', city: 'Paris' } },
  losing: { carrier: 'telmarine' },
  signer: { name: 'Ada Lovelace', email: 'ada@example.org' },
  numbers: [single('1234')],
  inBlock: 'no',
  language: 'fr',
  numbersStayActive: true,
  ...changed,
});
const found = (changed: Partial<PortOrderDetails>, other: Partial<OrderCheckContext> = {}): (readonly [string, string])[] =>
  checkOrder(order(changed), { ...context, ...other }).map(({ path, code }) => [path, code] as const);

test('an order in which everything is right has no problem', () => {
  expect(found({})).toEqual([]);
  expect(found({ numbers: [single('1234'), block('2000', '2099')], inBlock: 'unknown', preferredDate: '2026-03-02' })).toEqual([]);
});

test('R2: a country without rules is unknown, and what can be judged without them still is', () => {
  expect(found({ country: 'XX', preferredDate: '2026-02-30' }, { rules: undefined })).toEqual([
    ['country', 'unknown_country'],
    ['preferredDate', 'invalid_date'],
  ]);
});

test('R2: a type of number that the country does not port', () => {
  expect(found({ numberType: 'tollFree' })).toContainEqual(['numberType', 'number_type_unavailable']);
});

test('a number of another country, or of another type, is ordered on its own', () => {
  expect(found({ numbers: [single('1234'), { kind: 'single', number: '+442071234567', transferCode: 'x' }] })).toContainEqual([
    'numbers[1].number',
    'number_of_another_country',
  ]);
  expect(found({ numbers: [{ kind: 'single', number: '+33612345678', transferCode: rio('0612345678') }] })).toEqual([
    ['numbers[0].number', 'wrong_number_type'],
  ]);
});

test('R9: the transfer code is required, and checked over the number; for a block over its first', () => {
  expect(found({ numbers: [{ kind: 'single', number: '+33199001234' }] })).toEqual([['numbers[0].transferCode', 'missing_transfer_code']]);
  expect(found({ numbers: [single('1234'), { ...single('1235'), transferCode: rio('0199001236') }] })).toEqual([
    ['numbers[1].transferCode', 'invalid_transfer_code'],
  ]);
  expect(found({ numbers: [{ ...block('2000', '2009'), transferCode: rio('0199002009') }] })).toEqual([
    ['numbers[0].transferCode', 'invalid_transfer_code'],
  ]);
  expect(found({ numbers: [{ kind: 'single', number: '+33199001234' }] }, { rules: { ...rules, transferCodeRequired: false } })).toEqual(
    [],
  );
});

test('R8: one number of a range cannot be ported alone', () => {
  expect(found({ inBlock: 'yes' })).toEqual([['numbers[0]', 'block_incomplete']]);
  expect(found({ inBlock: 'yes', numbers: [block('2000', '2099'), single('1234')] })).toEqual([['numbers[1]', 'block_incomplete']]);
  expect(found({ inBlock: 'yes', numbers: [block('2000', '2099')] })).toEqual([]);
  expect(found({ inBlock: 'yes' }, { rules: { ...rules, blocksGoTogether: false } })).toEqual([]);
});

test.each([
  ['ends before it starts', block('2009', '2000')],
  ['has one number', block('2000', '2000')],
  ['is too long', block('2000', '3000')],
  ['is no number', { kind: 'block', start: '0199002000', end: '0199002009', transferCode: rio('0199002000') } as const],
])('a block that %s', (_, item) => {
  expect(found({ numbers: [item] })).toContainEqual(['numbers[0]', 'invalid_block']);
});

test('a block has a size that the country knows', () => {
  const sized = { rules: { ...rules, blockSizes: [10, 100] } };
  expect(found({ numbers: [block('2000', '2019')] }, sized)).toEqual([['numbers[0]', 'invalid_block_size']]);
  expect(found({ numbers: [block('2000', '2099')] }, sized)).toEqual([]);
});

test('a block is made of whole pieces where the country says so', () => {
  const pieces = { rules: { ...rules, blockMultipleOf: 10 } };
  expect(found({ numbers: [block('2000', '2014')] }, pieces)).toEqual([['numbers[0]', 'invalid_block_size']]);
  expect(found({ numbers: [block('2005', '2014')] }, pieces)).toEqual([['numbers[0]', 'invalid_block_size']]);
  expect(found({ numbers: [block('2000', '2039')] }, pieces)).toEqual([]);
});

test('each number stands in an order once', () => {
  expect(found({ numbers: [single('1234'), single('1235'), single('1234')] })).toEqual([['numbers[2]', 'duplicate_number']]);
  expect(found({ numbers: [block('2000', '2099'), single('2050')] })).toEqual([['numbers[1]', 'overlapping_range']]);
  expect(found({ numbers: [block('2050', '2149'), block('2000', '2050')] })).toEqual([['numbers[1]', 'overlapping_range']]);
  expect(found({ numbers: [block('2000', '2499'), block('2010', '2019'), single('2400')] })).toEqual([
    ['numbers[1]', 'overlapping_range'],
    ['numbers[2]', 'overlapping_range'],
  ]);
  expect(found({ numbers: [block('2000', '2099'), block('2100', '2199')] })).toEqual([]);
});

test('an order holds some numbers, and no more than the setting allows', () => {
  expect(found({ numbers: [] })).toEqual([['numbers', 'numbers_missing']]);
  expect(found({ numbers: [block('2000', '2009')] }, { maxNumbers: 9 })).toEqual([['numbers', 'too_many_numbers']]);
  expect(found({ numbers: [block('2000', '2009')] }, { maxNumbers: 10 })).toEqual([]);
});

test('an order holds no more entries than it can have requests', () => {
  const numbers = Array.from({ length: 1024 }, (_, index) => single(String(1000 + index)));
  expect(found({ numbers }, { maxNumbers: 5000 })).toEqual([['numbers', 'too_many_requests']]);
});

test.each([
  ['2026-03-01', 'date_in_past'],
  ['2026-02-30', 'invalid_date'],
  ['12/03/2026', 'invalid_date'],
  ['2026-03-12T10:00:00Z', 'invalid_date'],
])('R19: the preferred date %s', (preferredDate, code) => {
  expect(found({ preferredDate })).toEqual([['preferredDate', code]]);
});

test('R6: the numbers stay active at the losing provider', () => {
  const untyped: unknown = { ...order(), numbersStayActive: false };
  expect(checkOrder(untyped as PortOrderDetails, context).map(({ path, code }) => [path, code])).toEqual([
    ['numbersStayActive', 'numbers_must_stay_active'],
  ]);
});

test('every problem comes at once, and no message repeats what the customer gave', () => {
  const details = order({
    numbers: [
      { kind: 'single', number: '+33199007777', transferCode: 'ZZZZZZZZZZZZ' },
      block('2009', '2000'),
      { kind: 'single', number: '0145', transferCode: 'x' },
    ],
    holder: { name: 'Ada Lovelace', taxId: '73282932000075', address: { street: '1 rue Haute', postalCode: '75001', city: 'Paris' } },
    inBlock: 'yes',
    preferredDate: '1999-01-01',
  });
  const problems = checkOrder(details, context);
  expect(problems.map(({ code }) => code)).toEqual(
    expect.arrayContaining([
      'invalid_transfer_code',
      'invalid_tax_id',
      'block_incomplete',
      'invalid_number',
      'invalid_block',
      'date_in_past',
    ]),
  );
  const given = ['99007777', 'ZZZZ', '2009', '0145', 'Lovelace', '73282932000075', 'Haute', '1999'];
  for (const { message } of problems) for (const part of given) expect(message).not.toContain(part);
});
