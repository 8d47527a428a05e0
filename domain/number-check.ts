import type { E164, NumberBlock, NumberItem } from './order-details';
import type { OrderRules } from './order-rules';
import { callingCode, isE164, MAX_BLOCK_NUMBERS, nationalDigits, numberValue, type RangeFault, rangeFault } from './phone-number';
import type { Problem } from './result';

/** The number that stands for an item: a block's first. */
export const firstNumberOf = (item: NumberItem): E164 => (item.kind === 'block' ? item.start : item.number);

/** An item as an interval, for finding overlaps. */
interface Span {
  readonly index: number;
  readonly single: boolean;
  readonly length: number;
  readonly first: number;
  readonly last: number;
}

const RANGE_MESSAGES: Readonly<Record<RangeFault, string>> = {
  notE164: 'Both ends of a block must be in international form, like +33199001200.',
  differentLength: 'Both ends of a block must have the same number of digits.',
  differentPrefix: 'Both ends of a block may differ in the last four digits only: give several blocks.',
  reversed: 'The block ends before it starts: exchange start and end.',
  tooLong: `A block holds at most ${MAX_BLOCK_NUMBERS} numbers: divide it.`,
};

/** What is wrong with the numbers of an order: form, country, blocks, doubles, how many. Never repeats a number. */
export function checkNumbers(
  items: readonly NumberItem[],
  { rules, maxNumbers }: { readonly rules: OrderRules | undefined; readonly maxNumbers: number },
): Problem[] {
  if (items.length === 0) return [{ path: 'numbers', code: 'numbers_missing', message: 'An order needs at least one number.' }];
  const faults = items.map((item, index) => formProblems(item, index) ?? []);
  const sound = items.map((item, index) => ({ item, index })).filter(({ index }) => faults[index]?.length === 0);
  const spans = sound.map(({ item, index }) => spanOf(item, index));
  const total = spans.reduce((count, { first, last }) => count + last - first + 1, 0);
  return [
    ...faults.flat(),
    ...(rules === undefined ? [] : sound.flatMap(({ item, index }) => countryProblems(item, index, rules))),
    ...overlaps(spans),
    ...(total > maxNumbers ? [tooMany(maxNumbers)] : []),
  ];
}

function formProblems(item: NumberItem, index: number): Problem[] | undefined {
  if (item.kind === 'single') {
    if (isE164(item.number)) return undefined;
    return [
      { path: `numbers[${index}].number`, code: 'invalid_number', message: 'A number must be in international form, like +33199001234.' },
    ];
  }
  const fault = rangeFault(item.start, item.end);
  const path = `numbers[${index}]`;
  if (fault !== undefined) return [{ path, code: 'invalid_block', message: RANGE_MESSAGES[fault] }];
  if (item.start !== item.end) return undefined;
  return [{ path, code: 'invalid_block', message: 'A block has more than one number: give this one as a single number.' }];
}

function countryProblems(item: NumberItem, index: number, rules: OrderRules): Problem[] {
  const path = item.kind === 'single' ? `numbers[${index}].number` : `numbers[${index}]`;
  // One country, one order: rules, documents and calendar all hang on it.
  if (ends(item).some((number) => callingCode(number) !== rules.callingCode)) {
    return [
      {
        path,
        code: 'number_of_another_country',
        message: `A number of this country starts with +${rules.callingCode}: order others on their own.`,
      },
    ];
  }
  const pattern = rules.nationalPattern === undefined ? undefined : new RegExp(rules.nationalPattern);
  if (pattern && ends(item).some((number) => !pattern.test(nationalDigits(number)))) {
    return [
      { path, code: 'wrong_number_type', message: 'This is no number of the type that the order names: order each type on its own.' },
    ];
  }
  return item.kind === 'block' ? sizeProblems(item, path, rules) : [];
}

function sizeProblems({ start, end }: NumberBlock, path: string, { blockSizes, blockMultipleOf }: OrderRules): Problem[] {
  const size = numberValue(end) - numberValue(start) + 1;
  if (blockSizes !== undefined && !blockSizes.includes(size))
    return [{ path, code: 'invalid_block_size', message: `A block of this country has one of these sizes: ${blockSizes.join(', ')}.` }];
  if (blockMultipleOf === undefined || (size % blockMultipleOf === 0 && numberValue(start) % blockMultipleOf === 0)) return [];
  const message = `A block of this country is made of whole pieces of ${blockMultipleOf} numbers, each from a last digit of 0 on: give the whole range.`;
  return [{ path, code: 'invalid_block_size', message }];
}

const ends = (item: NumberItem): readonly E164[] => (item.kind === 'block' ? [item.start, item.end] : [item.number]);

function spanOf(item: NumberItem, index: number): Span {
  const [first, last] = [firstNumberOf(item), item.kind === 'block' ? item.end : item.number];
  return { index, single: item.kind === 'single', length: first.length, first: numberValue(first), last: numberValue(last) };
}

/** Sorted by length and start, an item overlaps an earlier one if it starts before the furthest end seen so far. */
function overlaps(spans: readonly Span[]): Problem[] {
  const sorted = [...spans].sort((a, b) => a.length - b.length || a.first - b.first || a.index - b.index);
  const found: { readonly index: number; readonly single: boolean }[] = [];
  let furthest: Span | undefined;
  for (const span of sorted) {
    const meets = furthest !== undefined && furthest.length === span.length && span.first <= furthest.last;
    if (meets && furthest) found.push({ index: Math.max(span.index, furthest.index), single: span.single && furthest.single });
    if (!meets || !furthest || span.last > furthest.last) furthest = span;
  }
  return found
    .sort((a, b) => a.index - b.index)
    .map(({ index, single }) =>
      single
        ? { path: `numbers[${index}]`, code: 'duplicate_number', message: 'This number stands in the order twice: remove one.' }
        : {
            path: `numbers[${index}]`,
            code: 'overlapping_range',
            message: 'This entry overlaps another one of the order: each number may stand in it once.',
          },
    );
}

const tooMany = (maxNumbers: number): Problem => ({
  path: 'numbers',
  code: 'too_many_numbers',
  message: `One order holds at most ${maxNumbers} numbers: divide it into several orders.`,
});
