/** What the check digits of several countries share. All take plain text of the right form. */

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The digits of a text of digits. */
export const digitsOf = (text: string): number[] => [...text].map(Number);

/** The sum of the digits. */
export const digitSum = (text: string): number => sum(digitsOf(text));

/** The sum of each value times its weight; values past the last weight do not count. */
export const weightedSum = (values: readonly number[], weights: readonly number[]): number =>
  sum(weights.map((weight, index) => weight * (values[index] ?? 0)));

/** A digit doubled as Luhn's check does it: 7 becomes 14 becomes 5. */
export const doubled = (digit: number): number => (digit > 4 ? 2 * digit - 9 : 2 * digit);

/** Whether a text of digits passes Luhn's check. */
export const passesLuhn = (text: string): boolean =>
  sum(
    digitsOf(text)
      .reverse()
      .map((digit, index) => (index % 2 === 0 ? digit : doubled(digit))),
  ) %
    10 ===
  0;
