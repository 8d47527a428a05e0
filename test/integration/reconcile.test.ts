import { addBusinessDays } from '../../domain/calendar/business-days';
import { sweepWorkflowId } from '../../domain/ids';
import type { SweepReport } from '../../domain/sweep/report';
import { timelineQuery } from '../../workflows/contract';
import { operatorsCli } from '../support/cli';
import { aNumber, single, usDetails } from '../support/orders';
import { signedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { buttonsOf } from '../support/ui-buttons';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  // Every webhook is lost, and the day's own look at the gateway is half a minute away.
  stage = await setStage({ dayMs: 30_000, losesWebhooks: true });
});
afterAll(() => stage?.close());

const portico = operatorsCli(() => stage);
const ui = buttonsOf(() => stage);

test('a port of which the gateway says something else is found by reconciling its order, and reads its gateway at once', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('08'))]));
  await order.reaches('submitted');
  const { workflowId } = order.request();
  const reconcile = async (): Promise<readonly [number, SweepReport]> => {
    const { code, out } = await portico('reconcile', order.input.orderId, '--json');
    return [code, JSON.parse(out) as SweepReport];
  };
  expect(await reconcile()).toMatchObject([0, { findings: [], differing: [] }]);
  const date = addBusinessDays({ country: 'US' }, new Date(stage.nowMs()).toISOString().slice(0, 10), 8);
  await order.carrierDoes({ type: 'foc', date });
  const said = await portico('reconcile', order.input.orderId);
  expect([said.code, said.out]).toEqual([0, expect.stringContaining(`${workflowId}: the gateway has it in another state`)]);
  expect(await order.reaches('scheduled')).toMatchObject({ foc: { date } });
  expect(await reconcile()).toMatchObject([0, { differing: [] }]);
  // Who asked for it, and why, stands in the trail.
  const acts = (await order.handle.query(timelineQuery)).flatMap((fact) => (fact.kind === 'request' ? [fact.fact] : []));
  expect(acts).toContainEqual(expect.objectContaining({ kind: 'operatorActed', by: 'portico', act: { do: 'repair' } }));
  expect(order.carrierOrders()).toHaveLength(1);
});

const ALL = [1, 2, 3, 4, 5, 6];

test('a gateway that does not answer is asked no more in that sweep, however many ports were ended', async () => {
  const order = await signedOrder(stage, usDetails(['08', '08', '08', '08', '08', '08'].map((ending) => single(aNumber(ending)))));
  for (const n of ALL) await order.reaches('submitted', n);
  for (const n of ALL) await ui.terminate(order.request(n));
  await stage.control('POST', '/faults', { party: 'gateway', mode: 'status:503', path_includes: order.input.orderId });
  expect(await portico('reconcile', order.input.orderId)).toMatchObject({ code: 4, out: expect.stringMatching(/^Not read +/m) as unknown });
  await stage.control('DELETE', '/faults?party=gateway');
  const [swept] = await waitUntil('the sweep', async () => {
    const ids: string[] = [];
    for await (const { workflowId } of stage.client.workflow.list({
      query: `WorkflowId STARTS_WITH '${sweepWorkflowId(order.input.orderId)}'`,
    }))
      ids.push(workflowId);
    return ids.length > 0 && ids;
  });
  const { events } = await stage.client.workflow.getHandle(swept ?? '').fetchHistory();
  const asked = (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'comparePort');
  // As many as are asked side by side.
  expect(asked).toHaveLength(4);
});
