import { isStillEnded } from '../../activities/sweep/still-ended';
import type { AttentionPage } from '../../client/operators/attention';
import type { SweepReport } from '../../domain/sweep/report';
import type { About } from '../../domain/sweep/standing';
import { DAY_MS } from '../../domain/clock';
import { findingWorkflowId } from '../../domain/ids';
import { provideDocumentUpdate } from '../../workflows/contract';
import { operatorsCli, tooWide } from '../support/cli';
import { aNumber, anOrderId, single, usDetails } from '../support/orders';
import { placeOrder, signedOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { buttonsOf } from '../support/ui-buttons';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ focDays: 15 });
});
afterAll(() => stage?.close());

const portico = operatorsCli(() => stage);
const ui = buttonsOf(() => stage);
const WHY = ['--reason', 'it is to stay ended'];

const details = (ending?: string) => usDetails([single(aNumber(ending))]);

/** A sweep of one order, with what it ends with. */
async function reconcile({ input }: PlacedOrder): Promise<readonly [number, SweepReport]> {
  const { code, out } = await portico('reconcile', input.orderId, '--json');
  return [code, JSON.parse(out) as SweepReport];
}
const resolve = async (workflowId: string): Promise<void> =>
  expect((await portico('resolve', findingWorkflowId(workflowId, 'ended'), ...WHY)).code).toBe(0);
const ended = (workflowId: string, about: About = 'ended') =>
  stage.client.workflow.getHandle(findingWorkflowId(workflowId, about)).result();

test.concurrent('F36: a port whose request was terminated is found, listed as urgent, repaired, and done once', async () => {
  const order = await signedOrder(stage, details());
  await order.reaches('scheduled');
  const { workflowId } = order.request();
  await ui.terminate(order.request());
  const first = await portico('reconcile', order.input.orderId);
  expect(first.code).toBe(4);
  expect(first.out).toContain('liveWithoutWorkflow');
  expect(tooWide(first.out)).toEqual([]);
  expect(await reconcile(order)).toMatchObject([4, { findings: [{ workflowId, reason: 'liveWithoutWorkflow', isNew: false }] }]);
  // The order has heard of it at once, and not only when a report is overdue.
  await order.raises('requestSilent');
  const row = await waitUntil('it in the list', async () => {
    const { rows } = await portico.json<AttentionPage>('attention', '--reason', 'liveWithoutWorkflow', '--limit', '100');
    return rows.find((one) => one.workflowId === findingWorkflowId(workflowId, 'ended'));
  });
  expect(row).toMatchObject({ kind: 'finding', orderId: order.input.orderId, n: 1, sinceMs: expect.any(Number) as unknown });
  expect((await portico('repair', order.input.orderId, ...WHY)).code).toBe(0);
  expect(await ended(workflowId)).toMatchObject({ how: 'gone' });
  expect(await reconcile(order)).toMatchObject([0, { findings: [], unread: [] }]);
  expect(await order.ends()).toMatchObject({ status: 'completed', attention: [] });
  expect(order.carrierOrders()).toEqual([order.reference()]);
});

test.concurrent('F36: two sweeps at once say it once, and one that is back by other means is settled by the next', async () => {
  const order = await signedOrder(stage, details());
  await order.reaches('scheduled');
  await ui.terminate(order.handle);
  const reports = await Promise.all([reconcile(order), reconcile(order)]);
  for (const report of reports)
    expect(report).toMatchObject([4, { findings: [{ workflowId: order.handle.workflowId, reason: 'endedByHand' }] }]);
  await ui.reset(order.handle, 'last');
  expect(await reconcile(order)).toMatchObject([0, { findings: [], settled: [order.handle.workflowId] }]);
  expect(await ended(order.handle.workflowId)).toMatchObject({ how: 'gone' });
  expect(await order.ends()).toMatchObject({ status: 'completed' });
});

test.concurrent.each([
  ['its papers came', (order: PlacedOrder) => order.until('documents to be waited for', ({ status }) => status === 'awaitingDocuments')],
  [
    'its letter was signed',
    async (order: PlacedOrder) => {
      await order.provideDocuments();
      return order.until('the letter', ({ status, loa }) => status === 'awaitingSignature' && loa?.sha256);
    },
  ],
])('claims of an order that was terminated before %s are given back by the word of a person, and not before', async (_, waits) => {
  const order = await placeOrder(stage, details());
  await waits(order);
  await ui.terminate(order.handle);
  expect(await reconcile(order)).toMatchObject([4, { released: [] }]);
  expect(await order.claims()).toHaveLength(1);
  await resolve(order.handle.workflowId);
  await ended(order.handle.workflowId);
  expect(await reconcile(order)).toMatchObject([0, { findings: [], released: [{ orderId: order.input.orderId, numbers: 1 }] }]);
  expect(await order.claims()).toEqual([]);
  expect(await reconcile(order)).toMatchObject([0, { released: [], claims: 0 }]);
  // Another order may have claimed them by now.
  const late = await portico('repair', order.input.orderId, ...WHY);
  expect([late.code, late.err]).toEqual([4, expect.stringContaining(`portico order --from ${order.input.orderId}`)]);
  expect((await order.handle.describe()).status.name).toBe('TERMINATED');
});

test.concurrent('what a person has left ended still comes back with a repair as long as its numbers are its own', async () => {
  const order = await signedOrder(stage, details());
  await order.reaches('scheduled');
  await ui.terminate(order.handle);
  await reconcile(order);
  await resolve(order.handle.workflowId);
  await ended(order.handle.workflowId);
  expect(await reconcile(order)).toMatchObject([0, { findings: [], released: [], claims: 1 }]);
  expect((await portico('repair', order.input.orderId, ...WHY)).code).toBe(0);
  expect(await order.ends()).toMatchObject({ status: 'completed' });
});

test.concurrent('R24: a cancelled port that was ended while it was watched keeps its claim until some days past its date', async () => {
  const order = await signedOrder(stage, details());
  const { foc } = await order.reaches('scheduled');
  await order.cancel();
  const { watchUntilMs = 0 } = await order.requestUntil('cancelled', ({ status }) => status === 'cancelled');
  const both = [order.request(), order.handle];
  for (const handle of both) await ui.terminate(handle);
  await reconcile(order);
  for (const { workflowId } of both) await resolve(workflowId);
  await Promise.all(both.map(({ workflowId }) => ended(workflowId)));
  expect(await reconcile(order)).toMatchObject([0, { findings: [], released: [], claims: 1 }]);
  const report = await waitUntil(
    'the claims to be given back',
    async () => {
      const [, one] = await reconcile(order);
      return one.released.length > 0 && one;
    },
    { withinMs: 80_000, everyMs: 1_000 },
  );
  expect(watchUntilMs).toBeGreaterThan(foc.windowStartMs);
  expect(report.atMs).toBeGreaterThanOrEqual(watchUntilMs);
});

test.concurrent('R24: a port that lives on after Temporal has forgotten its request keeps its claim', async () => {
  const order = await signedOrder(stage, details('08'));
  await order.reaches('submitted');
  const both = [order.request(), order.handle];
  for (const handle of both) await ui.terminate(handle);
  await reconcile(order);
  for (const { workflowId } of both) await resolve(workflowId);
  await Promise.all(both.map(({ workflowId }) => ended(workflowId)));
  const { runId } = await order.request().describe();
  await stage.client.workflowService.deleteWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: order.request().workflowId, runId },
  });
  await waitUntil(
    'the request to be forgotten',
    async () => {
      const found = [];
      for await (const info of stage.client.workflow.list({ query: `WorkflowId = '${order.request().workflowId}'` })) found.push(info);
      return found.length === 0;
    },
    { withinMs: 60_000, everyMs: 500 },
  );
  // A person is told once that the claim is theirs to give back.
  const { workflowId } = order.handle;
  const byHand = { workflowId, reason: 'endedByHand', note: expect.stringContaining('by hand') as unknown };
  expect(await reconcile(order)).toMatchObject([4, { findings: [byHand], released: [] }]);
  await resolve(workflowId);
  await ended(workflowId);
  expect(await reconcile(order)).toMatchObject([0, { findings: [], released: [], claims: 1 }]);
  expect(await order.claims()).toHaveLength(1);
});

test.concurrent('what was brought back while a sweep was at it counts as ended no more', async () => {
  const order = await placeOrder(stage, details());
  await ui.terminate(order.handle);
  const { workflowId, runId } = await order.handle.describe();
  expect(await isStillEnded(stage.client, [{ workflowId, runId }])).toBe(true);
  await ui.reset(order.handle, 'last');
  expect(await isStillEnded(stage.client, [{ workflowId, runId }])).toBe(false);
  await order.cancel();
});

test.concurrent('R24: claims stay while the gateway has a live port or does not answer, whatever a person says; once it is dead they are given back', async () => {
  // The losing carrier says nothing by itself.
  const order = await signedOrder(stage, details('08'));
  await order.reaches('submitted');
  const both = [order.handle, order.request()];
  for (const handle of both) await ui.terminate(handle);
  expect((await reconcile(order))[1].findings.map(({ reason }) => reason)).toEqual(['endedByHand', 'liveWithoutWorkflow']);
  for (const { workflowId } of both) await resolve(workflowId);
  await Promise.all(both.map(({ workflowId }) => ended(workflowId)));
  expect(await reconcile(order)).toMatchObject([0, { findings: [], released: [] }]);

  await stage.control('POST', '/faults', { party: 'gateway', mode: 'status:503', path_includes: order.input.orderId });
  expect(await reconcile(order)).toMatchObject([4, { released: [], unread: [order.input.orderId] }]);
  await stage.control('DELETE', '/faults?party=gateway');
  expect(await order.claims()).toHaveLength(1);

  await order.carrierDoes({ type: 'reject', code: 'NOT_PORTABLE' });
  expect(await reconcile(order)).toMatchObject([0, { released: [{ numbers: 1 }] }]);
  expect(await order.claims()).toEqual([]);
});

test.concurrent('R9: a document that will be too old before it goes out is raised with its day, and settled once the order asks for a newer one', async () => {
  const order = await placeOrder(stage, details());
  const [document = ''] = order.input.requiredDocuments;
  const untilMs = stage.nowMs() + 6.5 * DAY_MS;
  const validUntil = { what: 'documentExpires', atMs: untilMs, zone: 'UTC', explanation: 'too old', then: 'asked anew' } as const;
  const message = { commandId: 'old-one', by: 'customer', document, sha256: 'd'.repeat(64), issuedOn: '2027-03-10', validUntil } as const;
  await order.handle.executeUpdate(provideDocumentUpdate, { args: [message] });
  const note = `${document} until ${new Date(untilMs).toISOString().slice(0, 10)}`;
  const { workflowId } = order.handle;
  expect(await reconcile(order)).toMatchObject([4, { findings: [{ workflowId, reason: 'papersAgeing', note }] }]);
  await order.until('the document to be too old', ({ requirements }) => requirements.some(({ status }) => status === 'expired'));
  expect(await reconcile(order)).toMatchObject([0, { findings: [], settled: [workflowId] }]);
  expect(await ended(workflowId, 'running')).toMatchObject({ how: 'gone', found: 'papersAgeing' });
  await order.provideDocuments();
  await order.sign();
  expect(await order.ends()).toMatchObject({ status: 'completed' });
});

test.concurrent('an order of which nothing was ended is left alone, and one that is not there is not found', async () => {
  const order = await signedOrder(stage, details());
  await order.reaches('submitted');
  const { out, code } = await portico('reconcile', order.input.orderId);
  expect([code, out]).toEqual([0, expect.stringMatching(/^Nothing needs a person\.\n\nLooked at +1 order\n$/)]);
  expect((await portico('reconcile', anOrderId())).code).toBe(3);
  expect((await portico('reconcile', 'x')).code).toBe(2);
  expect(await order.ends()).toMatchObject({ status: 'completed' });
});
