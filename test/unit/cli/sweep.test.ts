import { sweepText } from '../../../cli/text/sweep';
import { paintFor } from '../../../cli/text/paint';
import { readWorkflowId } from '../../../client/operators/workflows';
import type { SweepReport } from '../../../domain/sweep/report';
import { FINDING_REASONS, type FindingReason } from '../../../domain/sweep/standing';
import { tooWide } from '../../support/cli';

const REASONS = Object.keys(FINDING_REASONS) as FindingReason[];
const plain = paintFor({ isTty: false, env: {} });
const ORDER = '0123456789AB';
const nothing: SweepReport = { atMs: 0, looked: 0, findings: [], differing: [], settled: [], released: [], unread: [], more: 0 };

test('a report with nothing in it says so in a few words', () => {
  expect(sweepText(nothing, plain)).toBe('Nothing needs a person.\n\nLooked at  0 orders');
});

test('one with everything in it fits 80 columns, and says for each kind of finding how to check it and what to try first', () => {
  const findings = Array.from({ length: 12 }, (_, index) => ({
    workflowId: `port-request/${ORDER}/10${index}`,
    finding: `finding/ended/port-request/${ORDER}/10${index}`,
    reason: REASONS[index % REASONS.length] ?? 'endedByHand',
    ...(index === 2 ? { note: 'invoice until 2027-04-12, loa 3 until 2027-04-14' } : {}),
    isNew: index < 6,
  }));
  const text = sweepText(
    {
      atMs: 0,
      looked: 1_000,
      findings,
      differing: [{ workflowId: `port-request/${ORDER}/1`, difference: 'unknownThere' }],
      settled: [`port-order/${ORDER}`],
      released: [{ orderId: ORDER, numbers: 3 }],
      claims: 2,
      unread: [ORDER],
      more: 7,
    },
    plain,
  );
  expect(tooWide(text)).toEqual([]);
  expect(text).toMatch(/^Given back +3 of 0123456789AB$/m);
  expect(text.match(/^Check /gm)).toHaveLength(REASONS.length);
  expect(text.match(/^First /gm)).toHaveLength(REASONS.length);
});

test('the id of a finding says what was ended', () => {
  expect(readWorkflowId(`finding/ended/port-request/${ORDER}/2`)).toMatchObject({ kind: 'finding', orderId: ORDER, n: 2 });
  expect(readWorkflowId(`finding/running/port-order/${ORDER}`)).toMatchObject({ kind: 'finding', orderId: ORDER });
  expect(readWorkflowId('finding/portico-sweep')).toBeUndefined();
});
