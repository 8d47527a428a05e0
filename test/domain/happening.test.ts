import { boundedLabel } from '../../domain/bounded-label';
import { HOUR_MS } from '../../domain/clock';
import { caseHappenings, orderHappenings, refused, requestHappenings, type Happening } from '../../domain/happening';
import type { RejectionCode } from '../../domain/rejection/codes';
import { drive, driveToScheduled, driveToSubmitted, type DrivenRequest } from '../support/builders/drive-request';
import { at } from '../support/builders/rules';
import type { Recorded } from '../../domain/fact';
import type { OrderFact } from '../../domain/order/state';

/** What happened while a test did something. */
function during(request: DrivenRequest, act: (request: DrivenRequest) => unknown): Happening[] {
  const before = request.state;
  act(request);
  return requestHappenings(before, request.state);
}

/** What an order that records this fact, after another, says has happened. */
const saidOf = (...facts: readonly OrderFact[]): Happening[] => {
  const recorded = (fact: OrderFact, index: number): Recorded<OrderFact> => ({ ...fact, seq: index + 2, atMs: 0 });
  const old: Recorded<OrderFact> = { kind: 'orderCancelled', seq: 1, atMs: 0 };
  return orderHappenings({ facts: [old], factSeq: 1 }, { facts: [old, ...facts.map(recorded)], factSeq: 1 + facts.length });
};

describe('what is counted of a request', () => {
  test('R11: the submission, once the gateway has acknowledged it', () => {
    expect(during(drive(), (request) => request.accepted())).toEqual([{ what: 'submitted', attempt: 1 }]);
  });

  test('nothing, where nothing changed', () => {
    expect(during(driveToSubmitted(), (request) => request.says('acknowledged'))).toEqual([]);
  });

  test('R12: the first date of an attempt, with the business time since its acknowledgement', () => {
    const request = driveToSubmitted();
    request.nowMs += 30 * HOUR_MS;
    expect(during(request, (one) => one.confirms('2026-03-12'))).toEqual([{ what: 'dateConfirmed', seconds: 30 * 3_600 }]);
  });

  test('R12: a date that came without any acknowledgement has no such time', () => {
    expect(during(drive(), (request) => request.confirms('2026-03-12'))).toEqual([{ what: 'dateConfirmed' }]);
  });

  test('R4: another date is a changed one, and no second first', () => {
    const happened = during(driveToScheduled(), (request) => request.prepared().confirms('2026-03-17'));
    expect(happened.map(({ what }) => what)).toEqual(['dateChanged']);
  });

  test('R13: a rejection, by canonical codes, each once, whatever the carrier calls them', () => {
    const happened = during(driveToSubmitted(), (request) => request.rejects('NAME_MISMATCH', 'NAME_MISMATCH', 'whatever it is'));
    expect(happened).toContainEqual({ what: 'rejected', attempt: 1, codes: ['NAME_MISMATCH', 'OTHER'] satisfies RejectionCode[] });
  });

  test('R24: a cancel that comes too late is refused, and has missed its cut-off', () => {
    const request = driveToScheduled().prepared();
    request.nowMs = at('2026-03-11T17:00:00Z');
    expect(during(request, (one) => one.cancel())).toEqual([
      { what: 'changeRefused', change: 'cancel', reason: 'tooLate' },
      { what: 'cutOffMissed', cutOff: 'cancel' },
    ]);
  });

  test('R24: a cancel that the carrier refuses has missed nothing', () => {
    const request = driveToSubmitted().cancel().cancelWasTaken();
    expect(during(request, (one) => one.says('cancelRefused'))).toEqual([
      { what: 'changeRefused', change: 'cancel', reason: 'carrierRefused' },
    ]);
  });

  test('R13: a rejection that nobody answers ends the request, at a cut-off that was missed', () => {
    const request = driveToSubmitted().rejects('NAME_MISMATCH');
    const happened = during(request, (one) => one.passes(at('2026-09-01T09:00:00Z')));
    expect(happened).toContainEqual({ what: 'cutOffMissed', cutOff: 'correction' });
    expect(happened).toContainEqual({ what: 'requestClosed', outcome: 'rejectionUnanswered' });
  });

  test('attention, when it is raised and when it is taken back, each once', () => {
    const request = driveToSubmitted();
    const raised = during(request, (one) => one.wakesAt(at('2026-06-01T09:00:00Z')));
    expect(raised).toEqual([{ what: 'attentionRaised', reason: 'carrierSilent' }]);
    expect(during(request, (one) => one.wakesAt(at('2026-06-01T09:01:00Z')))).toEqual([]);
    expect(during(request, (one) => one.confirms('2026-06-12')).slice(0, 1)).toEqual([
      { what: 'attentionCleared', reason: 'carrierSilent' },
    ]);
  });
});

describe('what is counted of an order', () => {
  test('how it ended, and what its customer let pass', () => {
    expect(saidOf({ kind: 'expired', waitedFor: 'documents' })).toEqual([
      { what: 'cutOffMissed', cutOff: 'documents' },
      { what: 'orderClosed', outcome: 'expired' },
    ]);
    expect(saidOf({ kind: 'closed', outcome: 'completed' })).toEqual([{ what: 'orderClosed', outcome: 'completed' }]);
    expect(saidOf({ kind: 'refused', problems: [] })).toEqual([{ what: 'orderClosed', outcome: 'refused' }]);
    expect(saidOf({ kind: 'orderCancelled' })).toEqual([{ what: 'orderClosed', outcome: 'cancelled' }]);
  });

  test('nothing of what its requests told it: that was counted where it happened', () => {
    expect(saidOf({ kind: 'request', n: 1, fact: { kind: 'attention', reason: 'smsOverdue' } })).toEqual([]);
    expect(saidOf({ kind: 'attention', reason: 'requestSilent' })).toEqual([{ what: 'attentionRaised', reason: 'requestSilent' }]);
  });
});

test('of a support case only its attention is counted', () => {
  const opened = { kind: 'opened', trouble: 'sms', seq: 1, atMs: 0 } as const;
  const raised = { kind: 'attention', reason: 'supportCase', seq: 2, atMs: 0 } as const;
  expect(caseHappenings({ facts: [], factSeq: 0 }, { facts: [opened, raised], factSeq: 2 })).toEqual([
    { what: 'attentionRaised', reason: 'supportCase' },
  ]);
});

test('R23: a refusal for another reason than time misses no cut-off', () => {
  expect(refused('reschedule', 'outsideInterval')).toEqual([{ what: 'changeRefused', change: 'reschedule', reason: 'outsideInterval' }]);
  expect(refused('reschedule', 'tooLate')).toHaveLength(2);
});

describe('the values of a label', () => {
  test('are kept as they come, up to so many; later ones are one, and known ones stay', () => {
    const label = boundedLabel(2);
    expect(['telmarine', 'lakeside', 'third', 'telmarine'].map(label)).toEqual(['telmarine', 'lakeside', 'other', 'telmarine']);
  });

  test('are never what could be a telephone number', () => {
    const label = boundedLabel();
    expect(['33199001234', 'carrier-0199001234', 'D123'].map(label)).toEqual(['other', 'other', 'D123']);
  });
});
