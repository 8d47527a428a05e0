import { canonicalJson } from '../../../client/canonical-json';
import { keyedNames } from '../../../client/keyed-names';
import { isOrderId } from '../../../domain/ids';

const names = keyedNames('one key');

test('an order id follows from account and key alone', () => {
  expect(names.orderId('acct', 'key')).toBe(names.orderId('acct', 'key'));
  expect(isOrderId(names.orderId('acct', 'key'))).toBe(true);
  const others = [names.orderId('acct', 'key2'), names.orderId('acct2', 'key'), keyedNames('another key').orderId('acct', 'key')];
  expect(new Set([names.orderId('acct', 'key'), ...others]).size).toBe(4);
});

test('the name of a support case follows from order and key alone, and has the form of an id', () => {
  expect(isOrderId(names.caseId('X', 'key'))).toBe(true);
  const all = [
    names.caseId('X', 'key'),
    names.caseId('X', 'key'),
    names.caseId('X', 'key2'),
    names.caseId('Y', 'key'),
    names.orderId('X', 'key'),
  ];
  expect(new Set(all).size).toBe(4);
});

test('account and key cannot be shifted into one another', () => {
  expect(names.orderId('ab', 'c')).not.toBe(names.orderId('a', 'bc'));
});

test('ten thousand keys give ten thousand ids, and every character is used', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => names.orderId('acct', String(index)));
  expect(new Set(ids).size).toBe(10_000);
  expect(new Set(ids.join('')).size).toBe(32);
});

test('the same content has one hash, whatever the order of its fields and whatever is absent', () => {
  expect(names.contentHash({ a: 1, b: { c: [1, 2], d: undefined } })).toBe(names.contentHash({ b: { c: [1, 2] }, a: 1 }));
  expect(names.contentHash({ a: [1, 2] })).not.toBe(names.contentHash({ a: [2, 1] }));
  expect(canonicalJson({ b: 1, a: [{ d: 1, c: 2 }] })).toBe('{"a":[{"c":2,"d":1}],"b":1}');
});
