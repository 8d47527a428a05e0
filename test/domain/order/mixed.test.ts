import { DAY_MS } from '../../../domain/clock';
import { viewOf } from '../../../domain/order/view';
import { judgeDecision } from '../../../domain/order/judging';
import { anOrderInput, aSingle } from '../../support/builders/order';
import { driveOrder, type DrivenOrder } from '../../support/builders/drive-order';
import { MONDAY } from '../../support/builders/rules';

const NOT_PORTABLE = { path: 'numbers[1]', code: 'not_portable', message: 'The losing carrier does not port this number.' };
const [first, second] = [aSingle(10), aSingle(11)];
const mixed = (): DrivenOrder => driveOrder(anOrderInput({ details: { numbers: [first, second] } })).admitted(NOT_PORTABLE);
const decided = (order: DrivenOrder, decision: 'drop' | 'wait'): DrivenOrder => order.take({ kind: 'decided', decision });

test('R2: some numbers cannot be ported: the customer is asked, and nothing is dropped in silence', () => {
  const order = mixed();
  expect(order.at).toBe('awaitingDecision');
  expect(order.lastFact('decisionNeeded')).toMatchObject({ numbers: [second.number], decideBy: { what: 'decision' } });
  expect(order.messages).toEqual([['accepted', 'decisionNeeded']]);
  expect(viewOf(order.state, order.input)).toMatchObject({ status: 'awaitingDecision', unportable: [second.number] });
  expect(order.state.details.numbers).toEqual([first, second]);
});

test('R2: nothing can be ported, or something else is wrong too: the order is refused', () => {
  const both = [{ ...NOT_PORTABLE, path: 'numbers[0]' }, NOT_PORTABLE];
  const numbers = [first, second];
  expect(driveOrder(anOrderInput({ details: { numbers } })).admitted(...both).at).toBe('over');
  const trial = { path: 'accountId', code: 'account_not_eligible', message: 'A trial account cannot port.' };
  expect(driveOrder(anOrderInput({ details: { numbers } })).admitted(NOT_PORTABLE, trial).at).toBe('over');
});

test('R2: dropped: the others go on, and the claim on what left is given back', () => {
  const order = decided(mixed(), 'drop');
  expect([order.at, order.state.details.numbers]).toEqual(['awaitingDocuments', [first]]);
  expect(order.flying('giveBack')).toEqual([{ do: 'giveBack', numbers: [second.number] }]);
  expect(
    order
      .provides('invoice')
      .loaMade()
      .state.requests.map(({ numbers }) => numbers),
  ).toEqual([[first.number]]);
});

test('a claim that cannot be given back is raised and tried again', () => {
  const order = decided(mixed(), 'drop').fails('giveBack');
  expect(order.state.attention.releaseFailed).toBe(MONDAY);
  order.passes(MONDAY + DAY_MS / 24);
  const { numbers } = order.answerTo('giveBack');
  expect(order.take({ kind: 'gaveBack', numbers }).state.attention).toEqual({});
});

test('R2: kept waiting: asked again every day, and goes on with all numbers once they can be ported', () => {
  const order = decided(mixed(), 'wait').passes(MONDAY + DAY_MS);
  order.answerTo('checkPortability');
  order.take({ kind: 'portabilityChecked', problems: [NOT_PORTABLE] }).passes(MONDAY + 2 * DAY_MS);
  order.answerTo('checkPortability');
  order.take({ kind: 'portabilityChecked', problems: [] });
  expect([order.at, order.messages.at(-1)]).toEqual(['awaitingDocuments', ['nowPortable']]);
  expect(order.state.details.numbers).toHaveLength(2);
});

test('R2: waiting can still become dropping', () => {
  const order = decided(decided(mixed(), 'wait').passes(MONDAY + DAY_MS / 2), 'drop');
  expect(order.at).toBe('awaitingDocuments');
});

test('R2: never decided, the customer is reminded and the order ends at its last day', () => {
  const order = mixed().passes(MONDAY + 31 * DAY_MS);
  expect(order.state.phase).toMatchObject({ at: 'over', outcome: 'expired' });
  expect(order.kinds.filter((kind) => kind === 'reminded')).toHaveLength(3);
  expect(order.lastFact('expired')).toMatchObject({ waitedFor: 'decision' });
});

test('a decision where there is nothing to decide is refused, before and after', () => {
  expect(judgeDecision(driveOrder().admitted().state)).toMatchObject({ taken: false, results: [{ reason: 'nothingToDecide' }] });
  expect(judgeDecision(mixed().state).taken).toBe(true);
  expect(judgeDecision(mixed().cancel().state)).toMatchObject({ results: [{ reason: 'closed' }] });
});
