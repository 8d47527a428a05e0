import fc from 'fast-check';
import { groupNumbers, numbersOf } from '../../domain/grouping';
import { MAX_REQUESTS } from '../../domain/ids';
import type { NumberItem } from '../../domain/order-details';

const single = (last: number): NumberItem => ({ kind: 'single', number: `+3319900${String(last).padStart(4, '0')}` });
const block = (thousand: number, size: number): NumberItem => ({
  kind: 'block',
  start: `+3319${thousand}0000`,
  end: `+3319${thousand}${String(size - 1).padStart(4, '0')}`,
});

test('R20: a block is one request, whatever its size, and comes first', () => {
  const groups = groupNumbers({ numbers: [single(1), block(10, 1000), block(11, 10)] }, { setSize: 1 });
  expect(groups.map(({ n, numbers }) => [n, numbers.length])).toEqual([
    [1, 1000],
    [2, 10],
    [3, 1],
  ]);
  expect(groups[0]?.items).toEqual([block(10, 1000)]);
});

test('R21: each number outside a block is a request of its own', () => {
  const groups = groupNumbers({ numbers: [single(1), single(2), single(3)] }, { setSize: 1 });
  expect(groups.map(({ n, numbers }) => [n, numbers])).toEqual([
    [1, ['+33199000001']],
    [2, ['+33199000002']],
    [3, ['+33199000003']],
  ]);
});

test('R21: a gateway that answers sets gets them, and never a block in one', () => {
  const groups = groupNumbers({ numbers: [single(1), block(10, 10), single(2), single(3)] }, { setSize: 2 });
  expect(groups.map(({ items }) => items)).toEqual([[block(10, 10)], [single(1), single(2)], [single(3)]]);
});

test('no number is lost, doubled or moved between orders of the same content', () => {
  const items = fc.uniqueArray(fc.integer({ min: 0, max: 9999 }), { maxLength: 60 }).map((lasts) => lasts.map(single));
  const blocks = fc
    .uniqueArray(fc.integer({ min: 10, max: 89 }), { maxLength: 5 })
    .map((thousands) => thousands.map((thousand) => block(thousand, 10)));
  fc.assert(
    fc.property(items, blocks, fc.integer({ min: 1, max: 100 }), (singles, ranges, setSize) => {
      const numbers = [...singles, ...ranges];
      const groups = groupNumbers({ numbers }, { setSize });
      expect(groups.flatMap((group) => group.numbers).sort()).toEqual(numbers.flatMap(numbersOf).sort());
      expect(groups.map(({ n }) => n)).toEqual(groups.map((_, index) => index + 1));
      expect(groups).toHaveLength(ranges.length + Math.ceil(singles.length / setSize));
      expect(groupNumbers({ numbers }, { setSize })).toEqual(groups);
    }),
    { numRuns: 60 },
  );
});

test('what the order check refuses is an error here', () => {
  const many = Array.from({ length: MAX_REQUESTS + 1 }, (_, index) => single(index));
  expect(() => groupNumbers({ numbers: many }, { setSize: 1 })).toThrow(RangeError);
  expect(groupNumbers({ numbers: many.slice(1) }, { setSize: 1 })).toHaveLength(MAX_REQUESTS);
  expect(() => groupNumbers({ numbers: [{ kind: 'block', start: '+33199001209', end: '+33199001200' }] }, { setSize: 1 })).toThrow(
    RangeError,
  );
  expect(() => groupNumbers({ numbers: [single(1)] }, { setSize: 0 })).toThrow(RangeError);
  expect(() => groupNumbers({ numbers: [single(1)] }, { setSize: 101 })).toThrow(RangeError);
});
