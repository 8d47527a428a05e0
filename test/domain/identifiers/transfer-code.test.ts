import { checkTaxId, checkTransferCode, type TransferCodeQuestion } from '../../../domain/identifiers/transfer-code';

const question: TransferCodeQuestion = {
  country: 'FR',
  numberType: 'geographic',
  code: 'OBF0A1B2CTR9',
  number: '+33142345600',
  required: true,
  name: 'RIO',
  path: 'numbers[0].transferCode',
};
const codeOf = (changed: Partial<TransferCodeQuestion>): string | undefined => checkTransferCode({ ...question, ...changed })?.code;

test('a right RIO has no problem, on a fixed and on a mobile line', () => {
  expect(codeOf({})).toBeUndefined();
  expect(codeOf({ numberType: 'mobile', code: '01PEROY4P4TR', number: '+33612345678' })).toBeUndefined();
});

test('a missing code is a problem only where it is required', () => {
  expect(codeOf({ code: undefined })).toBe('missing_transfer_code');
  expect(codeOf({ code: ' - ' })).toBe('missing_transfer_code');
  expect(codeOf({ code: undefined, required: false })).toBeUndefined();
});

test.each([
  ['form', 'OBF0A1B2CTR', /12 characters/],
  ['key', 'OBF0A1B2CTR8', /does not fit the number/],
])('a wrong %s is invalid, and the message neither repeats the code nor the number', (_, code, words) => {
  const problem = checkTransferCode({ ...question, code });
  expect(problem).toMatchObject({ path: 'numbers[0].transferCode', code: 'invalid_transfer_code' });
  expect(problem?.message).toMatch(words);
  expect(problem?.message).not.toContain(code);
  expect(problem?.message).not.toMatch(/142345600/);
});

test('a fixed line has no RIO of a mobile one', () => {
  // Its key is right for this number: only the letter tells.
  expect(codeOf({ numberType: 'mobile', code: 'OBF0A1B2CTR9' })).toBe('invalid_transfer_code');
});

test('toll-free numbers and other countries have codes that are not ours to judge', () => {
  expect(codeOf({ numberType: 'tollFree', code: 'anything', number: '+33800123456', required: false })).toBeUndefined();
  expect(codeOf({ country: 'US', code: '1234', number: '+12125550123', required: false })).toBeUndefined();
});

test('a SIREN or SIRET is checked, another id is not', () => {
  expect(checkTaxId('FR', '732829320', 'holder.taxId')).toBeUndefined();
  expect(checkTaxId('FR', '73282932000074', 'holder.taxId')).toBeUndefined();
  expect(checkTaxId('FR', 'FR 44 732829320', 'holder.taxId')).toBeUndefined();
  expect(checkTaxId('FR', undefined, 'holder.taxId')).toBeUndefined();
  expect(checkTaxId('US', '123', 'holder.taxId')).toBeUndefined();
  expect(checkTaxId('FR', '73282932000075', 'holder.taxId')).toMatchObject({ path: 'holder.taxId', code: 'invalid_tax_id' });
});
