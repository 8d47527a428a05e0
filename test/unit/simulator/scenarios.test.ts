import { Webhook } from 'standardwebhooks';
import { waitUntil } from '../../support/wait-until';
import { SECRET, aPort, only, openScene, type Scene } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene({ focDays: 2 });
});
afterEach(() => scene.close());

/** Four weeks between date and port: about two seconds, enough to ask something in between. */
const leaveTime = () => scene.call('PUT', '/control/settings', { foc_days: 20 });
const codes = async (id: string) => (await scene.port(id)).reasons?.map(({ code }) => code);

test('ending 00: acknowledged, dated, ported in the window, SMS a business day later, and every event was signed', async () => {
  const port = await scene.submit(aPort('+33199000100', 'REF00'));
  await scene.hears('port.sms_activated');
  const events = scene.receiver.events();
  const types = [...events].sort((a, b) => a.occurred_at.localeCompare(b.occurred_at)).map(({ type }) => type);
  expect(types).toEqual(['port.acknowledged', 'port.foc_confirmed', 'port.number_activated', 'port.sms_activated']);
  const { foc } = only(events, 'port.foc_confirmed').data;
  const activated = only(events, 'port.number_activated');
  expect(Date.parse(activated.occurred_at) - Date.parse(foc?.window_start ?? '')).toBe(10 * 60_000);
  expect(new Date(foc?.window_start ?? '').toLocaleTimeString('en-GB', { timeZone: 'Europe/Paris' })).toBe('10:00:00');
  expect([1, 2, 3, 4, 5]).toContain(new Date(foc?.date ?? '').getUTCDay());
  expect(await scene.port(port.id)).toMatchObject({ state: 'completed', foc, numbers: [{ active: true, sms: 'active' }] });
  for (const { headers, body } of scene.receiver.received) {
    expect(new Webhook(SECRET).verify(body, headers as Record<string, string>)).toEqual(JSON.parse(body));
    expect(headers['webhook-id']).toBe(JSON.parse(body).id);
  }
  expect(scene.ledger().filter(({ action }) => action === 'port.completed')).toHaveLength(1);
});

test('R19: a date asked for is given when it is later than the lead time, on a business day', async () => {
  const saturday = '2035-06-02';
  await scene.submit(aPort('+33199000100', 'REF00', { requested_date: saturday }));
  const [event] = await scene.hears('port.foc_confirmed');
  expect(event?.data.foc?.date).toBe('2035-06-04');
});

test.each([
  ['01', 'NAME_MISMATCH', { holder: { name: 'Camille Durant', street: 's', postal_code: '75011', city: 'Paris' } }],
  ['02', 'TRANSFER_CODE_INVALID', { numbers: [{ number: '+33199000102', transfer_code: 'RIO-2' }] }],
])('R13, ending %s: %s until what was wrong is changed', async (ending, code, correction) => {
  const number = `+331990001${ending}`;
  const first = await scene.submit(aPort(number, 'REF1'));
  await scene.reaches(first.id, 'rejected');
  const unchanged = await scene.submit(aPort(number, 'REF2'));
  await scene.reaches(unchanged.id, 'rejected');
  const corrected = await scene.submit(aPort(number, 'REF3', correction));
  await scene.reaches(corrected.id, 'scheduled');
  expect(await codes(first.id)).toEqual([code]);
  expect(await codes(unchanged.id)).toEqual([code]);
  expect(await codes(corrected.id)).toBeUndefined();
});

test('R8, ending 03: a number of a range is refused alone, with the numbers that are missing, and the whole range goes', async () => {
  const alone = await scene.submit(aPort('+33199000103', 'REF1'));
  const rejected = await scene.reaches(alone.id, 'rejected');
  const block = Array.from({ length: 10 }, (_, index) => `+3319900010${index}`);
  expect(rejected.reasons).toMatchObject([{ code: 'RANGE_INCOMPLETE', numbers: block.filter((number) => number !== '+33199000103') }]);
  const range = { numbers: undefined, range: { start: '+33199000100', end: '+33199000109', transfer_code: null } };
  const whole = await scene.submit(aPort('', 'REF2', range));
  await scene.reaches(whole.id, 'scheduled');
});

test('ending 04: the date is a week later than asked; ending 05: it is the next business day', async () => {
  const asked = '2035-06-04';
  const late = await scene.submit(aPort('+33199000104', 'REF04', { requested_date: asked }));
  const short = await scene.submit(aPort('+33199000105', 'REF05', { requested_date: asked }));
  expect((await scene.reaches(late.id, 'scheduled')).foc?.date).toBe('2035-06-11');
  await scene.hears('port.foc_confirmed', 2);
  const event = scene.receiver.events().find(({ data }) => data.reference === 'REF05' && data.foc !== undefined);
  const daysAhead = (Date.parse(event?.data.foc?.date ?? '') - Date.parse(event?.occurred_at ?? '')) / 86_400_000;
  expect(daysAhead).toBeLessThan(3);
  await scene.reaches(short.id, 'completed');
});

test('R24, ending 00: a cancel in time is accepted and nothing ports', async () => {
  await leaveTime();
  const port = await scene.submit(aPort('+33199000100', 'REF1'));
  const { foc } = await scene.reaches(port.id, 'scheduled');
  expect((await scene.ask(port.id, 'cancel')).status).toBe(202);
  await scene.reaches(port.id, 'cancelled');
  // Another port given the same date shows that the day has passed.
  const other = await scene.submit(aPort('+33199000120', 'REF2', { requested_date: foc?.date ?? null }));
  await scene.reaches(other.id, 'completed');
  expect(await scene.port(port.id)).toMatchObject({ state: 'cancelled', numbers: [{ active: false }] });
  expect(scene.receiver.types()).toContain('port.cancel_accepted');
});

test('R24, ending 06: the cancel is accepted and the number ports all the same, on the old date', async () => {
  await leaveTime();
  const port = await scene.submit(aPort('+33199000106', 'REF1'));
  const { foc } = await scene.reaches(port.id, 'scheduled');
  await scene.ask(port.id, 'cancel');
  await scene.reaches(port.id, 'cancelled');
  await scene.reaches(port.id, 'completed');
  const [activated] = await scene.hears('port.number_activated');
  expect(activated?.occurred_at.slice(0, 10)).toBe(foc?.date);
});

test('R24, ending 16: the cancel is refused with a reason, and the number ports on the old date', async () => {
  await leaveTime();
  const port = await scene.submit(aPort('+33199000116', 'REF1'));
  const { foc } = await scene.reaches(port.id, 'scheduled');
  await scene.ask(port.id, 'cancel');
  const [refused] = await scene.hears('port.cancel_refused');
  expect(refused?.data.reasons).toMatchObject([{ code: 'CANCEL_TOO_LATE' }]);
  await scene.reaches(port.id, 'completed');
  expect((await scene.port(port.id)).foc).toEqual(foc);
});

test('R23, ending 07: a reschedule is refused and the old date stands; ending 00: it is accepted', async () => {
  await leaveTime();
  const refusing = await scene.submit(aPort('+33199000107', 'REF07'));
  const accepting = await scene.submit(aPort('+33199000100', 'REF00'));
  const { foc: old } = await scene.reaches(refusing.id, 'scheduled');
  await scene.reaches(accepting.id, 'scheduled');
  await Promise.all([refusing, accepting].map(({ id }) => scene.ask(id, 'reschedule', { date: '2035-06-04' })));
  const [refused] = await scene.hears('port.reschedule_refused');
  const [accepted] = await scene.hears('port.reschedule_accepted');
  expect(refused?.data.foc).toEqual(old);
  expect(accepted?.data.foc?.date).toBe('2035-06-04');
  await scene.reaches(refusing.id, 'completed');
  expect(await scene.port(accepting.id)).toMatchObject({ state: 'scheduled', foc: { date: '2035-06-04' } });
});

test('R19: a date that is wished for before there is one is heard, and the date is the answer', async () => {
  const port = await scene.submit(aPort('+33199000108', 'REF1'));
  expect(await scene.ask(port.id, 'reschedule', { date: '2035-06-04' })).toMatchObject({ status: 202 });
  await scene.poke('REF1', { type: 'foc' });
  const [event] = await scene.hears('port.foc_confirmed');
  expect(event?.data.foc?.date).toBe('2035-06-04');
});

test('ending 14: an interval of 90 days from the first possible day, whatever was asked, and nothing moves until it is started', async () => {
  const port = await scene.submit(aPort('+33199000114', 'REF1', { requested_date: '2035-06-04' }));
  const { foc } = await scene.reaches(port.id, 'scheduled');
  expect(foc?.date).not.toBe('2035-06-04');
  expect((Date.parse(foc?.last_date ?? '') - Date.parse(foc?.date ?? '')) / 86_400_000).toBe(90);
  expect(await scene.ask(port.id, 'activate')).toMatchObject({ status: 409, body: { code: 'not_open' } });
  expect((await scene.call('GET', '/control/ports/REF1')).body).toMatchObject({ steps: [] });
});

test('ending 19: nothing moves in the window until it is started, then everything, once', async () => {
  const port = await scene.submit(aPort('+33199000119', 'REF1'));
  const { foc } = await scene.reaches(port.id, 'scheduled');
  expect(foc).toMatchObject({ on_demand: true });
  await waitUntil(
    'the window is open',
    async () => (await scene.call('POST', `/gateway/v1/ports/${port.id}/activate`, {}, { 'idempotency-key': 'K1' })).status === 202,
  );
  expect(await scene.call('POST', `/gateway/v1/ports/${port.id}/activate`, {}, { 'idempotency-key': 'K1' })).toMatchObject({ status: 202 });
  await scene.hears('port.number_activated');
  expect(scene.ledger().filter(({ action }) => action === 'port.completed')).toHaveLength(1);
});

test('an emergency return gives the numbers back, within four hours of the port', async () => {
  // Four hours are too short on a fast clock.
  await scene.close();
  scene = await openScene({ clock: { originMs: Date.now(), scale: 3_600 } });
  const port = await scene.submit(aPort('+33199000100', 'REF1'));
  await scene.poke('REF1', { type: 'foc' });
  await scene.poke('REF1', { type: 'activate' });
  expect(await scene.ask(port.id, 'return', { reason: 'no incoming calls' })).toMatchObject({ status: 202 });
  expect(await scene.reaches(port.id, 'returned')).toMatchObject({ numbers: [{ active: false }] });
  await scene.hears('port.return_accepted');
});

test('ending 08: the carrier says nothing until it is poked', async () => {
  const silent = await scene.submit(aPort('+33199000108', 'REF08'));
  const other = await scene.submit(aPort('+33199000100', 'REF00'));
  await scene.reaches(other.id, 'completed');
  expect((await scene.port(silent.id)).state).toBe('pending');
  expect(scene.receiver.events().filter(({ data }) => data.reference === 'REF08')).toEqual([]);
  await scene.poke('REF08', { type: 'foc', date: '2035-06-04' });
  expect(await scene.port(silent.id)).toMatchObject({ state: 'scheduled', foc: { date: '2035-06-04' } });
});

test('ending 09: the activation fails once and then succeeds', async () => {
  const port = await scene.submit(aPort('+33199000109', 'REF1'));
  await scene.reaches(port.id, 'completed');
  await scene.hears('port.number_activated');
  const [failed, ...more] = await scene.hears('port.activation_failed');
  expect(failed?.data).toMatchObject({ numbers: ['+33199000109'], reasons: [{ code: 'NETWORK_CONFLICT' }] });
  expect(more).toEqual([]);
});

test('R18, endings 10 and 11: SMS comes five business days after the port, or never', async () => {
  const late = await scene.submit(aPort('+33199000110', 'REF10'));
  const never = await scene.submit(aPort('+33199000111', 'REF11'));
  await scene.reaches(never.id, 'completed');
  const [sms] = await scene.hears('port.sms_activated');
  const activated = scene.receiver.events().find(({ data, type }) => data.reference === 'REF10' && type === 'port.number_activated');
  expect(Date.parse(sms?.occurred_at ?? '') - Date.parse(activated?.occurred_at ?? '')).toBeGreaterThanOrEqual(7 * 86_400_000);
  expect((await scene.port(late.id)).numbers[0]?.sms).toBe('active');
  expect((await scene.port(never.id)).numbers[0]?.sms).toBe('pending');
});

test('R13, ending 12: rejected after its date was given; the next port of the number goes through', async () => {
  const first = await scene.submit(aPort('+33199000112', 'REF1'));
  await scene.hears('port.foc_confirmed');
  await scene.reaches(first.id, 'rejected');
  expect(await codes(first.id)).toEqual(['FOC_REFUSED']);
  const second = await scene.submit(aPort('+33199000112', 'REF2'));
  await scene.reaches(second.id, 'completed');
});

test('ending 13: events are repeated, and the date comes before the acknowledgement', async () => {
  const port = await scene.submit(aPort('+33199000113', 'REF1'));
  await scene.reaches(port.id, 'completed');
  await waitUntil('nothing is on its way', async () => {
    const { body } = await scene.call('GET', '/control/deliveries');
    return (body.waiting as unknown[]).length === 0;
  });
  const types = scene.receiver.types();
  expect(types.indexOf('port.foc_confirmed')).toBeLessThan(types.indexOf('port.acknowledged'));
  const events = scene.receiver.events();
  for (const { id } of events) expect([2, 3]).toContain(events.filter((other) => other.id === id).length);
  expect(Date.parse(only(events, 'port.acknowledged').occurred_at)).toBeLessThan(
    Date.parse(only(events, 'port.foc_confirmed').occurred_at),
  );
});

test('ending 15: the first delivery of each event has a wrong signature, the next one a right one', async () => {
  await scene.submit(aPort('+33199000115', 'REF1'));
  await scene.hears('port.acknowledged', 2);
  const verdicts = scene.receiver.received
    .filter(({ body }) => JSON.parse(body).type === 'port.acknowledged')
    .map(({ headers, body }) => {
      try {
        new Webhook(SECRET).verify(body, headers as Record<string, string>);
        return 'good';
      } catch {
        return 'bad';
      }
    });
  expect(verdicts).toEqual(['bad', 'good']);
});

test('ending 17: no event is ever delivered; only reading shows where the port stands', async () => {
  const port = await scene.submit(aPort('+33199000117', 'REF17'));
  await scene.reaches(port.id, 'completed');
  const loud = await scene.submit(aPort('+33199000100', 'REF00'));
  await scene.reaches(loud.id, 'completed');
  await scene.hears('port.number_activated');
  expect(scene.receiver.events().filter(({ data }) => data.reference === 'REF17')).toEqual([]);
  expect(scene.ledger()).toContainEqual(
    expect.objectContaining({ action: 'port.number_activated', reference: 'REF17', outcome: 'untold' }),
  );
});
