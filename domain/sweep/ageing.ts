import { DAY_MS } from '../clock';
import { NOT_SENT, type OrderView } from '../order/view';

/** How long before its last day a paper is said to be ageing: time enough to bring another one. */
const AHEAD_MS = 7 * DAY_MS;

/** What a losing carrier will soon take no more: a kind of document, or `loa` with its revision. */
export interface AgeingPaper {
  readonly paper: string;
  /** Business ms. */
  readonly untilMs: number;
}

/**
 * Papers of an order that lapse within a week, before what they are for has gone out (R9, R10): documents while nothing is
 * sent, letters while a request that they cover waits to be sent again. What has lapsed already is the order's own affair:
 * it asks for another one.
 */
export function ageingPapers({ status, requirements, loas, requests }: OrderView, nowMs: number): AgeingPaper[] {
  const soon = ({ untilMs }: AgeingPaper): boolean => nowMs < untilMs && untilMs <= nowMs + AHEAD_MS;
  const documents = requirements.flatMap(({ id, validUntil, status: stands }) =>
    NOT_SENT.has(status) && validUntil && (stands === 'approved' || stands === 'underReview')
      ? { paper: id, untilMs: validUntil.atMs }
      : [],
  );
  const waiting = requests.filter((request) => request.status === 'rejected').map(({ n }) => n);
  const newest = (n: number): number =>
    Math.max(...loas.filter((loa) => loa.signedAtMs && loa.covers.includes(n)).map((loa) => loa.revision));
  const letters = loas.flatMap(({ revision, covers, validUntilMs }) =>
    validUntilMs !== undefined && covers.some((n) => waiting.includes(n) && newest(n) === revision)
      ? { paper: `loa ${revision}`, untilMs: validUntilMs }
      : [],
  );
  return [...documents, ...letters].filter(soon);
}

/** `invoice until 2027-04-12`, dates in UTC. */
export const agesInWords = (papers: readonly AgeingPaper[]): string =>
  papers.map(({ paper, untilMs }) => `${paper} until ${new Date(untilMs).toISOString().slice(0, 10)}`).join(', ');
