/** The small parts that everything shown in the Temporal Web UI is made of: instants, table rows, quotes. English, Markdown. */
import type { Deadline } from '../deadline';
import type { IsoDate } from '../order-details';

/** An instant as people read it, in its zone: `Tue, 10 Mar 2026, 17:00 Europe/Paris`. Only shown, never compared. */
export const readable = (atMs: number, zone: string): string =>
  `${new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(atMs)} ${zone}`;

/** A day as people read it: `Tue, 10 Mar 2026`; a text that is no day stays as it is. */
export function readableDay(day: IsoDate): string {
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms)) return day;
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(
    ms,
  );
}

/** A deadline with the reason for it. */
export const explained = ({ atMs, zone, explanation }: Deadline): string => `${readable(atMs, zone)} (${explanation})`;

/** A row of a table of two columns. */
export const row = (name: string, text: string): string => `| ${name} | ${text} |`;

/** The head of such a table, without words. */
export const TABLE_HEAD: readonly string[] = ['| | |', '| --- | --- |'];

/** The row of what comes next: when, what happens then, and why then. */
export const nextRow = (deadline: Deadline | undefined): string[] =>
  deadline ? [row('Next', `${readable(deadline.atMs, deadline.zone)}: ${deadline.then} (${deadline.explanation})`)] : [];

/** `3 numbers`, `1 number`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The first of a list, and how many more there are. */
export const shortened = (items: readonly string[], most: number): string[] =>
  items.length <= most ? [...items] : [...items.slice(0, most), `and ${items.length - most} more`];

/** The longest text of somebody else's that is shown. */
const MOST_QUOTED = 200;

/** One line of text that may hold somebody else's words: short, and nothing in it is taken for markup. */
export function plain(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const short = line.length > MOST_QUOTED ? `${line.slice(0, MOST_QUOTED)}…` : line;
  return short.replaceAll(/[\\`*_[\]<>|]/g, (mark) => `\\${mark}`);
}

/** `1-40, 42`: numbers from 1 on, in order, runs of them as one. */
export function inRuns(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const n of numbers) {
    const run = runs.at(-1);
    if (run && run[1] === n - 1) run[1] = n;
    else runs.push([n, n]);
  }
  return shortened(
    runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)),
    MOST_RUNS,
  ).join(', ');
}

const MOST_RUNS = 8;
