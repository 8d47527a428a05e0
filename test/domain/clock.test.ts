import fc from 'fast-check';
import { businessNow, DAY_MS, realDelay, realDuration, REAL_TIME } from '../../domain/clock';

const clock = fc.record({ originMs: fc.integer({ min: 0, max: 2e12 }), scale: fc.constantFrom(1, 60, 1_440, 21_600) });
const delay = fc.integer({ min: -10 * DAY_MS, max: 90 * DAY_MS });

test('with scale 1 business time is real time', () => {
  expect(businessNow(REAL_TIME, 1_234_567)).toBe(1_234_567);
  expect(realDelay(REAL_TIME, 1_000, 5_000)).toBe(4_000);
});

test('a scaled clock runs on from its origin', () => {
  expect(businessNow({ originMs: 1_000, scale: 1_440 }, 2_000)).toBe(1_000 + 1_440_000);
});

test('I10: after the delay the instant has come, and a millisecond earlier it had not', () => {
  fc.assert(
    fc.property(clock, delay, fc.integer({ min: 0, max: 1e9 }), (one, inMs, sinceMs) => {
      const realNowMs = one.originMs + sinceMs;
      const dueMs = businessNow(one, realNowMs) + inMs;
      const waitMs = realDelay(one, realNowMs, dueMs);
      expect(waitMs).toBeGreaterThanOrEqual(1);
      expect(businessNow(one, realNowMs + waitMs)).toBeGreaterThanOrEqual(dueMs);
      expect(waitMs === 1 || businessNow(one, realNowMs + waitMs - 1) < dueMs).toBe(true);
    }),
  );
});

test('whoever calls another party late leaves it some real time', () => {
  expect(realDelay({ originMs: 0, scale: 21_600 }, 0, 1_000, 5_000)).toBe(5_000);
});

test('a duration is scaled, but not below its floor', () => {
  expect(realDuration(REAL_TIME, DAY_MS)).toBe(DAY_MS);
  expect(realDuration({ originMs: 0, scale: 1_440 }, DAY_MS)).toBe(60_000);
  expect(realDuration({ originMs: 0, scale: 1_440 }, 1_000)).toBe(50);
});
