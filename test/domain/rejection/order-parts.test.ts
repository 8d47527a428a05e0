import { changedParts, ORDER_PARTS, type Correctable, type OrderPart } from '../../../domain/rejection/order-parts';
import { aBlock, aFrenchOrder, aSingle } from '../../support/builders/order';
import { CHANGES } from '../../support/builders/changes';

const order = aFrenchOrder({ numbers: [aSingle()] });
const parts = (after: Correctable): OrderPart[] => [...changedParts(order, after)];

test.each(Object.entries(CHANGES))('R13: another %s is a change of that part', (part, change) => {
  const [also] = part === 'holder.address.postalCode' ? ['holder.address'] : [];
  expect(parts(change(order))).toEqual([also, part].filter((one) => one !== undefined));
});

test('every part but the documents, which are no part of the details, can be seen to change', () => {
  expect(Object.keys(CHANGES).toSorted()).toEqual(
    Object.keys(ORDER_PARTS)
      .filter((part) => part !== 'documents')
      .toSorted(),
  );
});

test('the same details change nothing, also where an empty text stands for none', () => {
  expect(parts({ ...order })).toEqual([]);
  expect(parts({ ...order, losing: { ...order.losing, pin: '' }, holder: { ...order.holder, taxId: undefined } })).toEqual([]);
});

test('R8: a whole block in place of a number is a change of the numbers', () => {
  expect(parts({ ...order, numbers: [{ ...aBlock(), transferCode: aSingle().transferCode }] })).toEqual(['numbers']);
});
