import { addBusinessDays } from '../../domain/calendar/business-days';
import type { SweepReport } from '../../domain/sweep/report';
import { timelineQuery } from '../../workflows/contract';
import { operatorsCli } from '../support/cli';
import { aNumber, single, usDetails } from '../support/orders';
import { signedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  // Every webhook is lost, and the day's own look at the gateway is half a minute away.
  stage = await setStage({ dayMs: 30_000, losesWebhooks: true });
});
afterAll(() => stage?.close());

const portico = operatorsCli(() => stage);

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
