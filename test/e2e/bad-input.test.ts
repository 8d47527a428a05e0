import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProblemBody } from '../../contracts/problem';
import { footprint, leaks } from '../support/e2e/evidence';
import { frenchNumber, frenchOrder, frenchSingle, rioFor, usNumber, usOrder, type OrderBody } from '../support/e2e/order-bodies';
import { create, freshKey, keyed, type PlacedOrder } from '../support/e2e/placed-order';
import { openWorld, type Answer, type Ask, type World } from '../support/e2e/world';
import { waitUntil } from '../support/wait-until';

let world: World;
/** Waits for its papers. */
let bare: PlacedOrder;
/** Waits for the signature of its LOA. */
let ready: PlacedOrder;

beforeAll(async () => {
  // So slow that no reminder falls due while it is shown that nothing has happened.
  world = await openWorld({ dayMs: 3_600_000 });
  [bare, ready] = await Promise.all([create(world, frenchOrder([frenchSingle(frenchNumber())])), create(world, usOrder([usNumber()]))]);
  await ready.provideDocuments();
  await ready.loa();
});
afterAll(() => world?.close());

const post = (body: unknown, headers: Ask['headers'] = { 'idempotency-key': freshKey() }): Promise<Answer<ProblemBody>> =>
  world.api<ProblemBody>('POST', '/v1/port-orders', { body, headers });

/** What is said about a refusal, and that nothing has come of what was asked: no workflow, no claim, nothing at the carrier. */
async function expectRefusal(ask: () => Promise<Answer<ProblemBody>>, status: number, code: string): Promise<ProblemBody> {
  const before = await footprint(world);
  const answer = await ask();
  expect(answer).toMatchObject({ status, body: { status, code, type: `urn:portico:problem:${code}` } });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body.detail.length).toBeGreaterThan(20);
  expect(await footprint(world)).toEqual(before);
  return answer.body;
}

const wrongRio = (number: string): string => rioFor(number).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));

test.each<[string, number, string, () => OrderBody]>([
  [
    'one number of what is said to be a block (R8)',
    422,
    'block_incomplete',
    () => frenchOrder([frenchSingle(frenchNumber())], { inBlock: 'yes' }),
  ],
  [
    'a RIO whose key does not fit its number',
    422,
    'invalid_transfer_code',
    () => frenchOrder([{ kind: 'single', number: '+33199006520', transferCode: wrongRio('+33199006520') }]),
  ],
  ['no RIO where the country demands one', 422, 'missing_transfer_code', () => frenchOrder([{ kind: 'single', number: frenchNumber() }])],
  ['numbers that will not stay active (R6)', 422, 'numbers_must_stay_active', () => usOrder([usNumber()], { numbersStayActive: false })],
  ['the same number twice', 422, 'duplicate_number', () => usOrder(['+12125556520', '+12125556520'])],
  ['a text in place of a number', 422, 'invalid_number', () => usOrder(['0800 CALL ME'])],
  ['a number of another country', 422, 'number_of_another_country', () => usOrder([frenchNumber()])],
  ['no number at all', 422, 'numbers_missing', () => usOrder([])],
  ['a country that nobody ports into', 422, 'unknown_country', () => usOrder([usNumber()], { country: 'XX' })],
  ['a wish for a day that has passed', 422, 'date_in_past', () => usOrder([usNumber()], { preferredDate: '2020-01-06' })],
  ['an unknown field', 400, 'unknown_field', () => usOrder([usNumber()], { portEverything: true })],
  ['a port out in its body (R5, R28)', 422, 'port_out_not_supported', () => usOrder([usNumber()], { direction: 'out' })],
])('an order with %s is refused with %i %s, and nothing has happened', async (_, status, code, body) => {
  await expectRefusal(() => post(body()), status, code);
});

test('everything that is wrong with an order is said at once, each with its place', async () => {
  const { errors } = await expectRefusal(() => post(usOrder(['nonsense'], { language: 'xx', losing: {} })), 422, 'invalid_request');
  expect(errors.map(({ path }) => path).sort()).toEqual(['language', 'losing.carrier', 'numbers[0].number']);
});

test.each<[string, number, string, () => Promise<Answer<ProblemBody>>]>([
  ['malformed JSON', 400, 'malformed_json', () => post('{"accountId": ')],
  ['a field that stands twice', 400, 'malformed_json', () => post('{"accountId":"a","accountId":"b"}')],
  ['no Idempotency-Key', 400, 'missing_idempotency_key', () => post(usOrder([usNumber()]), {})],
  ['an Idempotency-Key of spaces', 400, 'bad_idempotency_key', () => post(usOrder([usNumber()]), { 'idempotency-key': 'a b' })],
  ['no API key', 401, 'unauthenticated', () => post(usOrder([usNumber()]), { 'idempotency-key': freshKey(), authorization: '' })],
  [
    'a wrong API key',
    401,
    'unauthenticated',
    () => post(usOrder([usNumber()]), { 'idempotency-key': freshKey(), authorization: 'Bearer guess' }),
  ],
  [
    'another media type',
    415,
    'unsupported_media_type',
    () => post('<order/>', { 'idempotency-key': freshKey(), 'content-type': 'application/xml' }),
  ],
  ['a body without end', 413, 'body_too_large', () => post(' '.repeat(300_000))],
  ['a port out by its own name (R28)', 422, 'port_out_not_supported', () => world.api('POST', '/v1/port-outs', { body: {} })],
  ['an order id that nobody has', 404, 'order_not_found', () => world.api('GET', '/v1/port-orders/0123456789AB')],
  ['a malformed order id', 400, 'malformed_id', () => world.api('GET', '/v1/port-orders/12345')],
  [
    'a cancel of an order that nobody has',
    404,
    'order_not_found',
    () => world.api('POST', '/v1/port-orders/0123456789AB/cancellation', keyed({})),
  ],
  ['a status that no order can have', 400, 'invalid_filter', () => world.api('GET', '/v1/port-orders?status=lost')],
])('%s is refused with %i %s, and nothing has happened', async (_, status, code, ask) => {
  await expectRefusal(ask, status, code);
});

test('I6: the same order twice is the same answer and one order; other content under its key is refused', async () => {
  const [key, number] = [freshKey(), usNumber()];
  const headers = { 'idempotency-key': key };
  const first = await world.api<{ orderId: string }>('POST', '/v1/port-orders', { body: usOrder([number]), headers });
  expect(first).toMatchObject({ status: 201 });
  const before = await waitUntil('its first message', async () => {
    const marks = await footprint(world);
    return marks.workflows.some((line) => line.startsWith(`notification/${first.body.orderId}/`)) && marks;
  });
  // One that comes while the same one is being answered is told to come back; none makes another order.
  const again = await Promise.all(
    Array.from({ length: 5 }, () =>
      world.api<{ orderId?: string; code?: string }>('POST', '/v1/port-orders', { body: usOrder([number]), headers }),
    ),
  );
  const answers = new Set(again.map(({ status, body }) => `${status} ${body.orderId ?? body.code}`));
  expect(answers).toContain(`201 ${first.body.orderId}`);
  expect([...answers].every((one) => one === `201 ${first.body.orderId}` || one === '409 request_in_flight')).toBe(true);
  expect(await footprint(world)).toEqual(before);
  await expectRefusal(() => post(usOrder([usNumber()]), headers), 422, 'key_reuse');
});

/** What the world says no to has an order, which is over: nothing is claimed any more, and no carrier has heard of it. */
async function expectTurnedDown(body: OrderBody, code: string): Promise<ProblemBody> {
  const headers = { 'idempotency-key': freshKey() };
  const created = world.ledger().filter(({ action }) => action === 'port.created').length;
  const answer = await post(body, headers);
  expect(answer).toMatchObject({ status: 422, body: { code } });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  // The same answer again, and no second order.
  expect(await post(body, headers)).toMatchObject({ status: 422, body: { code, errors: answer.body.errors } });
  const numbers = (body['numbers'] as { number: string }[]).map(({ number }) => number);
  await waitUntil('nothing of it is claimed', async () => {
    const { claimed } = await footprint(world);
    return !claimed.some((line) => numbers.some((number) => line.startsWith(number)) && !line.includes(ready.orderId));
  });
  expect(world.ledger().filter(({ action }) => action === 'port.created')).toHaveLength(created);
  return answer.body;
}

test.each(['acct-trial', 'acct-unpaid', 'acct-suspended', 'acct-closed', 'acct-nobody'])(
  'R1: %s may not port, and is told so',
  async (accountId) => {
    const { detail } = await expectTurnedDown(usOrder([usNumber()], { accountId }), 'account_not_eligible');
    expect(detail).toMatch(/R1|subscription|account/);
  },
);

test('R8: one number that the network knows as part of a block is refused, although the customer did not know', async () => {
  const number = '+33199007740';
  const { errors } = await expectTurnedDown(frenchOrder([frenchSingle(number)], { inBlock: 'unknown' }), 'block_incomplete');
  expect(errors).toMatchObject([{ path: 'numbers[0]', message: expect.stringContaining('R8') as string }]);
});

test('a number that cannot be ported, and one that another order holds, are refused', async () => {
  await expectTurnedDown(frenchOrder([frenchSingle('+33199001299')]), 'not_portable');
  const { details } = await ready.view();
  const [held] = details.numbers;
  await expectTurnedDown(usOrder([held?.kind === 'single' ? held.number : '']), 'number_taken');
});

describe('R10: nothing is submitted without a signature of the very LOA that was shown', () => {
  const signature = (order: PlacedOrder, body: object): Promise<Answer<ProblemBody>> =>
    world.api<ProblemBody>('POST', `${order.path}/loa/signature`, keyed(body));
  const hash = '0'.repeat(64);
  const signer = { name: 'Ivo Quillfeather' };

  test('not before there is one', async () => {
    await expectRefusal(() => signature(bare, { revision: 1, hash, signer, accepted: true }), 409, 'loa_not_ready');
    await expectRefusal(() => world.api<ProblemBody>('GET', `${bare.path}/loa`), 409, 'loa_not_ready');
  });

  test('not unless it is accepted', async () => {
    const loa = await ready.loa();
    await expectRefusal(() => signature(ready, { ...loa, signer, accepted: false }), 422, 'not_accepted');
  });

  test('not of another revision or another text', async () => {
    const loa = await ready.loa();
    await expectRefusal(() => signature(ready, { ...loa, revision: loa.revision + 1, signer, accepted: true }), 409, 'loa_stale');
    await expectRefusal(() => signature(ready, { ...loa, hash, signer, accepted: true }), 409, 'loa_stale');
    await expectRefusal(() => signature(ready, { ...loa, hash: 'signed', signer, accepted: true }), 422, 'invalid_hash');
  });

  test('so that the order still waits for it', async () => {
    expect(await ready.view()).toMatchObject({ status: 'awaitingSignature' });
    expect(world.ledger().some(({ reference }) => reference?.startsWith(ready.orderId))).toBe(false);
  });
});

test('R9: a document that is none, or of a kind that nobody asked for, is refused', async () => {
  const put = (kind: string, body: string, type = 'application/pdf') =>
    world.api<ProblemBody>('PUT', `${bare.path}/documents/${kind}?issuedOn=${world.yesterday()}`, {
      body,
      headers: { 'content-type': type },
    });
  await expectRefusal(() => put('invoice', 'just some words'), 415, 'document_type_unknown');
  await expectRefusal(() => put('shoppingList', '%PDF-1.4 …'), 422, 'unknown_document');
  await expectRefusal(() => put('invoice', '{}', 'application/json'), 415, 'unsupported_media_type');
  expect((await bare.view()).missingDocuments).toContain('invoice');
});

test('commands that cannot be taken name the reason: no such request, no date yet, nothing to correct', async () => {
  await expectRefusal(() => world.api('POST', `${ready.path}/cancellation`, keyed({ requests: [9] })), 422, 'unknown_request');
  await expectRefusal(() => world.api('POST', `${ready.path}/reschedule`, keyed({ date: '2031-02-30' })), 422, 'invalid_date');
  await expectRefusal(() => world.api('POST', `${ready.path}/corrections`, keyed({})), 422, 'nothing_to_correct');
});

test('the command line refuses the same with its exit codes', async () => {
  const file = join(world.stack.dir, 'bad.json');
  writeFileSync(file, JSON.stringify(frenchOrder([{ kind: 'single', number: '+33199006520', transferCode: wrongRio('+33199006520') }])));
  const before = await footprint(world);
  expect(await world.portico('order', file)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('RIO') as string });
  writeFileSync(file, JSON.stringify(usOrder([usNumber()], { country: 'XX' })));
  expect(await world.portico('order', file)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('country') as string });
  expect(await world.portico('status', '0123456789AB')).toMatchObject({ code: 3, stdout: '' });
  expect(await world.portico('status', '12345')).toMatchObject({ code: 2 });
  expect(await world.portico('sign', bare.orderId)).toMatchObject({ code: 4 });
  expect(await footprint(world)).toEqual(before);
});

test('no log, id or refusal of the stack names a person, a number or a code', async () => {
  expect(await leaks(world)).toEqual([]);
});
