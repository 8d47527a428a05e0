import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { supportCaseWorkflowId, notificationWorkflowId, parkedEventWorkflowId } from '../../domain/ids';
import { DAY_MS } from '../../domain/clock';
import { savedViews, type SavedView } from '../../client/saved-views';
import { aNumber, single, usDetails } from '../support/orders';
import { placeOrder, signedOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
let cast: Awaited<ReturnType<typeof enter>>;
beforeAll(async () => {
  // So slow that nobody's deadline falls due while it is looked for them.
  stage = await setStage({ dayMs: 120_000 });
  cast = await enter();
}, 110_000);
afterAll(() => stage?.close());

/** A carrier that acts only when told to. */
const atTelmarine = () => usDetails([single(aNumber('08'))], { losing: { carrier: 'telmarine', accountNumber: 'ACC-4711' } });
const atLakeside = () => usDetails([single(aNumber('08'))]);

const ids = (order: PlacedOrder): string[] => [order.handle.workflowId, order.request().workflowId];

/** One of everything that an operator looks for, and of what they must not take for it. */
async function enter() {
  const [waiting, sent, refused, dated, ported, ended] = await Promise.all([
    placeOrder(stage, atLakeside()),
    signedOrder(stage, atTelmarine()),
    signedOrder(stage, atLakeside()),
    signedOrder(stage, atLakeside()),
    signedOrder(stage, atLakeside()),
    placeOrder(stage, atLakeside()),
  ]);
  await Promise.all([sent, refused, dated, ported].map((order) => order.reaches('submitted')));
  await Promise.all([sent.carrierDoes({ type: 'acknowledge' }), dated.carrierDoes({ type: 'foc', date: '2027-04-29' })]);
  await refused.carrierDoes({ type: 'reject', code: 'DUPLICATE_PORT' });
  await Promise.all([refused.raises('rejectionNeedsOperator'), dated.reaches('scheduled')]);
  await ended.handle.terminate('by mistake');
  await stage.portico.deliverCarrierEvent({
    id: 'nobodys',
    gateway: 'acme',
    type: 'comment',
    occurredAtMs: stage.nowMs(),
    reference: 'not-ours',
    source: 'webhook',
  });

  // A ticket desk that answers nonsense about one order is not asked again for hours.
  await stage.control('POST', '/faults', { party: 'tickets', mode: 'status:418', path_includes: waiting.input.orderId });
  await waiting.provideDocuments();
  const { orderId } = waiting.input;
  const untold = await waitUntil('a message that does not arrive', async () => {
    for await (const { workflowId } of stage.client.workflow.list({
      query: `WorkflowType = 'notification' AND PorticoAttention = 'notificationFailed'`,
    }))
      if (workflowId.startsWith(`notification/${orderId}/`)) return workflowId;
    return undefined;
  });
  expect(untold).toBe(notificationWorkflowId(orderId, Number(untold.split('/')[2])));

  // In service and not configured: its case waits for the customer.
  await ported.carrierDoes({ type: 'activate' });
  await ported.reaches('ported');
  const [item] = ported.input.details.numbers;
  if (item?.kind !== 'single') throw new Error('not a single number');
  const about = { orderId: ported.input.orderId, number: item.number, trouble: 'calls' } as const;
  const { k } = await stage.portico.openSupportCase({ ...about, idempotencyKey: 'case' });
  return {
    waiting,
    sent,
    refused,
    dated,
    ported,
    ended,
    untold,
    parked: parkedEventWorkflowId('acme', 'nobodys'),
    openCase: supportCaseWorkflowId(ported.input.orderId, k),
  };
}

const viewOf = (name: string, nowMs = stage.nowMs()): SavedView => {
  const view = savedViews(nowMs).find((one) => one.name === name);
  if (!view) throw new Error(`there is no view ${name}`);
  return view;
};

/** What a view finds: exactly these, once visibility has caught up. */
async function expectFound(view: SavedView, expected: readonly string[]): Promise<void> {
  let found: string[] = [];
  await waitUntil(`${view.name}: ${expected.join(', ')}`, async () => {
    found = [];
    for await (const { workflowId } of stage.client.workflow.list({ query: view.query })) found.push(workflowId);
    return JSON.stringify(found.toSorted()) === JSON.stringify([...expected].toSorted());
  }).catch(() => undefined);
  expect([view.name, found.toSorted()]).toEqual([view.name, [...expected].toSorted()]);
}

test('R13: each view finds what it is for, and nothing else', async () => {
  const { waiting, sent, refused, dated, ended, untold, parked, openCase } = cast;
  const [datedOrder, datedRequest] = ids(dated);
  if (!datedOrder || !datedRequest) throw new Error('no dated order');
  await expectFound(viewOf('Needs a person'), [...ids(refused), parked, untold]);
  await expectFound(viewOf('Waits for the customer'), [waiting.handle.workflowId, refused.handle.workflowId]);
  await expectFound(viewOf('With the losing carrier'), [sent.request().workflowId]);
  await expectFound(viewOf('One losing carrier'), [sent.request().workflowId]);
  await expectFound(viewOf('Parked events'), [parked]);
  await expectFound(viewOf('Customers not told'), [untold]);
  await expectFound(viewOf('Support cases'), [openCase]);
  await expectFound(viewOf('Workflows of ours that fail'), [ended.handle.workflowId]);
  await expectFound(viewOf('Urgent'), []);
});

test('R16: what ports on a day is found on that day and on no other', async () => {
  const windowMs = (await cast.dated.reaches('scheduled')).foc.windowStartMs;
  await expectFound(viewOf('Ports today', windowMs), [cast.dated.request().workflowId]);
  await expectFound(viewOf('Ports today', windowMs - DAY_MS), []);
  await expectFound(viewOf('Ports today', windowMs + DAY_MS), []);
});

test('what needs a person since yesterday or longer is not what came up today', async () => {
  const { attentionSinceMs } = await cast.refused.handle.query<{ attentionSinceMs?: number }>('view');
  if (attentionSinceMs === undefined) throw new Error('nobody is needed');
  const name = 'Needs a person since yesterday or longer';
  await expectFound(viewOf(name, attentionSinceMs - DAY_MS), []);
  await expectFound(viewOf(name, attentionSinceMs + 3 * DAY_MS), [...ids(cast.refused), cast.parked, cast.untold]);
});

test('the next deadlines are those within a day', async () => {
  const { waiting, sent, refused, dated, ported } = cast;
  const live = [waiting.handle, ...[sent, refused, dated, ported].flatMap((order) => [order.handle, order.request()])];
  const deadlines = await Promise.all(
    live.map(async (handle) => ({
      workflowId: handle.workflowId,
      atMs: (await handle.query<{ nextDeadline?: { atMs: number } }>('view')).nextDeadline?.atMs ?? Number.POSITIVE_INFINITY,
    })),
  );
  const times = deadlines.map(({ atMs }) => atMs).toSorted((a, b) => a - b);
  // A second later: visibility on SQLite does not keep milliseconds.
  const nowMs = (times[0] ?? 0) - DAY_MS + 1_000;
  const due = deadlines.filter(({ atMs }) => atMs <= nowMs + DAY_MS).map(({ workflowId }) => workflowId);
  expect(due.length).toBeGreaterThan(0);
  expect(due.length).toBeLessThan(live.length);
  await expectFound(viewOf('Next deadline within 24 hours', nowMs), due);
  await expectFound(viewOf('Next deadline within 24 hours', nowMs - 60_000), []);
});

test('the next round of a message that does not arrive is named by its timer, with its instant', async () => {
  const { events } = await stage.client.workflow.getHandle(cast.untold).fetchHistory();
  const started = events?.find((event) => event.timerStartedEventAttributes)?.userMetadata?.summary;
  const { loadedDataConverter } = stage.client.options;
  const [summary] = await decodeArrayFromPayloads(loadedDataConverter, started ? [started] : []);
  expect(summary).toMatch(/^Next round of delivery, [A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} 2027, \d\d:\d\d America\/New_York$/);
});

test('every view there is was looked at', () => {
  expect(savedViews(0).map(({ name }) => name)).toEqual([
    'Needs a person',
    'Needs a person since yesterday or longer',
    'Urgent',
    'Waits for the customer',
    'With the losing carrier',
    'Ports today',
    'Next deadline within 24 hours',
    'One losing carrier',
    'Parked events',
    'Customers not told',
    'Support cases',
    'Workflows of ours that fail',
  ]);
});
