import { sweepText } from '../../../cli/text/sweep';
import { paintFor } from '../../../cli/text/paint';
import { readWorkflowId } from '../../../client/operators/workflows';
import type { SweepReport } from '../../../domain/sweep/report';
import { FINDING_REASONS } from '../../../domain/sweep/standing';
import { tooWide } from '../../support/cli';

const plain = paintFor({ isTty: false, env: {} });
const ORDER = '0123456789AB';
const nothing: SweepReport = { atMs: 0, looked: 0, findings: [], differing: [], settled: [], released: [], unread: [], more: false };

test('a report with nothing in it says so in a few words', () => {
  expect(sweepText(nothing, plain)).toBe('Nothing needs a person.\n\nLooked at  0 orders');
});

test('one with everything in it fits 80 columns, and says for each kind of finding how to check it and what to try first', () => {
  const findings = Array.from({ length: 12 }, (_, index) => ({
    workflowId: `port-request/${ORDER}/10${index}`,
    finding: `finding/port-request/${ORDER}/10${index}`,
    reason: FINDING_REASONS[index % FINDING_REASONS.length] ?? 'endedByHand',
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
      unread: [ORDER],
      more: true,
    },
    plain,
  );
  expect(tooWide(text)).toEqual([]);
  expect(text).toMatch(/^Given back +3 of 0123456789AB$/m);
  expect(text.match(/^Check /gm)).toHaveLength(FINDING_REASONS.length);
  expect(text.match(/^First /gm)).toHaveLength(FINDING_REASONS.length);
});

test('the id of a finding says what was ended', () => {
  expect(readWorkflowId(`finding/port-request/${ORDER}/2`)).toMatchObject({ kind: 'finding', orderId: ORDER, n: 2 });
  expect(readWorkflowId(`finding/port-order/${ORDER}`)).toMatchObject({ kind: 'finding', orderId: ORDER });
  expect(readWorkflowId('finding/portico-sweep')).toBeUndefined();
});
