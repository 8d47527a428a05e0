import type { OrderRecord } from '../../activities/documents/records';
import { createPorticoClient } from '../../client';
import { DAY_MS, type BusinessClock } from '../../domain/clock';
import type { ErasedOrder } from '../../domain/erasure';
import { portOrderWorkflowId } from '../../domain/ids';
import type { PortOrderDetails } from '../../domain/order-details';
import { workflowsOf } from '../../client/order-workflows';
import { contextOf } from '../../client/context';
import { loadCountryPacks } from '../../config/countries';
import { startApi, type TestApi } from '../support/api';
import { aNumber, GATEWAY, ID_KEY, single, usDetails } from '../support/orders';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

const ACCOUNT = 'acct-active-us';
/** The same file for several orders. */
const INVOICE = Buffer.from('%PDF-1.7 invoice of Ada Testperson');
const PATIENCE = { withinMs: 60_000, everyMs: 200 };
const why = { by: 'op-7', reason: 'asked for by its customer' };

let stage: Stage;
let api: TestApi;
beforeAll(async () => {
  stage = await setStage({ focDays: 3 });
  api = await startApi({ connection: stage.env.connection, client: stage.portico });
});
afterAll(async () => {
  await api?.close();
  await stage?.close();
});

/** Not later than today anywhere. */
const yesterday = (): string => new Date(stage.nowMs() - DAY_MS).toISOString().slice(0, 10);

async function signed(key: string, details: PortOrderDetails): Promise<string> {
  const { orderId } = await stage.portico.createOrder({ accountId: ACCOUNT, idempotencyKey: key, details });
  await stage.portico.provideDocument({ orderId, kind: 'invoice', content: INVOICE, issuedOn: yesterday() });
  const loa = await waitUntil('the letter', () => stage.portico.getLoa(orderId).catch(() => undefined), PATIENCE);
  await stage.portico.signLoa({ orderId, revision: loa.revision, hash: loa.sha256, signer: { name: 'Ada Testperson' } });
  return orderId;
}

/** Ports, and waits until everything about the order has come to its end, as it is seen in lists. */
async function ported(key: string, details: PortOrderDetails): Promise<string> {
  const orderId = await signed(key, details);
  await waitUntil('the order is over', async () => (await stage.portico.getOrder(orderId)).status === 'completed', PATIENCE);
  await waitUntil('nothing of it runs', async () => !(await about(orderId)).some(({ running }) => running), PATIENCE);
  return orderId;
}

const optionsAt = (clock: BusinessClock) => ({
  connection: stage.env.connection,
  dataConverter: stage.client.options.dataConverter ?? {},
  documents: stage.documents,
  idKey: ID_KEY,
  packs: loadCountryPacks(),
  gateways: [{ id: GATEWAY, capabilities: { setSize: 1, visibilityLagMs: 0 } }],
  clock,
  maxNumbers: 1,
});

/** Everything that Temporal lists about an order. */
const about = (orderId: string) => workflowsOf(contextOf(optionsAt(stage.clock)), orderId);

const refusalOf = async (ask: Promise<unknown>): Promise<unknown> =>
  ask.then(
    () => 'taken',
    (error: unknown) => error,
  );

test('an order that is over loses everything personal, and stays one order', async () => {
  const [mine, theirs] = [usDetails([single(aNumber())]), usDetails([single(aNumber())])];
  const [orderId, other] = await Promise.all([ported('to-erase', mine), signed('to-keep', theirs)]);
  const { k } = await stage.portico.openSupportCase({ orderId, idempotencyKey: 'case', number: numberOf(mine), trouble: 'calls' });
  expect(await refusalOf(stage.portico.eraseOrder({ orderId, ...why }))).toMatchObject({
    code: 'order_not_over',
    message: expect.stringContaining(`support-case/${orderId}/${k}`),
  });
  await stage.portico.proceedInSupportCase({ orderId, k, works: true });
  await waitUntil('nothing of it runs', async () => !(await about(orderId)).some(({ running }) => running), PATIENCE);

  const { documents: had } = await stage.portico.getOrder(orderId);
  const letter = await stage.portico.getLoa(orderId);
  const record = (await stage.documents.getRecord(`orders/${orderId}`)) as OrderRecord;
  const reference = record.view.requests[0]?.reference ?? '';
  // What came late about it, and was dealt with.
  const late = { id: 'evt_late', gateway: GATEWAY, type: 'comment', occurredAtMs: stage.nowMs(), reference, text: 'call Ada' } as const;
  expect(await stage.portico.deliverCarrierEvent({ ...late, source: 'webhook' })).toBe('parked');
  await stage.client.workflow.getHandle(`parked-event/${GATEWAY}/evt_late`).signal('resolve', { by: 'op-7', reason: 'read' });
  await waitUntil('the parked event is over', async () => (await about(orderId)).every(({ running }) => !running), PATIENCE);
  const before = (await about(orderId)).map(({ workflowId }) => workflowId);
  expect(before).toEqual(
    expect.arrayContaining([
      `port-order/${orderId}`,
      `port-request/${orderId}/1`,
      `support-case/${orderId}/${k}`,
      `parked-event/${GATEWAY}/evt_late`,
    ]),
  );

  const done = await stage.portico.eraseOrder({ orderId, ...why });
  expect(done).toMatchObject({ orderId, erased: why, documents: 2, workflows: before.length });
  await waitUntil('Temporal has deleted it', async () => (await about(orderId)).length === 0, PATIENCE);
  await expect(stage.client.workflow.getHandle(portOrderWorkflowId(orderId)).describe()).rejects.toThrow(/not found/i);

  const left = (await stage.documents.getRecord(`orders/${orderId}`)) as ErasedOrder;
  expect(left).toMatchObject({ erased: why, orderId, accountId: ACCOUNT, country: 'US', status: 'completed' });
  expect(left.requests).toEqual([{ n: 1, reference, outcome: 'ported', numbers: [expect.stringMatching(/^\+1 2 [• ]+ \d\d$/)] }]);
  expect(left.audit.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['accepted', 'loaSigned', 'submitted', 'ported', 'closed']));
  expect(JSON.stringify(left)).not.toMatch(/Ada|Marker|Sampleville|ACC-4711|example|1212555/);
  expect(await stage.documents.get(letter.sha256)).toBeUndefined();
  expect(await stage.documents.getRecord(`signatures/${orderId}-1`)).toBeUndefined();

  // The invoice is another order's, too.
  const invoice = had.find(({ kind }) => kind === 'invoice')?.sha256 ?? '';
  expect((await stage.documents.get(invoice))?.content).toEqual(new Uint8Array(INVOICE));
  expect((await stage.portico.getOrder(other)).status).not.toBe('intake');

  // Every door says so, to its own customer.
  for (const path of ['', '/timeline', '/loa']) {
    const gone = await api.app.inject({ url: `/v1/port-orders/${orderId}${path}` });
    expect(gone.json()).toMatchObject({ status: 410, code: 'order_erased' });
    expect(gone.body).not.toMatch(/Ada|1212555/);
  }
  const cancel = await api.app.inject({
    method: 'POST',
    url: `/v1/port-orders/${orderId}/cancellation`,
    headers: { 'idempotency-key': 'after' },
    payload: {},
  });
  expect(cancel.json()).toMatchObject({ status: 410, code: 'order_erased' });
  expect(await stage.portico.accountOf(orderId)).toBe(ACCOUNT);

  // The same key never makes a second port.
  const sent = stage.ledger().length;
  const create = (details: PortOrderDetails) => stage.portico.createOrder({ accountId: ACCOUNT, idempotencyKey: 'to-erase', details });
  expect(await refusalOf(create(mine))).toMatchObject({ code: 'order_erased' });
  expect(await refusalOf(create({ ...mine, language: 'fr' }))).toMatchObject({ code: 'key_reuse' });
  expect(
    stage
      .ledger()
      .slice(sent)
      .filter((line) => line.order_id === orderId || line.reference?.startsWith(orderId)),
  ).toEqual([]);
  expect(await about(orderId)).toEqual([]);

  // Once more changes nothing, and keeps who did it first.
  expect(await stage.portico.eraseOrder({ orderId, by: 'op-8', reason: 'again' })).toEqual({ ...done, documents: 0, workflows: 0 });
});

test('an order that is under way is refused, with where it stands, and nothing is lost', async () => {
  const details = usDetails([single(aNumber('08'))]);
  const orderId = await signed('running', details);
  expect(await refusalOf(stage.portico.eraseOrder({ orderId, ...why }))).toMatchObject({
    code: 'order_not_over',
    message: expect.stringMatching(/wait for its end, or cancel it/),
  });
  expect(await refusalOf(stage.portico.eraseOrder({ orderId: '0123456789AB', ...why }))).toMatchObject({ code: 'order_not_found' });
  expect((await stage.portico.getOrder(orderId)).details).toEqual(details);
});

test('GB: letters that have to be kept for a year are kept, and the refusal says until when; after that it works', async () => {
  const orderId = await ported('to-be-kept', usDetails([single(aNumber())]));
  const record = (await stage.documents.getRecord(`orders/${orderId}`)) as OrderRecord;
  const british = { ...record, view: { ...record.view, details: { ...record.view.details, country: 'GB' } } };
  await stage.documents.putRecord(`orders/${orderId}`, british);
  const portedOn = new Date(record.timeline.find((fact) => fact.kind === 'request' && fact.fact.kind === 'ported')?.atMs ?? 0);
  const nextYear = portedOn.getUTCFullYear() + 1;
  expect(await refusalOf(stage.portico.eraseOrder({ orderId, ...why }))).toMatchObject({
    code: 'order_must_be_kept',
    message: expect.stringMatching(new RegExp(`kept until ${nextYear}-.*365 calendar days after`)),
  });
  expect(await stage.documents.getRecord(`orders/${orderId}`)).toEqual(british);
  expect((await stage.portico.getLoa(orderId)).pdf.length).toBeGreaterThan(1_000);

  // Whose business time is a year and a day later.
  const wantedMs = portedOn.getTime() + 367 * DAY_MS;
  const later = createPorticoClient(optionsAt({ originMs: 2 * Date.now() - wantedMs, scale: 2 }));
  expect(await later.eraseOrder({ orderId, ...why })).toMatchObject({ orderId, erased: why });
  expect(await stage.documents.getRecord(`orders/${orderId}`)).toMatchObject({ erased: why, country: 'GB' });
});

const numberOf = ({ numbers: [item] }: PortOrderDetails): string => (item?.kind === 'single' ? item.number : '');
