import { Worker } from '@temporalio/worker';
import { setTimeout as pause } from 'node:timers/promises';
import { timelineQuery } from '../../workflows/contract';
import { aNumber, single, usDetails } from '../support/orders';
import { placeOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';
import { workflowBundle } from '../support/workflow-bundle';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ encrypted: false });
});
afterAll(() => stage?.close());

/** Brings the documents while two people look at the order all the time, until the letter is there. */
async function lookedAt(order: PlacedOrder): Promise<void> {
  let looking = true;
  const look = async (): Promise<void> => {
    while (looking) {
      await order.handle.query(timelineQuery).catch(() => undefined);
      await pause(5);
    }
  };
  const looks = [look(), look()];
  try {
    await order.provideDocuments();
    await waitUntil('the letter', async () => (await order.happened()).includes('loaReady'));
  } finally {
    looking = false;
    await Promise.all(looks);
  }
}

test('I16: orders that are looked at while their dates are counted have histories that can be replayed', async () => {
  const orders = await Promise.all(Array.from({ length: 3 }, () => placeOrder(stage, usDetails([single(aNumber('08'))]))));
  await Promise.all(orders.map(lookedAt));
  const replays = orders.map(async ({ handle }) =>
    Worker.runReplayHistory({ workflowBundle: workflowBundle() }, await handle.fetchHistory(), handle.workflowId),
  );
  expect(await Promise.all(replays)).toHaveLength(orders.length);
});
