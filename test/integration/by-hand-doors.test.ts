import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { carrierTaskList, carrierTaskView, type CarrierTaskList } from '../../contracts/carrier-answer';
import { operatorsCli } from '../support/cli';
import { startApi, type TestApi } from '../support/api';
import { deskOrder } from '../support/desk';
import { aNumber, single, usDetails } from '../support/orders';
import { signedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
let api: TestApi;
let folder: string;
beforeAll(async () => {
  stage = await setStage({ byHand: true, dayMs: 2_500, focDays: 20 });
  api = await startApi({ client: stage.portico });
  folder = mkdtempSync(join(tmpdir(), 'portico-desk-'));
});
afterAll(async () => {
  await api?.close();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

const portico = operatorsCli(() => stage);

const get = (url: string) => api.app.inject({ url });
const post = (url: string, payload: object, key: string) =>
  api.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    payload: JSON.stringify(payload),
  });
const said = (type: string, data?: object) => ({
  by: 'op-7',
  channel: 'mail',
  note: 'as they wrote',
  event: { type: `port.${type}`, ...(data ? { data } : {}) },
});

test.concurrent('by the routes: the task, its form and documents, evidence, and answers under a key', async () => {
  const desk = await deskOrder(stage);
  const { orderId } = desk.order.input;
  const base = `/v1/port-orders/${orderId}/requests/1`;
  const shown = await get(`${base}/carrier-task`);
  expect(shown.statusCode).toBe(200);
  const task = carrierTaskView.parse(shown.json());
  expect(task).toMatchObject({
    at: 'toSend',
    reference: desk.order.reference(),
    possible: ['sent', 'acknowledged', 'rejected', 'splitRequired', 'comment'],
  });

  const form = await get(`${base}/carrier-task/form`);
  expect([form.statusCode, form.headers['content-type'], form.rawPayload.subarray(0, 5).toString()]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ]);
  const letter = task.documents.find(({ kind }) => kind === 'loa');
  const fetched = await get(letter?.href ?? '');
  expect([fetched.statusCode, fetched.headers['content-disposition']]).toEqual([200, 'attachment']);

  // Another order's document, one that is nobody's, and what is no hash: the same words.
  const other = await deskOrder(stage);
  const theirs = (await other.task()).form ?? '';
  const refusals = await Promise.all(
    [theirs, 'f'.repeat(64), 'etc-passwd'].map(async (hash) => get(`/v1/port-orders/${orderId}/documents/${hash}`)),
  );
  expect(refusals.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
  expect(new Set(refusals.map((response) => response.json<{ detail: string }>().detail)).size).toBe(1);

  const mail = 'From: porting@quillnet.example\n\nYour request has arrived.';
  const evidence = await api.app.inject({
    method: 'PUT',
    url: `${base}/carrier-evidence`,
    headers: { 'content-type': 'message/rfc822' },
    payload: mail,
  });
  expect(evidence.statusCode).toBe(201);
  const { sha256 } = evidence.json<{ sha256: string }>();
  // Storing it says nothing yet.
  expect((await desk.task()).log.map(({ kind }) => kind)).not.toContain('entered');
  const answers = `${base}/carrier-answers`;
  expect((await post(answers, said('sent'), 'k-1')).statusCode).toBe(202);
  const acknowledged = { ...said('acknowledged'), note: undefined, evidence: sha256, carrierRef: 'QN/1' };
  // The same twice is one entry; another content under its key is refused, and so is evidence that nobody stored.
  for (let time = 0; time < 2; time += 1) expect((await post(answers, acknowledged, 'k-2')).statusCode).toBe(202);
  expect((await post(answers, { ...acknowledged, carrierRef: 'QN/2' }, 'k-2')).json()).toMatchObject({ status: 422, code: 'key_reuse' });
  expect((await post(answers, { ...acknowledged, evidence: 'f'.repeat(64) }, 'k-3')).json()).toMatchObject({
    status: 422,
    code: 'unknown_evidence',
  });
  expect((await desk.task()).log.filter(({ kind }) => kind === 'entered')).toHaveLength(2);
  const kept = await waitUntil('the evidence to belong to the order', async () => get(`/v1/port-orders/${orderId}/documents/${sha256}`));
  expect([kept.statusCode, kept.payload]).toEqual([200, mail]);

  // Impossible ones say what is possible, and everything that is wrong at once.
  const refused = await post(
    answers,
    { ...said('cancel_accepted'), event: { type: 'port.cancel_accepted', occurred_at: '2031-01-01T00:00:00Z' } },
    'k-4',
  );
  expect(refused.statusCode).toBe(409);
  expect(refused.json<{ errors: { code: string }[] }>().errors.map(({ code }) => code)).toEqual(['in_future', 'invalid_transition']);
  const past = {
    date: '2027-04-02',
    window_start: '2027-04-02T14:00:00Z',
    window_end: '2027-04-02T16:00:00Z',
    time_zone: 'America/New_York',
  };
  expect((await post(answers, said('foc_confirmed', { foc: past }), 'k-5')).json()).toMatchObject({ status: 422, code: 'date_past' });
  expect((await get(`/v1/port-orders/${orderId}/requests/9/carrier-task`)).json()).toMatchObject({
    status: 404,
    code: 'request_not_found',
  });
  expect((await api.app.inject({ method: 'POST', url: '/webhooks/gateways/by-hand', payload: '{}' })).json()).toMatchObject({
    status: 404,
    code: 'unknown_gateway',
  });
});

test.concurrent('by the command line: what is open, the papers, that it was sent, a date, and that it moved', async () => {
  const desk = await deskOrder(stage);
  const { orderId } = desk.order.input;
  expect((await portico('status', orderId)).out.replaceAll(/\s+/g, ' ')).toContain(
    `our team: send request 1 to the losing carrier (portico carrier-task ${orderId} --request 1)`,
  );
  const list = await waitUntil('the list', async () => {
    const listed = carrierTaskList.parse(JSON.parse((await portico('carrier-tasks', '--limit', '100', '--json')).out)) as CarrierTaskList;
    const mine = listed.tasks.find((one) => one.orderId === orderId);
    if (!mine) throw new Error('not listed yet');
    return mine;
  });
  expect(list).toMatchObject({
    n: 1,
    losingCarrier: 'quillnet',
    attention: expect.arrayContaining(['carrierTask']) as unknown,
    todo: [expect.stringContaining('Send')],
  });

  const form = join(folder, `${orderId}.pdf`);
  const papers = join(folder, orderId);
  const task = await portico('carrier-task', orderId, '--form', form, '--documents', papers);
  expect([task.code, task.err]).toEqual([0, '']);
  expect(readFileSync(form).subarray(0, 5).toString()).toBe('%PDF-');
  expect(readdirSync(papers).toSorted()).toEqual(
    ['form', 'invoice', 'loa'].map((kind) => `${desk.order.reference()}-${kind}.${kind === 'invoice' ? 'bin' : 'pdf'}`).toSorted(),
  );

  const letter = join(folder, 'answer.txt');
  writeFileSync(letter, 'We have it.');
  const who = ['--by', 'op-7', '--channel', 'mail'];
  expect(await portico('carrier-answer', orderId, 'sent', ...who, '--note', 'by mail')).toMatchObject({ code: 0, err: '' });
  expect(await portico('carrier-answer', orderId, 'acknowledged', ...who, '--evidence', letter, '--carrier-ref', 'QN/3')).toMatchObject({
    code: 0,
  });
  const { date } = desk.window(6);
  const dated = [
    'carrier-answer',
    orderId,
    'foc_confirmed',
    ...who,
    '--note',
    'Mrs Sample',
    '--date',
    date,
    '--window',
    '09:00-12:00',
    '--key',
    'one',
  ];
  expect(await portico(...dated)).toMatchObject({
    code: 0,
    out: expect.stringContaining('Entered for request 1: foc_confirmed') as unknown,
  });
  expect(await portico(...dated)).toMatchObject({ code: 0 });
  const { foc } = await desk.order.reaches('scheduled');
  expect([foc.date, foc.zone, new Date(foc.windowStartMs).toISOString()]).toEqual([date, 'America/New_York', `${date}T13:00:00.000Z`]);
  expect((await desk.task()).log.filter((fact) => fact.kind === 'entered' && fact.entry.type === 'focConfirmed')).toHaveLength(1);
  expect(await portico('carrier-answer', orderId, 'cancel-refused', ...who, '--note', 'x', '--reason', 'OTHER:too late')).toMatchObject({
    code: 4,
    err: expect.stringMatching(/nobody has asked for that/) as unknown,
  });
  expect(await portico('simulate', 'moved', orderId)).toMatchObject({ code: 0 });
  expect(await portico('carrier-answer', orderId, 'completed', ...who, '--note', 'by telephone')).toMatchObject({ code: 0 });
  await desk.order.reaches('ported');
  expect((await portico('carrier-task', orderId)).out.replaceAll(/\s+/g, ' ')).toContain('by telephone');
});

test.concurrent('an answer that was heard by telephone goes straight to a request that has an API, through the same checks', async () => {
  const order = await signedOrder(stage, usDetails([single(aNumber('20'))]));
  await order.reaches('submitted');
  const { orderId } = order.input;
  const answers = `/v1/port-orders/${orderId}/requests/1/carrier-answers`;
  expect((await get(`/v1/port-orders/${orderId}/requests/1/carrier-task`)).json()).toMatchObject({ status: 404, code: 'task_not_found' });
  // What goes out by itself is not sent by hand.
  expect((await post(answers, said('sent'), 'k-1')).json()).toMatchObject({ status: 409, code: 'invalid_transition' });
  expect((await post(answers, said('reschedule_refused', { reasons: [{ code: 'OTHER' }] }), 'k-1')).statusCode).toBe(409);
  const refusal = said('rejected', { reasons: [{ code: 'PIN_INVALID', raw_text: 'says the clerk' }] });
  for (let time = 0; time < 2; time += 1)
    expect((await post(answers, refusal, 'k-2')).json()).toMatchObject({ outcome: 'taken', reference: order.reference() });
  expect((await post(answers, said('rejected', { reasons: [{ code: 'OTHER' }] }), 'k-2')).json()).toMatchObject({ code: 'key_reuse' });
  expect(await order.reaches('rejected')).toMatchObject({ reasons: [{ code: 'PIN_INVALID' }] });
  expect((await order.happened()).filter((kind) => kind === 'enteredByHand')).toHaveLength(1);
});

test.concurrent('nobody sends: a person is told that it is late; nobody answers: the carrier is to be chased', async () => {
  const desk = await deskOrder(stage);
  expect(await desk.until('that it is late', ({ attention }) => attention.includes('carrierTaskLate'))).toMatchObject({ at: 'toSend' });
  await desk.enters('sent');
  expect((await desk.task()).attention).toEqual([]);
  const chased = await desk.until('that it is to be chased', ({ tasks }) => tasks.some(({ chaseSinceMs }) => chaseSinceMs !== undefined));
  expect(chased.attention).toEqual(['carrierTask']);
  // The request says the same of its carrier, by the same time.
  await desk.order.requestUntil('a silent carrier', ({ attention }) => attention.includes('carrierSilent'));
  await desk.enters('rejected', { reasons: [{ code: 'NOT_PORTABLE' }] });
  expect(await desk.order.ends()).toMatchObject({ status: 'failed' });
});
