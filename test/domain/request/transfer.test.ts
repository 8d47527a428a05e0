import type { Foc } from '../../../domain/carrier-event';
import { HOUR_MS, MINUTE_MS } from '../../../domain/clock';
import type { IsoDate } from '../../../domain/order-details';
import { changeability, judgeActivation, judgeCancel, judgeReschedule } from '../../../domain/request/verdicts';
import { focOn } from '../../support/builders/carrier-event';
import { driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { aFrozenAttempt, aRequestInput } from '../../support/builders/request';
import { at } from '../../support/builders/rules';

/** Thursday 12 March to Friday 17 April: the day is ours. */
const INTERVAL: Foc = { ...focOn('2026-03-12'), lastDate: '2026-04-17' };
const given = (preferredDate?: IsoDate) =>
  driveToSubmitted(aRequestInput({ first: aFrozenAttempt({ preferredDate }) })).says('focConfirmed', { foc: INTERVAL });
const pulls = (request: DrivenRequest) => request.asked.filter(({ do: what }) => what === 'triggerActivation');
const OPENS = at('2026-03-12T09:00:00Z');
const CLOSES = at('2026-03-12T11:00:00Z');

describe('an interval: we choose the day', () => {
  test.each([
    ['the wish, when it is a business day inside', '2026-03-24', '2026-03-24'],
    ['the first possible day, without a wish', undefined, '2026-03-12'],
    ['the first possible day, when the wish is before', '2026-03-10', '2026-03-12'],
    ['the first possible day, when the wish is after', '2026-05-04', '2026-03-12'],
    ['the first possible day, when the wish is a Sunday', '2026-03-15', '2026-03-12'],
  ])('%s', (_, wish, date) => {
    const { foc } = given(wish).lastFact('scheduled') ?? {};
    expect(foc).toMatchObject({ date, firstDate: '2026-03-12', lastDate: '2026-04-17' });
    expect(given(wish).flying('prepare')).toMatchObject([{ date }]);
  });

  test('the window has the same hours on every day, also after the clocks have changed', () => {
    expect(given('2026-03-31').lastFact('scheduled')?.foc).toMatchObject({
      windowStartMs: at('2026-03-31T08:00:00Z'),
      windowEndMs: at('2026-03-31T10:00:00Z'),
    });
  });

  test('R23: until the lock another day inside needs nobody’s approval and counts at once', () => {
    const request = given();
    expect(judgeReschedule(changeability(request.state), request.nowMs, '2026-03-24')).toEqual({
      taken: true,
      mayFail: false,
      atOnce: true,
    });
    request.reschedule('2026-03-24');
    expect(request.lastFact('dateChanged')).toMatchObject({ foc: { date: '2026-03-24' }, asked: undefined });
    expect(request.asked.some(({ do: what }) => what === 'askReschedule')).toBe(false);
    expect(request.state.reschedule).toBeUndefined();
    expect(request.reschedule('2026-03-13').lastFact('dateChanged')?.foc.date).toBe('2026-03-13');
  });

  test.each([
    ['before', '2026-03-11'],
    ['after', '2026-04-20'],
    ['on a day without business', '2026-03-22'],
  ])('R23: a day %s is refused with the days that are possible, and the date stands', (_, date) => {
    const request = given().reschedule(date);
    expect(request.lastFact('rescheduleRefused')).toMatchObject({
      reason: 'outsideInterval',
      interval: { first: '2026-03-12', last: '2026-04-17' },
      standing: { date: '2026-03-12' },
    });
    expect(request.at).toBe('scheduled');
  });

  test('R23: after the lock the day stands', () => {
    const request = given().passes(at('2026-03-11T09:00:00Z'));
    expect(request.reschedule('2026-03-24').lastFact('rescheduleRefused')).toMatchObject({ reason: 'tooLate' });
  });

  test('the same interval told again moves nothing, also after the day was moved', () => {
    const request = given().reschedule('2026-03-24');
    request.nowMs += HOUR_MS;
    request.says('focConfirmed', { foc: INTERVAL });
    expect(request.state.foc?.date).toBe('2026-03-24');
    expect(request.kinds.filter((kind) => kind === 'dateChanged')).toHaveLength(1);
  });

  test('R4: a date of the carrier’s own replaces the interval', () => {
    const request = given();
    request.nowMs += HOUR_MS;
    request.says('focChanged', { foc: focOn('2026-03-19') });
    expect(changeability(request.state).interval).toBeUndefined();
    expect(pulls(request.passes(at('2026-03-19T12:00:00Z')))).toEqual([]);
  });

  test('R24: a cancel works at once until it is pulled, is watched, and nothing is pulled', () => {
    const request = given().passes(OPENS - 1);
    expect(request.at).toBe('locked');
    expect(judgeCancel(changeability(request.state), request.nowMs)).toEqual({ taken: true, mayFail: false, atOnce: true });
    request.cancel();
    expect(request.at).toBe('cancelled');
    expect(request.asked.some(({ do: what }) => what === 'askCancel')).toBe(false);
    expect(pulls(request.passes(CLOSES))).toEqual([]);
  });

  test('R24: a cancel whose dates the calendar cannot say yet keeps it from being pulled', () => {
    const request = given();
    request.calendarAnswers = false;
    request.cancel().passes(OPENS + 1);
    expect(pulls(request)).toEqual([]);
    for (const plan of request.flying('plan')) request.planned(plan);
    expect(request.at).toBe('cancelled');
  });

  test('R16: at the chosen instant it is pulled once, and ports', () => {
    const request = given()
      .prepared()
      .passes(OPENS - 1);
    expect(pulls(request)).toEqual([]);
    request
      .passes(OPENS)
      .transferWasTaken()
      .passes(OPENS + 30 * MINUTE_MS);
    expect(pulls(request)).toEqual([{ do: 'triggerActivation', date: '2026-03-12' }]);
    request.says('numberActivated').activated();
    expect(request.at).toBe('ported');
  });

  test('R24: after that it is too late to cancel', () => {
    const request = given().passes(OPENS).cancel();
    expect(request.lastFact('cancelRefused')).toMatchObject({ reason: 'alreadyPorting' });
  });

  test('a gateway that does not take it, or cannot be reached: told once, raised, and tried on under the same key', () => {
    const request = given().prepared().passes(OPENS).transferWasRefused();
    expect(request.state.attention.activationFailed).toBe(OPENS);
    request.passes(OPENS + 30 * MINUTE_MS).transferWasRefused();
    expect(request.kinds.filter((kind) => kind === 'transferRefused')).toHaveLength(1);
    request.passes(OPENS + HOUR_MS).fails('triggerActivation');
    request.passes(OPENS + HOUR_MS + 5 * MINUTE_MS).transferWasTaken();
    expect(pulls(request).every((effect) => effect.do === 'triggerActivation' && effect.date === '2026-03-12')).toBe(true);
    expect(request.state.attention).toEqual({});
  });

  test('nothing was pulled by the last day: raised, told, and not tried any more', () => {
    const request = given().prepared().passes(OPENS).transferWasTaken();
    request.passes(at('2026-04-17T21:58:00Z'));
    expect(request.state.attention.notPulled).toBeUndefined();
    request.passes(at('2026-04-17T21:59:00Z'));
    expect(request.state.attention.notPulled).toBe(at('2026-04-17T21:59:00Z'));
    expect(request.lastFact('notPulled')).toMatchObject({ lastDate: '2026-04-17' });
    expect(request.says('numberActivated').activated().at).toBe('ported');
    expect(request.state.attention).toEqual({});
  });

  test('a first day that has passed when it is told gives way to the next business day', () => {
    const request = driveToSubmitted();
    request.nowMs = at('2026-03-13T15:00:00Z');
    expect(request.says('focConfirmed', { foc: INTERVAL }).state.foc?.date).toBe('2026-03-16');
  });
});

describe('a window on demand', () => {
  const onDemand = () =>
    driveToSubmitted()
      .says('focConfirmed', { foc: { ...focOn('2026-03-12'), onDemand: true } })
      .prepared();
  const judge = (request: DrivenRequest) => judgeActivation(changeability(request.state), request.nowMs);

  test('before it opens nobody can start it, and the answer says from when on', () => {
    const request = onDemand();
    expect(judge(request)).toMatchObject({ taken: false, reason: 'windowNotOpen', from: { atMs: OPENS } });
    expect(request.starts().lastFact('activationNotTaken')).toMatchObject({ reason: 'windowNotOpen', from: { atMs: OPENS } });
    expect(pulls(request)).toEqual([]);
  });

  test('inside it the customer starts it, once', () => {
    const request = onDemand().passes(OPENS + 10 * MINUTE_MS);
    expect(judge(request)).toEqual({ taken: true, mayFail: false, atOnce: true });
    request.starts();
    expect(judge(request)).toMatchObject({ taken: false, reason: 'alreadyAsked' });
    request.starts().transferWasTaken().passes(CLOSES);
    expect(pulls(request)).toHaveLength(1);
    expect(request.lastFact('transferStarted')).toMatchObject({ by: 'customer' });
  });

  test('a timer that is a moment behind does not keep the customer from it', () => {
    const request = onDemand();
    request.nowMs = OPENS;
    expect(request.starts().at).toBe('activating');
    expect(pulls(request)).toHaveLength(1);
  });

  test('nobody does: it starts by itself at the window’s end', () => {
    const request = onDemand().passes(CLOSES - 1);
    expect(pulls(request)).toEqual([]);
    request.passes(CLOSES);
    expect(pulls(request)).toHaveLength(1);
    expect(request.lastFact('transferStarted')).toMatchObject({ by: 'schedule' });
  });

  test('R24: while a cancel waits for its answer nothing is started; refused, it is', () => {
    const request = onDemand().cancel().cancelWasTaken().passes(CLOSES);
    expect(judge(request)).toMatchObject({ taken: false, reason: 'alreadyAsked' });
    expect(pulls(request)).toEqual([]);
    request.says('cancelRefused', { reasons: [] }).passes(CLOSES + 1);
    expect(pulls(request)).toHaveLength(1);
  });

  test('a carrier that moves the numbers early is taken at its deed, and nothing is started', () => {
    const request = onDemand().passes(OPENS).says('numberActivated').activated();
    expect(request.at).toBe('ported');
    expect(pulls(request)).toEqual([]);
  });

  test('a plain date has nothing to start', () => {
    const request = driveToSubmitted().confirms('2026-03-12');
    expect(judge(request)).toMatchObject({ taken: false, reason: 'notOnDemand' });
    expect(judge(request.passes(OPENS))).toMatchObject({ taken: false, reason: 'alreadyPorting' });
    expect(pulls(request.passes(CLOSES))).toEqual([]);
  });
});
