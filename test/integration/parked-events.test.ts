import { createOrdersActivities } from '../../activities/orders';
import { createPorticoClient, type PorticoClient } from '../../client';
import type { AttentionPage } from '../../client/operators/attention';
import type { ParkedEvent } from '../../client/operators/parked-events';
import { loadCountryPacks } from '../../config/countries';
import { gatewayReference, parkedEventWorkflowId, portRequestWorkflowId } from '../../domain/ids';
import { QUEUES, WORKFLOWS } from '../../workflows/contract';
import type { portRequest } from '../../workflows/port-request';
import { aRequestInput } from '../support/builders/request';
import { operatorsCli, tooWide } from '../support/cli';
import { startDevServer, type Environment } from '../support/environment';
import { memoryStore } from '../support/memory-store';
import { anOrderId, GATEWAY, ID_KEY } from '../support/orders';
import { waitUntil } from '../support/wait-until';

// Business time is real time here: by itself a match is tried again only after an hour.
const clock = { originMs: 0, scale: 1 };

let environment: Environment;
let client: PorticoClient;
beforeAll(async () => {
  environment = await startDevServer();
  await environment.startWorker({ taskQueue: QUEUES.orders, activities: createOrdersActivities(environment.workerClient) });
  client = createPorticoClient({
    connection: environment.env.connection,
    documents: memoryStore(),
    idKey: ID_KEY,
    packs: loadCountryPacks(),
    gateways: [{ id: GATEWAY, capabilities: { setSize: 1, visibilityLagMs: 0 } }],
    clock,
    maxNumbers: 10,
  });
});
afterAll(() => environment?.close());

const portico = operatorsCli(() => ({ portico: client, simulator: { url: '', token: '' } }));
const BY = ['--by', 'op-7', '--reason', 'their desk confirms it'];

const park = (id: string, reference: string, gateway = GATEWAY) =>
  client.deliverCarrierEvent({ id, gateway, type: 'comment', occurredAtMs: Date.now(), reference, text: 'hello', source: 'webhook' });

test('a parked event is listed, shown, given to somebody and ended; a second time there is nothing to end', async () => {
  expect(await park('evt/1', 'nothing of ours')).toBe('parked');
  const workflowId = parkedEventWorkflowId(GATEWAY, 'evt/1');
  const listed = await waitUntil('it in the list', async () => {
    const { out } = await portico('events', 'parked');
    return out.includes('evt/1') && out;
  });
  expect(listed).toMatch(/^acme\/evt\/1 +comment +unknown reference +now +-$/m);
  expect(tooWide(listed)).toEqual([]);

  expect((await portico('assign', workflowId, 'op-8', ...BY)).code).toBe(0);
  const { rows } = await waitUntil('its owner', async () => {
    const page = await portico.json<AttentionPage>('attention', '--owner', 'op-8');
    return page.rows.length > 0 && page;
  });
  expect(rows).toMatchObject([{ kind: 'parkedEvent', workflowId, reasons: ['parkedEvent'], owner: 'op-8' }]);
  const [text, shown] = [await portico('events', 'show', 'acme/evt/1'), await portico.json<ParkedEvent>('events', 'show', workflowId)];
  expect(text.out).toMatch(/^Owner +op-8$/m);
  expect(text.out).toMatch(/by op-7: assign to op-8 \(their desk\s+confirms it\)/);
  expect(shown).toMatchObject({ why: 'unknownReference', event: { id: 'evt/1', text: 'hello' }, owner: 'op-8' });

  expect((await portico('resolve', workflowId, '--attention', 'parkedEvent', ...BY)).code).toBe(2);
  expect((await portico('resolve', workflowId, ...BY)).code).toBe(0);
  expect(await environment.client.workflow.getHandle(workflowId).result()).toEqual({
    how: 'resolved',
    by: 'op-7',
    reason: 'their desk confirms it',
  });
  for (const argv of [
    ['resolve', workflowId],
    ['assign', workflowId, 'op-9'],
    ['events', 'replay', workflowId],
  ])
    expect([argv[0], (await portico(...argv, ...BY)).code]).toEqual([argv[0], 4]);
});

test('a match is tried at once when somebody asks for it, and not before', async () => {
  const input = aRequestInput({ orderId: anOrderId() });
  const workflowId = parkedEventWorkflowId(input.gateway, 'early');
  const handle = environment.client.workflow.getHandle(workflowId);
  await park('early', gatewayReference({ orderId: input.orderId, n: input.n, attempt: 1 }), input.gateway);
  await waitUntil('the first try', async () => (await client.operators.parkedEvent(workflowId)).tries > 0);
  await environment.client.workflow.start<typeof portRequest>(WORKFLOWS.request, {
    workflowId: portRequestWorkflowId(input.orderId, input.n),
    taskQueue: QUEUES.orders,
    args: [{ ...input, clock }],
  });
  expect((await handle.describe()).status.name).toBe('RUNNING');
  expect((await portico('events', 'replay', workflowId, ...BY)).code).toBe(0);
  expect(await handle.result()).toEqual({ how: 'matched' });
});

test('what is not there is not found, and what is missing is said', async () => {
  for (const argv of [
    ['events', 'show', 'acme/none'],
    ['events', 'replay', 'acme/none', ...BY],
    ['resolve', 'support-case/0123456789AB/0123456789AB', ...BY],
    ['assign', '0123456789AB', 'op-8', ...BY],
    ['resolve', '0123456789AB', '--attention', 'smsFailed', ...BY],
    ['show', '0123456789AB'],
    ['timeline', '0123456789AB'],
    ['export', '0123456789AB'],
    ['pause-gateway', 'none', ...BY],
  ])
    expect([argv, (await portico(...argv)).code]).toEqual([argv, 3]);
});
