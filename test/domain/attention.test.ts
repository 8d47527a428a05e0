import { cleared, raised, reasonsOf } from '../../domain/attention';

test('a reason that is open keeps its age', () => {
  const first = raised({}, 'smsOverdue', 1);
  expect(raised(first, 'smsOverdue', 2)).toBe(first);
  expect(raised(first, 'carrierSilent', 2)).toEqual({ smsOverdue: 1, carrierSilent: 2 });
});

test('clearing takes back what is open and nothing else', () => {
  const open = { smsOverdue: 1, carrierSilent: 2 };
  expect(cleared(open, 'carrierSilent', 'loaFailed')).toEqual({ smsOverdue: 1 });
  expect(cleared(open, 'loaFailed')).toBe(open);
  expect(open).toEqual({ smsOverdue: 1, carrierSilent: 2 });
});

test('the reasons come in a fixed order, whichever was raised first', () => {
  expect(reasonsOf({ smsOverdue: 1, carrierSilent: 2 })).toEqual(reasonsOf({ carrierSilent: 2, smsOverdue: 1 }));
});
