import { compareWithCsr } from '../../domain/csr';
import { aBlock, aFrenchOrder, aSingle } from '../support/builders/order';

const order = aFrenchOrder({
  holder: {
    name: 'Ada Martin',
    company: 'Martin SARL',
    address: { street: '1, rue de la Paix', postalCode: '75002', city: 'Saint-Étienne' },
  },
});
const record = {
  name: 'ADA MARTIN',
  company: 'Martin S.A.R.L.',
  address: { street: '1 Rue de la Paix', postalCode: '75 002', city: 'SAINT ETIENNE' },
  accountNumber: 'a1',
};

test('R7: what differs in case, accents, spaces and punctuation only is no difference', () => {
  expect(compareWithCsr(order, record)).toEqual([]);
});

test('R7: every field that differs is named, with both values', () => {
  const differing = { ...record, name: 'Ada Martin-Duval', address: { ...record.address, postalCode: '75003' }, accountNumber: 'B-7' };
  expect(compareWithCsr(order, differing)).toEqual([
    { field: 'holder.name', order: 'Ada Martin', record: 'Ada Martin-Duval' },
    { field: 'holder.address.postalCode', order: '75002', record: '75003' },
    { field: 'losing.accountNumber', order: 'A-1', record: 'B-7' },
  ]);
});

test('R7: what the record does not say is not compared, what only the record says is a difference', () => {
  expect(compareWithCsr(order, {})).toEqual([]);
  expect(compareWithCsr(order, { taxId: '12345678200010' })).toEqual([{ field: 'holder.taxId', order: '', record: '12345678200010' }]);
});

test('R7, R8: numbers that the account does not have, and those that would be left behind, are named', () => {
  const numbers = [aSingle(10), aBlock()];
  const block = Array.from({ length: 10 }, (_, index) => `+3319900130${index}`);
  expect(compareWithCsr({ ...order, numbers }, { numbers: [...block, '+33199001399'] })).toEqual([
    { field: 'numbers.notOnAccount', order: '+33199001210', record: '' },
    { field: 'numbers.leftBehind', order: '', record: '+33199001399' },
  ]);
});
