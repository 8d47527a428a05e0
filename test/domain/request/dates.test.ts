import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import { focOn } from '../../support/builders/carrier-event';
import { drive, driveToScheduled, driveToSubmitted } from '../../support/builders/drive-request';
import { at, MONDAY } from '../../support/builders/rules';

describe('R12, R14: the date is confirmed', () => {
  test('it is told with its cut-offs, and the numbers are added to the dashboard for it', () => {
    const request = driveToScheduled();
    expect(request.lastFact('scheduled')).toMatchObject({
      foc: focOn('2026-03-12'),
      cancelUntil: { atMs: at('2026-03-10T09:00:00Z') },
      rescheduleUntil: { atMs: at('2026-03-11T09:00:00Z') },
    });
    expect(request.inFlight).toEqual([{ do: 'prepare', date: '2026-03-12' }]);
    request.prepared();
    expect(request.lastFact('numbersAdded')).toMatchObject({ date: '2026-03-12' });
  });

  test('R19: the date is the carrier’s, whatever was wished', () => {
    expect(driveToScheduled('2026-04-14').lastFact('scheduled')?.foc.date).toBe('2026-04-14');
  });

  test('the same date said again tells and does nothing', () => {
    const request = driveToScheduled().prepared();
    request.nowMs += HOUR_MS;
    request.confirms('2026-03-12').says('focChanged', { foc: focOn('2026-03-12') });
    expect(request.kinds).toEqual(['submitted', 'scheduled', 'numbersAdded']);
    expect(request.inFlight).toEqual([]);
  });

  test('a date without a date is for a person', () => {
    const request = driveToSubmitted().says('focConfirmed');
    expect(request.at).toBe('submitted');
    expect(request.state.attention.contractBroken).toBe(MONDAY);
  });

  test('a date that comes inside every cut-off is told as such', () => {
    const request = driveToScheduled('2026-03-02');
    expect(request.lastFact('scheduled')).toMatchObject({
      cancelUntil: null,
      rescheduleUntil: null,
      changeNote: expect.stringContaining('no longer changeable'),
    });
  });
});

describe('R4: the carrier changes the date', () => {
  test.each([
    ['scheduled', () => driveToScheduled()],
    ['locked', () => driveToScheduled().passes(at('2026-03-11T09:00:00Z'))],
    ['on the port day before anything moved', () => driveToScheduled().passes(at('2026-03-12T10:00:00Z'))],
    ['stuck, with nothing moved', () => driveToScheduled().passes(at('2026-03-12T14:00:00Z'))],
  ])('while it is %s: told, and every deadline is built anew', (_, given) => {
    const request = given().says('focChanged', { foc: focOn('2026-03-19') });
    expect(request.at).toBe('scheduled');
    expect(request.lastFact('dateChanged')).toMatchObject({ foc: focOn('2026-03-19'), cancelUntil: { atMs: at('2026-03-17T09:00:00Z') } });
    expect(request.flying('prepare').map(({ date }) => date)).toContain('2026-03-19');
    expect(request.state.attention).toEqual({});
    request.passes(at('2026-03-18T09:00:00Z'));
    expect(request.at).toBe('locked');
  });

  test('I6: an older date that arrives late is stale', () => {
    const request = driveToScheduled();
    request.nowMs += HOUR_MS;
    request.says('focChanged', { foc: focOn('2026-03-19') }).says('focChanged', { foc: focOn('2026-04-14'), occurredAtMs: MONDAY + 1 });
    expect(request.lastFact('dateChanged')?.foc.date).toBe('2026-03-19');
    expect(request.kinds.at(-1)).toBe('staleEvent');
  });

  test('a carrier whose clock is years ahead does not make all that follows look old', () => {
    const request = drive().says('acknowledged', { occurredAtMs: at('2099-01-01T00:00:00Z') });
    request.says('focConfirmed', { foc: focOn('2026-03-12'), occurredAtMs: at('2099-01-01T00:00:00Z') });
    request.nowMs += HOUR_MS;
    request.says('focChanged', { foc: focOn('2026-03-19') });
    expect(request.lastFact('dateChanged')?.foc.date).toBe('2026-03-19');
  });

  test('what is older than the acknowledgement is not about this attempt', () => {
    const request = driveToSubmitted().says('focConfirmed', { foc: focOn('2026-03-12'), occurredAtMs: MONDAY - 1 });
    expect(request.at).toBe('submitted');
    expect(request.kinds.at(-1)).toBe('staleEvent');
  });

  test('a date that was heard before our own call was answered is kept', () => {
    const request = drive();
    request.calendarAnswers = false;
    request.confirms('2026-03-12');
    request.nowMs += 5_000;
    request.accepted();
    for (const plan of request.flying('plan')) request.planned(plan);
    expect(request.at).toBe('scheduled');
  });

  test('preparation that fails for a date that has changed is nobody’s business any more', () => {
    const request = driveToScheduled();
    request.says('focChanged', { foc: focOn('2026-03-19') }).fails('prepare');
    expect(request.state.attention).toEqual({});
    request.prepared();
    expect(request.lastFact('numbersAdded')).toMatchObject({ date: '2026-03-19' });
  });

  test('R14: preparation that fails is raised, tried again, and meant for the date that counts then', () => {
    const request = driveToScheduled().fails('prepare');
    expect(request.state.attention.preparationFailed).toBe(MONDAY);
    request.passes(MONDAY + HOUR_MS);
    expect(request.inFlight).toEqual([{ do: 'prepare', date: '2026-03-12' }]);
    expect(request.prepared().state.attention).toEqual({});
    expect(request.lastFact('numbersAdded')).toBeDefined();
  });
});

describe('the way to the port window', () => {
  test('cut-off, lock, window, stuck: each once, at its instant', () => {
    const request = driveToScheduled().prepared();
    request.passes(at('2026-03-11T09:00:00Z') - 1);
    expect(request.at).toBe('scheduled');
    request.passes(at('2026-03-11T09:00:00Z'));
    expect(request.at).toBe('locked');
    request.passes(at('2026-03-12T09:00:00Z') - 1);
    expect(request.at).toBe('locked');
    request.passes(at('2026-03-12T09:00:00Z'));
    expect(request.at).toBe('activating');
    request.passes(at('2026-03-12T13:00:00Z') - 1);
    expect(request.state.attention).toEqual({});
    request.passes(at('2026-03-12T13:00:00Z'));
    expect(request.state.attention.activationStuck).toBe(at('2026-03-12T13:00:00Z'));
    expect(request.kinds).toEqual(['submitted', 'scheduled', 'numbersAdded', 'locked', 'activating', 'activationStuck', 'attention']);
  });

  test('I9: nothing is activated before the carrier let a number go', () => {
    expect(
      driveToScheduled()
        .passes(at('2026-03-20T09:00:00Z'))
        .asked.filter((effect) => effect.do === 'activate'),
    ).toEqual([]);
  });

  test('a worker that was down for weeks catches up in one go, and gives the carrier its time before it calls the port stuck', () => {
    const request = driveToScheduled().prepared().wakesAt(at('2026-04-07T08:00:00Z'));
    expect(request.at).toBe('activating');
    expect(request.kinds.slice(3)).toEqual(['locked', 'activating']);
    request.passes(at('2026-04-07T10:00:00Z') - 1);
    expect(request.state.attention).toEqual({});
    request.passes(at('2026-04-07T10:00:00Z'));
    expect(request.flying('lookUp')).toHaveLength(1);
  });

  test('a stuck port is asked about every two hours', () => {
    const request = driveToScheduled().prepared().passes(at('2026-03-12T13:00:00Z'));
    for (let round = 0; round < 3; round += 1)
      request
        .shows({
          gatewayId: 'GW-1',
          reference: request.state.attempts[0]?.reference ?? '',
          state: 'scheduled',
          foc: focOn('2026-03-12'),
          numbers: [],
          changedAtMs: request.nowMs,
        })
        .passes(request.nowMs + 2 * HOUR_MS);
    expect(request.asked.filter((effect) => effect.do === 'lookUp')).toHaveLength(4);
    expect(request.kinds.filter((kind) => kind === 'activationStuck')).toHaveLength(1);
  });

  test('a day on which the deadline is met by less than the clock’s grain is not missed', () => {
    const request = driveToScheduled()
      .prepared()
      .passes(at('2026-03-12T09:00:00Z') - DAY_MS);
    expect(request.wakesAt(at('2026-03-12T09:00:00Z')).at).toBe('activating');
  });
});
