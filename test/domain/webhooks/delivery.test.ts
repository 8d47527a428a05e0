import { DAY_MS, HOUR_MS, REAL_TIME } from '../../../domain/clock';
import { memoOf, waitAfter, WAITS_MS } from '../../../domain/webhooks/delivery';
import { describeDelivery } from '../../../domain/webhooks/details';

const AT = Date.parse('2027-03-04T09:30:00Z');
const FAST = { originMs: 0, scale: 86_400 };

test('an event is tried ten times over three days and some hours, each wait longer than the one before', () => {
  const waits = Array.from({ length: 10 }, (_, index) => waitAfter(index + 1, REAL_TIME));
  expect(waits).toEqual([...WAITS_MS, undefined]);
  expect([...WAITS_MS]).toEqual(WAITS_MS.toSorted((one, other) => one - other));
  const total = WAITS_MS.reduce((sum, wait) => sum + wait, 0);
  expect(total).toBeGreaterThan(3 * DAY_MS);
  expect(total).toBeLessThan(3 * DAY_MS + 6 * HOUR_MS);
});

test('however fast business time runs, a receiver has five real seconds before it is called late', () => {
  const total = WAITS_MS.reduce((sum, _, index) => sum + (waitAfter(index + 1, FAST) ?? 0), 0);
  expect(total).toBeGreaterThanOrEqual(5_000);
});

test('Retry-After makes a wait longer and never shorter, and at most a day', () => {
  expect(waitAfter(1, REAL_TIME, 60_000)).toBe(60_000);
  expect(waitAfter(2, REAL_TIME, 60_000)).toBe(WAITS_MS[1]);
  expect(waitAfter(1, REAL_TIME, 9 * DAY_MS)).toBe(DAY_MS);
  expect(waitAfter(1, FAST, 9 * DAY_MS)).toBe(60_000);
  expect(waitAfter(10, REAL_TIME, 60_000)).toBeUndefined();
});

test('lists and details say the last answer, its time and the next try, and nothing of what was sent', () => {
  const view = {
    eventId: '0123456789AB-7',
    type: 'request.ported',
    state: 'failing',
    tries: [
      { atMs: AT, ms: 12, status: 500 },
      { atMs: AT + 5_000, ms: 3, failure: 'ECONNREFUSED' },
    ],
    nextTryMs: AT + HOUR_MS,
  } as const;
  expect(memoOf(view)).toEqual({
    eventId: '0123456789AB-7',
    type: 'request.ported',
    state: 'failing',
    attempts: 2,
    lastFailure: 'ECONNREFUSED',
    lastAtMs: AT + 5_000,
  });
  const text = describeDelivery(view);
  expect(text).toMatch(/^\*\*request\.ported\*\* \(0123456789AB-7\): failing\. Tried again .*10:30/);
  expect(text).toMatch(/\| 2 \| .* \| ECONNREFUSED \| 3 \|/);
  expect(memoOf({ ...view, state: 'pending', tries: [] })).toEqual({
    eventId: '0123456789AB-7',
    type: 'request.ported',
    state: 'pending',
    attempts: 0,
  });
});
