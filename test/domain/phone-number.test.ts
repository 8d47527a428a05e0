import fc from 'fast-check';
import { callingCode, expandRange, isE164, maskNumber, MAX_BLOCK_NUMBERS, nationalDigits } from '../../domain/phone-number';

test.each(['+33199001234', '+12125550123', '+3531234567', '+123456789012345'])('%s is E.164', (text) => {
  expect(isE164(text)).toBe(true);
});

test.each([
  '33199001234',
  '+0199001234',
  '+33 199001234',
  ' +33199001234',
  '+33199001234\n',
  '+１２３４５６７８',
  '+123456',
  '+1234567890123456',
  '',
  '+33199001234;ext=1',
])('%p is not E.164', (text) => {
  expect(isE164(text)).toBe(false);
});

test.each([
  ['+33199001234', '33', '199001234'],
  ['+12125550123', '1', '2125550123'],
  ['+79161234567', '7', '9161234567'],
  ['+35312345678', '353', '12345678'],
  ['+390612345678', '39', '0612345678'],
  ['+262262123456', '262', '262123456'],
])('%s has calling code %s', (number, code, national) => {
  expect(callingCode(number)).toBe(code);
  expect(nationalDigits(number)).toBe(national);
});

describe('a range', () => {
  test('holds both ends', () => {
    expect(expandRange('+33199001298', '+33199001301')).toEqual({
      ok: true,
      value: ['+33199001298', '+33199001299', '+33199001300', '+33199001301'],
    });
    expect(expandRange('+33199001234', '+33199001234')).toEqual({ ok: true, value: ['+33199001234'] });
  });

  test('of 1,000 numbers is the longest', () => {
    const whole = expandRange('+33199001000', '+33199001999');
    expect(whole.ok && whole.value).toHaveLength(MAX_BLOCK_NUMBERS);
    expect(expandRange('+33199001000', '+33199002000')).toEqual({ ok: false, problems: ['tooLong'] });
  });

  test.each([
    ['reversed', '+33199001201', '+33199001200'],
    ['differentLength', '+3319900120', '+33199001209'],
    ['differentPrefix', '+33199001200', '+33199011200'],
    ['notE164', '0199001200', '0199001209'],
  ])('is %s', (fault, start, end) => {
    expect(expandRange(start, end)).toEqual({ ok: false, problems: [fault] });
  });

  test('is ascending, without gaps or doubles, and all E.164, up to fifteen digits', () => {
    const prefix = fc.integer({ min: 1000, max: 99_999_999_999 });
    fc.assert(
      fc.property(prefix, fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 999 }), (digits, first, more) => {
        const number = (offset: number): string => `+${digits}${String(offset).padStart(4, '0')}`;
        const range = expandRange(number(first), number(first + more));
        const expected = Array.from({ length: more + 1 }, (_, offset) => number(first + offset));
        expect(range).toEqual({ ok: true, value: expected });
        expect(expected.every(isE164)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a masked number', () => {
  test.each([
    ['+33199001234', '+33 1 •• •• •• 34'],
    ['+12125550123', '+1 2 •• •• •• • 23'],
    ['+2901234', '+290 •• 34'],
    ['not a number', '••'],
  ])('%s is shown as %s', (number, shown) => {
    expect(maskNumber(number)).toBe(shown);
  });

  test('never shows more than the calling code and three digits', () => {
    const digits = fc.array(fc.constantFrom(...'123456789'), { minLength: 7, maxLength: 15 });
    fc.assert(
      fc.property(digits, (all) => {
        const number = `+${all.join('')}`;
        expect(maskNumber(number).replace(/\D/g, '').length).toBeLessThanOrEqual(callingCode(number).length + 3);
        expect(maskNumber(number)).toContain('•');
      }),
    );
  });
});
