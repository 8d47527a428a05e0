import {
  checkTaxId,
  checkTransferCode,
  doubtTaxId,
  doubtTransferCode,
  type TransferCodeQuestion,
} from '../../../domain/identifiers/transfer-code';

const question: TransferCodeQuestion = {
  numberType: 'geographic',
  code: 'OBF0A1B2CTR9',
  number: '+33142345600',
  required: true,
  name: 'RIO',
  check: { check: 'rio' },
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
  expect(codeOf({ check: undefined, code: '1234', number: '+12125550123', required: false })).toBeUndefined();
});

const french = (taxId: string | undefined) => ({ country: 'FR', taxId, check: { check: 'siret' }, path: 'holder.taxId' }) as const;

test('a SIREN or SIRET is checked, another id is not', () => {
  expect(checkTaxId(french('732829320'))).toBeUndefined();
  expect(checkTaxId(french('73282932000074'))).toBeUndefined();
  expect(checkTaxId(french('FR 44 732829320'))).toBeUndefined();
  expect(checkTaxId(french(undefined))).toBeUndefined();
  expect(checkTaxId({ country: 'US', taxId: '123', path: 'holder.taxId' })).toBeUndefined();
  expect(checkTaxId(french('73282932000075'))).toMatchObject({ path: 'holder.taxId', code: 'invalid_tax_id' });
});

describe('what is only doubted', () => {
  const spanish = (taxId: string) => ({ country: 'ES', taxId, check: { check: 'spanishTaxId' }, path: 'holder.taxId' }) as const;

  test('a certain fault of a tax id is a problem and no doubt', () => {
    expect(checkTaxId(spanish('ESA58818502'))).toMatchObject({ code: 'invalid_tax_id' });
    expect(doubtTaxId(spanish('ESA58818502'))).toBeUndefined();
  });

  test('the tax id of another country is a doubt and no problem', () => {
    expect(checkTaxId(spanish('DE136695976'))).toBeUndefined();
    expect(doubtTaxId(spanish('DE136695976'))?.message).toContain('another country');
    expect(doubtTaxId(spanish('ESA58818501'))).toBeUndefined();
  });

  test('an Italian person whose code begins like a prefix is judged', () => {
    const check = { country: 'IT', check: { check: 'italianTaxId' }, path: 'holder.taxId' } as const;
    expect(checkTaxId({ ...check, taxId: 'ROSMRA79B11C566S' })).toMatchObject({ code: 'invalid_tax_id' });
  });

  test('a form that is not the usual one never refuses an order', () => {
    const pac = { numberType: 'mobile', number: '+447400123456', required: true, name: 'PAC', path: 'numbers[0].transferCode' } as const;
    const check = { pattern: '^[A-Z0-9]{9}$', form: '9 characters' };
    expect(checkTransferCode({ ...pac, code: 'ABC 123-45', check })).toBeUndefined();
    expect(doubtTransferCode({ ...pac, code: 'ABC 123-45', check })).toMatchObject({ code: 'invalid_transfer_code' });
    expect(doubtTransferCode({ ...pac, code: 'abc 123-456', check })).toBeUndefined();
    expect(doubtTransferCode({ ...pac, code: undefined, check })).toBeUndefined();
  });
});
