import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import { describeRequest } from '../../../domain/request/details';
import { deadlinesOf } from '../../../domain/request/deadlines';
import { mustTell, snapshotOf } from '../../../domain/request/snapshot';
import { aSingle } from '../../support/builders/order';
import { driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';
import { at, MONDAY, someRules } from '../../support/builders/rules';
import { focOn } from '../../support/builders/carrier-event';

const WINDOW = at('2026-03-12T09:00:00Z');
const THREE_DAYS = at('2026-03-09T09:00:00Z');
/** One business day before: the lock, too. */
const ONE_DAY = at('2026-03-11T09:00:00Z');
const items = [aSingle(10), aSingle(11)];
const [first = '', second = ''] = aRequestInput({ items }).numbers;

/** A port of two numbers on Thursday 12 March, on the dashboard; the test says what is ready. */
function scheduled(rules = someRules()): DrivenRequest {
  const request = driveToScheduled('2026-03-12', aRequestInput({ items, rules })).prepared();
  request.allReady = false;
  return request;
}
const inAmerica = () => scheduled(someRules({ emergencyAddressNeeded: true }));
const told = (request: DrivenRequest, kind: string) => request.told.filter((fact) => fact.kind === kind);

describe('R14: reminders 3 and 1 business days before the date', () => {
  test('each asks the platform, and tells of what is not configured', () => {
    const request = scheduled().passes(THREE_DAYS);
    expect(request.inFlight).toEqual([{ do: 'readNumbers', date: '2026-03-12' }]);
    request
      .reads({ unconfigured: [first, second] })
      .passes(ONE_DAY)
      .reads({ unconfigured: [second] });
    expect(told(request, 'configureReminder')).toMatchObject([
      { atMs: THREE_DAYS, numbers: [first, second], date: '2026-03-12' },
      { atMs: ONE_DAY, numbers: [second], date: '2026-03-12' },
    ]);
  });

  test('everything is configured: nobody is reminded of anything', () => {
    const request = scheduled().orderKnows().passes(THREE_DAYS).reads().passes(ONE_DAY).reads().passes(WINDOW);
    expect(told(request, 'configureReminder')).toEqual([]);
    expect(mustTell(request.state)).toBe(false);
    expect(request.at).toBe('activating');
  });

  test('they are deadlines that people see, with the reason for them', () => {
    const { nextDeadline } = snapshotOf(1, scheduled().state, MONDAY, 0);
    expect(nextDeadline).toMatchObject({ what: 'configure', atMs: THREE_DAYS });
    expect(nextDeadline?.explanation).toBe('3 business days before Thu 12 Mar 2026; Europe/Paris');
  });

  test('a date that comes late has only the reminders that are still ahead', () => {
    const request = driveToSubmitted().passes(at('2026-03-10T09:00:00Z')).confirms('2026-03-12').prepared();
    expect(deadlinesOf(request.state).filter(({ what }) => what === 'configure')).toMatchObject([{ atMs: ONE_DAY }]);
  });

  test('a worker that was down past both asks once', () => {
    const request = scheduled().wakesAt(ONE_DAY + HOUR_MS);
    expect(request.flying('readNumbers')).toHaveLength(1);
    expect(told(request.reads({ unconfigured: [first] }), 'configureReminder')).toHaveLength(1);
  });

  test('a worker that was down past the date reminds of nothing', () => {
    expect(scheduled().wakesAt(WINDOW).flying('readNumbers')).toEqual([]);
  });

  test('a date that changed meanwhile has its own reminders, and the answer about the old one is dropped', () => {
    const request = scheduled().passes(THREE_DAYS);
    const asked = request.answerTo('readNumbers');
    request.says('focChanged', { foc: focOn('2026-03-19') });
    request.take({ kind: 'numbersRead', date: asked.date, unconfigured: [first], withoutAddress: [] });
    expect(told(request, 'configureReminder')).toEqual([]);
    request.passes(at('2026-03-16T09:00:00Z')).reads({ unconfigured: [first] });
    expect(told(request, 'configureReminder')).toMatchObject([{ date: '2026-03-19' }]);
  });

  test.each([
    ['cancelled', (request: DrivenRequest) => request.says('cancelAccepted')],
    ['rejected', (request: DrivenRequest) => request.rejects('NAME_MISMATCH')],
    ['ported early', (request: DrivenRequest) => request.says('numberActivated').activated()],
  ])('%s before the answer came: nobody is reminded', (_, happens) => {
    const request = scheduled().passes(THREE_DAYS);
    const { date } = request.answerTo('readNumbers');
    happens(request).take({ kind: 'numbersRead', date, unconfigured: [first], withoutAddress: [first] });
    expect(told(request, 'configureReminder')).toEqual([]);
    expect(told(request, 'emergencyAddressMissing')).toEqual([]);
  });

  test('a schedule from before there were reminders asks nothing', () => {
    const request = scheduled();
    const { phase } = request.state;
    if (phase.at !== 'scheduled') throw new Error(phase.at);
    request.state = { ...request.state, phase: { ...phase, schedule: { ...phase.schedule, reminders: undefined } } };
    request.passes(WINDOW);
    expect(request.asked.map((effect) => effect.do)).not.toContain('readNumbers');
    expect(request.at).toBe('activating');
  });
});

describe('R14: the platform does not answer when it is read', () => {
  test('it is read again an hour later, without a word to anybody; when it answers, the customer is reminded', () => {
    const request = scheduled().passes(THREE_DAYS).fails('readNumbers', 'ServiceUnavailable');
    expect(request.state.attention).toEqual({});
    request.passes(THREE_DAYS + HOUR_MS).reads({ unconfigured: [first] });
    expect(told(request, 'configureReminder')).toMatchObject([{ atMs: THREE_DAYS + HOUR_MS }]);
  });

  test('never: given up when the window opens, with a line in the timeline, and the port goes on', () => {
    const request = scheduled().orderKnows();
    for (request.passes(THREE_DAYS); request.nowMs < WINDOW; request.passes(request.nowMs + HOUR_MS))
      if (request.flying('readNumbers').length > 0) request.fails('readNumbers', 'ServiceUnavailable');
    expect(told(request, 'numbersUnread')).toMatchObject([{ date: '2026-03-12' }, { date: '2026-03-12' }]);
    expect(request.state.attention).toEqual({});
    expect(mustTell(request.state)).toBe(false);
    expect(request.passes(WINDOW).says('numberActivated').activated().at).toBe('ported');
  });

  test('a reminder that falls due while an earlier one is still being asked is answered along with it', () => {
    const request = inAmerica().passes(THREE_DAYS).passes(ONE_DAY);
    expect(request.flying('readNumbers')).toHaveLength(1);
    request.reads({ unconfigured: [first], withoutAddress: [first] });
    expect(told(request, 'configureReminder')).toHaveLength(1);
    expect(request.inFlight).toEqual([]);
  });
});

describe('the address for emergency calls', () => {
  test('missing 3 business days before: told, and no person is asked yet', () => {
    const request = inAmerica()
      .passes(THREE_DAYS)
      .reads({ withoutAddress: [second] });
    expect(told(request, 'emergencyAddressMissing')).toMatchObject([{ numbers: [second], date: '2026-03-12' }]);
    expect(request.state.attention).toEqual({});
  });

  test('missing at the lock: told once more, and a person is asked', () => {
    const request = inAmerica()
      .passes(THREE_DAYS)
      .reads({ withoutAddress: [second] })
      .passes(ONE_DAY)
      .reads({ withoutAddress: [second] });
    expect(told(request, 'emergencyAddressMissing')).toHaveLength(2);
    expect(request.state.attention).toEqual({ emergencyAddressMissing: ONE_DAY });
  });

  test('set in time: nothing is told', () => {
    const request = inAmerica().passes(THREE_DAYS).reads().passes(ONE_DAY).reads();
    expect(told(request, 'emergencyAddressMissing')).toEqual([]);
    expect(request.state.attention).toEqual({});
  });

  test('a lock earlier than the last reminder has a reading of its own, which reminds of nothing else', () => {
    const request = scheduled(someRules({ emergencyAddressNeeded: true, lockDays: 2 }))
      .passes(THREE_DAYS)
      .reads();
    request.passes(at('2026-03-10T09:00:00Z')).reads({ unconfigured: [first], withoutAddress: [first] });
    expect(told(request, 'configureReminder')).toEqual([]);
    expect(told(request, 'emergencyAddressMissing')).toHaveLength(1);
    expect(request.state.attention.emergencyAddressMissing).toBe(at('2026-03-10T09:00:00Z'));
  });

  test('set after the lock: it is read again, and the reason goes away', () => {
    const request = inAmerica()
      .passes(ONE_DAY)
      .reads({ withoutAddress: [first] })
      .passes(ONE_DAY + 4 * HOUR_MS)
      .reads();
    expect(request.state.attention).toEqual({});
    expect(request.passes(WINDOW - 1).inFlight).toEqual([]);
  });

  test('never set: the port is done all the same, the customer is not told again, and a person stays asked until it is', () => {
    const request = inAmerica().passes(THREE_DAYS).reads();
    const missing = () => {
      if (request.flying('readNumbers').length > 0) request.reads({ withoutAddress: [first] });
    };
    for (request.passes(ONE_DAY); request.nowMs < WINDOW; request.passes(request.nowMs + HOUR_MS)) missing();
    request.passes(WINDOW).says('numberActivated').activated();
    expect(request.at).toBe('ported');
    expect(told(request, 'emergencyAddressMissing')).toHaveLength(1);
    expect(request.state.attention).toEqual({ emergencyAddressMissing: ONE_DAY });
    request
      .passes(WINDOW + DAY_MS)
      .reads({ withoutAddress: [first] })
      .passes(WINDOW + 2 * DAY_MS)
      .reads();
    expect(request.state.attention).toEqual({});
  });

  test('numbers that move before the lock are looked at at once', () => {
    const request = inAmerica().says('numberActivated');
    expect(request.inFlight.map((effect) => effect.do)).toEqual(['readNumbers', 'activate']);
    request.activated().reads({ withoutAddress: [first] });
    expect(request.state.attention.emergencyAddressMissing).toBe(MONDAY);
  });

  test('another date takes the reason back: that date has its own readings', () => {
    const request = inAmerica()
      .passes(ONE_DAY)
      .reads({ withoutAddress: [first] })
      .says('focChanged', { foc: focOn('2026-03-19') });
    expect(request.state.attention).toEqual({});
  });

  test('a country that asks for none: what the platform says of addresses is nobody’s business', () => {
    const request = scheduled()
      .passes(ONE_DAY)
      .reads({ withoutAddress: [first] });
    expect(told(request, 'emergencyAddressMissing')).toEqual([]);
    expect(request.state.attention).toEqual({});
  });

  test('a person who opens the request reads what it means and what to try first', () => {
    const request = inAmerica()
      .passes(ONE_DAY)
      .reads({ withoutAddress: [first] });
    const details = describeRequest(snapshotOf(1, request.state, request.nowMs, 0), request.state.facts, request.nowMs, 'UTC');
    expect(details).toContain('| Attention | emergencyAddressMissing |');
    expect(details).toContain('First: reach the customer');
  });
});
