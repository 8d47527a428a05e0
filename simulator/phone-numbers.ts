import { z } from 'zod';

/** An E.164 number on the wire. */
export const Number164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be E.164, like +33199001234');

/** A list of them without repetition. */
export const Numbers = z
  .array(Number164)
  .min(1)
  .max(10_000)
  .refine((numbers) => new Set(numbers).size === numbers.length, 'holds a number twice');

/** Every number from start to end, both included; E.164 fits an exact integer. */
export function expandRange(start: string, end: string): string[] {
  const first = Number(start.slice(1));
  const count = Number(end.slice(1)) - first + 1;
  return Array.from({ length: count }, (_, index) => `+${first + index}`);
}

/** The block of ten that a number would belong to. */
export const tenBlock = (number: string): { start: string; end: string } => ({
  start: `${number.slice(0, -1)}0`,
  end: `${number.slice(0, -1)}9`,
});

/** The last two digits: what chooses the losing carrier's behaviour. */
export const endingOf = (number: string): string => number.slice(-2);

/** A number that is free to call, by the ranges of the countries that the simulator knows. */
export const isTollFree = (number: string): boolean =>
  /^\+(1(800|833|844|855|866|877|888)|3380[0-5]|(31|32|34|39|351|353|41|43|44|46|49|61|81)80[08])/.test(number);
