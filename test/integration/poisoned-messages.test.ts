import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { fixedKeys, type KeyProvider } from '../../codec/key-provider';
import { encryptionCodec, ENCRYPTED, KEY_ID_METADATA, VERSION_METADATA } from '../../codec/payload-codec';
import { cancelRequestedSignal, carrierEventSignal, loaSignedSignal } from '../../workflows/contract';
import { aKey, aKeyRing } from '../support/key-rings';
import { aNumber, single, usDetails } from '../support/orders';
import { signedOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

const ours = `ours:${aKey()}`;
let keys: KeyProvider;
const stageKeys: KeyProvider = { ring: () => keys.ring(), renew: async () => undefined };

let stage: Stage;
beforeAll(async () => {
  keys = fixedKeys(aKeyRing(ours));
  stage = await setStage({ focDays: 3, dayMs: 2_500, keys: stageKeys });
});
afterAll(() => stage?.close());
beforeEach(() => void (keys = fixedKeys(aKeyRing(ours))));

const plain = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const raw = (metadata: Readonly<Record<string, string>>, data: string | Uint8Array): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value)])),
  data: Buffer.from(data),
});
const sealedWith = async (ring: ReturnType<typeof aKeyRing>, value: unknown): Promise<Payload> =>
  (await encryptionCodec(ring).encode([plain(value)]))[0] ?? {};

/** A signal as anybody can send it who reaches the server, around every converter. */
async function shoot(workflowId: string, signalName: string, payload: Payload): Promise<void> {
  await stage.client.workflowService.signalWorkflowExecution({
    namespace: stage.env.namespace ?? 'default',
    workflowExecution: { workflowId },
    signalName,
    input: { payloads: [payload] },
  });
}

const portsInTheEnd = async (order: PlacedOrder): Promise<void> => {
  expect(await order.ends()).toMatchObject({ status: 'completed', requests: [{ outcome: 'ported', attempt: 1 }] });
  expect(order.carrierOrders()).toEqual([order.reference()]);
};

test.concurrent('F19: garbage of every kind, to the order and to its request, is put aside with attention, and the number ports', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber())]));
  await order.reaches('submitted');
  const real = await sealedWith(aKeyRing(ours), { by: 'operator' });
  const tampered = Buffer.from(real.data ?? []);
  tampered.writeUInt8(tampered.readUInt8(30) ^ 255, 30);
  const poison: readonly Payload[] = [
    plain({ nothing: 'of ours' }),
    plain('cancel it'),
    raw({ encoding: 'json/plain' }, '{"by":'),
    raw({ encoding: 'binary/unheard-of' }, new Uint8Array([0, 255, 1, 254])),
    raw({}, new Uint8Array([7, 7, 7])),
    raw({ encoding: ENCRYPTED }, 'neither key nor version'),
    raw({ encoding: ENCRYPTED, [KEY_ID_METADATA]: 'ours', [VERSION_METADATA]: '2' }, 'short'),
    raw({ encoding: ENCRYPTED, [KEY_ID_METADATA]: 'no proper id', [VERSION_METADATA]: '2' }, tampered),
    { ...real, data: tampered },
    // Our key's name, and somebody else's key.
    await sealedWith(aKeyRing(`ours:${aKey()}`), { by: 'operator' }),
  ];
  for (const payload of poison) {
    await shoot(order.handle.workflowId, loaSignedSignal.name, payload);
    await shoot(order.handle.workflowId, cancelRequestedSignal.name, payload);
    await shoot(order.request().workflowId, carrierEventSignal.name, payload);
    await shoot(order.request().workflowId, cancelRequestedSignal.name, payload);
  }
  await order.raises('messageNotTaken');
  await order.requestUntil('messageNotTaken', ({ attention }) => attention.includes('messageNotTaken'));
  expect(await order.happened()).not.toContain('cancelAsked');
  await portsInTheEnd(order);
});

test.concurrent('an update that cannot be read is refused and not kept waiting, and a query that cannot be read answers', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber())]));
  const bare = raw({ encoding: 'json/plain' }, '{"half');
  const { workflowService } = stage.client;
  const namespace = stage.env.namespace ?? 'default';
  const { outcome } = await workflowService.updateWorkflowExecution({
    namespace,
    workflowExecution: { workflowId: order.handle.workflowId },
    waitPolicy: { lifecycleStage: 3 },
    request: { meta: { updateId: 'poison' }, input: { name: 'requestCancellation', args: { payloads: [bare] } } },
  });
  expect(outcome?.failure?.applicationFailureInfo?.type).toBe('Refused.Malformed');
  const { queryResult } = await workflowService.queryWorkflow({
    namespace,
    execution: { workflowId: order.handle.workflowId },
    query: { queryType: 'view', queryArgs: { payloads: [bare] } },
  });
  expect(queryResult?.payloads).toHaveLength(1);
  await portsInTheEnd(order);
});

test('a message under a key that may still come waits for it and is then taken; one under a key given up for good is put aside', async () => {
  const [coming, gone] = [`coming:${aKey()}`, `gone:${aKey()}`];
  const [first, second] = [
    await signedOrder(stage, usDetails([single(aNumber('08'))])),
    await signedOrder(stage, usDetails([single(aNumber('08'))])),
  ];
  await Promise.all([first.reaches('submitted'), second.reaches('submitted')]);
  await shoot(first.request().workflowId, cancelRequestedSignal.name, await sealedWith(aKeyRing(coming), { by: 'operator' }));
  await shoot(second.request().workflowId, cancelRequestedSignal.name, await sealedWith(aKeyRing(gone), { by: 'operator' }));
  const failing = async (order: PlacedOrder): Promise<number> => (await order.request().describe()).raw.pendingWorkflowTask?.attempt ?? 0;
  await waitUntil('both are held', async () => (await failing(first)) > 1 && (await failing(second)) > 1, { withinMs: 30_000 });

  keys = fixedKeys(aKeyRing(ours, coming, 'gone:lost'));
  await first.reaches('cancelAsked');
  await second.requestUntil('messageNotTaken', ({ attention }) => attention.includes('messageNotTaken'));
  expect(await second.happened()).not.toContain('cancelAsked');
  for (const act of [{ type: 'foc' }, { type: 'activate' }, { type: 'sms' }]) await second.carrierDoes(act);
  expect(await second.ends()).toMatchObject({ status: 'completed' });
});
