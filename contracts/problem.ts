import { z } from 'zod';
import type { Standing } from '../domain/order/allowed';
import type { Problem } from '../domain/result';
import { deadlineView } from './deadline';

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

/** A command that would be taken now. */
const allowed = z.object({
  command: z.string().describe('The end of the route: cancellation, loa/signature ...'),
  until: deadlineView.optional().describe('Absent where no instant is known after which it would be refused'),
  mayFail: z.literal(true).optional().describe('Taken, and so late that it may fail'),
  interval: z.object({ first: z.string(), last: z.string() }).optional().describe('The days among which a new date can be chosen'),
});

/** With `invalid_transition`: where the order, or a request of it, stands, and what may be done with it now. */
const standing = {
  state: z.string().optional().describe('With invalid_transition: where it stands'),
  allowed: z.array(allowed).readonly().optional().describe('With invalid_transition: what may be done with it now, and until when'),
};

/** What every refusal of the API looks like (RFC 9457), as `application/problem+json`. */
export const problemBody = z
  .object({
    type: z.string().describe('A stable URI reference for this kind of problem'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('snake_case, stable: what programs look at'),
    detail: z.string().describe('What is wrong and what to do; never a value of the request'),
    errors: z.array(problemEntry.extend(standing)),
    ...standing,
    requestId: z.string().describe('Stands in our logs'),
  })
  .meta({ description: 'A problem' });

/** As the schema says, in the words of the domain. */
export type ProblemBody = Readonly<Omit<z.output<typeof problemBody>, 'errors' | 'allowed'>> & {
  readonly errors: readonly (Problem & Partial<Standing>)[];
  readonly allowed?: Standing['allowed'];
};
