import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrderPage } from '../../contracts/order-query';
import { addBusinessDays } from '../../domain/calendar/business-days';
import type { OrderView } from '../../domain/order/view';
import { confirmations, leaks, unreplayable } from '../support/e2e/evidence';
import { frenchBlock, frenchNumber, frenchOrder, frenchSingle, usNumber, usOrder } from '../support/e2e/order-bodies';
import { create, place, PlacedOrder } from '../support/e2e/placed-order';
import { openWorld, ROOT, type PlatformNumber, type World } from '../support/e2e/world';
import { waitUntil } from '../support/wait-until';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

/** The customer's numbers on the platform: those that the order holds, with the port date that stands there. */
const dashboardOf = async ({ orderId }: PlacedOrder): Promise<ReadonlyMap<string, string | null>> => {
  const { numbers } = await world.control<{ numbers: PlatformNumber[] }>('GET', '/platform/numbers');
  return new Map(numbers.filter((one) => one.order_id === orderId).map((one) => [one.number, one.port_date]));
};

/** The business day that lies so many after today in New York. */
const inBusinessDays = (days: number): string =>
  addBusinessDays({ country: 'US' }, new Date(world.nowMs()).toISOString().slice(0, 10), days);

/** A date so far away that a slow machine can change its mind in time; the carrier is then made to act before it. */
const farAway = (): { readonly preferredDate: string } => ({ preferredDate: inBusinessDays(30) });

/** The losing carrier lets the numbers go now, and their SMS. */
async function portNow(order: PlacedOrder): Promise<OrderView> {
  await order.carrier({ type: 'activate' });
  await order.untilFact('ported');
  await order.carrier({ type: 'sms' });
  return order.untilStatus('completed');
}

const listed = async (status: string): Promise<string[]> =>
  (await world.get<OrderPage>(`/v1/port-orders?status=${status}&limit=100`)).orders.map(({ orderId }) => orderId);

test.concurrent('R9 to R20: a backend service ports a block and single numbers, and the customer is told all the way', async () => {
  const block = frenchBlock(frenchNumber('00'));
  const order = await place(
    world,
    frenchOrder([block, frenchSingle(frenchNumber()), frenchSingle(frenchNumber())], { inBlock: 'unknown' }),
  );
  await order.untilFact('scheduled');
  await order.untilFact('numbersAdded');
  // R20: one date for the whole block, and R14: on the dashboard before it.
  const { foc, numbers = [] } = await order.request();
  const dashboard = await dashboardOf(order);
  expect(numbers.map(({ number }) => dashboard.get(number))).toEqual(Array.from({ length: 10 }, () => foc?.date));
  await order.untilTold(/tableau de bord/);

  const view = await order.untilStatus('completed');
  expect(view.requests.flatMap((request) => request.numbers ?? [])).toHaveLength(12);
  expect(view.requests.flatMap((request) => request.numbers ?? []).every(({ voice, sms }) => voice === 'active' && sms === 'active')).toBe(
    true,
  );
  expect(Object.values(await confirmations(order))).toEqual([1, 1, 1]);
  expect(await listed('completed')).toContain(order.orderId);
  expect(await listed('cancelled')).not.toContain(order.orderId);

  const kinds = (await order.timeline()).flatMap((fact) =>
    fact.kind === 'request' ? (fact.n === 1 ? [fact.fact.kind] : []) : [fact.kind],
  );
  const inOrder = [
    'accepted',
    'documentProvided',
    'loaReady',
    'loaSigned',
    'submitted',
    'scheduled',
    'numbersAdded',
    'ported',
    'smsActive',
    'closed',
  ];
  expect(kinds.filter((kind, index) => inOrder.includes(kind) && kinds.indexOf(kind) === index)).toEqual(inOrder);
  // Every message says what is kept until the port is complete; this one that it is.
  const told = await order.untilTold(/Le portage est terminé[^]*jusqu'à 3 jours ouvrés/);
  // R12, R6, R17, R18, in the customer's language.
  expect(told).toMatch(/a confirmé la date/);
  expect(told).toMatch(/Gardez votre contrat chez votre ancien opérateur/);
});

test.concurrent('R9 to R18: a customer ports two numbers by the command line alone', async () => {
  const file = join(world.stack.dir, 'shop.json');
  writeFileSync(file, JSON.stringify(usOrder([usNumber(), usNumber()])));
  const created = await world.portico('order', file, '--json');
  expect(created).toMatchObject({ code: 0 });
  const { orderId } = JSON.parse(created.stdout) as { orderId: string };
  // The same file again is the same order.
  expect(JSON.parse((await world.portico('order', file, '--json')).stdout)).toMatchObject({ orderId });
  const invoice = join(ROOT, 'examples', 'documents', 'invoice.pdf');
  expect(await world.portico('document', orderId, 'invoice', invoice, '--issued-on', world.yesterday())).toMatchObject({ code: 0 });
  expect(await world.portico('sign', orderId)).toMatchObject({ code: 0 });
  const watched = await world.portico('watch', orderId, '--timeout', '120');
  expect(watched).toMatchObject({ code: 0 });
  const status = await world.portico('status', orderId, '--json');
  expect(JSON.parse(status.stdout)).toMatchObject({ status: 'completed' });
  expect((await world.portico('list', '--status', 'completed')).stdout).toContain(orderId);
  expect(Object.values(await confirmations(new PlacedOrder(world, orderId)))).toEqual([1, 1]);
});

test.concurrent('R13, R21: what was refused is corrected, signed again and sent under a new reference, and the other number keeps its date', async () => {
  const order = await place(world, frenchOrder([frenchSingle(frenchNumber('01')), frenchSingle(frenchNumber())]));
  const rejected = await order.until(
    'request 1 rejected, request 2 with a date',
    ({ requests: [first, second] }) => first?.status === 'rejected' && second?.foc,
  );
  const [, other] = rejected.requests;
  const { reference } = await order.request();
  expect(rejected).toMatchObject({ status: 'actionRequired', requests: [{ reasons: [{ code: 'NAME_MISMATCH' }] }, {}] });
  await order.untilTold(/a refusé la demande/);

  const corrected = await world.portico('correct', order.orderId, '--request', '1', '--holder-name', 'Odile Marchepied SARL');
  expect(corrected).toMatchObject({ code: 0 });
  await order.signLoa(2);
  const resubmitted = await order.until('attempt 2 with a date', ({ requests: [first] }) => first?.attempt === 2 && first.foc);
  expect(resubmitted.loa).toMatchObject({ revision: 2, covers: [1] });
  expect(resubmitted.requests[0]?.reference).not.toBe(reference);
  expect(resubmitted.requests[1]?.foc).toEqual(other?.foc);

  const { requests } = await order.untilStatus('completed');
  expect(requests.map(({ attempt }) => attempt)).toEqual([2, 1]);
  // Each attempt is kept, and each has exactly one carrier order.
  expect(await confirmations(order)).toEqual({
    [reference ?? '']: 1,
    [requests[0]?.reference ?? '']: 1,
    [requests[1]?.reference ?? '']: 1,
  });
});

test.concurrent('R24: before anything is submitted a cancel works at once, and the carrier never hears of the order', async () => {
  const order = await create(world, usOrder([usNumber()]));
  expect(await order.cancel()).toMatchObject({ status: 202, body: { taken: true, results: [{ atOnce: true }] } });
  await order.untilStatus('cancelled');
  await waitUntil('the claim is given up', () =>
    world.ledger().some((line) => line.action === 'release' && line.order_id === order.orderId),
  );
  expect(world.ledger().filter(({ reference }) => reference?.startsWith(order.orderId))).toEqual([]);
});

test.concurrent('R24: with notice the carrier is asked once; it accepts, and the number stays claimed and watched until past its date', async () => {
  const number = usNumber();
  const order = await place(world, usOrder([number], farAway()));
  const { foc } = await order.untilFact('scheduled');
  const answers = await Promise.all([order.cancel(), order.cancel(), order.cancel()]);
  expect(answers).toContainEqual(expect.objectContaining({ status: 202 }));
  await order.untilFact('cancelled');
  await order.untilTold(/go on watching/);
  const { reference, nextDeadline, numbers } = await order.request();
  expect(nextDeadline?.what).toBe('watchUntil');
  expect(nextDeadline?.atMs).toBeGreaterThan(foc.windowEndMs);
  expect(numbers).toEqual([{ number, voice: 'atLosing', sms: 'waitingPort' }]);
  expect([...(await dashboardOf(order)).keys()]).toEqual([number]);
  const asked = world.ledger().filter((line) => line.action === 'cancel.asked' && line.reference === reference);
  expect(asked).toMatchObject([{ outcome: 'asked' }]);
});

test.concurrent('R24: inside the cut-off a cancel is refused with the instant until which it was possible, and the number ports', async () => {
  const order = await place(world, usOrder([usNumber()], farAway()));
  await order.untilFact('scheduled');
  await order.carrier({ type: 'foc_changed', date: inBusinessDays(6) });
  const { cancelUntil } = await order.untilFact('dateChanged');
  await waitUntil('the cut-off has passed', () => world.nowMs() > (cancelUntil?.atMs ?? Number.NaN), { withinMs: 60_000 });
  const refused = await order.cancel();
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'invalid_transition', errors: [{ path: 'requests[1]', code: 'too_late', state: 'scheduled' }] },
  });
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect(refused.body.detail).toMatch(/It was possible until \d{4}-\d\d-\d\d \d\d:\d\d \(America\/New_York\): 2 business days before/);
  await portNow(order);
  expect(world.ledger().some(({ action, reference }) => action === 'cancel.asked' && reference?.startsWith(order.orderId))).toBe(false);
  expect(await world.portico('cancel', order.orderId)).toMatchObject({ code: 4, stdout: '' });
});

test.concurrent('R24: a carrier that refuses the cancel ports all the same, and the customer knows', async () => {
  const order = await place(world, usOrder([usNumber('16')], farAway()));
  const { foc } = await order.untilFact('scheduled');
  expect(await order.cancel()).toMatchObject({ status: 202 });
  expect(await order.untilFact('cancelRefused')).toMatchObject({ reason: 'carrierRefused' });
  expect((await order.request()).foc).toEqual(foc);
  await portNow(order);
  expect(await order.untilTold(/The port is complete/)).toMatch(/refused/i);
});

test.concurrent('R24: a number that ports although its cancel was accepted is taken into service, told and raised', async () => {
  const order = await place(world, usOrder([usNumber('06')], farAway()));
  await order.untilFact('scheduled');
  expect(await order.cancel()).toMatchObject({ status: 202 });
  await order.untilFact('cancelled');
  const { requests } = await portNow(order);
  expect(requests[0]?.numbers).toMatchObject([{ voice: 'active', sms: 'active' }]);
  expect(await order.facts('ported')).toMatchObject([{ afterCancel: true }]);
  expect(await order.facts('attention')).toContainEqual({ kind: 'attention', reason: 'portedAfterCancel' });
  await order.untilTold(/although you cancelled/);
});

test.concurrent('R23: a reschedule that the carrier accepts moves the date, on the dashboard too', async () => {
  const number = usNumber();
  const order = await place(world, usOrder([number], farAway()));
  const { foc } = await order.untilFact('scheduled');
  const wanted = addBusinessDays({ country: 'US' }, foc.date, 3);
  expect(await order.reschedule(wanted)).toMatchObject({ status: 202, body: { taken: true } });
  expect((await order.untilFact('dateChanged')).foc.date).toBe(wanted);
  expect((await order.request()).foc?.date).toBe(wanted);
  await waitUntil('the dashboard has the new date', async () => (await dashboardOf(order)).get(number) === wanted);
  await portNow(order);
});

test.concurrent('R23: a reschedule that the carrier refuses leaves the old date', async () => {
  const order = await place(world, usOrder([usNumber('07')], farAway()));
  const { foc } = await order.untilFact('scheduled');
  expect(await order.reschedule(addBusinessDays({ country: 'US' }, foc.date, 3))).toMatchObject({ status: 202 });
  expect(await order.untilFact('rescheduleRefused')).toMatchObject({ reason: 'carrierRefused', standing: { date: foc.date } });
  expect((await order.request()).foc).toEqual(foc);
  await portNow(order);
});

test('F21: a worker that knows nothing but the histories comes to the same decisions', async () => {
  expect(await unreplayable(world)).toEqual([]);
});

test('no log, id or refusal of the stack names a person, a number or a code', async () => {
  const refused = await world.api('POST', '/v1/port-orders', {
    body: usOrder([usNumber()], { language: 'Quillfeather' }),
    headers: { 'idempotency-key': 'leak' },
  });
  expect(refused.status).toBe(422);
  expect(await leaks(world)).toEqual([]);
  // The search finds something where there is something to find.
  expect(readFileSync(join(world.stack.dir, 'simulator-ledger.jsonl'), 'utf8')).toMatch(/1212555\d{4}/);
});
