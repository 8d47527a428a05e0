import { PorticoError } from '../../../client';
import { refusedFor } from '../../../client/errors';
import { EXIT, exitCodeFor } from '../../../client/exit-codes';
import { refusalProblems } from '../../../client/refusals';

const until = {
  what: 'cancelUntil',
  atMs: Date.UTC(2026, 11, 7, 16),
  zone: 'Europe/Paris',
  explanation: '3 business days before',
  then: '',
} as const;

test('R24: a refusal says why, and until when it was possible, in the zone of the losing side', () => {
  const [problem] = refusalProblems({ taken: false, results: [{ n: 2, taken: false, reason: 'tooLate', until }] });
  expect(problem).toMatchObject({ path: 'requests[2]', code: 'too_late' });
  expect(problem?.message).toContain('2026-12-07 17:00 (Europe/Paris): 3 business days before');
});

test('R13: a correction that leaves reasons open is refused with what each of them wants changed', () => {
  const uncovered = ['NAME_MISMATCH', 'PIN_INVALID'] as const;
  const [problem] = refusalProblems({ taken: false, results: [{ n: 1, taken: false, reason: 'reasonsUncovered', uncovered }] });
  expect(problem).toEqual({
    path: 'requests[1]',
    code: 'reasons_uncovered',
    message:
      "The correction does not answer every reason of the rejection (R13). NAME_MISMATCH: change the holder's name, or the holder's company. PIN_INVALID: change the port-out PIN.",
  });
});

test('requests that took the command are no problem', () => {
  expect(refusalProblems({ taken: true, results: [{ n: 1, taken: true, mayFail: false, atOnce: true }] })).toEqual([]);
});

test('problems that agree give their code, others a common one', () => {
  const one = { path: 'a', code: 'invalid_number', message: 'm' };
  expect(refusedFor([one, { ...one, path: 'b' }]).code).toBe('invalid_number');
  expect(refusedFor([one, { ...one, code: 'block_incomplete' }]).code).toBe('invalid_order');
});

test.each([
  ['order_not_found', EXIT.notFound],
  ['invalid_transition', EXIT.conflict],
  ['temporal_denied', EXIT.auth],
  ['temporal_unreachable', EXIT.unreachable],
  ['no_answer_yet', EXIT.timeout],
  ['block_incomplete', EXIT.badInput],
])('%s has its exit code', (code, expected) => {
  expect(exitCodeFor(new PorticoError(code, ''))).toBe(expected);
});

test('a fault of ours is none of the documented refusals', () => {
  expect(exitCodeFor(new TypeError('x'))).toBe(EXIT.internal);
});
