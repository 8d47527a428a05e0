import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { dataConverter as withKeys } from '../../codec/data-converter';
import { fixedKeys } from '../../codec/key-provider';
import { DAY_MS } from '../../domain/clock';
import { portRequestWorkflowId, SWEEP_ID, sweepWorkflowId } from '../../domain/ids';
import type { SweepReport } from '../../domain/sweep/report';
import { QUEUES, WORKFLOWS } from '../../workflows/contract';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import type { sweep } from '../../workflows/sweep';
import { scheduleSweeps } from '../../workers/sweep-schedule';
import { aKeyRing } from '../support/key-rings';
import { aNumber, single, usDetails } from '../support/orders';
import { placeOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { buttonsOf } from '../support/ui-buttons';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.close());

const ui = buttonsOf(() => stage);

test('F36: a workflow whose tasks fail after its deadline is raised as one that stands still, as long as it runs', async () => {
  const order = await placeOrder(stage, usDetails([single(aNumber())]));
  const workflowId = portRequestWorkflowId(order.input.orderId, 1);
  // The workers do not have its key: each task fails, and the search attributes stay what they were.
  const dataConverter = withKeys(fixedKeys(aKeyRing('another')));
  const elsewhere = new Client({ connection: stage.env.connection, dataConverter });
  const stuck = await elsewhere.workflow.start(WORKFLOWS.request, {
    workflowId,
    taskQueue: QUEUES.orders,
    args: ['what nobody can read'],
    typedSearchAttributes: [{ key: ATTRIBUTES.nextDeadline, value: new Date(stage.nowMs() - DAY_MS) }],
  });
  const swept = () =>
    stage.client.workflow.execute<typeof sweep>(WORKFLOWS.sweep, {
      workflowId: sweepWorkflowId(randomUUID()),
      taskQueue: QUEUES.orders,
      args: [{ clock: stage.clock, patienceMs: 1 }],
    });
  // A task or two that fail may have met a restart.
  const { findings } = await waitUntil(
    'it in a report',
    async () => {
      const report = await swept();
      return report.findings.some((one) => one.workflowId === workflowId) && report;
    },
    { withinMs: 60_000, everyMs: 500 },
  );
  expect(findings.find((one) => one.workflowId === workflowId)).toMatchObject({ reason: 'standsStill' });
  await stuck.terminate('for the test');
  expect(await stage.portico.operators.reconcile(order.input.orderId)).toMatchObject({
    findings: [{ reason: 'endedByHand' }],
    settled: [workflowId],
  });
});

test('F36: sweeps run by themselves, from however many workers they are scheduled, and find what was terminated', async () => {
  await Promise.all([15, 15, 15].map((minutes) => scheduleSweeps(stage.client, stage.clock, minutes)));
  const schedule = stage.client.schedule.getHandle(SWEEP_ID);
  const [{ policies, spec }, order] = [await schedule.describe(), await placeOrder(stage, usDetails([single(aNumber())]))];
  // A quarter of an hour of this clock is less than other parties are asked for.
  expect([policies.overlap, spec.intervals]).toEqual(['SKIP', [expect.objectContaining({ every: 5_000 })]]);
  await ui.terminate(order.handle);
  const report = await waitUntil(
    'a sweep that found it',
    async () => {
      for await (const { workflowId } of stage.client.workflow.list({
        query: `WorkflowType = '${WORKFLOWS.sweep}' AND ExecutionStatus = 'Completed' AND PorticoStatus = 'found'`,
      })) {
        const one = (await stage.client.workflow.getHandle(workflowId).result()) as SweepReport;
        if (one.findings.some((finding) => finding.workflowId === order.handle.workflowId)) return one;
      }
      return undefined;
    },
    { withinMs: 40_000, everyMs: 250 },
  );
  expect(report.findings).toContainEqual(expect.objectContaining({ workflowId: order.handle.workflowId, reason: 'endedByHand' }));
  // Another setting counts from the next start on; what somebody has paused stays so.
  await schedule.pause('for the test');
  await scheduleSweeps(stage.client, { originMs: 0, scale: 1 }, 30);
  const changed = await schedule.describe();
  expect(changed.spec.intervals).toEqual([expect.objectContaining({ every: 1_800_000 })]);
  expect(changed.state.paused).toBe(true);
});
