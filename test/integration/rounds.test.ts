import { Worker } from '@temporalio/worker';
import type { WorkflowHandle } from '@temporalio/client';
import { answer } from '../../domain/calendar/plans';
import type { PlanQuestion } from '../../domain/calendar/plan';
import { gatewayReference, portRequestWorkflowId } from '../../domain/ids';
import type { RequestSnapshot } from '../../domain/request/snapshot';
import { carrierEventSignal, QUEUES, requestViewQuery, WORKFLOWS } from '../../workflows/contract';
import { carrierEvent, focOn } from '../support/builders/carrier-event';
import { ORDER_ID } from '../support/builders/order';
import { aRequestInput } from '../support/builders/request';
import { startDevServer, type Environment } from '../support/environment';
import { waitUntil } from '../support/wait-until';
import { workflowBundle } from '../support/workflow-bundle';

/** Many at once, so that the workflows' thread has no time for an answer at the moment at which it comes. */
const REQUESTS = 40;
const DAY_MS = 86_400_000;

let server: Environment;
beforeAll(async () => {
  server = await startDevServer();
});
afterAll(() => server?.close());

/** Starts a request to which the carrier has said everything before its first task, so that all dates are asked for in it. */
async function start(n: number, nowMs: number): Promise<WorkflowHandle> {
  const request = await server.client.workflow.start(WORKFLOWS.request, {
    workflowId: portRequestWorkflowId(ORDER_ID, n),
    taskQueue: QUEUES.orders,
    args: [aRequestInput({ n })],
  });
  const reference = gatewayReference({ orderId: ORDER_ID, n, attempt: 1 });
  const foc = focOn(new Date(nowMs + 60 * DAY_MS).toISOString().slice(0, 10));
  await request.signal(carrierEventSignal, carrierEvent('acknowledged', nowMs, { reference }));
  await request.signal(carrierEventSignal, carrierEvent('acknowledged', nowMs + 1, { reference }));
  await request.signal(carrierEventSignal, carrierEvent('focConfirmed', nowMs + 2, { reference, foc }));
  return request;
}

test('F21: events of one moment are decided alike when their history is replayed, however busy the worker was', async () => {
  const nowMs = Date.now();
  const requests = await Promise.all(Array.from({ length: REQUESTS }, (_, index) => start(index + 1, nowMs)));
  const submitRequest = async () => ({ kind: 'accepted', gatewayId: 'GW-1', acknowledgedAtMs: nowMs });
  await server.startWorker({ taskQueue: QUEUES.carrier('gw'), workflows: false, activities: { submitRequest } });
  await server.startWorker({ taskQueue: QUEUES.provisioning, workflows: false, activities: { prepareNumbers: async () => undefined } });
  await server.startWorker({
    taskQueue: QUEUES.orders,
    activities: { plan: async (question: PlanQuestion) => answer(question), tellOrder: async () => true },
  });
  const isDated = async (request: WorkflowHandle): Promise<boolean> =>
    (await request.query<RequestSnapshot>(requestViewQuery)).facts.some(({ kind }) => kind === 'numbersAdded');
  for (const request of requests) await waitUntil('the date is known and on the dashboard', () => isDated(request));

  const histories = requests.map(async (request) => ({ workflowId: request.workflowId, history: await request.fetchHistory() }));
  const replayed = Worker.runReplayHistories({ workflowBundle: workflowBundle() }, await Promise.all(histories));
  const failed: string[] = [];
  for await (const { workflowId, error } of replayed) if (error) failed.push(`${workflowId}: ${error.message}`);
  expect(failed).toEqual([]);
});
