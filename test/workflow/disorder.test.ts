import { carrierEventSignal, requestProgressedSignal } from '../../workflows/contract';
import type { ScriptedPort } from '../support/scripted/port';
import { useScriptedStage } from '../support/scripted/stage';

const stage = useScriptedStage();

const ports = (port: ScriptedPort) => [
  port.says('numberActivated', port.days.at(10, '09:30')),
  port.says('smsActivated', port.days.at(11)),
];

test('F6: an event that is delivered three times happens once', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  const moved = port.says('numberActivated', days.at(10, '09:30'));
  const date = port.saysDate(days.at(1), 10);
  const again = (said: typeof moved, atMs: number) => ({ ...said, atMs });
  await port.script(
    date,
    again(date, days.at(1, '10:00')),
    again(date, days.at(9)),
    moved,
    moved,
    again(moved, days.at(10, '15:00')),
    port.says('smsActivated', days.at(11)),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: [] });
  expect(port.called('prepareNumbers')).toHaveLength(1);
  expect(port.called('activateNumbers')).toHaveLength(1);
  expect((await port.timeline()).filter((kind) => ['scheduled', 'dateChanged', 'ported'].includes(kind))).toEqual(['scheduled', 'ported']);
});

test('F6: a rejection and a comment that are delivered twice are recorded once, and the time to correct is not longer for it', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  const rejected = port.says('rejected', days.at(2), { reasons: [{ code: 'PIN_INVALID' }] });
  const comment = port.says('comment', days.at(1), { text: 'we are on it' });
  await port.script(comment, { ...comment, atMs: days.at(2) }, rejected, { ...rejected, atMs: days.at(5) });
  expect(await port.order.result()).toMatchObject({ status: 'failed' });
  expect(await port.facts('carrierComment')).toHaveLength(1);
  expect(await port.facts('rejected')).toHaveLength(1);
  expect(await port.when('closed')).toEqual(['day 16, 23:59']);
});

test('F7: the newest date counts, not the one that arrives last', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.says('focChanged', days.at(3), { foc: days.foc(10) }),
    port.saysDate(days.at(4), 15, { occurredAtMs: days.at(1) }),
    ...ports(port),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.facts('staleEvent')).toMatchObject([{ type: 'focConfirmed' }]);
  expect(await port.when('activating')).toEqual(['day 10, 09:00']);
});

test('F7: numbers that move before the date was ever told are in service, and the late date changes nothing', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.says('numberActivated', days.at(3, '09:30')),
    port.saysDate(days.at(3, '10:00'), 3, { occurredAtMs: days.at(1) }),
    port.says('smsActivated', days.at(4)),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(port.called('activateNumbers')).toEqual(['day 3, 09:30']);
  expect(port.called('prepareNumbers')).toEqual([]);
});

test('R13: what is said of the first attempt does not touch the second', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.says('rejected', days.at(2), { reasons: [{ code: 'PIN_INVALID' }] }),
    port.saysDate(days.at(4), 8),
    port.says('rejected', days.at(4, '10:00'), { reasons: [{ code: 'NOT_PORTABLE' }] }),
    port.says('cancelAccepted', days.at(4, '11:00')),
    port.saysDate(days.at(4, '12:00'), 10, { attempt: 2 }),
    port.says('numberActivated', days.at(10, '09:30'), { attempt: 2 }),
    port.says('smsActivated', days.at(11), { attempt: 2 }),
  );
  await port.until(3);
  await port.correct({ losing: { carrier: 'ORANGE', pin: '4711' } });
  expect(await port.order.result()).toMatchObject({ status: 'completed', requests: [{ attempt: 2, reference: port.reference(2) }] });
  expect(await port.facts('staleEvent')).toMatchObject([{ type: 'focConfirmed' }, { type: 'rejected' }, { type: 'cancelAccepted' }]);
  expect(await port.when('scheduled')).toEqual(['day 4, 12:00']);
});

test('F7: what happened before this attempt was acknowledged is not about it', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  await port.script(
    port.says('rejected', days.at(1), { occurredAtMs: days.at(-1), reasons: [{ code: 'NOT_PORTABLE' }] }),
    port.saysDate(days.at(2), 10),
    ...ports(port),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.facts('staleEvent')).toMatchObject([{ type: 'rejected' }]);
});

const NONSENSE: readonly unknown[] = [
  null,
  'hello',
  42,
  [],
  {},
  { type: 'rejected' },
  { id: 'x', gateway: 'gw', type: 'teleported', occurredAtMs: 0, reference: 'y' },
];

test('F9: signals that make no sense are set aside for a person; neither order nor request is wedged by them', async () => {
  const port = await stage.aSignedPort();
  expect(await port.snapshot()).toMatchObject({ status: 'submitted' });
  const toRequest = ['carrierEvent', 'cancelRequested', 'rescheduleRequested', 'resubmissionReady', 'resync', 'noSuchSignal'];
  const toOrder = ['loaSigned', 'cancelRequested', 'requestProgressed', 'resync', 'noSuchSignal'];
  for (const nonsense of NONSENSE) for (const signal of toRequest) await port.request.signal<[unknown]>(signal, nonsense);
  await port.settled();
  for (const nonsense of NONSENSE) for (const signal of toOrder) await port.order.signal<[unknown]>(signal, nonsense);
  await port.script(port.saysDate(port.days.at(1), 10), ...ports(port));
  expect(await port.order.result()).toMatchObject({ status: 'completed', attention: ['messageNotTaken'] });
  expect(await port.attention()).toEqual(['+messageNotTaken']);
});

test('F9: a date in an impossible zone asks a person and leaves the request alive for the next one', async () => {
  const port = await stage.aSignedPort();
  const { days } = port;
  const wrong = port.saysDate(days.at(1), 2, { foc: { ...days.foc(2), zone: 'Europe/Nowhere' } });
  await port.script(
    wrong,
    port.saysDate(days.at(1, '11:30'), 2),
    port.says('numberActivated', days.at(2, '09:30')),
    port.says('smsActivated', days.at(2, '10:00')),
  );
  expect(await port.order.result()).toMatchObject({ status: 'completed' });
  expect(await port.attention()).toEqual(['+calendarFailed', '-calendarFailed']);
  expect(await port.when('attentionCleared')).toEqual(['day 1, 12:00']);
  expect(await port.when('scheduled')).toEqual(['day 1, 11:30']);
});

test('F8: what a request said long ago does not take its order back', async () => {
  const port = await stage.aSignedPort();
  await port.script(port.saysDate(port.days.at(1), 10), ...ports(port));
  expect(await port.snapshot()).toMatchObject({ status: 'submitted' });
  const old = await port.snapshot();
  await port.until(2);
  await port.order.signal(requestProgressedSignal, old);
  await port.until(3);
  expect(await port.view()).toMatchObject({ status: 'scheduled', requests: [{ foc: port.days.foc(10) }] });
  expect((await port.timeline()).filter((kind) => kind === 'submitted')).toHaveLength(1);
});

test('F6: a word that comes together with the start is heard', async () => {
  const port = await stage.aPort();
  const early = await port.startedBy(
    carrierEventSignal.name,
    port.event('focConfirmed', port.days.at(0, '09:01'), { foc: port.days.foc(10) }),
  );
  expect(await port.snapshot()).toMatchObject({ status: 'scheduled' });
  expect(early.workflowId).toBe(port.request.workflowId);
  expect(port.called('submitRequest')).toHaveLength(1);
});

test('R24: a cancel that comes together with the start leaves nothing at the carrier', async () => {
  const port = await stage.aPort();
  await port.startedBy('cancelRequested', { by: 'operator' });
  expect(await port.snapshot()).toMatchObject({ status: 'over' });
  expect(await port.snapshot()).toMatchObject({ outcome: 'cancelled' });
  expect(port.called('submitRequest')).toEqual([]);
});
