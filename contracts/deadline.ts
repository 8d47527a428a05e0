import { z } from 'zod';

/** An instant people are told: "until", with its reason and what happens then. */
export const deadlineView = z
  .looseObject({
    what: z.string(),
    atMs: z.number().describe('Business instant, UTC epoch ms'),
    zone: z.string().describe('IANA zone in which people read it'),
    explanation: z.string(),
    then: z.string(),
  })
  .meta({ description: 'A deadline: when, why then, and what comes of it' });
