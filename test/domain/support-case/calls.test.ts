import { CALL_FIELDS, evidenceOf, isEnough, MOST_CALLS, withCalls } from '../../../domain/support-case/calls';
import { aCall, NUMBER, OPENED, PORTED, threeCalls } from '../../support/builders/support-case';

const judged = (calls: Parameters<typeof evidenceOf>[0]) => evidenceOf(calls, { number: NUMBER, portedAtMs: PORTED, nowMs: OPENED });

test('R26: three complete calls after the port are enough, two are not', () => {
  expect(isEnough(judged(threeCalls()))).toBe(true);
  const two = judged(threeCalls().slice(1));
  expect([isEnough(two), two.counting, two.needed]).toEqual([false, 2, 3]);
});

test.each(CALL_FIELDS)('R26: a call without its %s does not count, and just that is missing', (field) => {
  const { [field]: _, ...rest } = aCall(10);
  const { calls, counting } = judged([rest, aCall(20)]);
  expect(counting).toBe(1);
  expect(calls).toEqual([
    { call: 1, counts: false, missing: [field], fault: undefined },
    { call: 2, counts: true, missing: [], fault: undefined },
  ]);
});

test('R26: an empty call misses everything', () => {
  expect(judged([{}]).calls[0]?.missing).toEqual(CALL_FIELDS);
});

test.each([
  ['before the port', aCall(-1), 'beforePort'],
  ['in the minute of the port', aCall(0, { atMs: PORTED - 59_000 }), undefined],
  ['after it', aCall(1), undefined],
  ['now', aCall(0, { atMs: OPENED }), undefined],
  ['in the future', aCall(0, { atMs: OPENED + 1 }), 'inFuture'],
  ['between other numbers', aCall(10, { called: '+33199009999' }), 'otherNumber'],
  ['from the number', aCall(10, { called: '+33199009999', calling: NUMBER }), undefined],
] as const)('R26: a call %s', (_, call, fault) => {
  expect(judged([call]).calls).toEqual([{ call: 1, counts: fault === undefined, missing: [], fault }]);
});

test('R26: as long as the port was not looked at, no call is called early', () => {
  expect(evidenceOf([aCall(-1)], { number: NUMBER, nowMs: OPENED }).counting).toBe(1);
});

test('R26: the same call twice is one call, whatever order they come in', () => {
  expect(withCalls([aCall(10)], [aCall(20), aCall(10), aCall(20)])).toEqual([aCall(10), aCall(20)]);
});

test('R26: a call that says more takes the place of the one it completes, and one that says less adds nothing', () => {
  const { operator: _, ...less } = aCall(10);
  expect(withCalls([less, aCall(20)], [aCall(10)])).toEqual([aCall(10), aCall(20)]);
  expect(withCalls([aCall(10)], [less])).toEqual([aCall(10)]);
});

test('a case keeps the newest calls, and no more than it can show', () => {
  const many = Array.from({ length: MOST_CALLS + 5 }, (_, index) => aCall(index));
  expect(withCalls([], many)).toEqual(many.slice(5));
});
