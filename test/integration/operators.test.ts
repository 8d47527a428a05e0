import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttentionPage } from '../../client/operators/attention';
import type { FoundNumber } from '../../client/operators/numbers';
import type { OrderTrail } from '../../client/operators/trail';
import type { OrderView } from '../../domain/order/view';
import { provideDocumentUpdate } from '../../workflows/contract';
import { OPERATOR, operatorsCli, tooWide } from '../support/cli';
import { aNumber, single, usDetails } from '../support/orders';
import { placeOrder, signedOrder, type PlacedOrder } from '../support/placed-order';
import { setStage, type Stage } from '../support/stage';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
let folder: string;
beforeAll(async () => {
  stage = await setStage({ focDays: 4 });
  folder = mkdtempSync(join(tmpdir(), 'portico-operators-'));
});
afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

const portico = operatorsCli(() => stage);
const WHY = ['--reason', 'agreed by telephone'];

/** With a losing carrier that says nothing by itself. */
const withSilence = (): Promise<PlacedOrder> => signedOrder(stage, usDetails([single(aNumber('08'))]));

/** What our own people did, in the words of the order's timeline. */
const acts = async (orderId: string): Promise<string[]> => {
  const { facts } = await portico.json<{ facts: { line: string; who?: string }[] }>('timeline', orderId);
  return facts.flatMap(({ line, who }) => (who === OPERATOR ? [line] : []));
};

test.concurrent('what needs a person is listed once, with age and owner, and is found by both', async () => {
  const order = await withSilence();
  const { orderId } = order.input;
  await order.raises('carrierSilent');
  const mine = async (...argv: readonly string[]) =>
    (await portico.json<AttentionPage>('attention', '--limit', '100', ...argv)).rows.filter((row) => row.orderId === orderId);
  const [row, ...others] = await waitUntil('the request in the list', async () => {
    const rows = await mine('--reason', 'carrierSilent', '--unowned');
    return rows.some(({ kind }) => kind === 'request') && rows;
  });
  expect(others).toEqual([]);
  expect(row).toMatchObject({ kind: 'request', n: 1, reasons: ['carrierSilent'], workflowId: `port-request/${orderId}/1` });
  expect(row?.sinceMs).toBeGreaterThan(row?.startedMs ?? 0);

  expect((await portico('assign', orderId, 'op-8', '--request', '1', ...WHY)).code).toBe(0);
  await waitUntil('the owner in the list', async () => (await mine('--owner', 'op-8')).length === 1);
  expect(await mine('--unowned')).toEqual([]);
  const shown = await portico('show', orderId);
  expect(shown.out).toMatch(/^request 1 +carrier silent +\d+ (min|h|d) +op-8 +today$/m);
  expect(shown.out).toMatch(/^Owner +op-8 \(request 1\)$/m);
  expect(shown.out).toContain(`Can be done  portico cancel ${orderId} --request 1: the losing carrier`);
  expect(shown.out).toContain(`http://ui.example/namespaces/default/workflows/port-request%2F${orderId}%2F1`);
  expect(tooWide(shown.out).filter((line) => !line.startsWith('http'))).toEqual([]);
  expect(tooWide((await portico('attention', '--limit', '100')).out)).toEqual([]);

  // It is not taken off by hand: the refusal says what takes it off.
  const byHand = await portico('resolve', orderId, '--request', '1', '--attention', 'carrierSilent', ...WHY);
  expect(byHand).toMatchObject({ code: 4, err: expect.stringContaining("What takes it off: the carrier's answer.") as unknown });
  expect((await portico('resolve', orderId, '--attention', 'smsFailed', ...WHY)).code).toBe(4);

  expect((await portico('unassign', `port-request/${orderId}/1`, '--by', 'op-9', '--reason', 'back from leave')).code).toBe(0);
  await waitUntil('nobody to own it', async () => (await mine('--unowned')).length === 1);
  expect(await acts(orderId)).toEqual(['Request 1: By op-7: given to op-8 (agreed by telephone).']);
  expect((await portico('timeline', orderId)).out).toMatch(/op-9 +Request 1: By op-9: given to nobody/);
});

test.concurrent('R13: what our own people correct after a rejection says who and why in the trail, and the customer is not told that', async () => {
  const order = await withSilence();
  const { orderId } = order.input;
  await order.reaches('submitted');
  await order.carrierDoes({ type: 'reject', reasons: [{ code: 'OTHER' }] });
  await order.raises('rejectionNeedsOperator');
  const again = ['correct', orderId, '--operator', '--as-it-is'];
  expect(await portico(...again)).toMatchObject({ code: 2, err: expect.stringContaining('Say why: --reason TEXT') as unknown });
  expect((await portico('correct', orderId, '--as-it-is', ...WHY)).err).toContain('go with --operator');
  expect(await portico(...again, ...WHY)).toMatchObject({ code: 0 });
  await order.requestUntil('submitted again', ({ status, attempt }) => status === 'submitted' && attempt === 2);
  expect(await acts(orderId)).toContain('By op-7: details corrected (agreed by telephone).');
  expect((await order.ticket()).map(({ body }) => body).join('\n')).not.toContain('agreed by telephone');
});

test.concurrent('R9: what waits for a look is saved to a file, readable by nobody else, before a word on it', async () => {
  const order = await placeOrder(stage, usDetails([single(aNumber())]));
  const { orderId } = order.input;
  const [kind = ''] = order.input.requiredDocuments;
  const file = join(folder, 'to-review.pdf');
  expect(await portico('review', orderId, kind, '--save', file)).toMatchObject({ code: 3, err: expect.stringContaining(kind) as unknown });
  const { sha256 } = await stage.documents.put(Buffer.from('%PDF-1.7 an invoice'), 'application/pdf');
  await order.handle.executeUpdate(provideDocumentUpdate, { args: [{ commandId: 'it', by: 'customer', document: kind, sha256 }] });
  expect(await portico('review', orderId, kind, '--save', file)).toMatchObject({
    code: 0,
    out: expect.stringMatching(`^${file}: application/pdf\n.*--sha256 ${sha256}\n$`) as unknown,
  });
  expect([readFileSync(file, 'utf8'), (statSync(file).mode & 0o777).toString(8)]).toEqual(['%PDF-1.7 an invoice', '600']);
  expect((await portico('review', orderId, kind, '--save', file, '--approve')).code).toBe(2);

  // The customer sends another file while somebody looks at this one.
  const other = await stage.documents.put(Buffer.from('%PDF-1.7 another invoice'), 'application/pdf');
  await order.handle.executeUpdate(provideDocumentUpdate, {
    args: [{ commandId: 'other', by: 'customer', document: kind, sha256: other.sha256 }],
  });
  for (const word of [
    ['review', orderId, kind, '--refuse', 'unreadable'],
    ['approve-document', orderId, kind, ...WHY],
  ]) {
    const late = await portico(...word, '--sha256', sha256);
    expect([word[0], late.code, late.err]).toEqual([word[0], 4, expect.stringContaining('Another document has come since')]);
  }
  expect((await portico('approve-document', orderId, kind, ...WHY, '--sha256', other.sha256)).code).toBe(0);
});

test.concurrent('R9: without a document that was waived the order goes on to its signature; everything is in the trail', async () => {
  const order = await placeOrder(stage, usDetails([single(aNumber())]));
  const { orderId } = order.input;
  expect((await portico('override', orderId, 'waive-document', 'passport', ...WHY)).code).toBe(4);
  expect(await portico('override', orderId, 'extend-deadline', '7', ...WHY)).toMatchObject({ code: 0, err: '' });
  expect(await portico('override', orderId, 'waive-document', 'invoice', ...WHY)).toMatchObject({
    code: 0,
    out: 'The order goes on without it.\n',
  });
  await order.sign();
  await order.ends();
  expect(await acts(orderId)).toEqual([
    'By op-7: 7 days more for the customer (agreed by telephone).',
    'By op-7: goes on without the latest invoice of the losing provider (agreed by telephone).',
  ]);
  expect((await order.ticket()).filter(({ body }) => body.includes('telephone') || body.includes(OPERATOR))).toEqual([]);
  expect((await portico('override', orderId, 'waive-document', 'invoice', ...WHY)).code).toBe(4);
});

test.concurrent('R24: a request that the carrier has is given up only on purpose, and is watched', async () => {
  const order = await withSilence();
  const { orderId } = order.input;
  await order.requestUntil('with the carrier', ({ status }) => status === 'submitted');
  const refused = await portico('override', orderId, 'close-request', '1', ...WHY);
  expect(refused).toMatchObject({ code: 4, err: expect.stringContaining('ask to cancel first') as unknown });
  expect((await portico('override', orderId, 'close-request', '1', '--although-live', ...WHY)).code).toBe(0);
  await order.reaches('cancelled');
  expect((await order.claims()).length).toBe(1);
  expect((await order.ends()).status).toBe('cancelled');
  expect(await order.claims()).toEqual([]);
  // The carrier was not asked anything: that is `portico cancel`.
  expect(order.carrierLines('port.cancel', 'asked')).toEqual([]);
});

test.concurrent('R16 to R18: numbers that work without an event are marked, activated and followed', async () => {
  // Its webhooks never come.
  const order = await signedOrder(stage, usDetails([single(aNumber('17'))]));
  const { orderId } = order.input;
  await order.requestUntil('with the carrier', ({ status }) => status === 'submitted');
  await order.carrierDoes({ type: 'activate' });
  expect((await portico('override', orderId, 'mark-ported', '1', ...WHY, '--key', 'once')).code).toBe(0);
  expect((await portico('override', orderId, 'mark-ported', '1', ...WHY, '--key', 'once')).code).toBe(0);
  await order.reaches('ported');
  expect((await portico('override', orderId, 'mark-ported', '1', ...WHY)).code).toBe(4);
  expect(await acts(orderId)).toEqual(['Request 1: By op-7: marked as ported (agreed by telephone).']);
});

test.concurrent('a message without sense is settled by hand, where it was put aside', async () => {
  const order = await withSilence();
  const { orderId } = order.input;
  await order.requestUntil('with the carrier', ({ status }) => status === 'submitted');
  await order.request().signal('carrierEvent', { type: 'nonsense' });
  await order.raises('messageNotTaken');
  expect((await portico('resolve', orderId, '--attention', 'messageNotTaken', ...WHY)).err).toContain(
    'This is about one request: name it.',
  );
  expect((await portico('resolve', orderId, '--request', '1', '--attention', 'messageNotTaken', ...WHY)).code).toBe(0);
  await order.until('nothing of it left', ({ attention }) => !attention.includes('messageNotTaken'));
});

test.concurrent('the order of a number is found however it is written, and by nobody without the key', async () => {
  const number = aNumber();
  const order = await signedOrder(stage, usDetails([single(number)]), { accountId: 'acct-active-us' });
  await order.reaches('submitted');
  const written = `${number.slice(0, 2)} (${number.slice(2, 5)}) ${number.slice(5, 8)}-${number.slice(8)}`;
  const { requests, query } = await waitUntil('the number to be found', async () => {
    const found = await portico.json<FoundNumber>('number', written);
    return found.requests.length > 0 && found;
  });
  expect(requests).toMatchObject([{ orderId: order.input.orderId, n: 1 }]);
  expect(query).not.toContain(number.slice(-6));
  const { out } = await portico('number', number);
  expect(out).toContain(order.input.orderId);
  expect(tooWide(out).filter((line) => !line.startsWith('http'))).toEqual([]);
  expect((await portico('number', aNumber('99'))).out).toMatch(/^No request has \+1 212/);
  expect((await portico('number', '+1212')).code).toBe(2);
});

test.concurrent('the whole trail is written for its reader alone, live and after Temporal has forgotten', async () => {
  const order = await placeOrder(stage, usDetails([single(aNumber())]));
  const { orderId } = order.input;
  await portico('assign', orderId, 'op-8', ...WHY);
  await portico('override', orderId, 'waive-document', 'invoice', ...WHY);
  await order.sign();
  await order.ends();
  const out = join(folder, 'trail');
  const read = (): OrderTrail => JSON.parse(readFileSync(join(out, `${orderId}.json`), 'utf8')) as OrderTrail;
  const ended = await waitUntil('every message to the customer in the trail', async () => {
    const written = await portico('export', orderId, '--out', out);
    return read().workflows.some(({ type, status }) => type === 'notification' && status === 'COMPLETED') && written;
  });
  expect(ended.out).toContain('They hold personal data');
  for (const name of [`${orderId}.json`, `${orderId}.md`]) expect(statSync(join(out, name)).mode & 0o777).toBe(0o600);
  const trail = read();
  expect(trail).toMatchObject({ holds: 'personal data', view: { orderId, status: 'completed' } });
  expect(trail.messages).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'signal', name: 'assign', input: { by: OPERATOR, reason: 'agreed by telephone', to: 'op-8' } }),
      expect.objectContaining({ kind: 'update', name: 'operate' }),
      expect.objectContaining({ kind: 'signal', name: 'loaSigned' }),
      expect.objectContaining({ kind: 'signal', name: 'carrierEvent', workflowId: `port-request/${orderId}/1` }),
    ]),
  );
  expect(trail.workflows.flatMap(({ events }) => events.map(({ what }) => what))).toEqual(
    expect.arrayContaining([
      'activityTaskScheduled submitRequest (Submit to the losing carrier, attempt 1)',
      expect.stringMatching(/^timerStarted \(Lock, /),
    ]),
  );
  const text = readFileSync(join(out, `${orderId}.md`), 'utf8');
  expect(text).toMatch(/By op-7: goes on without the latest\s+invoice of the losing provider/);
  expect(text).toContain('update operate {');

  const { namespace } = stage.client.options;
  for (const workflowId of [order.handle.workflowId, order.request().workflowId])
    await stage.client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } });
  await waitUntil(
    'Temporal to forget',
    async () => {
      await portico('export', orderId, '--out', out);
      return !read().workflows.some(({ type }) => type === 'portOrder' || type === 'portRequest');
    },
    // The server takes its time to delete.
    { withinMs: 60_000, everyMs: 1_000 },
  );
  expect(read().timeline.map(({ line }) => line)).toEqual(trail.timeline.map(({ line }) => line));
  expect((await portico.json<OrderView>('status', orderId)).status).toBe('completed');
});
