import { loadCountryPacks, orderRules, packOf } from '../../../config/countries';
import { createOrderBody } from '../../../contracts/order-body';
import { checkOrder } from '../../../domain/order-check';
import { orderOf, readOrderFile } from '../../../contracts/order-file';
import { anOrderBody, aSingle } from '../../support/order-body';

const problemsOf = (body: unknown) => {
  const read = orderOf(body);
  return read.ok ? [] : read.problems.map(({ path, code }) => `${path} ${code}`);
};

test('an order that is right is divided into its account and its wish', () => {
  const read = orderOf(anOrderBody());
  expect(read).toMatchObject({ ok: true, value: { accountId: 'acct-active-fr', details: { country: 'FR', numbersStayActive: true } } });
  expect(read.ok && 'accountId' in read.value.details).toBe(false);
});

test.each([
  ['a field that nobody may set', { status: 'completed' }, ['status unknown_field']],
  ['a field inside another', { losing: { carrier: 'x', reference: 'r' } }, ['losing.reference unknown_field']],
  ['a missing field', { holder: undefined }, ['holder missing_field']],
  ['a number without its plus', { numbers: [aSingle('33199001234')] }, ['numbers[0].number invalid_number']],
  ['a number with letters', { numbers: [{ kind: 'single', number: '+33199OO1234' }] }, ['numbers[0].number invalid_number']],
  ['an extension', { numbers: [{ kind: 'single', number: '+33199001234;ext=5' }] }, ['numbers[0].number invalid_number']],
  ['full-width digits', { numbers: [{ kind: 'single', number: '+3319900123４' }] }, ['numbers[0].number invalid_number']],
  ['a number outside the numbering plan', { numbers: [{ kind: 'single', number: '+3319900123' }] }, ['numbers[0].number invalid_number']],
  ['a premium-rate number', { numbers: [{ kind: 'single', number: '+33899701234' }] }, ['numbers[0].number invalid_number']],
  ['a day that does not exist', { preferredDate: '2026-02-31' }, ['preferredDate invalid_date']],
  ['R6: an attestation that is not given', { numbersStayActive: false }, ['numbersStayActive numbers_must_stay_active']],
  ['a name of spaces', { signer: { name: '  ', email: 'a@b.fr' } }, ['signer.name invalid_text']],
  ['an invisible character', { signer: { name: 'Ca\u202Emille', email: 'a@b.fr' } }, ['signer.name invalid_text']],
  ['a text of ten thousand characters', { signer: { name: 'x'.repeat(10_000), email: 'a@b.fr' } }, ['signer.name invalid_text']],
  ['a country that is no code', { country: "FR' OR 1=1" }, ['country invalid_country']],
])('%s is refused at its place', (_, changes, expected) => {
  expect(problemsOf(anOrderBody(changes))).toEqual(expected);
});

test('every problem is told at once, and none repeats a value', () => {
  const read = orderOf(anOrderBody({ numbers: [{ kind: 'single', number: '0199001234' }], language: 'de', secret: 'hunter2' }));
  expect(read.ok ? [] : read.problems.map(({ code }) => code).toSorted()).toEqual(['invalid_field', 'invalid_number', 'unknown_field']);
  expect(JSON.stringify(read)).not.toMatch(/0199001234|hunter2/);
});

test('texts are trimmed and put into one form of Unicode', () => {
  const read = orderOf(anOrderBody({ holder: { name: ' Zoe\u0308 ', address: { street: 's', postalCode: 'p', city: 'c' } } }));
  expect(read).toMatchObject({ ok: true, value: { details: { holder: { name: 'Zo\u00EB' } } } });
});

test('numbers that a regulator keeps for examples may stand in one', () => {
  expect(problemsOf(anOrderBody({ numberType: 'mobile', numbers: [{ kind: 'single', number: '+33639981234' }] }))).toEqual([]);
});

test('an order file is the same body, read as strictly', () => {
  expect(readOrderFile(JSON.stringify(anOrderBody())).ok).toBe(true);
  expect(readOrderFile('{"accountId":"a","accountId":"b"}')).toMatchObject({
    ok: false,
    problems: [{ path: 'accountId', code: 'malformed_json' }],
  });
});

test('R9: the example of the API can be sent as it is', () => {
  const examples = createOrderBody.meta()?.['examples'] as readonly unknown[];
  const read = orderOf(examples[0]);
  if (!read.ok) throw new Error(`the example is not in the form of an order: ${JSON.stringify(read.problems)}`);
  const { details } = read.value;
  const pack = packOf(loadCountryPacks(), details.country);
  expect(checkOrder(details, { rules: pack && orderRules(pack, details.numberType), today: '2026-12-01', maxNumbers: 1000 })).toEqual([]);
});
