import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import { currentAttempt } from '../../../domain/request/state';
import { focOn, gatewayStatus, referenceOf } from '../../support/builders/carrier-event';
import { drive, driveToSubmitted } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';
import { at, MONDAY } from '../../support/builders/rules';

describe('a request is submitted', () => {
  test('R11: the start sends attempt 1, once', () => {
    const request = drive().take({ kind: 'started' });
    expect(request.asked).toEqual([{ do: 'submit', attempt: 1 }]);
    expect(currentAttempt(request.state)).toMatchObject({ attempt: 1, reference: referenceOf(1) });
  });

  test('R3: the estimate starts at the submission and not at the creation', () => {
    const request = drive();
    request.nowMs = at('2026-03-04T09:00:00Z');
    request.accepted();
    expect(request.at).toBe('submitted');
    expect(request.lastFact('submitted')).toMatchObject({ attempt: 1, expectedDate: '2026-03-16' });
  });

  test("the carrier's webhook may be faster than the answer to our own call", () => {
    const request = drive().says('acknowledged').accepted();
    expect(request.at).toBe('submitted');
    expect(request.kinds).toEqual(['submitted']);
  });

  test('R12: a date may come before any acknowledgement', () => {
    const request = drive().confirms('2026-03-12').accepted();
    expect(request.at).toBe('scheduled');
    expect(request.kinds).toEqual(['scheduled']);
  });

  test('R13: a refusal at the door is a rejection', () => {
    const request = drive().refusedAtTheDoor('NAME_MISMATCH');
    expect(request.at).toBe('rejected');
    expect(request.lastFact('rejected')).toMatchObject({ attempt: 1, reasons: [{ code: 'NAME_MISMATCH' }] });
  });

  test('R13: a refusal at the door counts, also when the acknowledgement was heard first', () => {
    expect(drive().says('acknowledged').refusedAtTheDoor('NAME_MISMATCH').at).toBe('rejected');
  });

  test('the answer to an earlier attempt says nothing about the later one', () => {
    const request = drive().rejects('NAME_MISMATCH').corrected();
    expect(request.flying('submit').map(({ attempt }) => attempt)).toEqual([1, 2]);
    request.accepted();
    expect(request.at).toBe('submitting');
    expect(currentAttempt(request.state).acknowledgedAtMs).toBeUndefined();
    expect(request.accepted().at).toBe('submitted');
  });

  test('a refusal at the door that is older than the date changes nothing', () => {
    const request = drive().confirms('2026-03-12');
    const { attempt } = request.answerTo('submit');
    request.take({
      kind: 'submitDone',
      attempt,
      outcome: { kind: 'rejected', reasons: [{ code: 'OTHER' }], rejectedAtMs: request.nowMs - 1 },
    });
    expect(request.at).toBe('scheduled');
  });
});

describe('the answer never came', () => {
  test('I12: it is looked up once the lag has passed, and not sent again before', () => {
    const request = drive().noAnswer();
    expect(request.at).toBe('outcomeUnknown');
    request.passes(MONDAY + 2 * MINUTE_MS - 1);
    expect(request.inFlight).toEqual([]);
    request.passes(MONDAY + 2 * MINUTE_MS);
    expect(request.inFlight).toEqual([{ do: 'lookUp', attempt: 1 }]);
  });

  test("I12: the lag is real time, whatever the deployment's clock", () => {
    const request = drive(aRequestInput({ clock: { originMs: 0, scale: 1_440 } })).noAnswer();
    request.passes(MONDAY + 2 * MINUTE_MS * 1_440 - 1);
    expect(request.inFlight).toEqual([]);
    request.passes(MONDAY + 2 * MINUTE_MS * 1_440);
    expect(request.flying('lookUp')).toHaveLength(1);
  });

  const lookedUp = () =>
    drive()
      .noAnswer()
      .passes(MONDAY + 2 * MINUTE_MS);

  test('I2: proven absent, it is sent again as the same attempt', () => {
    const request = lookedUp().shows(null);
    expect(request.at).toBe('submitting');
    expect(request.inFlight).toEqual([{ do: 'submit', attempt: 1 }]);
  });

  test('a draft is completed', () => {
    expect(lookedUp().shows(gatewayStatus('draft', MONDAY)).inFlight).toEqual([{ do: 'submit', attempt: 1 }]);
  });

  test.each([
    ['pending', {}, 'submitted'],
    ['scheduled', { foc: focOn('2026-03-12') }, 'scheduled'],
    ['rejected', { reasons: [{ code: 'NAME_MISMATCH' }] }, 'rejected'],
    ['cancelled', {}, 'cancelled'],
    ['completed', {}, 'submitted'],
    ['completed', { numbers: aRequestInput().numbers, active: aRequestInput().numbers }, 'activating'],
  ] as const)('I12: %s at the gateway is what it is here (%#)', (state, part, phase) => {
    const request = lookedUp().shows(gatewayStatus(state, MONDAY, part));
    expect(request.at).toBe(phase);
    expect(request.asked.filter((effect) => effect.do === 'submit')).toHaveLength(1);
  });

  test('an answer about somebody else leaves the outcome unknown, and a person is told', () => {
    const request = lookedUp().shows(gatewayStatus('rejected', MONDAY, { reference: 'SOMEBODYELSES00' }));
    expect(request.at).toBe('outcomeUnknown');
    expect(request.state.attention.contractBroken).toBe(request.nowMs);
    request.passes(request.nowMs + HOUR_MS);
    expect(request.flying('lookUp')).toHaveLength(1);
  });

  test('a look-up that fails is made again, each time later, and after three a person is asked', () => {
    const request = lookedUp();
    const waits: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const sinceMs = request.nowMs;
      expect(request.state.attention.outcomeUnknown === undefined).toBe(round < 3);
      request.fails('lookUp');
      while (request.inFlight.length === 0) request.passes(request.nowMs + MINUTE_MS);
      waits.push((request.nowMs - sinceMs) / MINUTE_MS);
    }
    expect(waits).toEqual([2, 4, 8, 16]);
    request.shows(gatewayStatus('pending', request.nowMs));
    expect(request.state.attention).toEqual({});
  });

  test("a carrier's word settles it before the look-up", () => {
    const request = lookedUp().says('acknowledged').shows(null);
    expect(request.at).toBe('submitted');
    expect(request.flying('submit')).toEqual([]);
  });

  test.each(['OutcomeUnknown', 'Timeout', 'CarrierContractBroken', 'Failure'])(
    'I12: a submission that ended in %s is not sent again blindly',
    (failure) => {
      const request = drive().fails('submit', failure);
      expect(request.at).toBe('outcomeUnknown');
      expect(request.inFlight).toEqual([]);
    },
  );
});

describe('a carrier that cannot be reached', () => {
  test('provably nothing was done: it is sent again an hour later, and a person is told', () => {
    const request = drive().fails('submit');
    expect(request.at).toBe('submitting');
    expect(request.state.attention.carrierUnreachable).toBe(MONDAY);
    request.passes(MONDAY + HOUR_MS - 1);
    expect(request.inFlight).toEqual([]);
    request.passes(MONDAY + HOUR_MS);
    expect(request.accepted().state.attention).toEqual({});
  });

  test('I2: the failure of an earlier attempt does not send the later one twice', () => {
    const request = drive();
    request.rejects('NAME_MISMATCH').corrected().fails('submit');
    request.passes(MONDAY + DAY_MS);
    expect(request.asked.filter((effect) => effect.do === 'submit').map(({ attempt }) => attempt)).toEqual([1, 2]);
  });
});

describe('R3: how long the carrier may be silent', () => {
  test('in time: nobody is disturbed', () => {
    const request = driveToSubmitted();
    request.passes(at('2026-03-05T22:58:00Z'));
    request.confirms('2026-03-12').passes(at('2026-03-06T09:00:00Z'));
    expect(request.state.attention).toEqual({});
    expect(request.flying('lookUp')).toEqual([]);
  });

  test('never: the gateway is read and a person told, and it is read again every day until there is an answer', () => {
    const request = driveToSubmitted();
    request.passes(at('2026-03-05T22:59:00Z'));
    expect(request.state.attention.carrierSilent).toBe(at('2026-03-05T22:59:00Z'));
    for (let day = 0; day < 5; day += 1) request.shows(gatewayStatus('pending', MONDAY)).passes(request.nowMs + DAY_MS);
    expect(request.flying('lookUp')).toHaveLength(1);
    request.shows(gatewayStatus('scheduled', request.nowMs, { foc: focOn('2026-03-19') }));
    expect(request.at).toBe('scheduled');
    expect(request.state.attention).toEqual({});
    request.passes(request.nowMs + DAY_MS);
    expect(request.flying('lookUp')).toEqual([]);
  });

  test('the gateway no longer knows it: that is for a person, and nothing is sent again', () => {
    const request = driveToSubmitted().passes(at('2026-03-06T09:00:00Z')).shows(null);
    expect(request.at).toBe('submitted');
    expect(request.state.attention.contractBroken).toBeDefined();
    expect(request.flying('submit')).toEqual([]);
  });
});

test('a calendar that fails holds nothing up for good: the question is asked again, and a person told', () => {
  const request = drive();
  request.calendarAnswers = false;
  request.accepted().fails('plan', 'CalendarImpossible');
  expect(request.state.attention.calendarFailed).toBe(MONDAY);
  request.calendarAnswers = true;
  request.passes(MONDAY + HOUR_MS);
  expect(request.at).toBe('submitted');
  expect(request.state.attention).toEqual({});
});
