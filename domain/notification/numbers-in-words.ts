import { numbersOf } from '../grouping';
import type { E164, NumberItem } from '../order-details';
import { callingCode, isE164, nationalDigits, numberValue } from '../phone-number';
import type { Phrases } from './wording';

/** A message names at most so many entries: a longer list is found in the order itself. */
const MOST_NAMED = 50;

/** From so many consecutive numbers on, they are named as a range. */
const SHORTEST_RANGE = 3;

type RangeWords = Pick<Phrases, 'range' | 'andMore'>;

/** A number as people read it: `+33 1 99 00 12 00`, `+1 212 555 0120`. */
export function readableNumber(number: E164): string {
  if (!isE164(number)) return number;
  const digits = nationalDigits(number);
  const code = callingCode(number);
  const groups = code === '1' ? [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)] : pairs(digits);
  return [`+${code}`, ...groups.filter((group) => group !== '')].join(' ');
}

/** Pairs from the right; an odd digit stands first. */
const pairs = (digits: string): string[] => [digits.slice(0, digits.length % 2), ...(digits.slice(digits.length % 2).match(/../g) ?? [])];

/** The items by name, blocks as ranges. */
export const nameItems = (items: readonly NumberItem[], words: RangeWords): string[] =>
  capped(
    items.map((item) => (item.kind === 'single' ? readableNumber(item.number) : nameRange(item.start, item.end, words))),
    words,
  );

/** These numbers by name, consecutive ones as a range. */
export function nameNumbers(numbers: readonly E164[], words: RangeWords): string[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a.length - b.length || numberValue(a) - numberValue(b));
  const runs: E164[][] = [];
  for (const number of sorted) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last && before && before.length === number.length && numberValue(number) - numberValue(before) === 1) last.push(number);
    else runs.push([number]);
  }
  return capped(
    runs.flatMap((run) => nameRun(run, words)),
    words,
  );
}

/** Whether these are all the numbers of the items. */
export const areAllOf = (numbers: readonly E164[], items: readonly NumberItem[]): boolean => {
  const named = new Set(numbers);
  return items.flatMap((item) => numbersOf(item)).every((number) => named.has(number));
};

function nameRun(run: readonly E164[], words: RangeWords): string[] {
  const [first, last] = [run[0], run.at(-1)];
  if (run.length < SHORTEST_RANGE || !first || !last) return run.map(readableNumber);
  return [nameRange(first, last, words)];
}

/** The end of a range by the groups in which it differs: `+33 1 99 00 12 00 to … 09 (10 numbers)`. */
function nameRange(start: E164, end: E164, { range }: RangeWords): string {
  const [first, last] = [readableNumber(start).split(' '), readableNumber(end).split(' ')];
  const differs = last.findIndex((group, index) => group !== first[index]);
  return range(first.join(' '), `… ${last.slice(differs).join(' ')}`, numberValue(end) - numberValue(start) + 1);
}

const capped = (names: readonly string[], { andMore }: RangeWords): string[] =>
  names.length <= MOST_NAMED ? [...names] : [...names.slice(0, MOST_NAMED), andMore(names.length - MOST_NAMED)];
