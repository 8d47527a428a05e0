import { savedViews, viewLink } from '../../client/saved-views';
import { portRequestWorkflowId } from '../../domain/ids';
import { usNumber, usOrder } from '../support/e2e/order-bodies';
import { place, type PlacedOrder } from '../support/e2e/placed-order';
import { openWorld, type World } from '../support/e2e/world';
import { Desk } from '../support/ui/desk';
import { waitUntil } from '../support/wait-until';

let world: World;
let desk: Desk;
beforeAll(async () => {
  // So slow that what stands on a page stays true while it is read.
  world = await openWorld({ dayMs: 300_000, inMemory: true });
  desk = await Desk.at(world.stack.urls.ui);
}, 120_000);
afterAll(async () => {
  await desk?.close();
  await world?.close();
});

/** An order at a losing carrier that acts only when told to. */
async function placed(): Promise<PlacedOrder> {
  const order = await place(world, usOrder([usNumber('08')]));
  await order.until('submitted', ({ requests }) => requests[0]?.status === 'submitted');
  return order;
}

/** With a date that can still be changed. */
async function scheduled(): Promise<PlacedOrder> {
  const order = await placed();
  await order.carrier({ type: 'foc' });
  await order.untilStatus('scheduled');
  await order.untilFact('numbersAdded');
  return order;
}

const requestOf = ({ orderId }: PlacedOrder): string => portRequestWorkflowId(orderId, 1);

/** The line in which the order's timeline tells of something, on the command line as every operator has it. */
const toldOnTheCommandLine = ({ orderId }: PlacedOrder, words: RegExp): Promise<string> =>
  waitUntil(`portico watch says ${String(words)}`, async () => {
    const { stdout } = await world.portico('watch', orderId, '--timeout', '2');
    return stdout.split('\n').find((line) => words.test(line));
  });

/** What the server itself keeps of a workflow, as the Web UI gets it before it asks the codec. */
async function undecoded(workflowId: string): Promise<string> {
  const response = await fetch(`${world.stack.urls.ui}/api/v1/namespaces/default/workflows/${encodeURIComponent(workflowId)}/history`);
  if (!response.ok) throw new Error(`the history was answered with ${response.status}`);
  return response.text();
}

test('the first ten seconds: the view of attention lists what needs a person, why and since when, and nothing else', async () => {
  const [refused, calm] = await Promise.all([placed(), placed()]);
  await refused.carrier({ type: 'reject', code: 'DUPLICATE_PORT' });
  await refused.untilFact('attention');
  await world.control('POST', '/webhooks', {
    event: { id: 'evt_nobodys', type: 'port.comment', occurred_at: new Date().toISOString(), data: { reference: 'not-ours' } },
  });
  const [view] = savedViews(world.nowMs());
  if (!view) throw new Error('there is no view');

  await desk.openList(viewLink(world.stack.urls.ui, 'default', view));
  await desk.chooseColumns();
  const rows = await waitUntil('three rows that need a person', async () => {
    const found = (await desk.rows()).filter((row) => row.includes('Running'));
    if (found.length >= 3) return found;
    await desk.openList(viewLink(world.stack.urls.ui, 'default', view));
    return undefined;
  });
  const rowOf = (id: string): string => rows.find((row) => row.includes(id)) ?? `no row of ${id}`;
  const day = new Date(world.nowMs()).toISOString().slice(0, 8);
  expect(rowOf(`port-order/${refused.orderId}`)).toMatch(new RegExp(`actionRequired.*rejectionNeedsOperator.*${day}`));
  expect(rowOf(requestOf(refused))).toMatch(new RegExp(`rejected.*rejectionNeedsOperator.*${day}`));
  expect(rows.filter((row) => row.includes(calm.orderId))).toEqual([]);
  await desk.picture('attention-view');

  await desk.openWorkflow(requestOf(refused), 'user-metadata');
  await desk.reads(/Who has to act/);
  await desk.reads(/rejectionNeedsOperator/);
  await desk.reads(`portico correct ${refused.orderId} --request 1 --operator --as-it-is`);
  await desk.picture('needs-a-person', 1100);
});

test('the next thirty: the details of an order and a request are read decoded, and each timer says what it waits for', async () => {
  const order = await scheduled();
  await desk.openWorkflow(order.workflowId, 'user-metadata');
  await desk.reads(`Order ${order.orderId}: 1 number, US, lakeside`);
  await desk.reads(/Rule book/);
  await desk.reads('Every live request has a date.');
  await desk.reads(/Date confirmed: /);
  await desk.picture('order-in-web-ui', 1000);

  await desk.openWorkflow(requestOf(order), 'user-metadata');
  await desk.reads('The date is confirmed (R12).');
  await desk.reads(/1 number at the losing provider, SMS after the port: …\d{4} /);
  await desk.reads(`portico cancel ${order.orderId} --request 1`);
  expect(await desk.text()).not.toContain('Codec Server could not connect');
  await desk.picture('request-in-web-ui', 1000);

  await desk.openWorkflow(requestOf(order), 'history');
  await desk.openEvents();
  await desk.reads(/Numbers to be configured, [A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d{4}, \d\d:\d\d America\/New_York/);
  await desk.picture('timer-summary');

  // All of it came through the codec: what the server keeps, nobody can read.
  const kept = await undecoded(requestOf(order));
  expect(kept).toContain(Buffer.from('binary/encrypted').toString('base64'));
  expect(kept).not.toContain(Buffer.from('Numbers to be configured').toString('base64').slice(0, -4));
});

test('R24: Request Cancellation is taken as a cancel request of an operator, which the losing carrier has to approve', async () => {
  const order = await scheduled();
  await desk.openWorkflow(requestOf(order), 'history');
  await desk.requestCancellation();
  expect(await order.untilFact('cancelAsked')).toMatchObject({ by: 'operator', mayFail: false });

  await desk.openWorkflow(requestOf(order), 'user-metadata');
  await desk.reads('asked for; the losing carrier has to agree (R24)');
  await desk.reads('Cancel asked for by an operator; the losing carrier has to approve it.');
  await desk.picture('cancellation-taken', 1000);
  expect(await toldOnTheCommandLine(order, /Cancel asked for by an operator/)).toContain('Request 1');

  // Nothing was cancelled by the button itself: the carrier decides.
  expect((await order.request()).status).toBe('scheduled');
  await order.carrier({ type: 'cancel_accept' });
  await order.untilFact('cancelled');
});

test("R23: a signal through the UI's own form is taken, and stands in the audit trail", async () => {
  const order = await scheduled();
  const { foc } = await order.untilFact('scheduled');
  const wish = new Date(Date.parse(foc.date) + 7 * 86_400_000).toISOString().slice(0, 10);
  await desk.openWorkflow(requestOf(order), 'history');
  await desk.openSignals();
  await desk.reads('Ask for another date (R23): {"by": "operator", "date": ');
  await desk.picture('signal-form');
  await desk.fillSignal('rescheduleRequested', { by: 'operator', date: wish });
  await desk.submitSignal();

  expect(await order.untilFact('rescheduleAsked')).toMatchObject({ date: wish });
  expect(await toldOnTheCommandLine(order, /Another date asked for/)).toContain('Request 1');
  await desk.openWorkflow(requestOf(order), 'user-metadata');
  await desk.reads('Another date asked for; the old one stands');
  // What the form sent was encrypted like everything else.
  expect(await undecoded(requestOf(order))).not.toContain(Buffer.from(`"date":"${wish}"`).toString('base64').slice(2, -4));
});

test('R24: an override on the command line stands in the audit trail and on the pages, with who and why, and nowhere before', async () => {
  const order = await placed();
  const act = /By op-7: .*\(agreed by telephone\)/;
  const timeline = async (): Promise<string> => (await world.portico('timeline', order.orderId)).stdout.replaceAll(/\s+/g, ' ');
  await desk.openWorkflow(requestOf(order), 'user-metadata');
  const command = `portico override ${order.orderId} close-request 1 --although-live --by YOU --reason WHY`;
  await desk.reads(command);
  expect([await timeline(), await desk.text()].filter((text) => act.test(text))).toEqual([]);

  const [, ...argv] = command.replace('YOU', 'op-7').split(' ');
  const refused = await world.portico(...argv.filter((word) => word !== '--although-live').with(-1, 'agreed by telephone'));
  expect(refused.code).toBe(4);
  expect((await world.portico(...argv.with(-1, 'agreed by telephone'))).code).toBe(0);
  await waitUntil('the act in the audit trail', async () => act.test(await timeline()));

  await desk.openWorkflow(requestOf(order), 'user-metadata');
  await desk.reads('Cancelled, and watched');
  await desk.reads(act);
  await desk.openWorkflow(order.workflowId, 'user-metadata');
  await desk.reads(act);
});

test('R24: the button counts once; the page says what became of it, and how to ask again', async () => {
  const order = await scheduled();
  await desk.openWorkflow(order.workflowId, 'history');
  expect(await desk.cancellationIsOffered()).toBe(true);
  await desk.requestCancellation();
  await order.untilFact('cancelAsked');
  await order.carrier({ type: 'cancel_refuse', code: 'TOO_LATE' });
  await order.untilFact('cancelRefused');
  await desk.openWorkflow(order.workflowId, 'user-metadata');
  await desk.reads(/Cancel refused: /);
  await desk.reads(`portico cancel ${order.orderId}`);
  expect(await desk.cancellationIsOffered()).toBe(false);
});
