/** What a language has to bring: the type makes a kind, code or reason without words a compile error. */
import type { AttentionReason } from '../attention';
import type { Foc } from '../carrier-event';
import type { Actor, RefusalReason, RequestFact } from '../fact';
import type { OrderFact } from '../order/state';
import type { E164, IsoDate } from '../order-details';
import type { RejectionCode } from '../rejection/codes';
import type { Evidence } from '../support-case/calls';
import type { CaseFact, ToldCaseKind, Trouble } from '../support-case/fact';
import type { OfKind, ToldOrderKind, ToldRequestKind } from './told';

/** One fact in words. Nothing in it depends on how many numbers it is about, so that equal news is said once. */
export interface Wording {
  /** For the subject, a few words in small letters. */
  readonly headline: string;
  readonly happened: readonly string[];
  /** What the customer has to do; absent when there is nothing. */
  readonly todo?: string | undefined;
  /** Until when what can be changed; absent when there is nothing left to change. */
  readonly change?: string | undefined;
  /** Whether R6 is repeated: as long as a number may still be at the losing provider. */
  readonly keepContract: boolean;
}

/** Dates, instants and lists in the message's language. */
export interface Say {
  /** `Thursday 12 March 2026`. */
  date(date: IsoDate): string;
  /** With time of day and zone; `atMs` is a business instant, UTC epoch ms. */
  instant(at: { readonly atMs: number; readonly zone: string }): string;
  /** The confirmed date with its window and zone (R12). */
  window(foc: Foc): string;
  list(items: readonly string[]): string;
  numbers(numbers: readonly E164[]): string;
}

/** Why the losing carrier refused, and what the customer can do about it; without `todo` our team does it. */
export interface ReasonInWords {
  readonly why: string;
  readonly todo?: string | undefined;
}

type Worded<F, K extends string, Answer> = { readonly [Kind in K]: (fact: OfKind<F, Kind>, say: Say) => Answer };

/** Everything that is said to customers, in one language. */
export interface Phrases {
  readonly locale: string;
  readonly asOf: (instant: string) => string;
  readonly subject: (headlines: readonly string[]) => string;
  readonly about: (numbers: string) => string;
  /** Headline of a fact that has no message of its own. */
  readonly news: string;
  readonly nothingToDo: string;
  readonly whatToDo: (todo: string) => string;
  readonly untilWhen: (change: string) => string;
  /** R6, in the words that every message repeats. */
  readonly keepContract: string;
  readonly requestLine: (n: number, line: string) => string;
  readonly at: (day: string, time: string, zone: string) => string;
  readonly between: (day: string, from: string, to: string, zone: string) => string;
  readonly fromTo: (day: string, from: string, to: string) => string;
  readonly range: (first: string, last: string, count: number) => string;
  readonly andMore: (count: number) => string;
  readonly document: (kind: string) => string;
  readonly request: Worded<RequestFact, ToldRequestKind, Wording>;
  readonly order: Worded<OrderFact, ToldOrderKind, Wording>;
  readonly reasons: Readonly<Record<RejectionCode, ReasonInWords>>;
  readonly refusals: Readonly<Record<RefusalReason, string>>;
  readonly timeline: Timeline;
  readonly support: SupportPhrases;
}

/** What is said in a support case (R15, R16, R25, R26). */
export interface SupportPhrases {
  readonly subject: (headlines: readonly string[]) => string;
  readonly facts: Worded<CaseFact, ToldCaseKind, Wording>;
  /** R26: what is missing, a line per call that does not count. */
  readonly gaps: (evidence: Evidence, trouble: Trouble) => string[];
}

/** One plain line per fact, for the timeline. */
export interface Timeline {
  readonly order: Worded<OrderFact, Exclude<OrderFact['kind'], 'request'>, string>;
  readonly request: Worded<RequestFact, RequestFact['kind'], string>;
  readonly actors: Readonly<Record<Actor, string>>;
  readonly attention: Readonly<Record<AttentionReason, string>>;
}
