import { SLOW, aPort, openScene, type Scene } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW } });
});
afterEach(() => scene.close());

const NUMBERS = ['+33199000100', '+33199000120'];
const platform = (path: string, body: object) => scene.call('POST', `/platform/v1/${path}`, body);
const claim = (order_id: string, account_id = 'acct-1', numbers = NUMBERS) => platform('claims', { order_id, account_id, numbers });

test('fifty orders claim one number at once and one of them gets it', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => claim(`ORDER${index}`)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status, body }) => status === 409 && body.code === 'taken')).toHaveLength(49);
});

test('claiming is all or none, the same order again gets the same answer, and a release frees', async () => {
  await claim('ORDER1', 'acct-1', ['+33199000120']);
  expect((await claim('ORDER2')).body).toMatchObject({ code: 'taken', numbers: ['+33199000120'] });
  expect((await claim('ORDER3', 'acct-1', ['+33199000100'])).status).toBe(200);
  expect((await claim('ORDER3', 'acct-1', ['+33199000100'])).status).toBe(200);
  await platform('claims/release', { order_id: 'ORDER2', numbers: ['+33199000120'] });
  expect((await claim('ORDER2', 'acct-1', ['+33199000120'])).status).toBe(409);
  await platform('claims/release', { order_id: 'ORDER1', numbers: ['+33199000120'] });
  expect((await claim('ORDER2', 'acct-1', ['+33199000120'])).status).toBe(200);
});

test('an order that has claimed nothing has no claims, and one without a name is refused', async () => {
  await claim('ORDER1');
  expect(await platform('claims/list', { order_id: 'ORDER1' })).toMatchObject({ status: 200, body: { numbers: NUMBERS } });
  expect((await platform('claims/list', { order_id: 'ORDER2' })).body).toEqual({ numbers: [] });
  expect((await platform('claims/list', {})).status).toBe(400);
});

test('the order that holds a number is named to its own account only', async () => {
  await claim('ORDER1', 'acct-1');
  expect((await claim('ORDER2', 'acct-1')).body.order_id).toBe('ORDER1');
  expect((await claim('ORDER3', 'acct-2')).body).not.toHaveProperty('order_id');
});

test.each([
  ['prepare', { account_id: 'acct-1', port_date: '2026-12-10' }],
  ['activate', {}],
])('only claimed numbers can be taken to %s', async (verb, rest) => {
  const body = { order_id: 'ORDER1', numbers: NUMBERS, ...rest };
  expect(await platform(`numbers/${verb}`, body)).toMatchObject({ status: 409, body: { code: 'not_claimed', numbers: NUMBERS } });
  await claim('ORDER1');
  expect((await platform(`numbers/${verb}`, body)).status).toBe(200);
});

test('R14, R16, R18: dashboard, configuration, voice once the network has moved the number, then SMS', async () => {
  const [number = ''] = NUMBERS;
  const read = async () => ((await platform('numbers/read', { numbers: [number] })).body.numbers as object[])[0];
  const activate = () => platform('numbers/activate', { order_id: 'ORDER1', numbers: [number] });
  await claim('ORDER1', 'acct-1', [number]);
  expect(await read()).toEqual({
    number,
    on_dashboard: false,
    configured: false,
    user_online: true,
    voice: 'inactive',
    sms: 'off',
    emergency_address: 'not_needed',
  });
  await platform('numbers/prepare', { order_id: 'ORDER1', account_id: 'acct-1', numbers: [number], port_date: '2026-12-10' });
  await scene.call('POST', '/control/platform/configure', { numbers: [number] });
  expect(await read()).toMatchObject({ on_dashboard: true, configured: true, voice: 'inactive' });
  for (const online of [false, true]) {
    await scene.call('POST', '/control/platform/users', { numbers: [number], online });
    expect(await read()).toMatchObject({ user_online: online, configured: true });
  }

  expect((await activate()).body).toEqual({ active: [] });
  await scene.submit(aPort(number, 'REF1'));
  await scene.poke('REF1', { type: 'activate' });
  expect((await activate()).body).toEqual({ active: [number] });
  await platform('numbers/sms', { order_id: 'ORDER1', numbers: [number] });
  expect(await read()).toMatchObject({ voice: 'active', sms: 'activating' });
  await scene.poke('REF1', { type: 'sms' });
  expect(await read()).toMatchObject({ voice: 'active', sms: 'active' });
  expect((await scene.call('GET', '/control/platform/numbers')).body).toMatchObject({
    numbers: [{ number, order_id: 'ORDER1', port_date: '2026-12-10' }],
  });
});

test.each([
  ['+12125550120', 'set'],
  ['+18005550120', 'not_needed'],
  ['+33199000120', 'not_needed'],
])('the address for emergency calls of %s is %s until control says otherwise', async (number, address) => {
  const read = async () => (await platform('numbers/read', { numbers: [number] })).body.numbers;
  expect(await read()).toMatchObject([{ emergency_address: address }]);
  await claim('ORDER1', 'acct-1', [number]);
  await scene.call('POST', '/control/platform/emergency-address', { numbers: [number], address: 'missing' });
  expect(await read()).toMatchObject([{ emergency_address: 'missing' }]);
});

test.each([
  ['acct-active-fr', { status: 'active', paid: true, language: 'fr' }],
  ['acct-active-us', { status: 'active', paid: true, language: 'en' }],
  ['acct-trial', { status: 'trial' }],
  ['acct-unpaid', { status: 'active', paid: false }],
  ['acct-suspended', { status: 'suspended' }],
])('R1: the directory knows %s', async (id, facts) => {
  expect(await scene.call('GET', `/accounts/v1/accounts/${id}`)).toMatchObject({ status: 200, body: { id, ...facts } });
});

test('an unknown account is 404', async () => {
  expect(await scene.call('GET', '/accounts/v1/accounts/nobody')).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

test('R12, R17: an order has one ticket, and a key one comment on it', async () => {
  const open = () => scene.call('PUT', '/tickets/v1/tickets/by-order/ORDER1', { account_id: 'acct-1', subject: 'Your numbers' });
  const { ref } = (await open()).body;
  expect((await open()).body).toEqual({ ref });
  const comment = (key: string, body: string) =>
    scene.call('POST', `/tickets/v1/tickets/${String(ref)}/comments`, { key, subject: 'Date confirmed', body, language: 'fr' });
  expect((await comment('K1', 'first')).status).toBe(201);
  expect((await comment('K1', 'said again in other words')).status).toBe(200);
  expect((await comment('K2', 'second')).status).toBe(201);
  const ticket = (await scene.call('GET', `/tickets/v1/tickets/${String(ref)}`)).body;
  expect(ticket).toMatchObject({
    ref,
    order_id: 'ORDER1',
    comments: [
      { key: 'K1', body: 'first' },
      { key: 'K2', body: 'second' },
    ],
  });
  expect((await scene.call('GET', '/control/tickets/ORDER1')).body).toEqual(ticket);
});

test.each([
  ['a toll-free number', '+18005550120', 'US'],
  ['a number of a port that ends in 66', '+33199000166', 'FR'],
])('R18: there are no text messages for %s: the platform says so, and the network brings none', async (_, number, country) => {
  await claim('ORDER1', 'acct-1', [number]);
  await scene.submit(aPort(number, 'REF66', { country }));
  await scene.poke('REF66', { type: 'activate' });
  const asked = await platform('numbers/sms', { order_id: 'ORDER1', numbers: [number, '+33199000120'] });
  expect(asked).toMatchObject({ status: 202, body: { not_applicable: [number] } });
  expect((await platform('numbers/read', { numbers: [number] })).body.numbers).toMatchObject([{ sms: 'off' }]);
  expect((await scene.call('GET', '/control/ports/REF66')).body.steps).toEqual([]);
});
