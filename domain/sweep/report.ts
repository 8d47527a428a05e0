import type { Difference } from './differs';
import type { FindingReason } from './standing';

/** What one sweep found and did. Ids and counts, nothing of anybody's. */
export interface SweepReport {
  /** Business ms. */
  readonly atMs: number;
  /** Orders of which something was ended, stood still or could age, or had. */
  readonly looked: number;
  readonly findings: readonly ReportedFinding[];
  /** Requests of which the gateway says something else; each has been asked to read it at once. */
  readonly differing: readonly { readonly workflowId: string; readonly difference: Difference }[];
  /** What was said of these is over. */
  readonly settled: readonly string[];
  /** Orders whose claims were given back, and on how many numbers. */
  readonly released: readonly { readonly orderId: string; readonly numbers: number }[];
  /** Orders that could not be looked at, or of which a gateway or the platform did not answer: the next sweep looks again. */
  readonly unread: readonly string[];
  /** There is more than one sweep looks at. */
  readonly more: boolean;
}

/** A workflow that needs a person. */
export interface ReportedFinding {
  /** What it is about. */
  readonly workflowId: string;
  /** The workflow that asks for a person. */
  readonly finding: string;
  readonly reason: FindingReason;
  readonly isNew: boolean;
  /** What ages, and until when. */
  readonly note?: string | undefined;
}

/** Whether somebody has to look. */
export const needsPerson = ({ findings, unread }: SweepReport): boolean => findings.length > 0 || unread.length > 0;

/** In Markdown, for the details in the Web UI. */
export function describeReport({ looked, findings, differing, settled, released, unread, more }: SweepReport): string {
  const rows = findings.map(
    ({ workflowId, reason, isNew, note }) => `| ${workflowId} | ${reason}${note ? `: ${note}` : ''} | ${isNew ? 'new' : 'known'} |`,
  );
  return [
    findings.length === 0
      ? '**Nothing needs a person.**'
      : `**${findings.length} need a person.** Each has a workflow that says what to do.`,
    `${looked} orders looked at, ${differing.length} asked to read their gateway, ${settled.length} findings settled, ${released.length} orders gave claims back, ${unread.length} could not be read.${more ? ' There are more than one sweep looks at.' : ''}`,
    ...(rows.length > 0 ? ['', '| what | why | |', '| --- | --- | --- |', ...rows] : []),
  ].join('\n');
}
