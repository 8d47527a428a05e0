import { MAX_REQUESTS } from './ids';
import type { E164, NumberBlock, NumberItem, PortOrderDetails, SingleNumber } from './order-details';
import { expandRange } from './phone-number';

/** What one request at the losing carrier carries: it has exactly one state and one date there. */
export interface RequestGroup {
  /** The request's number in its order, from 1. */
  readonly n: number;
  /** As ordered: a block stays a range. */
  readonly items: readonly NumberItem[];
  /** Every number of it, blocks expanded. */
  readonly numbers: readonly E164[];
}

/** The most numbers that a gateway's set may hold. */
export const MAX_SET_SIZE = 100;

/** How many singles go together. */
export interface GroupingOptions {
  /** 1: each on its own (R21). More, at most 100, only where the gateway answers a set as one. */
  readonly setSize: number;
}

/**
 * Divides an order into requests. A block is one request whatever its size, so that it ports on one date (R20); single
 * numbers come after the blocks, by their account at the losing carrier, alone or in sets (R21). The same order always gives the same
 * numbering. Throws `RangeError` for what `checkOrder` would have refused: a faulty block, more than 1,023 requests.
 */
export function groupNumbers(details: Pick<PortOrderDetails, 'numbers'>, { setSize }: GroupingOptions): RequestGroup[] {
  if (!Number.isInteger(setSize) || setSize < 1 || setSize > MAX_SET_SIZE) throw new RangeError(`a set holds 1 to ${MAX_SET_SIZE} numbers`);
  const blocks = details.numbers.filter((item): item is NumberBlock => item.kind === 'block');
  const singles = details.numbers.filter((item): item is SingleNumber => item.kind === 'single');
  const sets = byAccount(singles).flatMap((alike) =>
    Array.from({ length: Math.ceil(alike.length / setSize) }, (_, index) => alike.slice(index * setSize, (index + 1) * setSize)),
  );
  const groups = [...blocks.map((block) => [block]), ...sets];
  if (groups.length > MAX_REQUESTS) throw new RangeError(`an order holds at most ${MAX_REQUESTS} requests`);
  return groups.map((items, index) => ({ n: index + 1, items, numbers: items.flatMap(numbersOf) }));
}

/** Numbers of one account at a losing carrier, in order of appearance: a request goes to one of them. */
function byAccount(singles: readonly SingleNumber[]): SingleNumber[][] {
  const accounts = new Map<string, SingleNumber[]>();
  for (const single of singles) {
    const account = JSON.stringify(single.losing ?? null);
    accounts.set(account, [...(accounts.get(account) ?? []), single]);
  }
  return [...accounts.values()];
}

/** The numbers of one item. Throws `RangeError` for a faulty block. */
export function numbersOf(item: NumberItem): readonly E164[] {
  if (item.kind === 'single') return [item.number];
  const range = expandRange(item.start, item.end);
  if (!range.ok) throw new RangeError('the block is not a range of numbers');
  return range.value;
}
