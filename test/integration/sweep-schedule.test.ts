import type { SweepReport } from '../../domain/sweep/report';
import { SWEEP_ID } from '../../domain/ids';
import { WORKFLOWS } from '../../workflows/contract';
import { scheduleSweeps } from '../../workers/sweep-schedule';
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
      }))
        return (await stage.client.workflow.getHandle(workflowId).result()) as SweepReport;
      return undefined;
    },
    { withinMs: 40_000, everyMs: 250 },
  );
  expect(report.findings).toMatchObject([{ workflowId: order.handle.workflowId, reason: 'endedByHand' }]);
  // Another setting counts from the next start on; what somebody has paused stays so.
  await schedule.pause('for the test');
  await scheduleSweeps(stage.client, { originMs: 0, scale: 1 }, 30);
  const changed = await schedule.describe();
  expect(changed.spec.intervals).toEqual([expect.objectContaining({ every: 1_800_000 })]);
  expect(changed.state.paused).toBe(true);
});
