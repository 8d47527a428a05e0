import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parkedEventWorkflowId } from '../../domain/ids';
import { resolveSignal } from '../../workflows/contract';
import { ATTRIBUTES } from '../../workflows/search-attributes';
import { leaks, workflows } from '../support/e2e/evidence';
import { usNumber, usOrder } from '../support/e2e/order-bodies';
import { place, type PlacedOrder } from '../support/e2e/placed-order';
import { openWorld, ROOT, run, type World } from '../support/e2e/world';
import { aWebhookSecret } from '../support/signed-webhook';
import { waitUntil } from '../support/wait-until';

let world: World;
/** With a carrier that says nothing by itself; submitted, without a date. */
let silent: PlacedOrder;
/** Refused for good: its request is over. */
let over: PlacedOrder;

beforeAll(async () => {
  world = await openWorld();
  [silent, over] = await Promise.all([place(world, usOrder([usNumber('08')])), place(world, usOrder([usNumber('08')]))]);
  await Promise.all([silent.untilFact('submitted'), over.untilFact('submitted')]);
  await over.carrier({ type: 'reject', code: 'NOT_PORTABLE' });
  await over.untilStatus('failed');
});
afterAll(() => world?.close());

let events = 0;
/** An event as the gateway would send it, `agoMs` business ms old. */
const anEvent = (type: string, reference: string, data: object = {}, agoMs = 0) => ({
  id: `evt_sent_by_hand_${(events += 1)}`,
  type,
  occurred_at: new Date(world.nowMs() - agoMs).toISOString(),
  data: { reference, ...data },
});

const foc = (date: string) => ({
  foc: { date, window_start: `${date}T15:00:00Z`, window_end: `${date}T17:00:00Z`, time_zone: 'America/New_York' },
});

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(world.nowMs() + days * DAY_MS).toISOString().slice(0, 10);

const send = (shot: object): Promise<{ id: string; statuses: number[] }> => world.control('POST', '/webhooks', shot);

const parked = (eventId: string) => world.temporal.workflow.getHandle(parkedEventWorkflowId(world.stack.gateway, eventId));

/** What the Web UI lists of a parked event, once it has said why it is there. */
const shown = (eventId: string) =>
  waitUntil(`event ${eventId} is parked with attention`, async () => {
    const { status, typedSearchAttributes } = await parked(eventId).describe();
    const attention = typedSearchAttributes.get(ATTRIBUTES.attention);
    return attention && { running: status.name === 'RUNNING', status: typedSearchAttributes.get(ATTRIBUTES.status), attention };
  });

const referenceOf = async (order: PlacedOrder): Promise<string> => (await order.request()).reference ?? '';

/** Everything by which a change at the silent order would be seen. */
const standing = async () => ({ timeline: await silent.timeline(), request: await silent.request(), workflows: await workflows(world) });

/** What is stale is told to the order with the next news, which a comment is. */
async function untilStale(order: PlacedOrder): Promise<void> {
  await order.carrier({ type: 'comment', text: 'anything new?' });
  await order.untilFact('staleEvent');
}

test('F10: twenty copies of one event side by side are all acknowledged and have one effect', async () => {
  const order = await place(world, usOrder([usNumber('08')]));
  await order.untilFact('submitted');
  const { statuses } = await send({ event: anEvent('port.foc_confirmed', await referenceOf(order), foc(inDays(60))), times: 20 });
  expect(statuses).toEqual(Array.from({ length: 20 }, () => 202));
  await order.untilFact('scheduled');
  expect(await order.facts('scheduled')).toHaveLength(1);
  const told = await order.untilTold(/has confirmed the date/);
  expect(told.match(/has confirmed the date/g)).toHaveLength(1);
});

test('the id of an event used again for another one: both are acknowledged, the first counts, and it is logged, counted and raised', async () => {
  const order = await place(world, usOrder([usNumber('08')]));
  await order.untilFact('submitted');
  const [date, another] = [inDays(60), inDays(70)];
  const first = anEvent('port.foc_confirmed', await referenceOf(order), foc(date));
  await send({ event: first });
  await order.untilFact('scheduled');
  const { statuses } = await send({ event: { ...first, data: { ...first.data, ...foc(another) } } });
  expect(statuses).toEqual([202]);
  await waitUntil('it is raised', async () => (await order.view()).attention.includes('eventIdReused'));
  expect((await order.request()).foc?.date).toBe(date);
  expect((await world.api('GET', '/metrics')).body).toMatch(/portico_webhooks_total\{gateway="simulator",outcome="reused"\} 1/);
  expect(readFileSync(join(world.stack.dir, 'logs', 'api.log'), 'utf8')).toContain('"code":"id_reuse"');
});

test('the example for engineers of gateways sends an event that is taken, and with another secret is refused', async () => {
  const order = await place(world, usOrder([usNumber('08')]));
  await order.untilFact('submitted');
  const file = join(world.stack.dir, 'event.json');
  writeFileSync(file, JSON.stringify(anEvent('port.foc_confirmed', await referenceOf(order), foc(inDays(60))), undefined, 2));
  const sendIt = (secret: string) =>
    run([join(ROOT, 'examples', 'send-webhook.mjs'), world.stack.urls.webhook, file], { PORTICO_WEBHOOK_SECRET: secret });
  expect(await sendIt(aWebhookSecret())).toMatchObject({ code: 1, stdout: expect.stringContaining('401') as unknown });
  expect(await order.facts('scheduled')).toEqual([]);
  expect(await sendIt(world.stack.secrets.webhookSecret)).toMatchObject({ code: 0, stdout: expect.stringContaining('202') as unknown });
  await order.untilFact('scheduled');
  expect(await sendIt('nothing')).toMatchObject({ code: 64, stderr: expect.stringContaining('Usage') as unknown });
});

test.each([
  ['a wrong signature', { signature: 'bad' }],
  ['no signature', { signature: 'missing' }],
  ['a timestamp of ten minutes ago', { timestamp_offset_s: -600 }],
  ['a timestamp in ten minutes', { timestamp_offset_s: 600 }],
])('a webhook with %s is refused with 401 and changes nothing', async (_, shot) => {
  const before = await standing();
  const { statuses } = await send({ event: anEvent('port.foc_confirmed', await referenceOf(silent), foc(inDays(60))), ...shot });
  expect(statuses).toEqual([401]);
  expect(await standing()).toEqual(before);
});

test('a webhook for a gateway that does not exist is 404, and one without any header 401', async () => {
  const before = await standing();
  expect(await world.api('POST', '/webhooks/gateways/nobody', { body: '{}' })).toMatchObject({
    status: 404,
    body: { code: 'unknown_gateway' },
  });
  expect(await world.api('POST', `/webhooks/gateways/${world.stack.gateway}`, { body: '{}' })).toMatchObject({ status: 401 });
  expect(await standing()).toEqual(before);
});

test('F11: an event for a reference that nobody has is acknowledged and parked once with attention, until a person has dealt with it', async () => {
  const event = anEvent('port.foc_confirmed', '0123456789AB011', foc(inDays(60)));
  expect((await send({ event, times: 3 })).statuses).toEqual([202, 202, 202]);
  expect(await shown(event.id)).toEqual({ running: true, status: 'parked', attention: ['parkedEvent'] });
  await parked(event.id).signal(resolveSignal, { by: 'operator', reason: 'called the gateway' });
  expect(await parked(event.id).result()).toMatchObject({ how: 'resolved', reason: 'called the gateway' });
  // The gateway sends it once more: it stays dealt with.
  expect((await send({ event })).statuses).toEqual([202]);
  expect((await parked(event.id).describe()).status.name).toBe('COMPLETED');
});

test('F13: an event after the end is parked, and a number that went live then is urgent', async () => {
  const reference = await referenceOf(over);
  const before = await over.timeline();
  const comment = anEvent('port.comment', reference, { text: 'too late' });
  const live = anEvent('port.number_activated', reference, { numbers: (await over.request()).numbers?.map(({ number }) => number) });
  for (const event of [comment, live]) expect((await send({ event })).statuses).toEqual([202]);
  expect(await shown(comment.id)).toMatchObject({ running: true, attention: ['parkedEvent'] });
  expect(await shown(live.id)).toMatchObject({ running: true, attention: ['activatedAfterClosing'] });
  expect(await over.timeline()).toEqual(before);
});

test.each([
  ['no JSON', { raw: 'this is <not> json' }],
  ['JSON outside the contract', { event: { hello: 'world' } }],
  [
    'an event of an unknown type',
    { event: { id: 'x', type: 'port.exploded', occurred_at: '2030-01-01T00:00:00Z', data: { reference: '0123456789AB011' } } },
  ],
])('F19: an authentic webhook that is %s is acknowledged and kept for a person', async (_, shot) => {
  const id = `evt_unreadable_${(events += 1)}`;
  expect((await send({ ...shot, id })).statuses).toEqual([202]);
  expect(await shown(id)).toEqual({ running: true, status: 'parked', attention: ['parkedEvent'] });
});

test('F12: dates that come in the wrong order leave the newest; what came late is kept as stale', async () => {
  const order = await place(world, usOrder([usNumber('08')]));
  await order.untilFact('submitted');
  const reference = await referenceOf(order);
  const [older, newer] = [inDays(50), inDays(70)];
  const first = anEvent('port.foc_confirmed', reference, foc(older));
  // A business hour later than the first, of which an hour is a tenth of a second.
  await waitUntil('some time has passed', () => world.nowMs() > Date.parse(first.occurred_at) + 3_600_000);
  await send({ event: anEvent('port.foc_changed', reference, foc(newer)) });
  await order.untilFact('scheduled');
  expect((await send({ event: first })).statuses).toEqual([202]);
  await untilStale(order);
  expect((await order.request()).foc?.date).toBe(newer);
  expect(await order.facts('dateChanged')).toEqual([]);
});

test('F12: a number that moves before any date is known is taken into service, and a date that comes after it changes nothing', async () => {
  const order = await place(world, usOrder([usNumber('08')]));
  await order.untilFact('submitted');
  const reference = await referenceOf(order);
  await order.carrier({ type: 'activate' });
  await order.untilFact('ported');
  expect((await order.request()).numbers).toMatchObject([{ voice: 'active' }]);
  expect((await send({ event: anEvent('port.foc_confirmed', reference, foc(inDays(60))) })).statuses).toEqual([202]);
  expect((await send({ event: anEvent('port.rejected', reference, { reasons: [{ code: 'NAME_MISMATCH' }] }) })).statuses).toEqual([202]);
  await order.carrier({ type: 'sms' });
  const { requests } = await order.untilStatus('completed');
  expect(requests[0]).toMatchObject({ outcome: 'ported', attempt: 1 });
  expect(await order.facts('scheduled')).toEqual([]);
  expect(await order.facts('rejected')).toEqual([]);
});

test('an event about an attempt that was replaced changes nothing at the new one', async () => {
  const reference = `${silent.orderId}012`;
  const before = await silent.request();
  expect((await send({ event: anEvent('port.foc_confirmed', reference, foc(inDays(60))) })).statuses).toEqual([202]);
  await untilStale(silent);
  expect(await silent.request()).toMatchObject({ status: before.status, attempt: 1, reference: before.reference });
  expect(await silent.facts('scheduled')).toEqual([]);
});

test('no log, id or refusal of the stack names a person, a number or a code', async () => {
  expect(await leaks(world)).toEqual([]);
});
