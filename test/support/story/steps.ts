import { businessDaysBefore } from '../../../domain/calendar/business-days';
import type { RequestRules } from '../../../domain/rules';
import type { Days } from '../scripted/days';
import type { Story } from './story';

/** One step of carrier or customer, read. */
export interface Step {
  readonly atMs: number;
  /** When it happened, where it arrives later. */
  readonly occurredAtMs: number;
  readonly verb: string;
  readonly word: string | undefined;
  /** The request that is meant; absent: every one. */
  readonly n: number | undefined;
  readonly attempt: number | undefined;
  readonly times: number;
}

const STEP = /^(\S+) (?:(\d+):)?([a-zA-Z]+)(?:\/(\d+))?(?: (?!x\d|from )(\S+))?(?: x(\d+))?(?: from (\S+))?$/;
/** Not on the hour of a window or cut-off: of two things of one millisecond nobody knows which comes first. */
const USUAL_TIME = '10:00';
const WHEN = /^(?:d(\d+)|p(-\d+)?)(?:@(\d\d:\d\d))?$/;

/** Reads days and steps of one story under the rules of its country. */
export class StepReader {
  private readonly days: Days;
  private readonly rules: RequestRules;
  /** The first date that the carrier gives. */
  private readonly portDay: number | undefined;

  constructor(days: Days, rules: RequestRules, { carrier }: Pick<Story, 'carrier'>) {
    this.days = days;
    this.rules = rules;
    const first = /\bdate(?:\/\d+)? d(\d+)/.exec(carrier)?.[1];
    this.portDay = first === undefined ? undefined : Number(first);
  }

  /** The steps in order of arrival; those of one instant in the order in which they stand. */
  steps(text: string): Step[] {
    const parts = text.split(',').map((part) => part.trim());
    return parts
      .filter((part) => part !== '')
      .map((part) => this.step(part))
      .toSorted((left, right) => left.atMs - right.atMs);
  }

  private step(text: string): Step {
    const [, when, n, verb, attempt, word, times, from] = STEP.exec(text) ?? [];
    if (when === undefined || verb === undefined) throw new SyntaxError(`"${text}" is no step like "d14 moves"`);
    const atMs = this.instant(when);
    return {
      atMs,
      occurredAtMs: from === undefined ? atMs : this.instant(from),
      verb,
      word,
      n: n === undefined ? undefined : Number(n),
      attempt: attempt === undefined ? undefined : Number(attempt),
      times: Number(times ?? 1),
    };
  }

  private instant(text: string): number {
    const [whole, day, before, time] = WHEN.exec(text) ?? [];
    if (whole === undefined) throw new SyntaxError(`"${text}" is no time like d14, d14@10:30 or p-3`);
    if (day !== undefined) return this.days.at(Number(day), time ?? USUAL_TIME);
    if (this.portDay === undefined) throw new SyntaxError('the carrier gives no date');
    const date = businessDaysBefore(this.rules, this.days.date(this.portDay), -Number(before ?? 0));
    return this.days.at(this.days.count(date), time ?? USUAL_TIME);
  }
}

/** The number of a day that is written `d14`. */
export function dayOf(text: string | undefined): number {
  const day = /^d(\d+)$/.exec(text ?? '')?.[1];
  if (day === undefined) throw new SyntaxError(`"${text}" is no day like d14`);
  return Number(day);
}
