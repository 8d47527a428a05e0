import { z } from 'zod';

/** Numbers in a row, E.164; both ends are part of it. */
export const numberRange = z.object({ start: z.string(), end: z.string() });

/** R8: the whole block, where a part of it was asked for. */
export const offer = z
  .object({
    addBlock: numberRange.describe('The block to order as a whole: an entry of kind "block" in `numbers`, in place of the parts'),
    missing: z.array(numberRange).readonly().describe('What of the block was not asked for; a single number is a range of one'),
  })
  .describe('What would be taken instead');

/** One thing wrong, and where. */
export const problemEntry = z.object({ path: z.string(), code: z.string(), message: z.string(), offer: offer.optional() });

/** What every refusal of the API looks like (RFC 9457), as `application/problem+json`. */
export const problemBody = z
  .object({
    type: z.string().describe('A stable URI reference for this kind of problem'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('snake_case, stable: what programs look at'),
    detail: z.string().describe('What is wrong and what to do; never a value of the request'),
    errors: z.array(problemEntry),
    requestId: z.string().describe('Stands in our logs'),
  })
  .meta({ description: 'A problem' });

export type ProblemBody = Readonly<z.output<typeof problemBody>>;
