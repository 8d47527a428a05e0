import type { LightMyRequestResponse } from 'fastify';
import type { OrderFact } from '../../domain/order/state';
import { startApi, type TestApi } from '../support/api';
import { aNumber, single, usDetails } from '../support/orders';
import { placeOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
let api: TestApi;
beforeAll(async () => {
  stage = await setStage({ dayMs: 20_000 });
  api = await startApi({ connection: stage.env.connection, client: stage.portico });
});
afterAll(async () => {
  await api?.close();
  await stage?.close();
});

let keys = 0;
const freshKey = (): string => `same-${(keys += 1)}`;
const anOrder = () => ({ accountId: 'acct-active-us', ...usDetails([single(aNumber())]) });
const send = (path: string, key: string, payload: object, { app } = api): Promise<LightMyRequestResponse> =>
  app.inject({ method: 'POST', url: `/v1/port-orders${path}`, headers: { 'idempotency-key': key }, payload });
const create = (key = freshKey(), body: object = anOrder()) => send('', key, body);
const created = async (): Promise<string> => (await create()).json<{ orderId: string }>().orderId;
const factsOf = async (id: string): Promise<string[]> =>
  (await api.app.inject({ url: `/v1/port-orders/${id}/timeline` })).json<{ facts: OrderFact[] }>().facts.map(({ kind }) => kind);
const said = (response: LightMyRequestResponse): [number, unknown] => [response.statusCode, { ...response.json<object>(), requestId: '' }];

/** Takes the closed order out of the server, as retention does after its time. */
async function forgotten(id: string): Promise<void> {
  const { workflowService } = stage.env.connection;
  const workflowExecution = { workflowId: `port-order/${id}` };
  await stage.client.workflow.getHandle(workflowExecution.workflowId).result();
  await workflowService.deleteWorkflowExecution({ namespace: 'default', workflowExecution });
  const isGone = (): Promise<boolean> =>
    stage.client.workflow
      .getHandle(workflowExecution.workflowId)
      .describe()
      .then(
        () => false,
        () => true,
      );
  // The server deletes in its own time.
  await waitUntil('the server has forgotten the order', isGone, { withinMs: 90_000 });
}

test.each([
  ['corrections', { losing: { carrier: 'lakeside', accountNumber: 'ACC-9' } }, { losing: { carrier: 'lakeside' } }],
  ['reschedule', { date: '2027-05-04' }, { date: '2027-05-05' }],
  ['cancellation', {}, { requests: [1] }],
  ['decision', { decision: 'drop' }, { decision: 'wait' }],
  ['activation', {}, { requests: [1] }],
  ['return', { reason: 'no calls' }, { reason: 'no texts' }],
  ['documents/invoice/review', { approve: true, reviewer: 'op-7' }, { approve: false, reason: 'unreadable', reviewer: 'op-7' }],
] as const)(
  '%s under a key is one command: the same again has the same answer, and another content is refused',
  async (command, body, other) => {
    const [id, key] = [await created(), freshKey()];
    const path = `/${id}/${command}`;
    const first = await send(path, key, body);
    expect([202, 409]).toContain(first.statusCode);
    expect(said(await send(path, key, body))).toEqual(said(first));
    const facts = await factsOf(id);
    expect((await send(path, key, other)).json()).toMatchObject({ status: 422, code: 'key_reuse' });
    expect(await factsOf(id)).toEqual(facts);
  },
);

test.each(['corrections', 'decision', 'reschedule', 'cancellation', 'activation', 'return', 'again', 'loa/signature', 'support-cases'])(
  '%s without a key is refused before anything is looked at',
  async (command) => {
    const response = await api.app.inject({ method: 'POST', url: `/v1/port-orders/${await created()}/${command}`, payload: {} });
    expect(response.json()).toMatchObject({ status: 400, code: 'missing_idempotency_key' });
  },
);

test('two equal commands at the same moment are one: the second is told to come back, and then has the answer of the first', async () => {
  const [id, key] = [await created(), freshKey()];
  const answers = await Promise.all([1, 2, 3].map(() => send(`/${id}/reschedule`, key, { date: '2027-05-04' })));
  const early = answers.filter(({ statusCode }) => statusCode === 409);
  expect(answers.filter(({ statusCode }) => statusCode === 202)).toHaveLength(1);
  expect(early.map((answer) => [answer.json<{ code: string }>().code, answer.headers['retry-after']])).toEqual([
    ['request_in_flight', '1'],
    ['request_in_flight', '1'],
  ]);
  expect((await send(`/${id}/reschedule`, key, { date: '2027-05-04' })).statusCode).toBe(202);
  expect((await factsOf(id)).filter((kind) => kind === 'dateWishChanged')).toHaveLength(1);
});

test('two processes of the API that are asked the same at once give one answer, and it is done once', async () => {
  const other = await startApi({ connection: stage.env.connection, client: stage.portico });
  try {
    const [id, key] = [await created(), freshKey()];
    const [one, two] = await Promise.all([api, other].map((at) => send(`/${id}/reschedule`, key, { date: '2027-05-04' }, at)));
    expect(one && said(one)).toEqual(two && said(two));
    expect((await factsOf(id)).filter((kind) => kind === 'dateWishChanged')).toHaveLength(1);
  } finally {
    await other.close();
  }
});

test('a key is remembered across runs of the order', async () => {
  const { input, handle } = await placeOrder(stage, usDetails([single(aNumber())]), { continueAsNewAfterEvents: 60 });
  const { orderId } = input;
  const move = { orderId, idempotencyKey: freshKey(), date: '2027-05-04' };
  const first = await stage.portico.requestReschedule(move);
  const { runId } = await handle.describe();
  for (const day of ['06', '07', '10', '11', '12', '13', '14', '17'])
    await stage.portico.requestReschedule({ orderId, date: `2027-05-${day}` });
  await waitUntil('another run', async () => (await handle.describe()).runId !== runId);
  expect(await stage.portico.requestReschedule(move)).toEqual(first);
  await expect(stage.portico.requestReschedule({ ...move, date: '2027-05-18' })).rejects.toMatchObject({ code: 'key_reuse' });
  // The last of the others stands, since the repeated one was not done again.
  expect((await stage.portico.getOrder(orderId)).details.preferredDate).toBe('2027-05-17');
});

test('what an order answered it answers again when it is over, and after Temporal has forgotten it', async () => {
  const [key, body] = [freshKey(), anOrder()];
  const id = (await create(key, body)).json<{ orderId: string }>().orderId;
  const [moved, cancelled] = [freshKey(), freshKey()];
  const first = said(await send(`/${id}/reschedule`, moved, { date: '2027-05-04' }));
  const last = said(await send(`/${id}/cancellation`, cancelled, {}));
  await stage.client.workflow.getHandle(`port-order/${id}`).result();
  const view = said(await api.app.inject({ url: `/v1/port-orders/${id}` }));
  const look = async () => {
    expect(said(await send(`/${id}/reschedule`, moved, { date: '2027-05-04' }))).toEqual(first);
    expect(said(await send(`/${id}/cancellation`, cancelled, {}))).toEqual(last);
    expect((await send(`/${id}/cancellation`, cancelled, { requests: [1] })).json()).toMatchObject({ status: 422, code: 'key_reuse' });
    expect((await send(`/${id}/cancellation`, freshKey(), {})).json()).toMatchObject({ status: 409, errors: [{ code: 'closed' }] });
    expect((await create(key, body)).json()).toMatchObject({ kind: 'created', orderId: id, view: { status: 'cancelled' } });
    expect((await create(key, { ...body, language: 'fr' })).json()).toMatchObject({ status: 422, code: 'key_reuse' });
    expect(said(await api.app.inject({ url: `/v1/port-orders/${id}` }))).toEqual(view);
    expect(await factsOf(id)).toContain('orderCancelled');
  };
  await look();
  await forgotten(id);
  await look();
}, 180_000);
