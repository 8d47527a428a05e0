import type { NumberItem } from '../../domain/order-details';
import { blockOffer, portabilityProblems, rangesOf, type PortabilityAnswer } from '../../domain/portability';

const n = (ending: string): string => `+331990078${ending}`;
const single = (ending: string): NumberItem => ({ kind: 'single', number: n(ending) });
const BLOCK = { start: n('30'), end: n('39') };
const inBlock = (ending: string): PortabilityAnswer => ({ number: n(ending), portable: true, block: BLOCK });

test('R8: one number of a block is refused, and the whole block is offered with what is missing of it', () => {
  const [problem, ...others] = portabilityProblems([single('34')], [inBlock('34')]);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ path: 'numbers[0]', code: 'block_incomplete' });
  expect(problem?.offer).toEqual({
    addBlock: BLOCK,
    missing: [
      { start: n('30'), end: n('33') },
      { start: n('35'), end: n('39') },
    ],
  });
});

test('R8: the message names the block by its last digits only: numbers stand in the offer, which nobody logs', () => {
  const [problem] = portabilityProblems([single('34')], [inBlock('34')]);
  expect(problem?.message).toContain('ending in 30 to the one ending in 39');
  expect(problem?.message).not.toContain('3199007');
});

test('R8: what the order names elsewhere is not missing, and each part is still refused', () => {
  const items = ['30', '31', '32', '33', '34', '35', '36', '37', '38', '39'].map(single);
  const problems = portabilityProblems(
    items,
    items.map((item) => inBlock(item.kind === 'single' ? item.number.slice(-2) : '')),
  );
  expect(problems).toHaveLength(10);
  expect(new Set(problems.map(({ offer }) => JSON.stringify(offer)))).toEqual(new Set([JSON.stringify({ addBlock: BLOCK, missing: [] })]));
});

test('R8: the whole block is no problem, and neither is a number of none', () => {
  const answers = [...rangeEndings().map(inBlock), { number: n('99'), portable: true }];
  expect(portabilityProblems([{ kind: 'block', ...BLOCK }, single('99')], answers)).toEqual([]);
});

test('R2: a number that is not ported is refused with the reason and offers nothing', () => {
  const [problem] = portabilityProblems([single('34')], [{ ...inBlock('34'), portable: false, reason: 'NOT_PORTABLE' }]);
  expect(problem).toEqual({ path: 'numbers[0]', code: 'not_portable', message: expect.stringContaining('NOT_PORTABLE') });
});

test('numbers become the fewest ranges in ascending order, whatever their order', () => {
  expect(rangesOf([n('05'), n('03'), n('04'), n('09'), n('03')])).toEqual([
    { start: n('03'), end: n('05') },
    { start: n('09'), end: n('09') },
  ]);
  expect(rangesOf([])).toEqual([]);
});

test('a range is never longer than a block may be: it ends where the last four digits do', () => {
  expect(rangesOf(['+33199009999', '+33199010000'])).toHaveLength(2);
});

test('an offer of a block that was asked for in whole misses nothing', () => {
  expect(blockOffer(BLOCK, new Set(rangeEndings().map(n)))?.missing).toEqual([]);
});

test('R8: a block that no order can hold as one is still a refusal, and offers nothing', () => {
  const huge = { start: '+33199000000', end: '+33199009999' };
  const [problem] = portabilityProblems([single('34')], [{ number: n('34'), portable: true, block: huge }]);
  expect(problem).toEqual({ path: 'numbers[0]', code: 'block_incomplete', message: expect.stringContaining('order the whole block') });
});

function rangeEndings(): string[] {
  return Array.from({ length: 10 }, (_, index) => `3${index}`);
}
