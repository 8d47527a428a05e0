import { FAST, SLOW, aPort, openScene, type Scene } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene({ clock: { originMs: Date.now(), scale: SLOW } });
});
afterEach(() => scene.close());

const NUMBER = '+33199000108';
const scheduled = async () => {
  const port = await scene.submit(aPort(NUMBER, 'REF1'));
  await scene.poke('REF1', { type: 'foc', date: '2035-06-04' });
  return port;
};

test.each([
  [{ type: 'acknowledge' }, 'port.acknowledged', 'scheduled'],
  [{ type: 'reject', code: 'PIN_INVALID' }, 'port.rejected', 'rejected'],
  [{ type: 'foc', date: '2035-06-05' }, 'port.foc_confirmed', 'scheduled'],
  [{ type: 'foc_changed' }, 'port.foc_changed', 'scheduled'],
  [{ type: 'reschedule_accept', date: '2035-06-11' }, 'port.reschedule_accepted', 'scheduled'],
  [{ type: 'reschedule_refuse' }, 'port.reschedule_refused', 'scheduled'],
  [{ type: 'cancel_accept' }, 'port.cancel_accepted', 'cancelled'],
  [{ type: 'cancel_refuse' }, 'port.cancel_refused', 'scheduled'],
  [{ type: 'activate' }, 'port.number_activated', 'completed'],
  [{ type: 'activation_failed' }, 'port.activation_failed', 'scheduled'],
  [{ type: 'sms' }, 'port.sms_activated', 'scheduled'],
  [{ type: 'sms_failed' }, 'port.sms_failed', 'scheduled'],
  [{ type: 'split' }, 'port.split_required', 'rejected'],
  [{ type: 'comment', text: 'Hello' }, 'port.comment', 'scheduled'],
] as const)('the carrier can be made to act: %o tells %s', async (order, type, state) => {
  const port = await scheduled();
  expect(await scene.poke('REF1', order)).toMatchObject({ status: 200, body: { state } });
  expect((await scene.port(port.id)).state).toBe(state);
  const events = await scene.hears(type, order.type === 'foc' ? 2 : 1);
  expect(events.at(-1)?.data.reference).toBe('REF1');
});

test('F14: an act that is not delivered happened all the same', async () => {
  const port = await scheduled();
  await scene.poke('REF1', { type: 'activate', deliver: false });
  await scene.poke('REF1', { type: 'comment', text: 'later' });
  await scene.hears('port.comment');
  expect((await scene.port(port.id)).state).toBe('completed');
  expect(scene.receiver.types()).not.toContain('port.number_activated');
});

test('F28: a part of the numbers can be activated; the port completes with the last', async () => {
  const numbers = [{ number: '+33199000108' }, { number: '+33199000120' }];
  const port = await scene.submit(aPort('', 'REF1', { numbers }));
  await scene.poke('REF1', { type: 'activate', numbers: ['+33199000120'] });
  expect(await scene.port(port.id)).toMatchObject({ state: 'pending', numbers: [{ active: false }, { active: true }] });
  await scene.poke('REF1', { type: 'activate' });
  expect(await scene.port(port.id)).toMatchObject({ state: 'completed', numbers: [{ active: true }, { active: true }] });
  const told = (await scene.hears('port.number_activated', 2)).map(({ data }) => data.numbers);
  expect(new Set(told.flat())).toEqual(new Set(['+33199000108', '+33199000120']));
});

test('a carrier that was made silent says nothing more', async () => {
  await scene.restart({ clock: { originMs: Date.now(), scale: FAST } });
  const port = await scene.submit(aPort(NUMBER, 'REF1'));
  await scene.poke('REF1', { type: 'foc', date: '2035-06-04' });
  expect(await scene.poke('REF1', { type: 'silent' })).toMatchObject({ status: 200, body: { silent: true, steps: [] } });
  const other = await scene.submit(aPort('+33199000100', 'REF2'));
  await scene.reaches(other.id, 'completed');
  expect((await scene.port(port.id)).state).toBe('scheduled');
});

test('a draft is not known to the carrier, and an unknown reference is 404', async () => {
  await scene.call('POST', '/gateway/v1/ports', aPort(NUMBER, 'REF1'), { 'idempotency-key': 'REF1' });
  expect(await scene.poke('REF1', { type: 'foc' })).toMatchObject({ status: 409, body: { code: 'not_confirmed' } });
  expect((await scene.poke('REF9', { type: 'foc' })).status).toBe(404);
  expect((await scene.poke('REF1', { type: 'dance' })).status).toBe(400);
});

test('all ports are listed with their scenario and what is planned', async () => {
  await scene.submit(aPort('+33199000100', 'REF1'));
  const { ports } = (await scene.call('GET', '/control/ports')).body;
  expect(ports).toMatchObject([{ reference: 'REF1', ending: '00', steps: [{ does: 'acknowledge' }, { does: 'answer' }] }]);
});
