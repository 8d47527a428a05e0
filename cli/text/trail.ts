import type { OrderTrail, TrailFact } from '../../client/operators/trail';
import { shortInstant } from './instants';
import { orderText } from './order';
import { plainText, type Paint } from './paint';
import { table } from './table';

/** What happened, when and by whom. */
export const timelineText = (facts: readonly TrailFact[], zone: string, paint: Paint): string =>
  facts.length === 0
    ? 'Nothing has happened yet.'
    : table(
        [`When (${zone})`, 'Who', 'What'],
        facts.map(({ atMs, who = '', line }) => [shortInstant(atMs, zone), who, line]),
        paint,
      );

/** The whole trail for people to read, in Markdown. */
export function trailText(trail: OrderTrail, zone: string, plain: Paint): string {
  const at = (ms: number): string => shortInstant(ms, zone);
  return [
    `# Order ${trail.orderId}: audit trail`,
    `Holds personal data: keep it as long as it is needed, and no longer. Exported ${at(trail.exportedAtMs)} (${zone}).`,
    '## Where it stands',
    code(orderText(trail.view, plain)),
    '## What happened',
    code(timelineText(trail.timeline, zone, plain)),
    '## Documents and signatures',
    list([
      ...trail.documents.map(({ kind, sha256, atMs }) => `${kind}, SHA-256 ${sha256}, handed in ${at(atMs)}`),
      ...trail.signatures.map(({ loaId, record }) => `signature under ${loaId}: ${oneLine(record)}`),
    ]),
    '## What was sent to its workflows',
    list(trail.messages.map(({ atMs, workflowId, kind, name, input }) => `${at(atMs)} ${workflowId}: ${kind} ${name} ${oneLine(input)}`)),
    '## What Temporal has kept',
    trail.workflows.length === 0 ? 'Nothing any more: the time for which it keeps histories has passed.' : '',
    ...trail.workflows.flatMap(({ workflowId, runId, status, events }) => [
      `### ${workflowId} (${status.toLowerCase()}, run ${runId})`,
      list(events.map(({ id, atMs, what }) => `${at(atMs)} ${id}. ${plainText(what)}`)),
    ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

const code = (text: string): string => ['```', text.replaceAll('```', "'''"), '```'].join('\n');
const list = (lines: readonly string[]): string => (lines.length === 0 ? 'None.' : lines.map((line) => `- ${line}`).join('\n'));
const oneLine = (value: unknown): string => plainText(JSON.stringify(value) ?? '');
