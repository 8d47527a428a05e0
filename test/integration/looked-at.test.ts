import { Worker } from '@temporalio/worker';
import type { WorkflowHandle } from '@temporalio/client';
import { setTimeout as pause } from 'node:timers/promises';
import { requestViewQuery, timelineQuery } from '../../workflows/contract';
import { aNumber, single, usDetails } from '../support/orders';
import { placeOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { workflowBundle } from '../support/workflow-bundle';

let stage: Stage;
beforeAll(async () => {
  // Long enough for a look, and for word from others, to come while one of these calls is under way.
  stage = await setStage({ encrypted: false, ordersCallMs: 150, focDays: 15 });
});
afterAll(() => stage?.close());

const REQUESTS = [1, 2, 3, 4];

/** Does something while people look at the order and its requests all the time. */
async function lookedAt(order: PlacedOrder, what: () => Promise<void>): Promise<void> {
  let looking = true;
  const look = async (ask: () => Promise<unknown>): Promise<void> => {
    while (looking) {
      await ask().catch(() => undefined);
      await pause(2);
    }
  };
  const looks = [
    ...Array.from({ length: 6 }, () => look(() => order.handle.query(timelineQuery))),
    ...REQUESTS.map((n) => look(() => order.request(n).query(requestViewQuery))),
  ];
  try {
    await what();
  } finally {
    looking = false;
    await Promise.all(looks);
  }
}

/** From the papers to the date, with commands that cross each other and what the carrier says. */
async function busyOrder(): Promise<PlacedOrder> {
  const order = await placeOrder(stage, usDetails(REQUESTS.map(() => single(aNumber('20')))));
  await lookedAt(order, async () => {
    await Promise.all([order.provideDocuments(), order.provideDocuments()]);
    await order.sign();
    await Promise.all(REQUESTS.map((n) => order.reaches('scheduled', n)));
    await Promise.all([order.cancel([2]), order.cancelAgain(), order.provideDocuments()]);
    await order.requestUntil('the cancel is answered', ({ status }) => status !== 'scheduled', 2);
  });
  return order;
}

async function replay(handle: WorkflowHandle): Promise<void> {
  await Worker.runReplayHistory({ workflowBundle: workflowBundle() }, await handle.fetchHistory(), handle.workflowId);
}

test('I16: orders that are looked at all the time have histories that can be replayed', async () => {
  const orders = await Promise.all(Array.from({ length: 3 }, busyOrder));
  const handles = orders.flatMap((order) => [order.handle, ...REQUESTS.map((n) => order.request(n))]);
  expect(await Promise.all(handles.map(replay))).toHaveLength(handles.length);
});
