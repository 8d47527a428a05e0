import { DIFFERENCES, type Difference } from './differs';
import type { FindingReason } from './standing';

/** What one sweep found and did. Ids and counts, nothing of anybody's. */
export interface SweepReport {
  /** Business ms. */
  readonly atMs: number;
  /** Orders that were looked at. */
  readonly looked: number;
  readonly findings: readonly ReportedFinding[];
  /** Requests of which the gateway says something else; each has been asked to read it at once. */
  readonly differing: readonly { readonly workflowId: string; readonly difference: Difference }[];
  /** Findings of which nothing is true any more, by what they were about. */
  readonly settled: readonly string[];
  /** Orders whose claims were given back, and on how many numbers. */
  readonly released: readonly { readonly orderId: string; readonly numbers: number }[];
  /** Of the one order that was asked for, where a person has said that it stays ended: how many numbers it claims after this sweep. */
  readonly claims?: number | undefined;
  /** Orders that could not be looked at, or of which a gateway or the platform did not answer: the next sweep looks again. */
  readonly unread: readonly string[];
  /** How many orders more there are than one sweep looks at; the next ones begin with others. */
  readonly more: number;
}

/** A workflow that needs a person. */
export interface ReportedFinding {
  /** What it is about. */
  readonly workflowId: string;
  /** The workflow that asks for a person. */
  readonly finding: string;
  readonly reason: FindingReason;
  readonly isNew: boolean;
  /** What ages, and until when; or what else one has to know. */
  readonly note?: string | undefined;
}

/** Whether somebody has to look. */
export const needsPerson = ({ findings, unread }: SweepReport): boolean => findings.length > 0 || unread.length > 0;

/** In the Web UI a table of more rows is of no use; the result has all. */
const MOST_ROWS = 50;

/** In Markdown, for the details in the Web UI. */
export function describeReport({ looked, findings, differing, settled, released, unread, more }: SweepReport): string {
  const rows = findings
    .slice(0, MOST_ROWS)
    .map(({ workflowId, reason, isNew, note }) => `| ${workflowId} | ${reason}${note ? `: ${note}` : ''} | ${isNew ? 'new' : 'known'} |`);
  return [
    findings.length === 0
      ? '**Nothing needs a person.**'
      : `**${findings.length} need a person.** Each has a workflow that says what to do.`,
    `${looked} orders looked at, ${differing.length} requests asked to read their gateway, ${settled.length} findings settled, ${released.length} orders gave claims back, ${unread.length} could not be read.${more > 0 ? ` ${more} orders more are looked at by the next sweeps.` : ''}`,
    ...(rows.length > 0 ? ['', '| what | why | |', '| --- | --- | --- |', ...rows] : []),
    ...differing.slice(0, MOST_ROWS).map(({ workflowId, difference }) => `\n${workflowId}: ${DIFFERENCES[difference]}; it reads anew.`),
  ].join('\n');
}
