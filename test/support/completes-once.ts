import type { PlacedOrder } from './placed-order';

/** The port is done at the first attempt, told without a comment twice, given back, and stands at the carrier exactly once. */
export async function completesOnce(order: PlacedOrder): Promise<void> {
  expect(await order.ends()).toMatchObject({ status: 'completed', attention: [], requests: [{ outcome: 'ported', attempt: 1 }] });
  expect(order.carrierOrders()).toEqual([order.reference()]);
  const keys = (await order.ticket()).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  await order.told(/finished/);
  expect(await order.claims()).toEqual([]);
}
