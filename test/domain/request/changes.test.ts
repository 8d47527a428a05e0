import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import { changeability, judgeCancel, judgeReschedule } from '../../../domain/request/verdicts';
import { focOn, gatewayStatus } from '../../support/builders/carrier-event';
import { drive, driveToScheduled, driveToSubmitted, DrivenRequest } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';
import { at, MONDAY } from '../../support/builders/rules';

const SAFE = at('2026-03-09T09:00:00Z');
const LAST = at('2026-03-10T09:00:00Z');
const LOCK = at('2026-03-11T09:00:00Z');
const WINDOW = at('2026-03-12T09:00:00Z');
const ported = () => driveToScheduled().says('numberActivated').activated();

describe('R24: what is said to a cancel, at the boundary instants', () => {
  const verdict = (nowMs: number) => judgeCancel(changeability(driveToScheduled().state), nowMs);

  test.each([
    ['with 3 business days', SAFE, { taken: true, mayFail: false, atOnce: false }],
    ['with less', SAFE + 1, { taken: true, mayFail: true, atOnce: false }],
    ['with 2 business days', LAST, { taken: true, mayFail: true, atOnce: false }],
  ])('%s', (_, nowMs, expected) => {
    expect(verdict(nowMs)).toEqual(expected);
  });

  test('with less than 2 it is refused, with the instant until which it was possible', () => {
    expect(verdict(LAST + 1)).toMatchObject({ taken: false, reason: 'tooLate', until: { atMs: LAST } });
  });

  test('a date that came inside the cut-off was never cancellable, and no instant is named', () => {
    expect(judgeCancel(changeability(driveToScheduled('2026-03-03').state), MONDAY)).toEqual({ taken: false, reason: 'tooLate' });
  });

  test.each([
    ['ready', () => new DrivenRequest(aRequestInput(), MONDAY), { taken: true, atOnce: true }],
    ['submitting', () => drive(), { taken: true, atOnce: false, mayFail: true }],
    ['outcomeUnknown', () => drive().noAnswer(), { taken: true, atOnce: false, mayFail: true }],
    ['submitted', () => driveToSubmitted(), { taken: true, atOnce: false, mayFail: true }],
    ['rejected', () => driveToSubmitted().rejects('NAME_MISMATCH'), { taken: true, atOnce: true }],
    ['asked already', () => driveToSubmitted().cancel(), { taken: false, reason: 'alreadyAsked' }],
    ['locked', () => driveToScheduled().passes(LOCK), { taken: false, reason: 'tooLate' }],
    ['activating', () => driveToScheduled().passes(WINDOW), { taken: false, reason: 'alreadyPorting' }],
    ['ported', ported, { taken: false, reason: 'alreadyPorted' }],
    ['cancelled', () => driveToSubmitted().says('cancelAccepted'), { taken: false, reason: 'alreadyCancelled' }],
    ['over', () => driveToSubmitted().rejects('NOT_PORTABLE'), { taken: false, reason: 'closed' }],
  ])('while it is %s', (_, given, expected) => {
    const request = given();
    expect(judgeCancel(changeability(request.state), request.nowMs)).toMatchObject(expected);
  });
});

describe('R23: what is said to a reschedule, at the boundary instants', () => {
  const verdict = (nowMs: number) => judgeReschedule(changeability(driveToScheduled().state), nowMs, '2026-03-20');

  test.each([
    ['with 3 business days', SAFE, { taken: true, mayFail: false }],
    ['with less', SAFE + 1, { taken: true, mayFail: true }],
    ['best effort until the lock', LOCK - 1, { taken: true, mayFail: true }],
    ['at the lock', LOCK, { taken: false, reason: 'tooLate', until: { atMs: LOCK } }],
  ])('%s', (_, nowMs, expected) => {
    expect(verdict(nowMs)).toMatchObject(expected);
  });

  test.each([
    ['submitted', () => driveToSubmitted(), 'noDateYet'],
    ['asked already', () => driveToScheduled().reschedule('2026-03-20'), 'alreadyAsked'],
    ['being cancelled', () => driveToScheduled().cancel(), 'alreadyAsked'],
    ['activating', () => driveToScheduled().passes(WINDOW), 'alreadyPorting'],
    ['ported', ported, 'alreadyPorted'],
    ['cancelled', () => driveToSubmitted().says('cancelAccepted'), 'alreadyCancelled'],
    ['over', () => driveToSubmitted().rejects('NOT_PORTABLE'), 'closed'],
  ] as const)('while it is %s, and its refusal is told', (_, given, reason) => {
    const request = given();
    expect(judgeReschedule(changeability(request.state), request.nowMs, '2026-03-25')).toMatchObject({ taken: false, reason });
    expect(request.reschedule('2026-03-25').lastFact('rescheduleRefused')).toMatchObject({ reason });
  });
});

describe('R24: a cancel before the carrier has it', () => {
  test('before anything was sent it is over at once', () => {
    const request = new DrivenRequest(aRequestInput(), MONDAY).cancel();
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'cancelled' });
    expect(request.inFlight).toEqual([{ do: 'release' }]);
    expect(request.lastFact('cancelled')).toMatchObject({ wasSent: false });
  });

  test('in flight: its outcome is settled first, then the carrier is asked, once', () => {
    const request = drive().cancel().cancel();
    expect(request.flying('askCancel')).toEqual([]);
    request.accepted().says('acknowledged').confirms('2026-03-12');
    expect(request.asked.filter((effect) => effect.do === 'askCancel')).toHaveLength(1);
  });

  test('in flight, and the webhook is faster than the answer: asked, once', () => {
    const request = drive().cancel().says('acknowledged', { gatewayId: undefined }).accepted();
    expect(request.asked.filter((effect) => effect.do === 'askCancel')).toHaveLength(1);
  });

  test('in flight, and the first word is a date: asked', () => {
    expect(drive().cancel().confirms('2026-03-12').flying('askCancel')).toHaveLength(1);
  });

  test('unknown and proven absent: over, and not sent again', () => {
    const request = drive()
      .noAnswer()
      .cancel()
      .passes(MONDAY + HOUR_MS)
      .shows(null);
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'cancelled' });
    expect(request.asked.filter((effect) => effect.do === 'submit')).toHaveLength(1);
  });

  test('unknown, and only a draft: it is not confirmed', () => {
    const request = drive()
      .noAnswer()
      .cancel()
      .passes(MONDAY + HOUR_MS)
      .shows(gatewayStatus('draft', MONDAY));
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'cancelled' });
  });

  test('unknown, and the carrier has it: asked', () => {
    expect(
      drive()
        .noAnswer()
        .cancel()
        .passes(MONDAY + HOUR_MS)
        .shows(gatewayStatus('pending', MONDAY))
        .flying('askCancel'),
    ).toHaveLength(1);
  });

  test.each([
    ['that was waiting', () => drive().fails('submit').cancel()],
    ['that came first', () => drive().cancel().fails('submit')],
  ])('I8: unreachable, with a cancel %s: not sent again, but the gateway is asked what it has', (_, given) => {
    const request = given().passes(MONDAY + 2 * MINUTE_MS);
    expect(request.inFlight).toEqual([{ do: 'lookUp', attempt: 1 }]);
    expect(request.passes(MONDAY + DAY_MS).shows(null).state.phase).toEqual({ at: 'over', outcome: 'cancelled' });
    expect(request.asked.filter((effect) => effect.do === 'submit')).toHaveLength(1);
  });
});

describe('R24: a cancel that the carrier has to approve', () => {
  test('approved: cancelled, watched until two business days after its date, then over', () => {
    const request = driveToScheduled().prepared().cancel().cancelWasTaken().says('cancelAccepted');
    expect(request.at).toBe('cancelled');
    expect(request.kinds.slice(-2)).toEqual(['cancelAsked', 'cancelled']);
    request.passes(at('2026-03-16T22:58:59Z'));
    expect(request.at).toBe('cancelled');
    expect(request.flying('release')).toEqual([]);
    request.passes(at('2026-03-16T22:59:00Z'));
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'cancelled' });
    expect(request.flying('release')).toHaveLength(1);
  });

  test('approved without a date: watched for ten business days', () => {
    expect(driveToSubmitted().cancel().says('cancelAccepted').state.phase).toMatchObject({
      at: 'cancelled',
      watchUntil: { atMs: at('2026-03-16T22:59:00Z') },
    });
  });

  test('approved on the port day, before anything moved', () => {
    expect(
      driveToScheduled()
        .cancel()
        .cancelWasTaken()
        .passes(WINDOW + HOUR_MS)
        .says('cancelAccepted').at,
    ).toBe('cancelled');
  });

  test('approved although nobody asked: the carrier has ended it', () => {
    expect(driveToScheduled().says('cancelAccepted').at).toBe('cancelled');
  });

  test('a date for a cancelled port: it stays cancelled, and is watched until past that date', () => {
    const request = driveToSubmitted().says('cancelAccepted');
    request.nowMs += HOUR_MS;
    request.confirms('2026-04-14');
    expect(request.state.phase).toMatchObject({ at: 'cancelled', watchUntil: { atMs: at('2026-04-16T21:59:00Z') } });
    request.nowMs += HOUR_MS;
    expect(request.says('focChanged', { foc: focOn('2026-03-05') }).state.phase).toMatchObject({
      watchUntil: { atMs: at('2026-04-16T21:59:00Z') },
    });
  });

  test('a date whose reckoning crosses the end of the cancel is watched all the same', () => {
    const request = driveToSubmitted();
    request.calendarAnswers = false;
    request.confirms('2026-04-14').says('cancelAccepted');
    for (const plan of request.flying('plan').reverse()) request.planned(plan);
    expect(request.state.phase).toMatchObject({ at: 'cancelled', watchUntil: { atMs: at('2026-04-16T21:59:00Z') } });
  });

  test('refused: what stood stands, the customer is told, and may ask again', () => {
    const request = driveToScheduled()
      .cancel()
      .cancelWasTaken()
      .says('cancelRefused', { reasons: [{ code: 'CONTRACT_TERM' }] });
    expect(request.at).toBe('scheduled');
    expect(request.lastFact('cancelRefused')).toMatchObject({ reason: 'carrierRefused', reasons: [{ code: 'CONTRACT_TERM' }] });
    expect(request.cancel().flying('askCancel')).toHaveLength(1);
    expect(request.cancelWasTaken().says('cancelAccepted').at).toBe('cancelled');
  });

  test('refused by the gateway itself', () => {
    const request = driveToScheduled().cancel();
    request.answerTo('askCancel');
    request.take({ kind: 'asked', what: 'cancel', outcome: { kind: 'refused', reason: 'not supported' } });
    expect(request.lastFact('cancelRefused')).toMatchObject({ reason: 'carrierRefused' });
    expect(request.state.cancel).toBeUndefined();
  });

  test('a date that comes while it is pending is recorded, and the cancel stays pending', () => {
    const request = driveToSubmitted().cancel().cancelWasTaken().confirms('2026-03-12');
    expect(request.at).toBe('scheduled');
    expect(request.state.cancel).toMatchObject({ asked: true });
    expect(request.flying('askCancel')).toEqual([]);
  });

  test('the lock does not end it: it stays pending as a flag', () => {
    const request = driveToScheduled().cancel().cancelWasTaken().passes(LOCK);
    expect(request.at).toBe('locked');
    expect(request.state.cancel).toBeDefined();
  });

  test('the numbers port all the same: served, and told with the pending cancel', () => {
    const request = driveToScheduled().cancel().cancelWasTaken().passes(WINDOW).says('numberActivated').activated();
    expect(request.lastFact('ported')).toMatchObject({ cancelPending: true, afterCancel: false });
    expect(request.state.cancel).toBeUndefined();
  });

  test('I8: approved, and the numbers port all the same: served, told and raised', () => {
    const request = driveToScheduled().says('cancelAccepted').says('numberActivated');
    expect(request.at).toBe('activating');
    expect(request.state.attention.portedAfterCancel).toBe(MONDAY);
    expect(request.activated().lastFact('ported')).toMatchObject({ afterCancel: true });
  });

  test('I8: watched out, and a number moves after that: served and raised', () => {
    const request = driveToScheduled().says('cancelAccepted').passes(at('2026-03-17T09:00:00Z')).says('numberActivated');
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'cancelled' });
    expect(Object.keys(request.state.attention).sort()).toEqual(['activatedAfterClosing', 'portedAfterCancel']);
    expect(request.activated().state.numbers.map(({ voice }) => voice)).toEqual(['active']);
  });

  test('too late: refused, told with the instant, and the port goes on', () => {
    const request = driveToScheduled()
      .prepared()
      .passes(LAST + 1)
      .cancel();
    expect(request.lastFact('cancelRefused')).toMatchObject({ reason: 'tooLate', until: { atMs: LAST } });
    expect(request.inFlight).toEqual([]);
  });

  test('a pending reschedule ends with the cancel', () => {
    const request = driveToScheduled().reschedule('2026-03-20').rescheduleWasTaken().cancel().cancelWasTaken().says('cancelAccepted');
    expect(request.state.reschedule).toBeUndefined();
    expect(request.passes(at('2026-03-06T09:00:00Z')).state.attention).toEqual({});
  });
});

describe('R23: a reschedule', () => {
  const asked = () => driveToScheduled().prepared().reschedule('2026-03-20').rescheduleWasTaken();

  test('is asked of the carrier, and the old date stands', () => {
    const request = driveToScheduled().reschedule('2026-03-20');
    expect(request.flying('askReschedule')).toEqual([{ do: 'askReschedule', date: '2026-03-20' }]);
    expect(request.lastFact('rescheduleAsked')).toMatchObject({ date: '2026-03-20', mayFail: false });
    expect(request.state.phase).toMatchObject({ at: 'scheduled', schedule: { foc: focOn('2026-03-12') } });
  });

  test('accepted: the new date counts and the numbers are prepared for it', () => {
    const request = asked().says('rescheduleAccepted', { foc: focOn('2026-03-20') });
    expect(request.lastFact('dateChanged')?.foc.date).toBe('2026-03-20');
    expect(request.state.reschedule).toBeUndefined();
    expect(request.flying('prepare').map(({ date }) => date)).toEqual(['2026-03-20']);
  });

  test('accepted, and the carrier only gives the new date', () => {
    const request = asked().says('focChanged', { foc: focOn('2026-03-20') });
    expect(request.state.reschedule).toBeUndefined();
    expect(request.passes(at('2026-03-06T09:00:00Z')).state.attention).toEqual({});
  });

  test('I6: accepted, but a later date was heard first: answered, and the later date stands', () => {
    const request = asked();
    request.nowMs += HOUR_MS;
    request
      .says('focChanged', { foc: focOn('2026-04-14') })
      .says('rescheduleAccepted', { foc: focOn('2026-03-20'), occurredAtMs: request.nowMs - 1 });
    expect(request.state.reschedule).toBeUndefined();
    expect(request.state.phase).toMatchObject({ schedule: { foc: focOn('2026-04-14') } });
  });

  test('refused: the old date stands and is told', () => {
    const request = asked().says('rescheduleRefused');
    expect(request.lastFact('rescheduleRefused')).toMatchObject({ reason: 'carrierRefused', standing: focOn('2026-03-12') });
    expect(request.state.reschedule).toBeUndefined();
  });

  test('another date than the wished one leaves the wish unanswered', () => {
    expect(asked().says('focChanged', { foc: focOn('2026-03-19') }).state.reschedule).toBeDefined();
  });
});

describe('how long an answer to a change is waited for', () => {
  test('in time: nobody is disturbed', () => {
    const request = driveToScheduled()
      .prepared()
      .cancel()
      .cancelWasTaken()
      .passes(at('2026-03-04T22:58:59Z'))
      .says('cancelRefused')
      .passes(at('2026-03-06T09:00:00Z'));
    expect(request.state.attention).toEqual({});
    expect(request.inFlight).toEqual([]);
  });

  test('never: the gateway is read every day, a person is told, and the port goes on', () => {
    const request = driveToScheduled().prepared().cancel().cancelWasTaken().passes(at('2026-03-04T22:59:00Z'));
    expect(request.state.attention.changeUnanswered).toBe(at('2026-03-04T22:59:00Z'));
    request.shows(gatewayStatus('scheduled', MONDAY, { foc: focOn('2026-03-12') })).passes(at('2026-03-05T22:59:00Z'));
    expect(request.shows(gatewayStatus('cancelled', request.nowMs)).at).toBe('cancelled');
    expect(request.state.attention).toEqual({});
  });

  test('a question that could not be put is put again under its own key, until the answer makes it needless', () => {
    const request = driveToScheduled().prepared().cancel().fails('askCancel');
    expect(request.state.attention.carrierUnreachable).toBe(MONDAY);
    request.passes(MONDAY + 30 * MINUTE_MS);
    expect(request.flying('askCancel')).toHaveLength(1);
    request
      .fails('askCancel')
      .says('cancelRefused')
      .passes(MONDAY + DAY_MS);
    expect(request.flying('askCancel')).toEqual([]);
  });
});
