import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import { changeability, judgeReschedule } from '../../../domain/request/verdicts';
import { focOn } from '../../support/builders/carrier-event';
import { drive, driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { aFrozenAttempt, aRequestInput } from '../../support/builders/request';
import { MONDAY, someRules } from '../../support/builders/rules';

const passesOn = aRequestInput({ dateChangeBeforeFoc: true });
const wished = () => driveToSubmitted(passesOn).reschedule('2026-03-19');
const judge = (request: DrivenRequest) => judgeReschedule(changeability(request.state), request.nowMs, '2026-03-19');
/** Days and dates as the customer wrote them in the order. */
const wishing = (preferredDate: string, rules = someRules()) =>
  driveToSubmitted(aRequestInput({ rules, first: aFrozenAttempt({ preferredDate }) }));

describe('R19, R23: another date before there is one', () => {
  test('is taken as a wish where the gateway passes it on, and is asked', () => {
    expect(judge(driveToSubmitted(passesOn))).toEqual({ taken: true, mayFail: true, atOnce: false });
    const request = wished();
    expect(request.flying('askReschedule')).toMatchObject([{ date: '2026-03-19' }]);
    expect(request.lastFact('rescheduleAsked')).toMatchObject({ date: '2026-03-19', mayFail: true, beforeDate: true });
    expect(request.state.foc).toBeUndefined();
  });

  test('is refused where it does not, and before the carrier has the request', () => {
    expect(judge(driveToSubmitted())).toMatchObject({ taken: false, reason: 'noDateYet' });
    expect(judge(drive(passesOn))).toMatchObject({ taken: false, reason: 'noDateYet' });
  });

  test.each(['2026-03-19', '2026-03-12'])('is answered by whatever date comes: %s', (date) => {
    const request = wished().rescheduleWasTaken().confirms(date);
    expect(request.state.reschedule).toBeUndefined();
    expect(request.lastFact('scheduled')).toMatchObject({ foc: { date }, asked: date === '2026-03-19' ? undefined : '2026-03-19' });
    expect(request.state.attention).toEqual({});
  });

  test('is answered by a refusal, which names no date', () => {
    const request = wished()
      .rescheduleWasTaken()
      .says('rescheduleRefused', { reasons: [{ code: 'DATE_INVALID' }] });
    expect(request.lastFact('rescheduleRefused')).toMatchObject({ reason: 'carrierRefused', standing: undefined });
    expect(request.at).toBe('submitted');
    expect(request.confirms('2026-03-12').lastFact('scheduled')?.asked).toBeUndefined();
  });

  test('a gateway that will not pass it on after all: refused, and the request goes on', () => {
    const request = wished();
    request.answerTo('askReschedule');
    request.take({ kind: 'asked', what: 'reschedule', outcome: { kind: 'refused', reason: 'no' } });
    expect(request.lastFact('rescheduleRefused')).toMatchObject({ reason: 'carrierRefused' });
    expect(request.confirms('2026-03-12').at).toBe('scheduled');
  });

  test('is never called late by itself: the silence of the carrier is', () => {
    const request = wished()
      .rescheduleWasTaken()
      .passes(MONDAY + 8 * DAY_MS);
    expect(Object.keys(request.state.attention)).toEqual(['carrierSilent']);
  });

  test('a date that crosses a wish which was not passed on yet leaves the wish to be answered', () => {
    const request = wished().confirms('2026-03-12').rescheduleWasTaken();
    expect(request.state.reschedule).toMatchObject({ asked: true, answerBy: { what: 'changeAnswer' } });
    request.nowMs += HOUR_MS;
    request.says('rescheduleAccepted', { foc: focOn('2026-03-19') });
    expect(request.lastFact('dateChanged')).toMatchObject({ foc: { date: '2026-03-19' }, asked: undefined });
  });

  test('R13: after a rejection it is asked for again with the next attempt', () => {
    const request = wished().rescheduleWasTaken().rejects('NAME_MISMATCH').corrected();
    expect(request.state.attempts[1]?.frozen.preferredDate).toBe('2026-03-19');
    expect(request.accepted().confirms('2026-03-12').lastFact('scheduled')?.asked).toBe('2026-03-19');
  });

  test('R13: unless the correction names another date, which is newer', () => {
    const request = wished()
      .rescheduleWasTaken()
      .rejects('DATE_INVALID')
      .corrected(aFrozenAttempt({ preferredDate: '2026-03-25' }));
    expect(request.state.attempts[1]?.frozen.preferredDate).toBe('2026-03-25');
    expect(request.accepted().confirms('2026-03-12').lastFact('scheduled')?.asked).toBe('2026-03-25');
  });
});

describe('R4, R19: a date that is another than was asked for says so', () => {
  test.each([
    ['earlier', '2026-03-12', '2026-03-19'],
    ['later', '2026-03-19', '2026-03-12'],
  ])('%s', (_, date, asked) => {
    expect(wishing(asked).confirms(date).lastFact('scheduled')).toMatchObject({ foc: { date }, asked });
  });

  test('the same day, or no wish at all, needs no word', () => {
    expect(wishing('2026-03-12').confirms('2026-03-12').lastFact('scheduled')?.asked).toBeUndefined();
    expect(driveToScheduled().lastFact('scheduled')?.asked).toBeUndefined();
  });

  test('R23: what was asked for last is what counts, and after a refusal the date that stands', () => {
    const request = wishing('2026-03-12').confirms('2026-03-12').reschedule('2026-03-20').rescheduleWasTaken();
    request.nowMs += HOUR_MS;
    expect(request.says('rescheduleAccepted', { foc: focOn('2026-03-24') }).lastFact('dateChanged')?.asked).toBe('2026-03-20');
    request.reschedule('2026-03-26').rescheduleWasTaken().says('rescheduleRefused', { reasons: [] });
    request.nowMs += HOUR_MS;
    expect(request.says('focChanged', { foc: focOn('2026-03-25') }).lastFact('dateChanged')?.asked).toBe('2026-03-24');
  });
});

describe('what the law leaves', () => {
  const rules = someRules({ legalMaxDays: { days: 6, kind: 'fiveDay' } });

  test('stands beside the estimate, and is none where no law is known', () => {
    const request = driveToSubmitted(aRequestInput({ rules }));
    expect(request.lastFact('submitted')?.latestByLaw).toEqual({
      date: '2026-03-10',
      explanation: '6 business days after Mon 2 Mar 2026, skipping weekends; Europe/Paris',
    });
    expect(driveToSubmitted().lastFact('submitted')?.latestByLaw).toBeUndefined();
  });

  test('is said of a date that is later, and not of one in time', () => {
    expect(driveToScheduled('2026-03-12', aRequestInput({ rules })).lastFact('scheduled')?.latestByLaw?.date).toBe('2026-03-10');
    expect(driveToScheduled('2026-03-10', aRequestInput({ rules })).lastFact('scheduled')?.latestByLaw).toBeUndefined();
  });

  test('is nobody’s business where the customer asked for the later day', () => {
    expect(wishing('2026-03-12', rules).confirms('2026-03-12').lastFact('scheduled')?.latestByLaw).toBeUndefined();
    expect(wishing('2026-03-05', rules).confirms('2026-03-12').lastFact('scheduled')?.latestByLaw?.date).toBe('2026-03-10');
  });
});
