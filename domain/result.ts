import type { E164 } from './order-details';

/** What can be refused returns this, with every problem at once, and never throws. */
export type Result<T, P = Problem> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly P[] };

/** One thing wrong with an input. The message holds no personal data and says what to do. */
export interface Problem {
  /** Where, as a path: `numbers[2].transferCode`. */
  readonly path: string;
  /** A stable snake_case code. */
  readonly code: string;
  readonly message: string;
  /** What would be taken in its place. For the caller alone: it may hold numbers, which is why no message does. */
  readonly offer?: Offer | undefined;
}

/** The whole block that a part of it was asked for (R8). */
export interface Offer {
  /** The entry that the order needs; both ends are part of it. */
  readonly addBlock: NumberRange;
  /** What of the block the order does not name, in ascending order; a single number is a range of one. */
  readonly missing: readonly NumberRange[];
}

/** Numbers in a row, E.164; both ends are part of it. */
export interface NumberRange {
  readonly start: E164;
  readonly end: E164;
}

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const refused = <P>(...problems: readonly P[]): Result<never, P> => ({ ok: false, problems });
