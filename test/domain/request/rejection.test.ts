import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import { MAX_ATTEMPTS } from '../../../domain/ids';
import { drive, driveToScheduled, driveToSubmitted } from '../../support/builders/drive-request';
import { focOn, gatewayStatus, referenceOf } from '../../support/builders/carrier-event';
import { aSingle } from '../../support/builders/order';
import { aFrozenAttempt } from '../../support/builders/request';
import { at, MONDAY } from '../../support/builders/rules';

test.each([
  ['submitting', () => drive()],
  ['submitted', () => driveToSubmitted()],
  ['scheduled', () => driveToScheduled()],
  ['scheduled, with a reschedule pending', () => driveToScheduled().reschedule('2026-03-20')],
  ['locked', () => driveToScheduled().passes(at('2026-03-11T09:00:00Z'))],
  ['on the port day before anything moved', () => driveToScheduled().passes(at('2026-03-12T09:00:00Z'))],
])('R13: a rejection is taken while the request is %s', (_, given) => {
  const request = given().rejects('NAME_MISMATCH');
  expect(request.at).toBe('rejected');
  expect(request.lastFact('rejected')?.correctBy?.what).toBe('correction');
  expect(request.state.reschedule).toBeUndefined();
});

test('R13: a correction makes the next attempt, under a new reference, and every attempt is kept', () => {
  const frozen = aFrozenAttempt({ signerName: 'Somebody Else' });
  const request = driveToSubmitted().rejects('NAME_MISMATCH').corrected(frozen);
  expect(request.at).toBe('submitting');
  expect(request.inFlight).toEqual([{ do: 'submit', attempt: 2 }]);
  expect(request.state.attempts.map(({ reference }) => reference)).toEqual([referenceOf(1), referenceOf(2)]);
  expect(request.state.attempts[0]?.rejection?.reasons).toEqual([{ code: 'NAME_MISMATCH' }]);
  expect(request.state.attempts[1]?.frozen).toBe(frozen);
});

test('R3: the estimate starts again at the resubmission', () => {
  const request = driveToSubmitted().rejects('NAME_MISMATCH');
  request.nowMs = at('2026-03-09T09:00:00Z');
  request.corrected().accepted();
  expect(request.lastFact('submitted')).toMatchObject({ attempt: 2, expectedDate: '2026-03-19' });
});

test.each([
  [
    'webhook, then look-up',
    () =>
      driveToSubmitted()
        .passes(at('2026-03-06T09:00:00Z'))
        .rejects('NAME_MISMATCH')
        .shows(gatewayStatus('rejected', at('2026-03-06T09:00:00Z'), { reasons: [{ code: 'NAME_MISMATCH' }] })),
  ],
  ['the answer, then its webhook', () => drive().refusedAtTheDoor('NAME_MISMATCH').rejects('NAME_MISMATCH')],
  ['its webhook, then the answer', () => drive().rejects('NAME_MISMATCH').refusedAtTheDoor('NAME_MISMATCH')],
])('R13, I11: a rejection that is heard twice is told once (%s)', (_, given) => {
  expect(given().kinds.filter((kind) => kind === 'rejected')).toHaveLength(1);
});

test('R13: other reasons are told', () => {
  const request = driveToSubmitted().rejects('NAME_MISMATCH');
  request.nowMs += HOUR_MS;
  request.rejects('PIN_INVALID');
  expect(request.lastFact('rejected')?.reasons).toEqual([{ code: 'PIN_INVALID' }]);
});

test('R13: a rejection of an earlier attempt is stale', () => {
  const request = driveToSubmitted().rejects('NAME_MISMATCH').corrected().accepted();
  request.says('rejected', { attempt: 1, reasons: [{ code: 'OTHER' }] });
  expect(request.at).toBe('submitted');
  expect(request.kinds.at(-1)).toBe('staleEvent');
});

test('R13: a rejection older than the date is stale; a date newer than the rejection counts', () => {
  const request = driveToScheduled().says('rejected', { occurredAtMs: MONDAY - 1 });
  expect(request.at).toBe('scheduled');
  const other = driveToSubmitted().rejects('NAME_MISMATCH');
  other.nowMs += HOUR_MS;
  expect(other.confirms('2026-03-12').at).toBe('scheduled');
});

test('R13: a rejection after the date takes the date back: there is none any more, and none to prepare for', () => {
  const request = driveToScheduled().prepared();
  request.nowMs += HOUR_MS;
  request.rejects('FOC_REFUSED');
  expect(request.at).toBe('rejected');
  expect(request.state.foc).toBeUndefined();
  expect(request.state.preparation).toBe('none');
  expect(request.kinds.slice(-2)).toEqual(['rejected', 'attention']);
  expect(request.passes(at('2026-03-12T13:00:00Z')).kinds).not.toContain('activating');
});

test('R13: a rejection and the date that came before it, heard the other way round, end at the rejection', () => {
  const request = driveToSubmitted();
  const date = request.nowMs + HOUR_MS;
  request.nowMs += 2 * HOUR_MS;
  request.rejects('FOC_REFUSED').says('focConfirmed', { foc: focOn('2026-03-12'), occurredAtMs: date });
  expect(request.at).toBe('rejected');
  expect(request.kinds.at(-1)).toBe('staleEvent');
});

test('R13: once a number has moved a rejection is only recorded', () => {
  const request = driveToScheduled()
    .passes(at('2026-03-12T09:00:00Z'))
    .says('numberActivated', { numbers: [aSingle().number] });
  const { at: before } = request;
  request.nowMs += HOUR_MS;
  expect(request.rejects('FOC_REFUSED').at).toBe(before);
  expect(request.kinds.at(-1)).toBe('staleEvent');
});

test('R13: what was to be tried again for the rejected attempt is off', () => {
  const request = driveToScheduled()
    .fails('prepare')
    .rejects('NAME_MISMATCH')
    .passes(MONDAY + 2 * DAY_MS);
  expect(request.inFlight).toEqual([]);
  expect(request.state.attention).toEqual({});
});

test('I12: a look-up that was due for the rejected attempt is not made before the next one can be seen', () => {
  const request = driveToSubmitted().passes(at('2026-03-05T22:59:00Z')).shows(gatewayStatus('pending', MONDAY));
  expect(request.state.retries.map(({ what }) => what)).toEqual(['lookUp']);
  request.rejects('NAME_MISMATCH');
  request.nowMs = at('2026-03-06T22:58:30Z');
  request.corrected().noAnswer().passes(at('2026-03-06T22:59:30Z'));
  expect(request.flying('lookUp')).toEqual([]);
  expect(request.passes(at('2026-03-06T23:00:30Z')).flying('lookUp')).toHaveLength(1);
});

test.each([
  [['NAME_MISMATCH'], undefined],
  [['OTHER'], 'rejectionNeedsOperator'],
  [[], 'rejectionNeedsOperator'],
  // The customer mends the PIN; the rest is ours, and an operator sends it all.
  [['OTHER', 'PIN_INVALID'], 'rejectionNeedsOperator'],
] as const)('R13: who has to act on %j', (codes, reason) => {
  const request = driveToSubmitted().rejects(...codes);
  expect(Object.keys(request.state.attention)).toEqual(reason ? [reason] : []);
  expect(request.corrected().state.attention).toEqual({});
});

test('R13: a number that cannot be ported ends the request and gives its claim back, whatever else was wrong', () => {
  const request = driveToSubmitted().rejects('PIN_INVALID', 'NOT_PORTABLE', 'OTHER');
  expect(request.state.phase).toEqual({ at: 'over', outcome: 'notPortable' });
  expect(request.state.attention).toEqual({});
  expect(request.inFlight).toEqual([{ do: 'release' }]);
  expect(request.kinds.slice(-2)).toEqual(['rejected', 'closed']);
});

describe('R13: how long a rejection waits for its correction', () => {
  test('in time', () => {
    const request = driveToSubmitted().rejects('NAME_MISMATCH').passes(at('2026-03-16T22:58:59Z')).corrected();
    expect(request.at).toBe('submitting');
  });

  test('never: the request is closed, its claim given back, and a late correction changes nothing', () => {
    const request = driveToSubmitted().rejects('NAME_MISMATCH').passes(at('2026-03-16T22:59:00Z'));
    expect(request.state.phase).toEqual({ at: 'over', outcome: 'rejectionUnanswered' });
    expect(request.corrected().inFlight).toEqual([{ do: 'release' }]);
  });
});

test('R22: a rejected request is cancelled at once and watched, since it had been sent', () => {
  const request = driveToSubmitted().rejects('NAME_MISMATCH').cancel();
  expect(request.at).toBe('cancelled');
  expect(request.lastFact('cancelled')).toMatchObject({ wasSent: true });
});

test('R24: a correction that crosses the cancel does not send the request again', () => {
  const request = driveToSubmitted().rejects('NAME_MISMATCH');
  request.calendarAnswers = false;
  request.cancel().corrected().cancel();
  expect(request.at).toBe('rejected');
  for (const plan of request.flying('plan')) request.planned(plan);
  expect(request.at).toBe('cancelled');
  expect(request.flying('submit')).toEqual([]);
  expect(request.kinds.filter((kind) => kind === 'cancelled')).toHaveLength(1);
});

test('R24: a date that overtakes the cancel of a rejected request leaves it to the carrier', () => {
  const request = driveToSubmitted().rejects('NAME_MISMATCH');
  request.calendarAnswers = false;
  request.cancel();
  request.nowMs += HOUR_MS;
  request.confirms('2026-03-12');
  // The calendar answers the later question first.
  for (const plan of request.flying('plan').reverse()) request.planned(plan);
  expect(request.at).toBe('scheduled');
  expect(request.flying('askCancel')).toHaveLength(1);
});

test('R24: a rejection answers a pending cancel: nothing is left to port, and the reasons are kept', () => {
  const request = driveToSubmitted().cancel().cancelWasTaken().rejects('NOT_PORTABLE');
  expect(request.at).toBe('cancelled');
  expect(request.state.attempts[0]?.rejection?.reasons).toEqual([{ code: 'NOT_PORTABLE' }]);
  expect(request.kinds.slice(-2)).toEqual(['rejected', 'cancelled']);
});

test('R13: as often as needed, but not without end', () => {
  const request = driveToSubmitted();
  for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) request.rejects('NAME_MISMATCH').corrected().accepted();
  expect(request.state.attempts).toHaveLength(MAX_ATTEMPTS);
  request.rejects('NAME_MISMATCH').corrected();
  expect(request.state.phase).toEqual({ at: 'over', outcome: 'tooManyAttempts' });
});
