/** What a timer says of itself in the timeline of the Web UI; no rule reads it. */
import { DEADLINE_WORDS, type Deadline, type DeadlineKind } from '../deadline';
import { readable } from './words';

/** Kinds that stand for many things: what happens at their end says which it is. */
const SAID_BY_ITS_END: ReadonlySet<DeadlineKind> = new Set(['retry', 'report']);

/** `Lock, Tue, 10 Mar 2026, 10:00 Europe/Paris`. */
export const timerWords = ({ what, then, atMs, zone }: Deadline): string =>
  waitsFor(SAID_BY_ITS_END.has(what) ? capital(then) : DEADLINE_WORDS[what], atMs, zone);

/** The same for a timer that has no deadline of its own; `untilMs` is the business instant at which it ends. */
export const waitsFor = (what: string, untilMs: number, zone: string): string => `${what}, ${readable(untilMs, zone)}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '');
