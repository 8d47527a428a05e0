import type { NumberItem } from '../../domain/order-details';
import type { OrderInput } from '../../domain/order/state';
import type { Problem } from '../../domain/result';
import { aNumber, anOrderInput, single, usDetails } from '../support/orders';
import { placeOrder, PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ dayMs: 400 });
});
afterAll(() => stage?.close());

/** Places an order that must be refused; answers why, once nothing of it is left. */
async function refusalOf(numbers: readonly NumberItem[], changes: Partial<OrderInput> = {}): Promise<readonly Problem[]> {
  const order = new PlacedOrder(stage, anOrderInput(usDetails(numbers), stage.clock, changes));
  const answer = await order.place();
  expect(await order.ends()).toMatchObject({ status: 'refused', requests: [] });
  expect(await order.claims()).toEqual([]);
  expect(order.carrierLines('port.created', 'created')).toEqual([]);
  return answer.kind === 'refused' ? answer.problems : [];
}

test.concurrent.each([
  ['acct-trial', /trial account cannot port/],
  ['acct-unpaid', /no paid subscription/],
  ['acct-suspended', /suspended/],
  ['acct-unheard-of', /no such account/],
])('R1: an order of %s is refused with the reason, and claims nothing', async (accountId, why) => {
  const problems = await refusalOf([single(aNumber())], { accountId });
  expect(problems).toEqual([{ path: 'accountId', code: 'account_not_eligible', message: expect.stringMatching(why) }]);
});

test.concurrent('I4: a number in another live order is refused, at its place in the order, and the other order keeps it', async () => {
  const taken = aNumber();
  const first = await placeOrder(stage, usDetails([single(taken)]));
  const problems = await refusalOf([single(aNumber()), single(taken)]);
  expect(problems).toEqual([{ path: 'numbers[1]', code: 'number_taken', message: expect.stringContaining(first.input.orderId) }]);
  expect((await first.claims()).map(({ number }) => number)).toEqual([taken]);
});

test.concurrent('R8: one number of a block is refused; its message names the block by its last digits, its offer has the whole block', async () => {
  const problems = await refusalOf([single('+12125557734')]);
  expect(problems).toEqual([
    {
      path: 'numbers[0]',
      code: 'block_incomplete',
      message: expect.stringMatching(/ending in 30 to the one ending in 39.*whole block/s),
      offer: {
        addBlock: { start: '+12125557730', end: '+12125557739' },
        missing: [
          { start: '+12125557730', end: '+12125557733' },
          { start: '+12125557735', end: '+12125557739' },
        ],
      },
    },
  ]);
  expect(problems[0]?.message).not.toContain('2125557');
});

test.concurrent('R8: the whole block is taken', async () => {
  const order = await placeOrder(stage, usDetails([{ kind: 'block', start: '+12125557740', end: '+12125557749' }], { inBlock: 'yes' }));
  expect(await order.claims()).toHaveLength(10);
});

test.concurrent('R2: everything that is wrong with an order is said at once', async () => {
  const problems = await refusalOf([single('+12125557751'), single(aNumber('99'))], { accountId: 'acct-trial' });
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'accountId account_not_eligible',
    'numbers[0] block_incomplete',
    'numbers[1] not_portable',
  ]);
});

test.concurrent('creating the same order again finds the same one; the same id with other content is told', async () => {
  const order = await placeOrder(stage, usDetails([single(aNumber())]));
  expect(await order.place()).toEqual({ kind: 'accepted' });
  const other = new PlacedOrder(stage, { ...order.input, contentHash: 'another' });
  expect(await other.place()).toEqual({ kind: 'otherContent' });
});

test.concurrent('R24: an order that was cancelled before anything was sent is over at once, and gives its numbers back', async () => {
  const order = await placeOrder(stage, usDetails([single(aNumber())]));
  expect(await order.cancel()).toEqual({ taken: true, results: [{ n: 0, taken: true, mayFail: false, atOnce: true }] });
  expect(await order.ends()).toMatchObject({ status: 'cancelled' });
  expect(await order.claims()).toEqual([]);
  await order.told(/cancelled/i);
});

test.concurrent('R9, R10: without documents nothing is to be signed, and an order that nobody signs expires', async () => {
  const order = await placeOrder(stage, usDetails([single(aNumber())]));
  expect((await order.view()).loa).toBeUndefined();
  const [unsigned] = await Promise.all([placeOrder(stage, usDetails([single(aNumber())])), order.cancel()]);
  await unsigned.provideDocuments();
  await unsigned.until('an LOA', ({ loa }) => loa?.sha256);
  expect(await unsigned.ends()).toMatchObject({ status: 'expired' });
  expect(await unsigned.claims()).toEqual([]);
  await waitUntil('the customer to be told', async () => (await unsigned.ticket()).some(({ subject }) => /expired|ended/i.test(subject)));
});
