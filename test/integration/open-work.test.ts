import { openWorkReader, type OpenWork } from '../../client/open-work';
import { contextOf } from '../../client/context';
import { loadCountryPacks } from '../../config/countries';
import { SWEEP_ID } from '../../domain/ids';
import { QUEUES } from '../../workflows/contract';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import { aNumber, GATEWAY, ID_KEY, single, usDetails } from '../support/orders';
import { signedOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ focDays: 15, encrypted: false });
});
afterAll(() => stage?.close());

const read = (): Promise<OpenWork> => stage.portico.openWork();

/** The same reading, once it shows what is waited for: visibility lags behind. */
const readUntil = (what: string, condition: (work: OpenWork) => unknown, reader = read): Promise<OpenWork> =>
  waitUntil(what, async () => {
    const work = await reader();
    return condition(work) ? work : undefined;
  });

const itemsOf = (work: OpenWork, { input: { orderId } }: PlacedOrder) =>
  work.items.filter(({ workflowId }) => workflowId.includes(orderId));

/** An order whose carrier acts only when told to. */
const silentOrder = async (): Promise<PlacedOrder> => {
  const order = await signedOrder(stage, usDetails([single(aNumber('08'))]));
  await order.reaches('submitted');
  return order;
};

test('the last sweep is the last one of the schedule that was completed, and not one that a person asked for', async () => {
  expect((await read()).sweptAtMs).toBeUndefined();
  await stage.portico.operators.reconcile();
  const schedule = await stage.client.schedule.create({
    scheduleId: SWEEP_ID,
    spec: {},
    action: {
      type: 'startWorkflow',
      workflowType: 'sweep',
      workflowId: SWEEP_ID,
      taskQueue: QUEUES.orders,
      args: [{ clock: stage.clock }],
    },
  });
  // So that the person's one is surely to be seen, and is still not it.
  await waitUntil('the sweep by hand in visibility', async () => (await sweepEnds()).length === 1);
  expect((await read()).sweptAtMs).toBeUndefined();
  await schedule.trigger();
  const { sweptAtMs } = await readUntil('the one of the schedule', (work) => work.sweptAtMs);
  expect(await sweepEnds()).toContain(sweptAtMs);
  await schedule.trigger();
  await readUntil('the next one', (work) => (work.sweptAtMs ?? 0) > (sweptAtMs ?? 0));
  await schedule.delete();
});

test('an order and its request are listed by where they stand, with country, carrier and gateway, and leave when they are over', async () => {
  const order = await silentOrder();
  const work = await readUntil('both', (now) => itemsOf(now, order).some(({ status }) => status === 'submitted'));
  const { carrier } = order.input.details.losing;
  expect(
    itemsOf(work, order)
      .map(({ workflow, status, country, losingCarrier, gateway }) => `${workflow} ${status} ${country} ${losingCarrier} ${gateway}`)
      .toSorted(),
  ).toEqual([`portOrder inProgress US ${carrier} ${GATEWAY}`, `portRequest submitted US ${carrier} ${GATEWAY}`]);
  expect(itemsOf(work, order).every(({ startedMs }) => startedMs > 0 && startedMs <= work.nowMs)).toBe(true);
  await order.handle.terminate();
  await order.request().terminate();
  await readUntil('neither', (now) => itemsOf(now, order).length === 0);
});

test('what needs a person is listed where it arose, with since when; the order has it from its request and does not count it again', async () => {
  const order = await silentOrder();
  await order.raises('carrierSilent');
  const { context, asked } = spiedContext();
  const reader = openWorkReader(context);
  const work = await readUntil('the reason and its age', ({ attention }) => ofSilence(attention).some(({ sinceMs }) => sinceMs), reader);
  const since = (await order.snapshot()).facts.findLast(({ kind }) => kind === 'attention')?.atMs;
  await readUntil(
    'the order has it, too',
    (now) => itemsOf(now, order).every(({ attention }) => attention.includes('carrierSilent')),
    reader,
  );
  expect(ofSilence(work.attention)).toContainEqual({ workflow: 'portRequest', reason: 'carrierSilent', sinceMs: since });
  expect(ofSilence(work.attention).every(({ workflow }) => workflow === 'portRequest')).toBe(true);

  // Each was asked, and is not asked again as long as its reasons are the same.
  const before = asked();
  expect(before).toBeGreaterThan(0);
  expect(ofSilence((await reader()).attention)).toContainEqual({ workflow: 'portRequest', reason: 'carrierSilent', sinceMs: since });
  expect(asked()).toBe(before);
});

test('what cannot be asked, since no worker runs, is listed without an age', async () => {
  await stage.client.workflow.start('portOrder', {
    workflowId: 'port-order/000000000000',
    taskQueue: 'nobody-is-here',
    args: [{}],
    typedSearchAttributes: [{ key: ATTRIBUTES.attention, value: ['startFailed'] }],
  });
  const work = await readUntil('the reason', ({ attention }) => attention.some(({ reason }) => reason === 'startFailed'));
  expect(work.attention.filter(({ reason }) => reason === 'startFailed')).toEqual([{ workflow: 'portOrder', reason: 'startFailed' }]);
});

test('a parked event needs a person from its first moment on', async () => {
  await stage.portico.parkUnreadable(GATEWAY, 'evt-open-work', 'digest');
  const work = await readUntil('the parked event', ({ attention }) => attention.some(({ workflow }) => workflow === 'parkedEvent'));
  const parked = work.items.find(({ workflow }) => workflow === 'parkedEvent');
  expect(work.attention).toContainEqual({ workflow: 'parkedEvent', reason: 'parkedEvent', sinceMs: parked?.startedMs });
});

test('a deadline that has passed is overdue only when nobody has acted on it for a while', async () => {
  const order = await silentOrder();
  expect(itemsOf(await readUntil('the order', (work) => itemsOf(work, order).length === 2), order).some(({ overdue }) => overdue)).toBe(
    false,
  );
  // A reader for whom it is late long before it is: 10 minutes ahead of now, which here are days.
  const early = openWorkReader(spiedContext().context, -600_000);
  const work = await readUntil('overdue', (now) => itemsOf(now, order).some(({ overdue }) => overdue), early);
  expect(itemsOf(work, order).some(({ workflow, overdue }) => workflow === 'portRequest' && overdue)).toBe(true);
  await order.request().terminate();
});

test.each([
  ['scheduled', false, 'it is its request’s, as last told'],
  ['awaitingDocuments', true, 'it is its own'],
])('an order that is %s and whose deadline has passed is overdue: %s, for %s', async (status, overdue) => {
  const workflowId = `port-order/overdue-${status}`;
  const handle = await stage.client.workflow.start('portOrder', {
    workflowId,
    taskQueue: 'nobody-is-here',
    args: [{}],
    typedSearchAttributes: [
      { key: ATTRIBUTES.status, value: status },
      { key: ATTRIBUTES.nextDeadline, value: new Date(0) },
    ],
  });
  const work = await readUntil('the order', ({ items }) => items.some((item) => item.workflowId === workflowId));
  expect(work.items.find((item) => item.workflowId === workflowId)).toMatchObject({ status, overdue });
  await handle.terminate();
});

/** When each completed sweep ended, whoever started it, real ms. */
async function sweepEnds(): Promise<(number | undefined)[]> {
  const ends: (number | undefined)[] = [];
  for await (const { closeTime } of stage.client.workflow.list({ query: "WorkflowType = 'sweep' AND ExecutionStatus = 'Completed'" }))
    ends.push(closeTime?.getTime());
  return ends;
}

const ofSilence = (attention: OpenWork['attention']) => attention.filter(({ reason }) => reason === 'carrierSilent');

/** What a client works with on this stage, and how many workflows it has been told to ask. */
function spiedContext() {
  const context = contextOf({
    connection: stage.env.connection,
    documents: stage.documents,
    idKey: ID_KEY,
    packs: loadCountryPacks(),
    gateways: [{ id: GATEWAY, capabilities: { setSize: 1, visibilityLagMs: 0 } }],
    clock: stage.clock,
    maxNumbers: 1_000,
  });
  const handles = jest.spyOn(context.temporal.workflow, 'getHandle');
  return { context, asked: () => handles.mock.calls.length };
}
