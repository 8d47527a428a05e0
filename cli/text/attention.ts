import type { AttentionPage, AttentionRow } from '../../client/operators/attention';
import { ADVICE } from '../../domain/attention-advice';
import type { AttentionReason } from '../../domain/attention';
import { HANDLING } from '../../domain/attention-handling';
import { ageInWords } from './age';
import { shortInstant } from './instants';
import { inWords } from './order';
import type { Paint } from './paint';
import { fields, table } from './table';

const known = (reason: string): reason is AttentionReason => Object.hasOwn(ADVICE, reason);

/** The list of today, most urgent first; for a single one how to check it and what to try first. */
export function attentionText({ rows, total, page, pages, nowMs }: AttentionPage, paint: Paint): string {
  if (total === 0) return 'Nothing needs a person.';
  if (rows.length === 0) return `There is no page ${page}: the last is ${pages}.`;
  const [only] = rows;
  const list = table(
    ['What', 'Reasons', 'Since', 'Owner', 'Next (UTC)'],
    rows.map((row) => cells(row, nowMs)),
    paint,
  );
  return total === 1 && only ? [list, adviceText(only, paint)].join('\n\n') : list;
}

const cells = ({ words, reasons, sinceMs, owner, nextDeadlineMs }: AttentionRow, nowMs: number): string[] => [
  words,
  reasons.map((reason) => `${inWords(reason)}${known(reason) && HANDLING[reason].urgency === 'now' ? '!' : ''}`).join(', '),
  sinceMs === undefined ? '?' : ageInWords(nowMs - sinceMs),
  owner ?? '-',
  nextDeadlineMs === undefined ? '' : shortInstant(nextDeadlineMs, 'UTC'),
];

const adviceText = ({ reasons, workflowId }: AttentionRow, paint: Paint): string =>
  fields(
    [
      ...reasons.filter(known).flatMap((reason): [string, string][] => [
        ['Check', ADVICE[reason].check],
        ['First', ADVICE[reason].first],
      ]),
      ['Workflow', workflowId],
    ],
    paint,
  );
