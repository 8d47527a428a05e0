import { driveOrder, hashOf } from '../../support/builders/drive-order';

describe('R10: a signature that overtakes the news of its letter', () => {
  const drafted = () => driveOrder().admitted().provides('invoice');

  test('waits for the letter and then counts', () => {
    const order = drafted().signs(1);
    expect(order.flying('startRequest')).toEqual([]);
    expect(order.kinds).not.toContain('loaStale');
    order.loaMade();
    expect(order.kinds.slice(-2)).toEqual(['loaReady', 'loaSigned']);
    expect(order.flying('startRequest')).toHaveLength(1);
  });

  test('is told as stale when the letter turns out to have another text', () => {
    const order = drafted().signs(1, hashOf(7)).loaMade();
    expect(order.kinds.slice(-2)).toEqual(['loaReady', 'loaStale']);
    expect(order.flying('startRequest')).toEqual([]);
    expect(order.signs(1).flying('startRequest')).toHaveLength(1);
  });

  test('of a revision that nobody has asked for is stale at once', () => {
    expect(drafted().signs(2).kinds).toContain('loaStale');
  });
});
