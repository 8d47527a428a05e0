import { SLOW, aPort, openScene, type Scene } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW } });
});
afterEach(() => scene.close());

const fault = (body: object) => scene.call('POST', '/control/faults', body);
const create = () => scene.call('POST', '/gateway/v1/ports', aPort('+33199000100', 'REF1'), { 'idempotency-key': 'REF1' });
const lookUp = async () => (await scene.call('GET', '/gateway/v1/ports?reference=REF1')).status;

test('F9: a status fault does nothing, says when to try again, and is over after its times', async () => {
  await fault({ party: 'gateway', mode: 'status:503', times: 2 });
  const answers = [await create(), await create(), await create()];
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 201]);
  expect(answers[0]?.headers.get('retry-after')).toBe('1');
});

test('F6: a party that is down breaks the connection off before anything is done, until the fault is cleared', async () => {
  await fault({ party: 'gateway', mode: 'down' });
  await expect(create()).rejects.toThrow('fetch failed');
  expect((await scene.call('GET', '/accounts/v1/accounts/acct-trial')).status).toBe(200);
  await scene.call('DELETE', '/control/faults?party=gateway');
  expect(await lookUp()).toBe(404);
});

test('F5: a time-out after the commit: no answer, and the look-up finds what was committed', async () => {
  const created = await create();
  const path = `/gateway/v1/ports/${String(created.body.id)}/confirm`;
  await fault({ party: 'gateway', mode: 'timeout_after_commit', times: 1 });
  expect(await lookUp()).toBe(200);
  expect(await scene.hangUpOnce('POST', path, () => scene.ledger().some(({ action }) => action === 'port.confirmed'))).toBe('no answer');
  expect(await scene.call('POST', path)).toMatchObject({ status: 200, body: { state: 'pending' } });
});

test('F5: a time-out before the commit: no answer, and nothing was done', async () => {
  await fault({ party: 'gateway', mode: 'timeout', times: 1, path_includes: '/confirm' });
  const created = await create();
  const path = `/gateway/v1/ports/${String(created.body.id)}/confirm`;
  expect(await scene.hangUpOnce('POST', path, () => scene.ledger().some(({ action }) => action === 'fault'))).toBe('no answer');
  expect((await scene.port(String(created.body.id))).state).toBe('draft');
});

test.each([
  ['reset_after_commit', 'broken off'],
  ['status_after_commit:502', 502],
])('F5: %s: the asker learns nothing, and the look-up finds what was committed', async (mode, seen) => {
  await fault({ party: 'gateway', mode, times: 1 });
  const outcome = await create().then(
    ({ status }) => status,
    () => 'broken off',
  );
  expect(outcome).toBe(seen);
  expect(await lookUp()).toBe(200);
});

test('a fault strikes only what it names', async () => {
  await fault({ party: 'gateway', mode: 'status:500', method: 'GET', path_includes: 'reference=' });
  expect((await create()).status).toBe(201);
  expect(await lookUp()).toBe(500);
});

test('faults outlive a restart and are listed', async () => {
  await fault({ party: 'tickets', mode: 'status:429' });
  await scene.restart();
  expect((await scene.call('GET', '/control/faults')).body).toEqual({ faults: [{ party: 'tickets', mode: 'status:429' }] });
  expect((await scene.call('GET', '/tickets/v1/tickets/x')).status).toBe(429);
});

test.each(['status:200', 'sideways'])('the mode %s is refused', async (mode) => {
  expect(await fault({ party: 'gateway', mode })).toMatchObject({ status: 400, body: { code: 'malformed' } });
});
