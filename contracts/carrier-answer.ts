/** What an operator enters of a losing carrier's word: the event of the gateway contract, and who heard it how. */
import { z } from 'zod';
import { CHANNELS, type CarrierEventType } from '../domain/carrier-event';
import { TASK_KINDS } from '../domain/manual/entry';
import { EVENT_TYPES, missingFacts } from './carrier-facts';
import { instant, wireFacts } from './carrier-wire';
import { deadlineView } from './deadline';
import { coded, sha256, text } from './text';

/** `port.sent`: it is out; `port.completed`: every number has moved. The others are those of the gateway contract. */
export const ANSWER_TYPES = ['port.sent', 'port.completed', ...EVENT_TYPES.keys()] as const;

/** Also where other fields are wrong, so that everything is said at once. */
const always = { when: () => true };

const event = z
  .strictObject({
    type: z
      .string()
      .refine((type) => ANSWER_TYPES.includes(type), coded('unknown_type', `Must be one of ${ANSWER_TYPES.join(', ')}.`))
      .meta({ enum: [...ANSWER_TYPES] }),
    occurred_at: instant.optional().describe('When it was said or sent; now, without it'),
    data: z.strictObject(wireFacts.shape).optional(),
  })
  .superRefine(({ type, data }, context) => {
    const known = EVENT_TYPES.get(type);
    for (const fact of known ? missingOf(known, data) : [])
      context.addIssue({ code: 'custom', path: ['data', fact], message: `${type} needs this.`, params: { code: 'missing_field' } });
  });

/** All numbers that moved are told at once with `port.completed`; reasons of a refusal may be unknown to nobody. */
const missingOf = (type: CarrierEventType, data: z.output<typeof wireFacts> | undefined) => missingFacts(type, data ?? {});

/** The body of an answer that is entered by hand. */
export const carrierAnswerBody = z
  .strictObject({
    by: text(64).describe('Who enters it, as your people know them'),
    channel: z.enum(CHANNELS).describe('How it came'),
    evidence: sha256.optional().describe('What shows that it came: the hash that PUT …/carrier-evidence answered'),
    note: z.string().trim().min(1).max(4_000).optional().describe('In your own words; needed where there is no evidence'),
    carrierRef: text(64).optional().describe("The losing carrier's own reference"),
    task: z.enum(TASK_KINDS).optional().describe('With port.sent: the one thing that is out; without it all that was to go out'),
    event,
  })
  .refine((body) => typeof body !== 'object' || body === null || body.evidence !== undefined || body.note !== undefined, {
    ...coded('missing_evidence', 'Give the evidence (a letter, a mail), or a note that says how you know.'),
    path: ['evidence'],
    ...always,
  })
  .meta({
    description: "A losing carrier's answer that came by mail or telephone, or that something is out to it",
    examples: [
      {
        by: 'op-7',
        channel: 'mail',
        note: 'Mail of Mrs Sample, 12 December',
        event: {
          type: 'port.foc_confirmed',
          occurred_at: '2026-12-12T09:15:00Z',
          data: {
            foc: {
              date: '2026-12-18',
              window_start: '2026-12-18T14:00:00Z',
              window_end: '2026-12-18T16:00:00Z',
              time_zone: 'America/New_York',
            },
          },
        },
      },
    ],
  });

export type CarrierAnswerBody = z.output<typeof carrierAnswerBody>;

/** The answer to an entry. */
export const enteredAnswer = z.object({
  outcome: z.enum(['taken', 'parked']).describe('parked: its request has just ended, and it is kept for a person'),
  reference: z.string(),
});

export const evidenceAnswer = z.object({ sha256: z.string(), bytes: z.int() });

const task = z.looseObject({
  kind: z.enum(TASK_KINDS),
  sinceMs: z.number(),
  dueBy: deadlineView.nullish().describe('null: that has passed'),
  outAtMs: z.number().optional(),
  answerBy: deadlineView.optional(),
  chaseSinceMs: z.number().optional().describe('Since when the answer is overdue'),
});

/** A task as operators see it. */
export const carrierTaskView = z
  .looseObject({
    orderId: z.string(),
    n: z.int(),
    attempt: z.int(),
    reference: z.string(),
    gateway: z.string(),
    at: z.string(),
    tasks: z.array(task).describe('What is to be done, and what waits for the losing carrier'),
    possible: z.array(z.string()).describe('What can be entered now'),
    frozen: z.looseObject({}).describe('What goes to the losing carrier'),
    documents: z.array(z.object({ kind: z.string(), sha256: z.string(), href: z.string() })),
    log: z.array(z.looseObject({ kind: z.string(), seq: z.int(), atMs: z.number() })),
    attention: z.array(z.string()),
  })
  .meta({ description: 'One attempt at a losing carrier without an API: what our own people have to do' });

/** Open tasks of all orders. */
export const carrierTaskList = z.object({
  tasks: z.array(
    z.object({
      orderId: z.string(),
      n: z.int(),
      attempt: z.int(),
      gateway: z.string(),
      losingCarrier: z.string(),
      country: z.string(),
      at: z.string(),
      attention: z.array(z.string()),
      /** Absent where nobody answered for it in time. */
      todo: z.array(z.string()).optional(),
      sinceMs: z.number().optional().describe('Since when it is our turn'),
      nextDeadlineMs: z.number().optional(),
    }),
  ),
  more: z.boolean(),
});

export type CarrierTaskList = Readonly<z.output<typeof carrierTaskList>>;
