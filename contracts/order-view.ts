/** The shapes of answers about orders, for the description of the API. They say what is promised; more may come. */
import { z } from 'zod';
import { deadlineView } from './deadline';
import { orderStatus } from './order-query';
import { problemEntry } from './problem';

const foc = z.looseObject({
  date: z.string(),
  windowStartMs: z.number(),
  windowEndMs: z.number(),
  zone: z.string(),
  lastDate: z.string().optional(),
  onDemand: z.boolean().optional(),
});

const requestView = z.looseObject({
  n: z.int(),
  items: z.array(z.looseObject({ kind: z.enum(['single', 'block']) })),
  waitingForSignature: z.boolean(),
  waitingForOperator: z
    .literal(true)
    .optional()
    .describe('The customer has corrected their part; our team mends the rest and sends it (R13)'),
  status: z.string().optional(),
  outcome: z.string().optional(),
  attempt: z.int().optional(),
  reference: z.string().optional(),
  expectedDate: z.string().optional().describe('An estimate (R3)'),
  expectedWhy: z.string().optional().describe('How the estimate was computed'),
  latestByLaw: z
    .looseObject({ date: z.string(), explanation: z.string() })
    .optional()
    .describe('The last day that the law leaves, beside the estimate; no promise'),
  foc: foc.optional().describe('The date that the losing carrier confirmed (R4, R12)'),
  numbers: z.array(z.looseObject({ number: z.string() })).optional(),
  corrected: z
    .looseObject({ holder: z.looseObject({}), losing: z.looseObject({}), signer: z.looseObject({}) })
    .optional()
    .describe('The details that hold for this request, where they were corrected (R13)'),
});

const requirement = z.looseObject({
  id: z.string(),
  type: z.enum(['document', 'text', 'address']),
  status: z.enum(['missing', 'provided', 'waived', 'underReview', 'approved', 'refused', 'expired']),
  holdsUp: z.boolean().describe('The order waits for it'),
  reason: z.string().optional().describe('Why it was refused'),
  reviewedBy: z.string().optional(),
});

const loa = z.looseObject({
  loaId: z.string(),
  revision: z.int(),
  sha256: z.string().optional(),
  signedAtMs: z.number().optional(),
  validUntilMs: z.number().optional().describe('Until when losing carriers of the country take this signature'),
  covers: z.array(z.int()),
});

const csrDifference = z.object({ field: z.string(), order: z.string(), record: z.string() });

/** An order as its customer sees it. */
export const orderView = z
  .looseObject({
    orderId: z.string(),
    accountId: z.string(),
    status: orderStatus,
    details: z.looseObject({ country: z.string(), numberType: z.string() }),
    problems: z.array(problemEntry).optional(),
    missingDocuments: z.array(z.string()).describe('Still needed (R9)'),
    requirements: z.array(requirement).describe('Everything that the country wants, item by item, and where each stands (R9)'),
    documents: z.array(z.looseObject({ kind: z.string(), sha256: z.string(), atMs: z.number() })),
    unportable: z.array(z.string()).optional().describe('Numbers that cannot be ported, as long as nothing was decided about them'),
    csrDifferences: z
      .array(csrDifference)
      .optional()
      .describe('Where order and customer service record differ (R7); absent without a record'),
    loa: loa.optional().describe('The letter that waits for a signature, else the last one (R10)'),
    loas: z.array(loa).describe('Every letter that counts: one for each account at a losing carrier (R10)'),
    requests: z.array(requestView),
    attention: z.array(z.string()),
    nextDeadline: deadlineView.optional(),
    version: z.int().describe('A later view has a higher one'),
  })
  .meta({ description: 'A port order, its requests and numbers, what is needed and until when' });

/** The answer to creating: the order, or (202) only its id while the checks are still running. */
export const createdOrder = z.object({
  kind: z.enum(['created', 'pending']),
  orderId: z.string(),
  view: orderView.optional(),
  warnings: z.array(problemEntry).describe('What may be wrong and did not stop the order: better mended before it is signed'),
});

/** The answer to ordering again: the new order, what was taken over from the earlier one, and what it could not give. */
export const orderedAgain = createdOrder.extend({
  from: z.string().describe('The earlier order'),
  reused: z.array(
    z.object({
      kind: z.string(),
      sha256: z.string(),
      freshUntil: z.string().optional().describe('The last day on which it is fresh enough'),
    }),
  ),
  neededAnew: z
    .array(
      z.object({
        what: z.string().describe('The kind of document, or `loa`'),
        code: z.enum(['never_given', 'no_issue_date', 'too_old', 'was_refused', 'gone', 'not_handed_in', 'new_letter']),
        message: z.string(),
      }),
    )
    .describe('What the customer has to give once more, and why'),
});

export type OrderedAgainView = Pick<z.output<typeof orderedAgain>, 'from' | 'reused' | 'neededAnew'>;

/** What happened, in order. */
export const timelineView = z.object({
  facts: z.array(z.looseObject({ kind: z.string(), seq: z.int(), atMs: z.number().describe('Business instant, UTC epoch ms') })),
});

/** The answer to a command, per request: taken, or why not and until when it was possible. `n: 0` is the order as a whole. */
export const commandAnswer = z.object({
  taken: z.boolean(),
  results: z.array(
    z.looseObject({
      n: z.int(),
      taken: z.boolean(),
      mayFail: z.boolean().optional(),
      atOnce: z.boolean().optional(),
      reason: z.string().optional(),
      byOperator: z.literal(true).optional().describe('Taken; our team mends the rest of the rejection and sends it (R13)'),
      uncovered: z.array(z.string()).optional().describe('With `reasonsUncovered`: the codes that the correction does not answer (R13)'),
      until: deadlineView.optional(),
      from: deadlineView.optional(),
      interval: z.object({ first: z.string(), last: z.string() }).optional(),
    }),
  ),
});

/** The answer to a customer service record: every field in which the order differs from it (R7). */
export const csrAnswer = commandAnswer.extend({ differences: z.array(csrDifference) });
