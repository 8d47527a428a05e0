import type { Allowed } from '../../../domain/order/allowed';
import { allowedLines } from '../../../cli/text/allowed';

const cancel: Allowed = {
  command: 'cancellation',
  until: { what: 'cancelUntil', atMs: Date.parse('2026-03-09T17:00:00Z'), zone: 'Europe/Paris', explanation: 'why', then: 'then' },
};

test('R24: a refusal names what works now by the words of the command line, and until when', () => {
  const errors = [
    { path: 'requests[2]', code: 'too_late', message: 'no', state: 'locked', allowed: [] },
    {
      path: 'requests[3]',
      code: 'too_late',
      message: 'no',
      state: 'scheduled',
      allowed: [cancel, { command: 'reschedule', mayFail: true } as const],
    },
  ];
  expect(allowedLines({ state: 'scheduled', allowed: [{ command: 'csr' }], errors }).join('\n')).toBe(
    [
      'The order is scheduled; possible now: csr.',
      'Request 2 is locked; nothing can be done with it now.',
      'Request 3 is scheduled; possible now: cancel until Mon 9 Mar 2026 18:00',
      '(Europe/Paris); reschedule (it may fail).',
    ].join('\n'),
  );
});

test('a refusal that has nothing to do with a state says nothing of one', () => {
  expect(allowedLines({ errors: [{ path: '', code: 'invalid_text', message: 'no' }] })).toEqual([]);
});
