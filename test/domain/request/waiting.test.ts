import { HOUR_MS } from '../../../domain/clock';
import type { Deadline } from '../../../domain/deadline';
import { nearest } from '../../../domain/deadline';
import { deadlinesOf } from '../../../domain/request/deadlines';
import { snapshotOf } from '../../../domain/request/snapshot';
import { drive, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { referenceOf } from '../../support/builders/carrier-event';
import { aFrozenAttempt, aRequestInput } from '../../support/builders/request';
import { at, MONDAY, someRules } from '../../support/builders/rules';

/** Rejected on Monday under a rule of three business days: it may go out again from Thursday 0:00 in Paris on. */
const FROM = at('2026-03-04T23:00:00Z');
const rejected = () => driveToSubmitted(aRequestInput({ rules: someRules({ resubmissionDays: 3 }) })).rejects('NAME_MISMATCH');
const held = (frozen = aFrozenAttempt()) => rejected().corrected(frozen);
const submitted = (request: DrivenRequest) => request.asked.flatMap((effect) => (effect.do === 'submit' ? [effect.attempt] : []));

describe('R13: the losing carrier still has the rejected request open', () => {
  test('the customer learns with the rejection from when on it can be sent again', () => {
    expect(rejected().lastFact('rejected')?.resubmitFrom).toMatchObject({
      what: 'resubmission',
      atMs: FROM,
      zone: 'Europe/Paris',
      explanation: 'beginning of the day 3 business days after Mon 2 Mar 2026; Europe/Paris',
    });
  });

  test('corrected before: the next attempt is complete and waits, the customer is told, and it is its own status', () => {
    const request = held();
    expect(request.at).toBe('resubmitting');
    expect(submitted(request)).toEqual([1]);
    expect(request.state.attempts.map(({ reference }) => reference)).toEqual([referenceOf(1), referenceOf(2)]);
    expect(request.kinds.at(-1)).toBe('resubmissionHeld');
    expect(request.lastFact('resubmissionHeld')).toMatchObject({ attempt: 2, until: { atMs: FROM } });
    expect(snapshotOf(1, request.state, request.nowMs, 0)).toMatchObject({
      status: 'resubmitting',
      attempt: 2,
      nextDeadline: { atMs: FROM },
    });
  });

  test('its time comes: it goes out then, not before, and the estimate starts anew (R3)', () => {
    const request = held().passes(FROM - 1);
    expect(submitted(request)).toEqual([1]);
    request.passes(FROM);
    expect(submitted(request)).toEqual([1, 2]);
    expect(request.kinds.at(-1)).toBe('resubmitting');
    expect(request.accepted().lastFact('submitted')).toMatchObject({ attempt: 2, expectedDate: '2026-03-17' });
  });

  test('corrected after: it goes out at once', () => {
    const request = rejected().passes(FROM).corrected();
    expect(submitted(request)).toEqual([1, 2]);
    expect(request.kinds).not.toContain('resubmissionHeld');
  });

  test('without the rule, or with none of days, nobody waits', () => {
    for (const resubmissionDays of [undefined, 0]) {
      const request = driveToSubmitted(aRequestInput({ rules: someRules({ resubmissionDays }) })).rejects('NAME_MISMATCH');
      expect(request.lastFact('rejected')?.resubmitFrom).toBeUndefined();
      expect(submitted(request.corrected())).toEqual([1, 2]);
    }
  });

  test('another correction meanwhile replaces the details of that attempt', () => {
    const better = aFrozenAttempt({ signerName: 'Somebody Else' });
    const request = held().corrected(better).passes(FROM);
    expect(request.state.attempts).toHaveLength(2);
    expect(request.state.attempts[1]?.frozen).toBe(better);
    expect(submitted(request)).toEqual([1, 2]);
  });

  test('R24: a cancel meanwhile works at once and is watched, and nothing goes out any more', () => {
    const request = held().cancel();
    expect(request.at).toBe('cancelled');
    expect(request.passes(FROM + HOUR_MS).at).toBe('cancelled');
    expect(submitted(request)).toEqual([1]);
  });

  test('R24: a cancel whose dates the calendar cannot say yet comes before the sending, too', () => {
    const request = held();
    request.calendarAnswers = false;
    request.cancel().wakesAt(FROM);
    expect(submitted(request)).toEqual([1]);
    request.calendarAnswers = true;
    for (const plan of request.flying('plan')) request.planned(plan);
    expect(request.at).toBe('cancelled');
  });

  test('a late word about the rejected attempt is stale', () => {
    const request = held().says('focConfirmed', { attempt: 1 });
    expect(request.at).toBe('resubmitting');
    expect(request.kinds.at(-1)).toBe('staleEvent');
  });

  test('R10: other details that want a new signature take it back until they are signed', () => {
    const request = held().take({ kind: 'resubmissionWithdrawn' });
    expect(request.at).toBe('rejected');
    expect(request.state.attempts).toHaveLength(1);
    expect(submitted(request.passes(FROM))).toEqual([1]);
    expect(submitted(request.corrected())).toEqual([1, 2]);
    expect(request.state.attempts.map(({ reference }) => reference)).toEqual([referenceOf(1), referenceOf(2)]);
  });

  test('R10: and if they are never signed, the time for the correction ends as it would have', () => {
    const request = held().take({ kind: 'resubmissionWithdrawn' }).passes(at('2026-03-16T23:00:00Z'));
    expect(request.lastFact('closed')).toMatchObject({ why: 'rejectionUnanswered' });
  });
});

describe('R13: a request that takes the place of a rejected one may be told to wait', () => {
  const notBefore: Deadline = {
    what: 'resubmission',
    atMs: FROM,
    zone: 'Europe/Paris',
    explanation: 'three business days',
    then: 'it goes out',
  };
  const waiting = () => drive(aRequestInput({ notBefore }));

  test('it begins as one that waits, and goes out at its time', () => {
    const request = waiting();
    expect(request.at).toBe('resubmitting');
    expect(request.kinds).toEqual(['resubmissionHeld']);
    expect(nearest(deadlinesOf(request.state))?.atMs).toBe(FROM);
    expect(submitted(request.passes(FROM))).toEqual([1]);
    expect(request.kinds).toEqual(['resubmissionHeld']);
  });

  test('what was never sent is cancelled without a watch', () => {
    expect(waiting().cancel().lastFact('cancelled')).toMatchObject({ wasSent: false });
  });

  test('an instant that has passed holds nobody up', () => {
    expect(submitted(drive(aRequestInput({ notBefore: { ...notBefore, atMs: MONDAY } })))).toEqual([1]);
  });
});
