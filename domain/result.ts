/** What can be refused returns this, with every problem at once, and never throws. */
export type Result<T, P = Problem> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly P[] };

/** One thing wrong with an input. The message holds no personal data and says what to do. */
export interface Problem {
  /** Where, as a path: `numbers[2].transferCode`. */
  readonly path: string;
  /** A stable snake_case code. */
  readonly code: string;
  readonly message: string;
}

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const refused = <P>(...problems: readonly P[]): Result<never, P> => ({ ok: false, problems });
