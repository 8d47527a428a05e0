import type { LightMyRequestResponse } from 'fastify';
import { createdOrder, orderedAgain, orderView } from '../../contracts/order-view';
import { problemBody } from '../../contracts/problem';
import { createPorticoClient } from '../../client';
import { loadCountryPacks } from '../../config/countries';
import { DAY_MS } from '../../domain/clock';
import type { OrderView } from '../../domain/order/view';
import { startDevServer } from '../support/environment';
import { startApi, type TestApi } from '../support/api';
import { aNumber, single, usDetails } from '../support/orders';
import { GATEWAY, ID_KEY, setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
let api: TestApi;
beforeAll(async () => {
  // A day lasts long enough for orders to stay open while they are talked to.
  stage = await setStage({ dayMs: 20_000 });
  api = await startApi({ connection: stage.env.connection, client: stage.portico });
});
afterAll(async () => {
  await api?.close();
  await stage?.close();
});

const anOrder = (ending?: string) => ({ accountId: 'acct-active-us', ...usDetails([single(aNumber(ending))]) });
let keys = 0;
const freshKey = (): string => `key-${(keys += 1)}`;

const create = (body: object, key = freshKey()): Promise<LightMyRequestResponse> =>
  api.app.inject({ method: 'POST', url: '/v1/port-orders', headers: { 'idempotency-key': key }, payload: body });
const send = (id: string, command: string, body: object): Promise<LightMyRequestResponse> =>
  api.app.inject({
    method: 'POST',
    url: `/v1/port-orders/${id}/${command}`,
    headers: { 'idempotency-key': freshKey() },
    payload: body,
  });
const read = async (id: string): Promise<OrderView> => (await api.app.inject({ url: `/v1/port-orders/${id}` })).json<OrderView>();

async function created(body: object = anOrder(), key?: string): Promise<string> {
  const response = await create(body, key);
  expect([response.statusCode, response.json()]).toEqual([201, expect.objectContaining({ kind: 'created' })]);
  return response.json<{ orderId: string }>().orderId;
}

/** The day before, in business time. */
const yesterday = (): string => new Date(stage.nowMs() - DAY_MS).toISOString().slice(0, 10);

async function withDocuments(id: string): Promise<void> {
  for (const kind of (await read(id)).missingDocuments) {
    const response = await api.app.inject({
      method: 'PUT',
      url: `/v1/port-orders/${id}/documents/${kind}?issuedOn=${yesterday()}`,
      headers: { 'content-type': 'application/pdf' },
      payload: Buffer.from(`%PDF-1.7 ${kind}`),
    });
    expect([response.statusCode, response.json()]).toEqual([202, expect.objectContaining({ taken: true, kind })]);
  }
}

async function loaOf(id: string): Promise<{ readonly revision: number; readonly hash: string; readonly pdf: Buffer }> {
  const response = await waitUntil(`the LOA of ${id}`, async () => {
    const answer = await api.app.inject({ url: `/v1/port-orders/${id}/loa`, headers: { accept: 'application/pdf' } });
    return answer.statusCode === 200 && answer;
  });
  return {
    revision: Number(response.headers['x-loa-revision']),
    hash: String(response.headers.etag).slice(1, -1),
    pdf: response.rawPayload,
  };
}

test('R9 to R12: from the order over documents and signature to the losing carrier, by HTTP alone', async () => {
  const id = await created();
  const view = await read(id);
  expect(orderView.parse(view)).toMatchObject({
    orderId: id,
    status: 'awaitingDocuments',
    missingDocuments: expect.arrayContaining(['invoice']),
  });

  const early = await api.app.inject({ url: `/v1/port-orders/${id}/loa` });
  expect(early.json()).toMatchObject({ status: 409, code: 'loa_not_ready' });
  await withDocuments(id);

  const { revision, hash, pdf } = await loaOf(id);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const unchanged = await api.app.inject({ url: `/v1/port-orders/${id}/loa`, headers: { 'if-none-match': `"${hash}"` } });
  expect(unchanged.statusCode).toBe(304);

  const stale = await send(id, 'loa/signature', { revision: revision + 1, hash, signer: { name: 'Ada Testperson' }, accepted: true });
  expect(stale.json()).toMatchObject({ status: 409, code: 'loa_stale', detail: expect.stringContaining(`revision ${revision}`) });

  const signature = { revision, hash, signer: { name: 'Ada Testperson' }, accepted: true };
  const first = await send(id, 'loa/signature', signature);
  expect([first.statusCode, (await send(id, 'loa/signature', signature)).json()]).toEqual([202, first.json()]);
  const another = await send(id, 'loa/signature', { ...signature, signer: { name: 'Somebody Else' } });
  expect(another.json()).toMatchObject({ status: 409, code: 'loa_already_signed' });

  const submitted = await waitUntil('the request at the carrier', async () => {
    const { requests } = await read(id);
    return requests[0]?.status === 'submitted' && requests[0];
  });
  expect(submitted.expectedDate).toMatch(/^\d{4}-/);
  const { facts } = (await api.app.inject({ url: `/v1/port-orders/${id}/timeline` })).json<{ facts: { kind: string }[] }>();
  expect(facts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['accepted', 'loaReady', 'loaSigned', 'request']));

  const correction = await send(id, 'corrections', { losing: { carrier: 'lakeside', accountNumber: 'ACC-2' } });
  // What was refused says where the request stands, and what works in its place.
  expect(problemBody.strict().parse(correction.json())).toMatchObject({
    status: 409,
    code: 'invalid_transition',
    state: 'inProgress',
    allowed: expect.arrayContaining([{ command: 'documents' }]) as unknown,
    errors: [
      {
        path: 'requests[1]',
        code: 'not_rejected',
        state: 'submitted',
        allowed: [
          { command: 'reschedule', mayFail: true },
          { command: 'cancellation', mayFail: true },
        ],
      },
    ],
  });
  expect((await send(id, 'cancellation', { requests: [7] })).json()).toMatchObject({ status: 422, code: 'unknown_request' });
});

test('the same key with the same content is the same order, with other content a refusal', async () => {
  const [body, key] = [anOrder(), freshKey()];
  const id = await created(body, key);
  const [again, other] = [await create(body, key), await create({ ...body, language: 'fr' }, key)];
  expect([again.statusCode, again.json<{ orderId: string }>().orderId]).toEqual([201, id]);
  expect(other.json()).toMatchObject({ status: 422, code: 'key_reuse' });
});

test.each([
  ['R1: a trial account', () => ({ ...anOrder(), accountId: 'acct-trial' }), 'account_not_eligible'],
  ['an account that does not exist', () => ({ ...anOrder(), accountId: 'acct-nobody' }), 'account_not_eligible'],
  ['a number that cannot be ported', () => anOrder('99'), 'not_portable'],
])('%s is refused by the world with its reason, the second time too', async (_, body, code) => {
  const [order, key] = [body(), freshKey()];
  for (const response of [await create(order, key), await create(order, key)])
    expect(response.json()).toMatchObject({ status: 422, errors: [expect.objectContaining({ code })] });
});

test('an order that is cancelled before anything was sent is over at once, and every later command says so', async () => {
  const [body, key] = [anOrder(), freshKey()];
  const id = await created(body, key);
  const cancelled = await send(id, 'cancellation', {});
  expect([cancelled.statusCode, cancelled.json()]).toEqual([
    202,
    { taken: true, results: [{ n: 0, taken: true, mayFail: false, atOnce: true }] },
  ]);
  await stage.client.workflow.getHandle(`port-order/${id}`).result();

  expect((await read(id)).status).toBe('cancelled');
  for (const [command, payload] of [
    ['cancellation', {}],
    ['reschedule', { date: '2027-05-04' }],
    ['corrections', { losing: { carrier: 'lakeside' } }],
  ] as const) {
    expect((await send(id, command, payload)).json()).toMatchObject({
      status: 409,
      code: 'invalid_transition',
      state: 'cancelled',
      allowed: [{ command: 'again' }],
      errors: [{ code: 'closed' }],
    });
  }
  const again = await create(body, key);
  expect([again.statusCode, createdOrder.parse(again.json())]).toEqual([
    201,
    expect.objectContaining({ orderId: id, view: expect.objectContaining({ status: 'cancelled' }) }),
  ]);
});

test('R22: an order that was cancelled is ordered again: its details and documents are reused, and a letter is signed anew', async () => {
  const body = anOrder();
  const id = await created(body);
  await withDocuments(id);
  const again = (key: string, wish: object = {}) =>
    api.app.inject({
      method: 'POST',
      url: `/v1/port-orders/${id}/again`,
      headers: { 'idempotency-key': key },
      payload: { numbersStayActive: true, ...wish },
    });
  const early = await again(freshKey());
  expect(early.json()).toMatchObject({
    status: 409,
    code: 'order_not_over',
    detail: expect.stringContaining('cancel it first') as unknown,
  });

  await send(id, 'cancellation', {});
  await stage.client.workflow.getHandle(`port-order/${id}`).result();
  // R6: the numbers are still active, or nothing is ordered.
  expect((await again(freshKey(), { numbersStayActive: false })).json()).toMatchObject({ status: 422, code: 'numbers_must_stay_active' });

  const key = freshKey();
  const response = await again(key, { preferredDate: '2027-06-01' });
  expect(response.statusCode).toBe(201);
  const answer = orderedAgain.parse(response.json());
  expect(answer).toMatchObject({
    kind: 'created',
    from: id,
    reused: [{ kind: 'invoice' }],
    neededAnew: [{ what: 'loa', code: 'new_letter' }],
  });
  expect(answer.orderId).not.toBe(id);
  expect(response.headers.location).toBe(`/v1/port-orders/${answer.orderId}`);
  expect(await read(answer.orderId)).toMatchObject({
    accountId: body.accountId,
    missingDocuments: [],
    details: { numbers: body.numbers, holder: body.holder, preferredDate: '2027-06-01' },
  });
  await loaOf(answer.orderId);
  expect((await again(key, { preferredDate: '2027-06-01' })).json()).toMatchObject({
    orderId: answer.orderId,
    reused: [{ kind: 'invoice' }],
  });
  // I4: the new order has the numbers now.
  expect((await again(freshKey())).json()).toMatchObject({ status: 422, code: 'number_taken' });
}, 60_000);

test('R7: an order that is taken says what may be wrong with it, also when it is created once more', async () => {
  const { region: _, ...address } = anOrder().holder.address;
  const body = { ...anOrder(), holder: { ...anOrder().holder, address }, losing: { carrier: 'lakeside' } };
  const key = freshKey();
  for (const response of [await create(body, key), await create(body, key)]) {
    expect(
      createdOrder
        .strict()
        .parse(response.json())
        .warnings.map(({ path, code }) => `${path} ${code}`),
    ).toEqual(['losing.accountNumber missing_identifier', 'holder.address.region region_unclear']);
  }
});

test('an order that Temporal has forgotten is read from its final record', async () => {
  const [body, key] = [anOrder(), freshKey()];
  const id = await created(body, key);
  await send(id, 'cancellation', {});
  await stage.client.workflow.getHandle(`port-order/${id}`).result();
  const before = await read(id);

  const forgetful = await startDevServer();
  const { connection } = forgetful.env;
  const gateways = [{ id: GATEWAY, capabilities: { setSize: 1, visibilityLagMs: 0 } }];
  const client = createPorticoClient({
    connection,
    documents: stage.documents,
    idKey: ID_KEY,
    packs: loadCountryPacks(),
    gateways,
    clock: stage.clock,
    maxNumbers: 10,
  });
  try {
    expect(await client.getOrder(id)).toMatchObject({ orderId: id, status: 'cancelled', details: before.details });
    expect(await client.accountOf(id)).toBe('acct-active-us');
    expect((await client.timeline(id)).map(({ kind }) => kind)).toContain('orderCancelled');
    const { accountId, ...details } = body;
    const order = { accountId, idempotencyKey: key, details };
    expect(await client.createOrder(order)).toMatchObject({ kind: 'created', orderId: id });
    await expect(client.createOrder({ ...order, details: { ...details, language: 'fr' } })).rejects.toMatchObject({ code: 'key_reuse' });
    await expect(client.getOrder('0123456789AB')).rejects.toMatchObject({ code: 'order_not_found' });
  } finally {
    await forgetful.close();
  }
});

test.each([
  ['what is no document', 'invoice', Buffer.from('MZ hello'), 415, 'document_type_unknown'],
  [
    'one kind of file under the name of another',
    'invoice',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    415,
    'document_type_unknown',
  ],
  ['nothing', 'invoice', Buffer.alloc(0), 415, 'document_type_unknown'],
  ['a kind that nobody asks for', 'passport', Buffer.from('%PDF-1.7'), 422, 'unknown_document'],
  ['more than ten mebibytes', 'invoice', Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-'), 413, 'body_too_large'],
])('R9: %s is refused as a document', async (_, kind, payload, status, code) => {
  const id = await created();
  const response = await api.app.inject({
    method: 'PUT',
    url: `/v1/port-orders/${id}/documents/${kind}?issuedOn=${yesterday()}`,
    headers: { 'content-type': 'application/pdf' },
    payload,
  });
  expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code]);
});

test('orders are listed by what they are, page by page', async () => {
  const ids = [await created(), await created()];
  const list = async (query: string) =>
    (await api.app.inject({ url: `/v1/port-orders?${query}` })).json<{
      orders: { orderId: string; status: string }[];
      nextPageToken?: string;
    }>();
  await waitUntil('both in the list', async () => {
    const { orders } = await list('status=awaitingDocuments&country=US&account=acct-active-us&limit=100');
    return ids.every((id) => orders.some(({ orderId }) => orderId === id));
  });
  const first = await list('limit=1');
  const second = await list(`limit=1&pageToken=${first.nextPageToken ?? ''}`);
  expect([first.orders.length, second.orders.length]).toEqual([1, 1]);
  expect(second.orders[0]?.orderId).not.toBe(first.orders[0]?.orderId);
  expect((await list('country=FR')).orders).toEqual([]);
});
