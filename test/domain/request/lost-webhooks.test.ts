import type { GatewayStatus } from '../../../domain/carrier-event';
import { DAY_MS, HOUR_MS } from '../../../domain/clock';
import { deadlinesOf } from '../../../domain/request/deadlines';
import { snapshotOf } from '../../../domain/request/snapshot';
import { currentAttempt } from '../../../domain/request/state';
import { focOn } from '../../support/builders/carrier-event';
import { driveToScheduled, driveToSubmitted, type DrivenRequest } from '../../support/builders/drive-request';
import { aRequestInput } from '../../support/builders/request';

const lookUps = { quietMs: DAY_MS, portDayMs: HOUR_MS };
const watched = aRequestInput({ lookUps });
const looks = (request: DrivenRequest): number => request.asked.filter((effect) => effect.do === 'lookUp').length;

/** What the gateway shows of the current attempt. */
function status(request: DrivenRequest, part: Partial<GatewayStatus>): GatewayStatus {
  const numbers = request.state.numbers.map(({ number }) => ({ number, active: false, sms: 'pending' as const }));
  const { reference } = currentAttempt(request.state);
  return { gatewayId: 'GW-1', reference, state: 'pending', numbers, changedAtMs: request.nowMs, ...part };
}

/** The gateway shows this at the next look of routine, by which time `withinMs` may pass. */
function seenWithin(request: DrivenRequest, withinMs: number, part: Partial<GatewayStatus>): void {
  const before = looks(request);
  request.passes(request.nowMs + withinMs);
  expect(looks(request)).toBe(before + 1);
  request.shows(status(request, part));
}

describe('F14: a lost webhook delays a port by one look of routine at most', () => {
  test('the date, while nothing else was to be expected', () => {
    const request = driveToSubmitted(watched);
    seenWithin(request, DAY_MS, {});
    expect(request.at).toBe('submitted');
    seenWithin(request, DAY_MS, { state: 'scheduled', foc: focOn('2026-03-12') });
    expect([request.at, request.lastFact('scheduled')?.foc.date]).toEqual(['scheduled', '2026-03-12']);
  });

  test('another date, a refusal or an end by the carrier, while the date seemed to stand', () => {
    const moved = driveToScheduled('2026-03-12', watched);
    seenWithin(moved, DAY_MS, { state: 'scheduled', foc: focOn('2026-03-19') });
    expect(moved.lastFact('dateChanged')?.foc.date).toBe('2026-03-19');
    const refused = driveToScheduled('2026-03-12', watched);
    seenWithin(refused, DAY_MS, { state: 'rejected', reasons: [{ code: 'NAME_MISMATCH' }] });
    expect(refused.at).toBe('rejected');
    const ended = driveToScheduled('2026-03-12', watched);
    seenWithin(ended, DAY_MS, { state: 'cancelled' });
    expect(ended.at).toBe('cancelled');
  });

  test('the transfer, on the port day every hour and not only once it is stuck', () => {
    const request = driveToScheduled('2026-03-12', watched);
    const { windowStartMs } = focOn('2026-03-12');
    while (request.nowMs < windowStartMs) {
      request.passes(Math.min(windowStartMs, request.nowMs + DAY_MS));
      while (request.flying('lookUp').length > 0) request.shows(status(request, { state: 'scheduled', foc: focOn('2026-03-12') }));
    }
    expect(request.at).toBe('activating');
    const numbers = request.state.numbers.map(({ number }) => ({ number, active: true, sms: 'pending' as const }));
    seenWithin(request, HOUR_MS, { state: 'completed', numbers });
    expect(request.flying('activate')).toHaveLength(1);
    // SMS, before it would be called late (R18).
    request.activated();
    seenWithin(request, DAY_MS, { state: 'completed', numbers: numbers.map((number) => ({ ...number, sms: 'active' as const })) });
    expect([request.lastFact('smsActive')?.late, request.kinds.includes('smsOverdue')]).toEqual([false, false]);
  });

  test('R24: numbers that move although their cancel was approved', () => {
    const request = driveToScheduled('2026-03-19', watched).cancel().cancelWasTaken().says('cancelAccepted');
    expect(request.at).toBe('cancelled');
    const numbers = request.state.numbers.map(({ number }) => ({ number, active: true, sms: 'pending' as const }));
    seenWithin(request, DAY_MS, { state: 'completed', numbers });
    expect(request.state.attention).toHaveProperty('portedAfterCancel');
    expect(request.flying('activate')).toHaveLength(1);
  });
});

describe('looks of routine', () => {
  test('find what is known and cost nothing more: no fact, no date counted anew, no word to the order', () => {
    const request = driveToScheduled('2026-03-12', watched).prepared().orderKnows();
    const before = { facts: request.told.length, plans: request.asked.filter((effect) => effect.do === 'plan').length };
    seenWithin(request, DAY_MS, { state: 'scheduled', foc: focOn('2026-03-12') });
    expect({ facts: request.told.length, plans: request.asked.filter((effect) => effect.do === 'plan').length }).toEqual(before);
  });

  test("are nobody's deadline: people see what is really waited for", () => {
    const request = driveToSubmitted(watched);
    expect(deadlinesOf(request.state).map(({ what }) => what)).toEqual(['carrierAnswer']);
    expect(snapshotOf(1, request.state, request.nowMs, 0).nextDeadline?.what).toBe('carrierAnswer');
  });

  test('a gateway that does not answer is raised and tried again, and one look of routine stays planned', () => {
    const request = driveToSubmitted(watched);
    request.passes(request.nowMs + DAY_MS).fails('lookUp');
    expect(request.state.attention).toHaveProperty('carrierUnreachable');
    request.passes(request.nowMs + HOUR_MS).shows(status(request, {}));
    expect(request.state.attention).toEqual({});
    expect(request.state.lookAt?.atMs).toBeGreaterThan(request.nowMs);
  });

  test('are not made of what the carrier does not have: rejected, or over', () => {
    const request = driveToSubmitted(watched).rejects('NAME_MISMATCH');
    expect(request.state.lookAt).toBeUndefined();
    const over = driveToSubmitted(watched).rejects('NOT_PORTABLE');
    expect([over.at, over.state.lookAt]).toEqual(['over', undefined]);
  });

  test('are not made for requests that were born before there were any', () => {
    const request = driveToSubmitted(aRequestInput());
    expect(request.state).not.toHaveProperty('lookAt');
    request.passes(request.nowMs + 2 * DAY_MS);
    expect(looks(request)).toBe(0);
  });
});
