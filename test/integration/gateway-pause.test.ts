import { createHttpGateway } from '../../activities/gateways/http/http-gateway';
import type { GatewayStanding } from '../../client/operators/gateways';
import { createPausableCarrierWorker } from '../../workers/create-workers';
import type { PausableWorker } from '../../workers/pausable-worker';
import { gatewayPauseWorkflowId } from '../../domain/ids';
import { operatorsCli, tooWide } from '../support/cli';
import { aKey } from '../support/key-rings';
import { aNumber, GATEWAY, single, usDetails } from '../support/orders';
import { placeOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ encrypted: false, carrierWorker: false });
});
afterAll(() => stage?.close());

const portico = operatorsCli(() => stage);
const BY = ['--by', 'op-7', '--reason', 'their maintenance'];

/** The worker of a carrier process, as `workers/carrier.ts` builds it. */
function startCarrierWorker(): { readonly worker: PausableWorker; readonly changes: boolean[]; readonly ended: Promise<void> } {
  const changes: boolean[] = [];
  const { env } = stage;
  const worker = createPausableCarrierWorker(
    { connection: env.nativeConnection, namespace: env.namespace ?? 'default', converter: {} as never },
    createHttpGateway({
      ...stage.party('gateway'),
      id: GATEWAY,
      webhooks: { scheme: 'standard', secrets: [`whsec_${aKey()}`] },
      nowMs: () => stage.nowMs(),
    }),
    { changed: (paused) => changes.push(paused), everyMs: 100 },
  );
  return { worker, changes, ended: worker.run() };
}

const inState = (worker: PausableWorker, state: string) => waitUntil(`the worker to be ${state}`, async () => worker.getState() === state);

test('a paused gateway gets nothing, also from a process that starts meanwhile; resumed it gets each request once', async () => {
  const first = startCarrierWorker();
  await inState(first.worker, 'RUNNING');
  const order = await placeOrder(stage, usDetails([single(aNumber('08'))]));

  expect(await portico('pause-gateway', GATEWAY, ...BY)).toMatchObject({
    code: 0,
    out: expect.stringContaining('Nothing more is sent') as unknown,
  });
  await inState(first.worker, 'PAUSED');
  const again = await portico('pause-gateway', GATEWAY, '--by', 'op-8', '--reason', 'me too');
  expect(again).toMatchObject({ code: 4, err: expect.stringContaining('by op-7: their maintenance') as unknown });

  await order.provideDocuments();
  await order.sign();
  await order.requestUntil('to wait for the gateway', ({ status }) => status === 'submitting');
  const { gateways } = await waitUntil('the request to be counted', async () => {
    const listed = await portico.json<{ gateways: GatewayStanding[] }>('gateways');
    return listed.gateways[0]?.open === 1 && listed;
  });
  expect(gateways).toMatchObject([{ id: GATEWAY, pause: { by: 'op-7', reason: 'their maintenance' }, attention: 0 }]);
  const { out } = await portico('gateways');
  expect(out).toMatch(/^acme +paused +\S+( \w+)? +op-7 +their maintenance +1 +0$/m);
  expect(tooWide(out)).toEqual([]);

  first.worker.shutdown();
  await first.ended;
  const second = startCarrierWorker();
  await inState(second.worker, 'PAUSED');
  expect(order.carrierOrders()).toEqual([]);
  expect((await order.snapshot()).attention).toEqual([]);

  expect((await portico('resume-gateway', GATEWAY, '--by', 'op-8', '--reason', 'they are back')).code).toBe(0);
  await order.requestUntil('with the carrier', ({ status }) => status === 'submitted');
  expect(order.carrierOrders()).toEqual([order.reference()]);
  expect(second.changes).toEqual([true, false]);
  // Who resumed it, and why, stands in the history of the pause.
  expect(await stage.client.workflow.getHandle(gatewayPauseWorkflowId(GATEWAY)).result()).toEqual({ by: 'op-8', reason: 'they are back' });
  expect((await portico('gateways')).out).toMatch(/^acme +takes requests +1 +0$/m);
  expect((await portico('resume-gateway', GATEWAY, ...BY)).code).toBe(4);

  second.worker.shutdown();
  await second.ended;
  expect(second.worker.getState()).toBe('STOPPED');
});
