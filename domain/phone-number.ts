/**
 * Numbers in E.164 as text and digits. Whether a number exists is the door's question, asked of a numbering library;
 * here only its form counts.
 */
import type { E164 } from './order-details';
import { refused, type Result, ok } from './result';

const E164_FORM = /^\+[1-9]\d{6,14}$/;

/** The most numbers one block may have. */
export const MAX_BLOCK_NUMBERS = 1000;

/** Calling codes of one and two digits; all others have three (ITU E.164). */
const SHORT_CALLING_CODE = /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** Why two numbers are no block. */
export type RangeFault = 'notE164' | 'differentLength' | 'differentPrefix' | 'reversed' | 'tooLong';

/** Whether the raw text is strictly E.164: a plus, then 7 to 15 digits, and nothing else. */
export const isE164 = (text: string): boolean => E164_FORM.test(text);

/** The number's calling code, without plus: `33`. Meaningful for E.164 only. */
export const callingCode = (number: E164): string => SHORT_CALLING_CODE.exec(number.slice(1))?.[1] ?? number.slice(1, 4);

/** The digits after the calling code: `199001234` of `+33199001234`. */
export const nationalDigits = (number: E164): string => number.slice(1 + callingCode(number).length);

/** A number in a number's place among its equals, for comparing within one length. Exact: 15 digits fit a double. */
export const numberValue = (number: E164): number => Number(number.slice(1));

/**
 * Why `start` to `end` is no block: not E.164, of different length, different beyond the last four digits, the wrong
 * way round, or more than 1,000 numbers. `undefined` when it is one.
 */
export function rangeFault(start: E164, end: E164): RangeFault | undefined {
  if (!isE164(start) || !isE164(end)) return 'notE164';
  if (start.length !== end.length) return 'differentLength';
  if (numberValue(start) > numberValue(end)) return 'reversed';
  if (start.slice(0, -4) !== end.slice(0, -4)) return 'differentPrefix';
  return numberValue(end) - numberValue(start) >= MAX_BLOCK_NUMBERS ? 'tooLong' : undefined;
}

/** Every number from `start` to `end`, both included, in ascending order; or the fault of the range. */
export function expandRange(start: E164, end: E164): Result<readonly E164[], RangeFault> {
  const fault = rangeFault(start, end);
  if (fault !== undefined) return refused(fault);
  const first = numberValue(start);
  return ok(Array.from({ length: numberValue(end) - first + 1 }, (_, index) => `+${first + index}`));
}

/** A number as people may see it where its owner is not known to be reading: `+33 1 •• •• •• 34`. */
export function maskNumber(number: E164): string {
  if (!isE164(number)) return '••';
  const digits = nationalDigits(number);
  const hidden = '•'.repeat(Math.max(2, digits.length - 3)).match(/.{1,2}/g) ?? [];
  // A short national part would be given away by its first digit.
  const lead = digits.length >= 7 ? [digits.slice(0, 1)] : [];
  return [`+${callingCode(number)}`, ...lead, ...hidden, digits.slice(-2)].join(' ');
}
