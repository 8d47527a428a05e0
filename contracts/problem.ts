import { z } from 'zod';

/** One thing wrong, and where. */
export const problemEntry = z.object({ path: z.string(), code: z.string(), message: z.string() });

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
