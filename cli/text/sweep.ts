import { ADVICE } from '../../domain/attention-advice';
import { DIFFERENCES } from '../../domain/sweep/differs';
import type { SweepReport } from '../../domain/sweep/report';
import type { Paint } from './paint';
import { fields, table } from './table';

/** The report of a sweep, with how to check each kind of finding in it, and what to try first. */
export function sweepText({ looked, findings, differing, settled, released, claims, unread, more }: SweepReport, paint: Paint): string {
  const found =
    findings.length === 0
      ? 'Nothing needs a person.'
      : table(
          ['What', 'Why', '', 'Finding'],
          findings.map(({ workflowId, reason, isNew, finding }) => [workflowId, reason, isNew ? 'new' : '', finding]),
          paint,
        );
  const reasons = [...new Set(findings.map(({ reason }) => reason))];
  return [
    found,
    '',
    fields(
      [
        ['Looked at', `${looked} ${looked === 1 ? 'order' : 'orders'}${more > 0 ? `; ${more} more are looked at by the next sweeps` : ''}`],
        ...findings.flatMap(({ workflowId, note }) => (note ? [['Note', `${workflowId}: ${note}`] as const] : [])),
        ...differing.map(({ workflowId, difference }) => ['Reads anew', `${workflowId}: ${DIFFERENCES[difference]}`] as const),
        ['Settled', settled.join(', ')],
        ['Given back', released.map(({ orderId, numbers }) => `${numbers} of ${orderId}`).join(', ')],
        ['Still claims', claims ? `${claims} ${claims === 1 ? 'number' : 'numbers'}, until nothing of it can move any more` : ''],
        ['Not read', unread.join(', ')],
        ...reasons.flatMap((reason) => [
          ['Check', `${reason}: ${ADVICE[reason].check}`] as const,
          ['First', `${reason}: ${ADVICE[reason].first}`] as const,
        ]),
      ],
      paint,
    ),
  ].join('\n');
}
