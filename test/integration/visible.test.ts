import type { WorkflowExecutionInfo } from '@temporalio/client';
import { keyedNames } from '../../client/keyed-names';
import { notificationWorkflowId, parkedEventWorkflowId } from '../../domain/ids';
import { aNumber, anOrderInput, aParisNumber, frenchDetails, ID_KEY, single, usDetails } from '../support/orders';
import { PlacedOrder, signedOrder } from '../support/placed-order';
import { rawHistory, textsIn } from '../support/raw-history';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ focDays: 4 });
});
afterAll(() => stage?.close());

/** What an operator finds in the list of workflows; visibility is a moment behind. */
const listed = (query: string, count: number): Promise<readonly WorkflowExecutionInfo[]> =>
  waitUntil(`${count} workflows where ${query}`, async () => {
    const found: WorkflowExecutionInfo[] = [];
    for await (const info of stage.client.workflow.list({ query })) found.push(info);
    return found.length === count && found;
  });

const idsOf = (infos: readonly WorkflowExecutionInfo[]): string[] => infos.map(({ workflowId }) => workflowId).toSorted();

test.concurrent('orders and requests are found by status, carrier, account, date and attention, and a number only by its keyed hash', async () => {
  const number = aNumber('08');
  const details = usDetails([single(number)], { losing: { carrier: 'hillside', accountNumber: 'ACC-4711' } });
  const { orderId } = await stage.portico.createOrder({ accountId: 'acct-active-us', idempotencyKey: 'to-be-found', details });
  const order = new PlacedOrder(stage, anOrderInput(details, stage.clock, { orderId }));
  await order.provideDocuments();
  await order.sign();
  await order.raises('carrierSilent');
  const request = order.request().workflowId;

  const raised = await listed(`PorticoAttention = 'carrierSilent' AND PorticoAccount = 'acct-active-us' AND PorticoCountry = 'US'`, 2);
  expect(idsOf(raised)).toEqual([order.handle.workflowId, request]);
  expect(idsOf(await listed(`PorticoStatus = 'submitted' AND PorticoLosingCarrier = 'hillside' AND PorticoGateway = 'acme'`, 1))).toEqual([
    request,
  ]);
  expect(idsOf(await listed(`PorticoNumbers = '${keyedNames(ID_KEY).numberHash(number)}'`, 1))).toEqual([request]);

  await order.carrierDoes({ type: 'foc', date: '2027-05-19' });
  await order.reaches('scheduled');
  const onThatDay = await listed(
    `PorticoPortDate >= '2027-05-19T00:00:00Z' AND PorticoPortDate < '2027-05-20T00:00:00Z' AND PorticoStatus = 'scheduled'`,
    2,
  );
  expect(idsOf(onThatDay)).toEqual([order.handle.workflowId, request]);
  expect(
    onThatDay.map(({ typedSearchAttributes }) => typedSearchAttributes.getAll().some(({ key }) => key.name === 'PorticoAttention')),
  ).toEqual([false, false]);
});

test.concurrent('every workflow, timer and activity says in words what it is about', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber())]));
  await order.ends();
  const summaries = [];
  for (const handle of [order.handle, order.request()]) {
    expect(await (await handle.describe()).staticSummary()).toContain(order.input.orderId);
    const { events } = await handle.fetchHistory();
    for (const event of events ?? []) {
      if (event.timerStartedEventAttributes || event.activityTaskScheduledEventAttributes) summaries.push(event.userMetadata?.summary);
    }
  }
  expect(summaries.length).toBeGreaterThan(10);
  expect(summaries.every((summary) => (summary?.data?.length ?? 0) > 2)).toBe(true);
});

test.concurrent('the current details say what is happening, who has to act, and what happens next and by when', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber())]));
  const { foc } = await order.reaches('scheduled');
  const details = async (handle: typeof order.handle | ReturnType<typeof order.request>): Promise<string> => {
    const { currentDetails } = await handle.query<{ readonly currentDetails: string }>('__temporal_workflow_metadata');
    return currentDetails;
  };
  expect(await details(order.request())).toMatch(
    new RegExp(`Who has to act[^]*Port date \\| ${foc.date}[^]*Next[^]*reference ${order.reference()}[^]*As of `),
  );
  expect(await details(order.handle)).toMatch(/Who has to act[^]*\| 1 \| 1 \|[^]*As of /);
});

test('I14: no name, street, transfer code, account or digit of a number is readable in anything that the server keeps', async () => {
  const [first, block] = [aParisNumber('09'), aParisNumber('30')];
  const details = frenchDetails([
    { kind: 'single', number: first, transferCode: '01P1A2B3C4D5' },
    { kind: 'block', start: block, end: `${block.slice(0, -1)}9`, transferCode: '01P1A2B3C4D6' },
  ]);
  // Activities that fail for good leave a failure in the history: it must be as silent as the rest.
  await stage.control('POST', '/faults', { party: 'platform', mode: 'status:418', times: 1, path_includes: 'prepare' });
  const order = await signedOrder(stage, details);
  await order.ends();
  await stage.portico.deliverCarrierEvent({
    id: 'lost-1',
    gateway: 'acme',
    type: 'numberActivated',
    occurredAtMs: stage.nowMs(),
    reference: 'unknown',
    numbers: [first],
    text: 'Exemple SARL',
    source: 'webhook',
  });

  await order.told(/termin/i);
  const notifications = (await order.ticket()).map(({ key }) => notificationWorkflowId(order.input.orderId, Number(key.split('/')[1])));
  const workflowIds = [
    order.handle.workflowId,
    order.request(1).workflowId,
    order.request(2).workflowId,
    ...notifications,
    parkedEventWorkflowId('acme', 'lost-1'),
  ];
  const seen: string[] = [...workflowIds];
  for (const workflowId of workflowIds) {
    seen.push(textsIn(await rawHistory(stage, workflowId)));
    seen.push(textsIn(await stage.client.workflowService.describeWorkflowExecution({ namespace: 'default', execution: { workflowId } })));
  }
  const all = seen.join('\n');
  // The scan sees what is in clear, and that failures are among it.
  expect(['PorticoStatus', 'binary/encrypted', 'Encoded failure'].filter((word) => !all.includes(word))).toEqual([]);
  const secrets = [
    'Blaise',
    'Exemple',
    'Repère',
    'rue du',
    '75011',
    'CLI-0815',
    '1A2B3C4D',
    'example.com',
    first.slice(-8),
    block.slice(-8),
    block.slice(-8, -2),
  ];
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
});
