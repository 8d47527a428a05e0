import { queryOf } from '../../../client/list-orders';

test('a query is made of ids and words', () => {
  expect(queryOf({ status: 'scheduled', account: 'acct-1', attention: true, portDateFrom: '2026-12-10', portDateTo: '2026-12-10' })).toBe(
    "WorkflowType = 'portOrder' AND ExecutionStatus != 'ContinuedAsNew' AND PorticoStatus = 'scheduled' AND PorticoAccount = 'acct-1' AND PorticoAttention IS NOT NULL" +
      " AND PorticoPortDate >= '2026-12-10T00:00:00.000Z' AND PorticoPortDate < '2026-12-11T00:00:00.000Z'",
  );
});

test.each(["x' OR 1=1 --", '', 'a b', 'a"b'])('a text that is no id (%j) never reaches a query', (account) => {
  expect(() => queryOf({ account })).toThrow(RangeError);
});
