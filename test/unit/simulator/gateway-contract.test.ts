import { Port } from '../../../simulator/gateway/wire';
import portability from '../../support/fixtures/wire/portability-answer.json';
import refusedAtTheDoor from '../../support/fixtures/wire/rejected-at-the-door.json';
import range from '../../support/fixtures/wire/create-range.json';
import { SLOW, aPort, openScene, type Scene } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW } });
});
afterEach(() => scene.close());

const create = (content: { reference: string; [field: string]: unknown }, key = content.reference) =>
  scene.call('POST', '/gateway/v1/ports', content, { 'idempotency-key': key });

test('the same reference creates one draft, however often it is sent', async () => {
  const content = aPort('+33199000100', 'REF1');
  const first = await create(content);
  const second = await create(content);
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.body).toEqual(first.body);
  expect(Port.parse(first.body).state).toBe('draft');
  expect((await scene.call('GET', '/gateway/v1/ports?reference=REF1')).body).toEqual(first.body);
  expect(scene.ledger().filter(({ action, outcome }) => action === 'port.created' && outcome === 'created')).toHaveLength(1);
});

test('the same reference with other content is a conflict and changes nothing', async () => {
  await create(aPort('+33199000100', 'REF1'));
  const other = await create(aPort('+33199000120', 'REF1'));
  expect(other).toMatchObject({ status: 409, body: { code: 'key_reused' } });
  expect((await scene.call('GET', '/gateway/v1/ports?reference=REF1')).body).toMatchObject({ numbers: [{ number: '+33199000100' }] });
});

test('the order of fields makes no other content', async () => {
  const content = aPort('+33199000100', 'REF1');
  await create(content);
  const reversed = Object.fromEntries(Object.entries(content).reverse()) as typeof content;
  expect((await create(reversed)).status).toBe(200);
});

test('confirming twice sends one request to the losing carrier', async () => {
  const port = await scene.submit(aPort('+33199000100', 'REF1'));
  const again = await scene.call('POST', `/gateway/v1/ports/${port.id}/confirm`);
  expect(again).toMatchObject({ status: 200, body: { state: 'pending' } });
  const outcomes = scene.ledger().flatMap(({ action, outcome }) => (action === 'port.confirmed' ? [outcome] : []));
  expect(outcomes).toEqual(['confirmed', 'repeated']);
});

test('a range lists every one of its numbers', async () => {
  const created = await create(range);
  expect(Port.parse(created.body).numbers.map(({ number }) => number)).toEqual(
    Array.from({ length: 10 }, (_, index) => `+3319900020${index}`),
  );
});

test('a number that another open port holds is rejected at the door, as a value', async () => {
  await scene.submit(aPort('+33199000100', 'REF1'));
  const second = await create(aPort('+33199000100', 'REF2'));
  expect(second).toMatchObject({ status: 422, body: refusedAtTheDoor });
});

test('two drafts for one number: the second confirm is refused', async () => {
  const [first, second] = [await create(aPort('+33199000100', 'REF1')), await create(aPort('+33199000100', 'REF2'))];
  const answers = await Promise.all([first, second].map(({ body }) => scene.call('POST', `/gateway/v1/ports/${String(body.id)}/confirm`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 422]);
});

test('R8: the portability check names blocks and what cannot be ported', async () => {
  const numbers = portability.results.map(({ number }) => number);
  const answer = await scene.call('POST', '/gateway/v1/portability-checks', { country: 'FR', numbers });
  expect(answer).toMatchObject({ status: 200, body: portability });
});

test('what cannot be asked is answered 409 with a code', async () => {
  const port = await scene.submit(aPort('+33199000100', 'REF1'));
  expect(await scene.ask(port.id, 'activate')).toMatchObject({ status: 409, body: { code: 'not_scheduled' } });
  expect(await scene.ask(port.id, 'return', { reason: 'calls fail' })).toMatchObject({ status: 409, body: { code: 'not_returnable' } });
  await scene.poke('REF1', { type: 'foc', date: '2035-06-04' });
  expect(await scene.ask(port.id, 'activate')).toMatchObject({ status: 409, body: { code: 'not_on_demand' } });
  await scene.poke('REF1', { type: 'activate' });
  expect(await scene.ask(port.id, 'reschedule', { date: '2027-01-04' })).toMatchObject({ status: 409, body: { code: 'not_scheduled' } });
  expect(await scene.ask(port.id, 'cancel')).toMatchObject({ status: 409, body: { code: 'not_cancellable' } });
});

test('a question is heard once per key, and a key means one question', async () => {
  const port = await scene.submit(aPort('+33199000100', 'REF1'));
  await scene.poke('REF1', { type: 'foc', date: '2027-01-04' });
  const ask = (date: string) => scene.call('POST', `/gateway/v1/ports/${port.id}/reschedule`, { date }, { 'idempotency-key': 'K1' });
  expect((await ask('2027-01-11')).status).toBe(202);
  expect((await ask('2027-01-11')).status).toBe(202);
  expect(await ask('2027-01-12')).toMatchObject({ status: 409, body: { code: 'key_reused' } });
  const heard = scene.ledger().flatMap(({ action, outcome, date }) => (action === 'reschedule.asked' ? [[outcome, date]] : []));
  expect(heard).toEqual([
    ['asked', '2027-01-11'],
    ['repeated', '2027-01-11'],
    ['refused', '2027-01-12'],
  ]);
});

test('a cancelled draft cannot be confirmed any more', async () => {
  const draft = await create(aPort('+33199000100', 'REF1'));
  const id = String(draft.body.id);
  expect((await scene.ask(id, 'cancel')).status).toBe(202);
  expect(await scene.call('POST', `/gateway/v1/ports/${id}/confirm`)).toMatchObject({ status: 409, body: { code: 'cancelled' } });
  expect((await scene.port(id)).state).toBe('cancelled');
});

test('a wrong body is told every problem at once, without repeating values', async () => {
  const answer = await create({ ...aPort('+33199000100', 'REF1'), country: 'france', signer: '' });
  expect(answer).toMatchObject({ status: 400, body: { code: 'malformed', problems: [{ path: 'country' }, { path: 'signer' }] } });
  expect(JSON.stringify(answer.body)).not.toContain('france');
});

test.each([
  ['no idempotency-key', {}, 'idempotency_key_missing'],
  ['another idempotency-key than the reference', { 'idempotency-key': 'OTHER' }, 'idempotency_key_differs'],
])('creating with %s is refused', async (_what, headers, code) => {
  const answer = await scene.call('POST', '/gateway/v1/ports', aPort('+33199000100', 'REF1'), headers);
  expect(answer).toMatchObject({ status: 400, body: { code } });
});

test.each([
  ['GET', '/gateway/v1/ports?reference=R'],
  ['POST', '/platform/v1/claims'],
  ['GET', '/accounts/v1/accounts/acct-trial'],
  ['GET', '/tickets/v1/tickets/x'],
  ['GET', '/control/ports'],
])('%s %s wants the token', async (method, path) => {
  const answer = await scene.call(method, path, undefined, { authorization: 'Bearer wrong' });
  expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
});

test('health wants no token', async () => {
  expect((await scene.call('GET', '/control/health', undefined, { authorization: '' })).status).toBe(200);
});

test('a confirm without a body and with the JSON content type is understood', async () => {
  const draft = await create(aPort('+33199000100', 'REF1'));
  const answer = await scene.call('POST', `/gateway/v1/ports/${String(draft.body.id)}/confirm`, undefined, {
    'content-type': 'application/json',
  });
  expect(answer.status).toBe(200);
});

test('ending 18: the answer to the confirm never comes, though it was committed; the next one answers', async () => {
  const draft = await create(aPort('+33199000118', 'REF18'));
  const path = `/gateway/v1/ports/${String(draft.body.id)}/confirm`;
  expect(await scene.hangUpOnce('POST', path, () => scene.ledger().some(({ action }) => action === 'port.confirmed'))).toBe('no answer');
  expect(await scene.call('POST', path)).toMatchObject({ status: 200 });
  const outcomes = scene.ledger().flatMap(({ action, outcome }) => (action === 'port.confirmed' ? [outcome] : []));
  expect(outcomes).toEqual(['confirmed', 'repeated']);
});
