import { HANDLING, oldest, urgencyRank } from '../../../domain/attention-handling';
import { ADVICE } from '../../../domain/attention-advice';
import { isActedBy, isOperatorAct, LONGEST_REASON } from '../../../domain/operator/message';

test.each([
  [{ do: 'assign', to: 'op-8' }],
  [{ do: 'unassign' }],
  [{ do: 'settle', attention: 'contractBroken' }],
  [{ do: 'waiveDocument', document: 'invoice' }],
  [{ do: 'extendDeadline', days: 60 }],
  [{ do: 'closeRequest' }],
  [{ do: 'closeRequest', evenIfLive: true }],
  [{ do: 'markPorted' }],
  [{ do: 'repair' }],
])('%j is an act', (act) => {
  expect(isOperatorAct(act)).toBe(true);
});

test.each([
  [null],
  ['markPorted'],
  [{ do: 'portNow' }],
  [{ do: 'assign' }],
  [{ do: 'assign', to: "op' OR 1=1" }],
  [{ do: 'settle', attention: 'toString' }],
  [{ do: 'waiveDocument', document: 'in voice' }],
  [{ do: 'extendDeadline', days: 0 }],
  [{ do: 'extendDeadline', days: 61 }],
  [{ do: 'extendDeadline', days: 1.5 }],
  [{ do: 'closeRequest', evenIfLive: 'yes' }],
])('%j is none, and leaves no event', (act) => {
  expect(isOperatorAct(act)).toBe(false);
});

test('who acts and why: both are there, and neither hides anything', () => {
  expect(isActedBy({ by: 'op-7', reason: 'agreed by telephone' })).toBe(true);
  const wrong = [
    { by: 'op-7' },
    { by: '', reason: 'agreed' },
    { by: 'op 7', reason: 'agreed' },
    { by: 'op-7', reason: ' ' },
    { by: 'op-7', reason: 'two\nlines' },
    { by: 'op-7', reason: 'turned \u202Ereve' },
    { by: 'op-7', reason: 'x'.repeat(LONGEST_REASON + 1) },
  ];
  expect(wrong.filter(isActedBy)).toEqual([]);
});

test('every reason with advice says how urgent it is, and what takes it off', () => {
  expect(Object.keys(HANDLING).toSorted()).toEqual(Object.keys(ADVICE).toSorted());
  for (const { cleared } of Object.values(HANDLING)) expect(cleared).toMatch(/^byHand$|^\S.{8,}$/);
});

test('what is said to be taken off by hand is what the advice takes off with `portico resolve`, or gives up', () => {
  const byHand = Object.entries(HANDLING).flatMap(([reason, { cleared }]) => (cleared === 'byHand' ? [reason] : []));
  expect(byHand).toEqual([
    'activatedAfterClosing',
    'contractBroken',
    'eventIdReused',
    'messageNotTaken',
    'notPulled',
    'portedAfterCancel',
    'smsFailed',
    'splitRequired',
  ]);
});

test('the most urgent reason counts, and the oldest', () => {
  expect(urgencyRank(['smsOverdue', 'carrierSilent', 'activationStuck'])).toBe(0);
  expect(urgencyRank(['smsOverdue', 'carrierSilent'])).toBe(1);
  expect(urgencyRank(['smsOverdue'])).toBe(2);
  expect(urgencyRank([])).toBe(2);
  expect(urgencyRank(['ofTheFuture'])).toBe(1);
  expect(oldest({ since: { smsOverdue: 5, carrierSilent: 3 } })).toBe(3);
  expect(oldest({ since: {} })).toBeUndefined();
});
