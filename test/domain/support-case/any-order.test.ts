import fc from 'fast-check';
import { DAY_MS } from '../../../domain/clock';
import { deadlinesOf } from '../../../domain/support-case/deadlines';
import { isToldOfCase } from '../../../domain/support-case/fact';
import { isFinished } from '../../../domain/support-case/view';
import type { Examination } from '../../../domain/support-case/events';
import { focOn } from '../../support/builders/carrier-event';
import { ACTIVE, aCall, aCaseInput, DrivenCase, NUMBER } from '../../support/builders/support-case';

const examination: fc.Arbitrary<Examination> = fc.oneof(
  fc.constantFrom<Examination>(
    { port: { at: 'before' } },
    { port: { at: 'before', foc: focOn('2026-03-10') } },
    { port: { at: 'ended' } },
    { port: { at: 'unknown' } },
    { port: { at: 'moving', stuck: false } },
    { port: { at: 'moving', stuck: true } },
    { port: ACTIVE.port },
  ),
  fc
    .record({ configured: fc.boolean(), userOnline: fc.option(fc.boolean(), { nil: undefined }), inService: fc.boolean() })
    .map((place) => ({
      port: ACTIVE.port,
      place,
    })),
);
const call = fc.integer({ min: -5, max: 5_000 }).map((minutes) => aCall(minutes));
const step = fc.oneof(
  fc.record({ do: fc.constant('land' as const), which: fc.nat(5), examination }),
  fc.record({ do: fc.constant('fail' as const), which: fc.nat(5) }),
  fc.record({ do: fc.constant('proceed' as const), calls: fc.array(call, { maxLength: 3 }), works: fc.boolean() }),
  fc.record({ do: fc.constant('resolve' as const) }),
  fc.record({ do: fc.constant('unreadable' as const) }),
  fc.record({ do: fc.constant('wait' as const), days: fc.nat(8) }),
);
const input = fc.constantFrom(aCaseInput(), aCaseInput({ complaint: { number: NUMBER, trouble: 'sms' } }));

/** Nothing answers by itself: every effect lands or fails when a step says so, in any order. */
class LeftAlone extends DrivenCase {
  override take(event: Parameters<DrivenCase['take']>[0]): this {
    this.only(event);
    return this;
  }
}

function play(driven: LeftAlone, steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): void {
  for (const one of steps) {
    const effect = 'which' in one ? driven.flying[one.which % Math.max(1, driven.flying.length)] : undefined;
    if (one.do === 'land' && effect) driven.land(effect, one.examination);
    else if (one.do === 'fail' && effect) driven.fail(effect);
    else if (one.do === 'proceed') driven.take({ kind: 'proceed', calls: one.calls, works: one.works });
    else if (one.do === 'resolve') driven.take({ kind: 'resolved' });
    else if (one.do === 'unreadable') driven.take({ kind: 'unreadable' });
    else if (one.do === 'wait') {
      driven.nowMs += one.days * DAY_MS;
      driven.take({ kind: 'timeReached' });
    }
    const { state, flying } = driven;
    expect(state.phase.at === 'over' || flying.length > 0 || deadlinesOf(state).length > 0).toBe(true);
    // An ended case asks for nobody, except to have its last message told.
    const asked = Object.keys(state.attention).filter((reason) => reason !== 'notificationFailed');
    expect(state.phase.at === 'over' ? asked : []).toEqual([]);
    expect('supportCase' in state.attention).toBe(state.phase.at === 'withTeam');
  }
}

test('R26: whatever happens in whatever order, a case has ended, or something is under way, or a deadline says what comes', () => {
  fc.assert(fc.property(input, fc.array(step, { maxLength: 30 }), (born, steps) => play(new LeftAlone(born), steps)));
});

test('R26: whatever happened, a case left to itself comes to our team or to its end, and the customer is told of everything once', () => {
  fc.assert(
    fc.property(input, fc.array(step, { maxLength: 20 }), (born, steps) => {
      const driven = new LeftAlone(born);
      play(driven, steps);
      const rests = ({ state, flying }: LeftAlone): boolean =>
        isFinished(state) || (state.phase.at === 'withTeam' && flying.length === 0 && state.tellAgainAt === undefined);
      for (let rounds = 0; rounds < 60 && !rests(driven); rounds += 1) {
        const [effect] = driven.flying;
        if (effect) driven.land(effect, ACTIVE);
        else driven.passes();
      }
      expect(driven.state.phase.at === 'withTeam' || isFinished(driven.state)).toBe(true);
      expect(driven.told.flat()).toEqual(driven.state.facts.filter(isToldOfCase).map(({ kind }) => kind));
    }),
  );
});
