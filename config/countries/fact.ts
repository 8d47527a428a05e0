import { z } from 'zod';

/**
 * A value with its standing: either a source says so, with its year where it is dated and how sure it is, or nobody was
 * found who does and it is a conservative assumption, which says why.
 */
export const fact = <T extends z.ZodType>(value: T) =>
  z.union(
    [
      z.strictObject({
        value,
        source: z.string().min(3),
        /** Of the source; absent where it carries no date. */
        year: z.int().min(1990).max(2100).optional(),
        /** High: a regulator, a statute, or several sources that agree. Medium: one carrier. Low: old or indirect. */
        confidence: z.enum(['high', 'medium', 'low']).optional(),
      }),
      z.strictObject({ value, assumed: z.literal(true), why: z.string().min(3) }),
    ],
    {
      error: 'must be a valid {value, source} or {value, assumed: true, why}',
    },
  );

/** A fact, parsed. */
export type Fact<T> =
  | { value: T; source: string; year?: number | undefined; confidence?: 'high' | 'medium' | 'low' | undefined }
  | { value: T; assumed: true; why: string };

/** Whether nobody was found who says so. */
export const isAssumed = (one: Fact<unknown>): boolean => 'assumed' in one;

/** Where a value comes from: the source with its year and how sure it is, or why it was assumed. */
export const standingOf = (one: Fact<unknown>): string =>
  'assumed' in one
    ? one.why
    : [
        one.source,
        ...(one.year === undefined ? [] : [String(one.year)]),
        ...(one.confidence === undefined ? [] : [`${one.confidence} confidence`]),
      ].join('; ');
