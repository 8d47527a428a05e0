import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import { isFinished, outcomeOf } from '../../../domain/order/closing';
import { judgeCancellation, judgeRescheduling } from '../../../domain/order/judging';
import { viewOf } from '../../../domain/order/view';
import { snapshotOf } from '../../../domain/request/snapshot';
import { anOrderInput, aSingle } from '../../support/builders/order';
import { driveToLoa, driveToRequests, type DrivenOrder } from '../../support/builders/drive-order';
import { drive, driveToScheduled, driveToSubmitted } from '../../support/builders/drive-request';
import { at, MONDAY } from '../../support/builders/rules';

const singles = (count: number) => anOrderInput({ details: { numbers: Array.from({ length: count }, (_, index) => aSingle(index)) } });
const status = (order: DrivenOrder) => viewOf(order.state, order.input).status;
const ported = () => driveToScheduled().says('numberActivated').activated();
const settled = () => ported().says('smsActivated');
const cancelled = () => driveToSubmitted().says('cancelAccepted').passes(at('2026-03-17T09:00:00Z'));
const refused = () => driveToSubmitted().rejects('NOT_PORTABLE');

describe('requests are started a few at a time', () => {
  test('twenty at once, and the next when one of them runs', () => {
    const order = driveToLoa(singles(25)).signs(1);
    expect(order.flying('startRequest').map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(order.requestRuns().flying('startRequest').at(-1)).toEqual({ do: 'startRequest', n: 21 });
    while (order.flying('startRequest').length > 0) order.requestRuns();
    expect(order.asked.filter((effect) => effect.do === 'startRequest')).toHaveLength(25);
  });

  test('one that cannot be started is raised and started later', () => {
    const order = driveToLoa().signs(1).fails('startRequest');
    expect(order.state.attention.startFailed).toBe(MONDAY);
    order.passes(MONDAY + HOUR_MS).requestRuns();
    expect(order.state.attention).toEqual({});
  });

  test('one whose start seemed to fail but that reports is not started again', () => {
    const order = driveToLoa()
      .signs(1)
      .hearsOf(1, driveToSubmitted())
      .fails('startRequest')
      .passes(MONDAY + HOUR_MS);
    expect(order.flying('startRequest')).toEqual([]);
  });
});

describe('what requests tell', () => {
  test('each fact once, whole snapshots again or out of order', () => {
    const request = driveToSubmitted();
    const early = snapshotOf(1, request.state, request.nowMs, 0);
    const late = snapshotOf(1, request.confirms('2026-03-12').state, request.nowMs, 0);
    const order = driveToRequests().hears(late).hears(early).hears(late);
    expect(order.kinds.filter((kind) => kind.startsWith('1:'))).toEqual(['1:submitted', '1:scheduled']);
    expect(order.entry(1).snapshot?.status).toBe('scheduled');
  });

  test('a fact keeps its own instant', () => {
    const order = driveToRequests();
    order.nowMs += HOUR_MS;
    expect(order.hearsOf(1, driveToSubmitted()).state.facts.at(-1)).toMatchObject({ atMs: MONDAY });
  });

  test('a request that the order does not have is ignored', () => {
    const order = driveToRequests();
    const { state } = order;
    expect(order.hearsOf(7, driveToSubmitted()).state).toEqual(state);
  });

  test('a request that reports before its start was confirmed runs', () => {
    expect(driveToLoa().signs(1).hearsOf(1, driveToSubmitted()).entry(1).stage).toBe('started');
  });
});

describe('silence', () => {
  test('a request that reported in time is not asked', () => {
    const order = driveToRequests()
      .hearsOf(1, driveToScheduled('2026-04-14'))
      .passes(MONDAY + 20 * DAY_MS);
    expect(order.flying('readRequest')).toEqual([]);
  });

  test('one that never reported is asked after five days, and then every day', () => {
    const order = driveToRequests().passes(MONDAY + 5 * DAY_MS - 1);
    expect(order.flying('readRequest')).toEqual([]);
    order.passes(MONDAY + 7 * DAY_MS);
    expect(order.flying('readRequest')).toHaveLength(3);
  });

  test('one that is late is asked, and what it answers is taken', () => {
    const order = driveToRequests().hearsOf(1, driveToSubmitted()).passes(at('2026-03-08T09:00:00Z'));
    order.answerTo('readRequest');
    const request = driveToScheduled();
    order.take({ kind: 'requestRead', n: 1, snapshot: snapshotOf(1, request.state, request.nowMs, 0) });
    expect(order.entry(1).snapshot?.status).toBe('scheduled');
  });

  test('one that is gone without a last word is for a person, and asked again every day', () => {
    const order = driveToRequests().passes(MONDAY + 5 * DAY_MS);
    order.answerTo('readRequest');
    order.take({ kind: 'requestRead', n: 1, snapshot: null });
    expect(order.state.attention.requestSilent).toBe(order.nowMs);
    order.passes(MONDAY + 6 * DAY_MS).hearsOf(1, driveToSubmitted());
    expect(order.state.attention).toEqual({});
  });

  test('one that is gone is asked with the daily look at silence, and not once more a moment later', () => {
    const order = driveToRequests().passes(MONDAY + 5 * DAY_MS);
    order.passes(MONDAY + 5 * DAY_MS + 200).answerTo('readRequest');
    order.take({ kind: 'requestRead', n: 1, snapshot: null });
    order.passes(MONDAY + 6 * DAY_MS);
    expect(order.flying('readRequest').map(({ n }) => n)).toEqual([1]);
    expect(order.state.retries).toEqual([]);
  });

  test('the look at silence goes on while requests could not be started', () => {
    const order = driveToLoa().signs(1).fails('startRequest');
    order.calendarAnswers = true;
    for (let day = 0; day < 6; day += 1) {
      order.passes(order.nowMs + DAY_MS);
      if (order.flying('startRequest').length > 0) order.fails('startRequest');
    }
    expect(order.state.reportCheck).toBeDefined();
  });

  test('a resync asks every request that runs, and no other', () => {
    const order = driveToLoa(singles(3)).signs(1).requestRuns().requestRuns();
    order.hearsOf(2, refused()).take({ kind: 'resync' });
    expect(order.flying('readRequest').map(({ n }) => n)).toEqual([1]);
  });

  test('a request that could not be read is read again', () => {
    const order = driveToRequests()
      .take({ kind: 'resync' })
      .fails('readRequest')
      .passes(MONDAY + DAY_MS);
    expect(order.flying('readRequest')).toHaveLength(1);
  });
});

describe('R24: a cancel once requests run', () => {
  test('is passed on to each, and judged request by request', () => {
    const order = driveToRequests(singles(3)).hearsOf(1, driveToScheduled()).hearsOf(2, ported()).hearsOf(3, refused());
    const answer = judgeCancellation(order.state, undefined, order.nowMs);
    expect(answer.results.map((result) => (result.taken ? 'taken' : result.reason))).toEqual(['taken', 'alreadyPorted', 'closed']);
    order.cancel();
    expect([1, 2, 3].map((n) => order.sentTo(n))).toEqual([['cancelRequested'], ['cancelRequested'], []]);
    expect(order.lastOf(3)).toMatchObject({ kind: 'cancelRefused', reason: 'closed' });
  });

  test('only of the requests that are named', () => {
    const order = driveToRequests(singles(2)).cancel([2]);
    expect([order.sentTo(1), order.sentTo(2)]).toEqual([[], ['cancelRequested']]);
  });

  test('what was not started yet never is: cancelled at once, and told', () => {
    const order = driveToLoa(singles(22)).signs(1).cancel([21, 22]);
    expect(order.lastOf(22)).toMatchObject({ kind: 'cancelled', wasSent: false });
    while (order.flying('startRequest').length > 0) order.requestRuns();
    expect(order.asked.filter((effect) => effect.do === 'startRequest')).toHaveLength(20);
    expect(judgeCancellation(order.state, [22], order.nowMs).results).toMatchObject([{ taken: false, reason: 'alreadyCancelled' }]);
    expect(viewOf(order.state, order.input).requests[21]).toMatchObject({ status: 'over', outcome: 'cancelled' });
  });

  test('what is being started hears of it as soon as it runs', () => {
    const order = driveToLoa().signs(1).cancel();
    expect(order.sentTo(1)).toEqual([]);
    expect(order.requestRuns().sentTo(1)).toEqual(['cancelRequested']);
  });

  test('a cancel that could not be sent is sent again, until it is', () => {
    const order = driveToRequests()
      .cancel()
      .fails('signalRequest')
      .passes(MONDAY + 15 * MINUTE_MS)
      .fails('signalRequest');
    order.passes(MONDAY + 30 * MINUTE_MS);
    expect(order.flying('signalRequest')).toMatchObject([{ n: 1, message: { kind: 'cancelRequested' } }]);
  });

  test('an order of which nothing was started is over when all of it is cancelled', () => {
    const order = driveToLoa(singles(21)).signs(1).cancel();
    while (order.flying('startRequest').length > 0) order.requestRuns();
    for (let n = 1; n <= 20; n += 1) order.hearsOf(n, cancelled());
    expect(order.state.phase).toMatchObject({ at: 'over', outcome: 'cancelled' });
  });
});

describe('R23: a reschedule once requests run', () => {
  test('is passed on to each that runs', () => {
    const order = driveToRequests(singles(2)).hearsOf(1, driveToScheduled()).reschedule('2026-03-20');
    expect([order.sentTo(1), order.sentTo(2)]).toEqual([['rescheduleRequested'], ['rescheduleRequested']]);
    expect(judgeRescheduling(order.state, undefined, order.nowMs, '2026-03-20').results).toMatchObject([
      { n: 1, taken: true },
      { n: 2, taken: false, reason: 'noDateYet' },
    ]);
  });

  test('after the end nothing is taken', () => {
    const order = driveToRequests().hearsOf(1, refused());
    expect(judgeRescheduling(order.state, undefined, order.nowMs, '2026-03-20')).toMatchObject({
      taken: false,
      results: [{ n: 0, reason: 'closed' }],
    });
    expect(order.reschedule('2026-03-20').sentTo(1)).toEqual([]);
  });
});

describe('what the order is called', () => {
  test.each([
    ['inProgress', [driveToSubmitted(), driveToScheduled()]],
    ['scheduled', [driveToScheduled(), driveToScheduled()]],
    ['actionRequired', [driveToSubmitted().rejects('NAME_MISMATCH'), driveToScheduled()]],
    ['partiallyPorted', [ported(), driveToScheduled()]],
    ['completed', [settled(), settled()]],
    ['completedPartially', [settled(), cancelled()]],
    ['cancelled', [cancelled(), cancelled()]],
    ['failed', [refused(), cancelled()]],
  ])('%s', (expected, requests) => {
    const order = driveToRequests(singles(2));
    requests.forEach((request, index) => order.hearsOf(index + 1, request));
    expect(status(order)).toBe(expected);
  });

  test('an order without a single request has not been completed', () => {
    expect(outcomeOf({ requests: [] })).toBe('failed');
  });
});

describe('the end', () => {
  test('once every request is over: told, claims given back and the record written', () => {
    const order = driveToRequests(singles(2)).hearsOf(1, settled());
    expect(order.at).toBe('inProgress');
    order.hearsOf(2, cancelled());
    expect(order.messages.at(-1)?.at(-1)).toBe('closed');
    expect(isFinished(order.state)).toBe(false);
    expect(isFinished(order.archived().state)).toBe(true);
  });

  test('a record that cannot be written is raised and written later', () => {
    const order = driveToRequests().hearsOf(1, settled()).fails('archive');
    expect(order.state.attention.archiveFailed).toBe(MONDAY);
    expect(isFinished(order.passes(MONDAY + HOUR_MS).archived().state)).toBe(true);
  });

  test('what is heard after it changes nothing', () => {
    const order = driveToRequests().hearsOf(1, settled()).archived();
    const { state } = order;
    order
      .hearsOf(1, driveToSubmitted())
      .signs(1)
      .provides('id')
      .take({ kind: 'resync' })
      .take({ kind: 'requestRead', n: 1, snapshot: null });
    expect(order.state).toEqual(state);
  });
});

describe('messages', () => {
  test('of an order of one request go out at once', () => {
    expect(driveToRequests().hearsOf(1, driveToScheduled()).messages.at(-1)).toEqual(['1:submitted', '1:scheduled']);
  });

  test('several facts of one moment make one message', () => {
    const order = driveToRequests(singles(3));
    const before = order.messages.length;
    for (const n of [1, 2, 3]) order.hearsOf(n, driveToSubmitted());
    expect(order.messages).toHaveLength(before);
    order.passes(MONDAY + 15 * MINUTE_MS);
    expect(order.messages.slice(before)).toEqual([['1:submitted', '2:submitted', '3:submitted']]);
    expect(order.state.holdUntil).toBeUndefined();
  });

  test('the end does not wait for them', () => {
    const order = driveToRequests(singles(2)).hearsOf(1, refused()).hearsOf(2, refused());
    expect(order.messages.at(-1)).toEqual(['1:submitted', '1:rejected', '1:closed', '2:submitted', '2:rejected', '2:closed', 'closed']);
  });

  test('I11: one that could not be started is started again as it was, also after the end', () => {
    const order = driveToRequests().hearsOf(1, settled()).archived();
    while (order.flying('notify').length > 1) order.answerTo('notify');
    const [owed] = order.flying('notify');
    order.fails('notify');
    expect(isFinished(order.state)).toBe(false);
    order.passes(MONDAY + 15 * MINUTE_MS);
    expect(order.flying('notify')).toEqual([owed]);
    order.answerTo('notify');
    expect(isFinished(order.take({ kind: 'notified' }).state)).toBe(true);
    expect(order.state.attention.notificationFailed).toBeUndefined();
  });

  test('a request that just started says nothing to the customer', () => {
    expect(driveToRequests().hearsOf(1, drive()).messages.at(-1)).toEqual(['loaReady']);
  });
});
