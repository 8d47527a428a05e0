import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import { describeRequest } from '../../../domain/request/details';
import { isFinished, mustTell, snapshotOf } from '../../../domain/request/snapshot';
import { focOn } from '../../support/builders/carrier-event';
import { aSingle } from '../../support/builders/order';
import { drive, driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { at, MONDAY } from '../../support/builders/rules';

const snapshot = (request: DrivenRequest, afterSeq = 0) => snapshotOf(1, request.state, request.nowMs, afterSeq);
const finished = (request: DrivenRequest) => isFinished(request.state, request.nowMs);
const gone = () => driveToSubmitted().rejects('NOT_PORTABLE');

describe('what the order is told', () => {
  test('facts, once, and nothing where there is none', () => {
    expect(mustTell(drive().state)).toBe(false);
    const request = driveToSubmitted();
    expect(mustTell(request.state)).toBe(true);
    expect(mustTell(request.orderKnows().state)).toBe(false);
  });

  test('quiet facts ride along with the next', () => {
    const request = driveToSubmitted().orderKnows().says('acknowledged', { attempt: 2 });
    expect(request.kinds.at(-1)).toBe('staleEvent');
    expect(mustTell(request.state)).toBe(false);
    expect(snapshot(request.confirms('2026-03-12'), 1).facts.map(({ kind }) => kind)).toEqual(['staleEvent', 'scheduled']);
  });

  test('R14: a date waits for the dashboard, so that both make one message', () => {
    const request = driveToSubmitted().orderKnows().confirms('2026-03-12');
    expect(mustTell(request.state)).toBe(false);
    expect(mustTell(request.prepared().state)).toBe(true);
  });

  test('R12: a date does not wait for a dashboard that fails', () => {
    expect(mustTell(driveToSubmitted().orderKnows().confirms('2026-03-12').fails('prepare').state)).toBe(true);
  });

  test.each([
    ['a refused cancel', (request: DrivenRequest) => request.passes(at('2026-03-10T09:00:01Z')).cancel()],
    ['the end of a cancel', (request: DrivenRequest) => request.says('cancelAccepted')],
    ['the port', (request: DrivenRequest) => request.says('numberActivated').activated()],
    ['a rejection', (request: DrivenRequest) => request.rejects('NAME_MISMATCH')],
  ])('nothing but the date waits for the dashboard: %s', (_, happens) => {
    const request = driveToScheduled().orderKnows();
    expect(request.flying('prepare')).toHaveLength(1);
    expect(mustTell(happens(request).state)).toBe(true);
  });

  test('the end of the watch is told, although it is quiet', () => {
    const request = driveToSubmitted().says('cancelAccepted').orderKnows().passes(at('2026-03-17T09:00:00Z'));
    expect(request.at).toBe('over');
    expect(mustTell(request.state)).toBe(true);
  });

  test('an order that cannot be reached is told again a day later', () => {
    const request = driveToSubmitted();
    request.take({ kind: 'told', seq: request.state.factSeq, reached: false });
    expect(request.state.attention.orderUnreachable).toBe(MONDAY);
    expect(request.state.retries.map(({ what }) => what)).toEqual(['tell']);
    request.passes(MONDAY + DAY_MS);
    expect(request.state.retries).toEqual([]);
    expect(mustTell(request.state)).toBe(true);
    expect(request.orderKnows().state.attention).toEqual({});
  });

  test('an order that cannot be reached is told again at the next news', () => {
    const request = driveToSubmitted();
    request.take({ kind: 'told', seq: request.state.factSeq, reached: false }).rejects('NAME_MISMATCH');
    expect(request.state.retries).toEqual([]);
  });

  test('a resync tells again what is kept', () => {
    const request = driveToScheduled().prepared().orderKnows().take({ kind: 'resync' });
    expect(mustTell(request.state)).toBe(true);
    expect(snapshot(request, request.state.toldSeq).facts.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test('a message that makes no sense is raised, once', () => {
    const request = driveToSubmitted().take({ kind: 'unreadable' }).take({ kind: 'unreadable' });
    expect(request.kinds).toEqual(['submitted', 'attention']);
  });

  test('a comment is kept as it came', () => {
    expect(driveToSubmitted().says('comment', { text: 'call us' }).lastFact('carrierComment')).toMatchObject({ text: 'call us' });
  });

  test('the last forty facts are kept, under numbers that never repeat', () => {
    const request = driveToSubmitted();
    for (let n = 0; n < 60; n += 1) request.says('comment', { occurredAtMs: n, text: `${n}` });
    expect(request.state.facts.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 22));
  });
});

describe('when a request is finished', () => {
  test('over, given back and told', () => {
    const request = gone();
    expect(finished(request)).toBe(false);
    expect(finished(request.released())).toBe(false);
    expect(finished(request.orderKnows())).toBe(true);
  });

  test('told, but not given back', () => {
    const request = gone().orderKnows().fails('release');
    expect(finished(request)).toBe(false);
    request.passes(MONDAY + HOUR_MS);
    expect(request.inFlight).toEqual([{ do: 'release' }]);
    // Its order may have ended by now: that the release was late is not told to anybody who is gone.
    expect(mustTell(request.released().state)).toBe(false);
    expect(finished(request)).toBe(true);
  });

  test('an order that is gone is told for a month, and no longer', () => {
    const request = gone().released();
    request.take({ kind: 'told', seq: request.state.factSeq, reached: false });
    request.nowMs += 30 * DAY_MS;
    expect(finished(request)).toBe(false);
    request.nowMs += 1;
    expect(finished(request)).toBe(true);
  });

  test('what is heard after the end leaves no trace, except a refusal and a number that moves', () => {
    const request = gone().released().orderKnows();
    const { state } = request;
    request
      .confirms('2026-03-12')
      .rejects('OTHER')
      .says('comment')
      .says('smsFailed')
      .says('cancelAccepted')
      .says('acknowledged')
      .corrected()
      .take({ kind: 'prepared', date: '2026-03-12' });
    expect({ ...request.state, seen: [] }).toEqual({ ...state, seen: [] });
    expect(request.cancel().lastFact('cancelRefused')).toMatchObject({ reason: 'closed' });
    expect(request.says('numberActivated').state.attention.activatedAfterClosing).toBe(MONDAY);
  });
});

describe('the snapshot', () => {
  test('holds where the request stands, whole', () => {
    expect(snapshot(driveToScheduled())).toMatchObject({
      n: 1,
      version: 2,
      status: 'scheduled',
      attempt: 1,
      foc: focOn('2026-03-12'),
      change: { at: 'scheduled', cancelPending: false, cancelUntil: { atMs: at('2026-03-10T09:00:00Z') } },
      nextDeadline: { what: 'configure' },
      numbers: [{ number: aSingle().number, voice: 'atLosing', sms: 'waitingPort' }],
    });
  });

  test('R19: there is no date before the carrier gave one, only an expected one', () => {
    expect(snapshot(driveToSubmitted())).toMatchObject({ status: 'submitted', expectedDate: '2026-03-12', foc: undefined });
  });

  test.each([
    ['waits for an answer', () => driveToSubmitted(), at('2026-03-05T22:59:00Z')],
    ['has a date', () => driveToScheduled(), at('2026-03-12T13:00:00Z')],
    ['waits for a correction', () => driveToSubmitted().rejects('NAME_MISMATCH'), at('2026-03-16T22:59:00Z')],
  ])('the order asks a day after what a request %s', (_, given, lastMs) => {
    expect(snapshot(given()).nextReportByMs).toBe(lastMs + DAY_MS);
  });

  test('details for people say what is happening, who acts, and what is next, without a transfer code or a name', () => {
    const request = driveToSubmitted().rejects('NAME_MISMATCH');
    const text = describeRequest(snapshot(request), request.state.facts, request.nowMs, 'Europe/Paris');
    expect(text).toContain('Rejected by the losing carrier');
    expect(text).toContain('| Who has to act | the customer |');
    expect(text).toMatch(/^\| Rejected for \| NAME_MISMATCH: The name .+\. The customer: Give name and company .+ \|$/m);
    expect(text).toContain('Mon, 16 Mar 2026, 23:59 Europe/Paris');
    expect(text).not.toMatch(/Martin|CODE1/);
  });

  test('R13: of several reasons each is told with who acts and what they do; an unknown one without what the carrier wrote', () => {
    const reasons = [{ code: 'PIN_INVALID' }, { code: 'DATE_INVALID' }, { code: 'HOUSE_RULE', rawText: 'Mr Martin | says no' }];
    const request = driveToSubmitted().says('rejected', { reasons });
    const text = describeRequest(snapshot(request), request.state.facts, request.nowMs, 'Europe/Paris');
    expect(text).toContain('| Who has to act | an operator |');
    expect(text).toMatch(/^\| Rejected for \| PIN_INVALID: .+\. The customer: Ask the losing provider .+ \|$/m);
    expect(text).toMatch(/^\| Rejected for \| DATE_INVALID: .+\. An operator: Ask the carrier which days .+ \|$/m);
    expect(text).toMatch(/^\| Rejected for \| OTHER: .+\. An operator: Read the carrier's own words.+ \|$/m);
    expect(text).not.toContain('Martin');
  });

  test('R3, R23, R24: details name the estimate, and until when what can be changed, each with its reason', () => {
    const details = (request: DrivenRequest) => describeRequest(snapshot(request), request.state.facts, request.nowMs, 'Europe/Paris');
    const estimated = details(driveToSubmitted());
    expect(estimated).toContain('| Estimate | 2026-03-12 (8 business days after Mon 2 Mar 2026');
    expect(estimated).not.toContain('Cancel until');
    const dated = details(driveToScheduled());
    expect(dated).toContain(
      '| Cancel until | Tue, 10 Mar 2026, 10:00 Europe/Paris (2 business days before Thu 12 Mar 2026; Europe/Paris) |',
    );
    expect(dated).toContain('| Move until | Wed, 11 Mar 2026, 10:00 Europe/Paris (1 business day before Thu 12 Mar 2026; Europe/Paris) |');
    expect(details(driveToScheduled('2026-03-02'))).toContain('| Cancel until | no longer possible |');
  });

  test('R3: the snapshot says how the estimate was computed, as long as it is one', () => {
    expect(snapshot(driveToSubmitted()).expectedWhy).toContain('8 business days after Mon 2 Mar 2026');
    expect(snapshot(driveToScheduled()).expectedWhy).toBeUndefined();
  });
});
