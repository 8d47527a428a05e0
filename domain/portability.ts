/** What the gateway says of numbers before they are ordered, and what an order may then not ask for (R2, R8). */
import { numbersOf } from './grouping';
import type { E164, NumberItem } from './order-details';
import { expandRange, isE164, numberValue, rangeFault } from './phone-number';
import type { NumberRange, Offer, Problem } from './result';

/** Whether one number can be ported, and the block it belongs to (R8). */
export interface PortabilityAnswer {
  readonly number: E164;
  readonly portable: boolean;
  readonly reason?: string | undefined;
  readonly block?: NumberRange | undefined;
}

/** The numbers of an item; none for a faulty block, which has a problem of its own. */
export const soundNumbersOf = (item: NumberItem): readonly E164[] =>
  item.kind === 'block' && rangeFault(item.start, item.end) !== undefined ? [] : numbersOf(item);

/** Every item of an order that cannot be ported, with its place. Messages name numbers by their last two digits only. */
export function portabilityProblems(items: readonly NumberItem[], answers: readonly PortabilityAnswer[]): Problem[] {
  const asked = new Set(items.flatMap(soundNumbersOf));
  return items.flatMap((item, index) => itemProblems(item, { path: `numbers[${index}]`, answers, asked }));
}

interface Asked {
  readonly path: string;
  readonly answers: readonly PortabilityAnswer[];
  /** Every number of the order. */
  readonly asked: ReadonlySet<E164>;
}

function itemProblems(item: NumberItem, { path, answers, asked }: Asked): Problem[] {
  const mine = new Set(soundNumbersOf(item));
  const about = answers.filter(({ number }) => mine.has(number));
  const refused = about.find(({ portable }) => !portable);
  if (refused) {
    const message = `The losing carrier does not port this number (${refused.reason ?? 'no reason given'}): take it out of the order.`;
    return [{ path, code: 'not_portable', message }];
  }
  const block = about.find((answer) => answer.block && !isWhole(answer.block, mine))?.block;
  if (!block) return [];
  const message = `This is part of a block, from the number ending in ${block.start.slice(-2)} to the one ending in ${block.end.slice(-2)}; a block ports as a whole (R8): order the whole block.`;
  const offer = blockOffer(block, asked);
  return [{ path, code: 'block_incomplete', message, ...(offer ? { offer } : {}) }];
}

/** Whether every number of the block is among these. What no order can hold as one block is never whole. */
export const isWhole = (block: NumberRange, numbers: ReadonlySet<E164>): boolean => missingOf(block, numbers)?.length === 0;

/**
 * The offer to order the whole block in place of the numbers of it that were asked for; `undefined` where the gateway names
 * a block that no order can hold as one.
 */
export function blockOffer({ start, end }: NumberRange, asked: ReadonlySet<E164>): Offer | undefined {
  const missing = missingOf({ start, end }, asked);
  return missing && { addBlock: { start, end }, missing };
}

function missingOf({ start, end }: NumberRange, numbers: ReadonlySet<E164>): NumberRange[] | undefined {
  const block = expandRange(start, end);
  return block.ok ? rangesOf(block.value.filter((number) => !numbers.has(number))) : undefined;
}

/** Numbers as the fewest ranges, in ascending order; none longer than a block may be. */
export function rangesOf(numbers: readonly E164[]): NumberRange[] {
  const sorted = [...new Set(numbers)].filter(isE164).sort((a, b) => a.length - b.length || numberValue(a) - numberValue(b));
  const ranges: NumberRange[] = [];
  for (const number of sorted) {
    const last = ranges.at(-1);
    const follows = last?.end.length === number.length && numberValue(number) - numberValue(last.end) === 1;
    if (last && follows && rangeFault(last.start, number) === undefined) ranges[ranges.length - 1] = { start: last.start, end: number };
    else ranges.push({ start: number, end: number });
  }
  return ranges;
}
