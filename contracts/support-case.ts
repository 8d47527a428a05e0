/** The bodies of support cases, and the shape of the answers (R25, R26). */
import { z } from 'zod';
import { isZone } from '../domain/calendar/local-time';
import { isE164 } from '../domain/phone-number';
import { CALL_FIELDS } from '../domain/support-case/calls';
import { TROUBLES } from '../domain/support-case/fact';
import { deadlineView } from './deadline';
import { coded, isoDay, text } from './text';

/** Any number that can be called, ours or not. */
const e164 = z
  .string()
  .refine(isE164, coded('invalid_number', 'A number must be in international form with its plus and digits only, like +33199001234.'))
  .meta({ pattern: '^\\+[1-9]\\d{6,14}$', examples: ['+33199001234'] });

const timeOfDay = z
  .string()
  .refine(
    (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
    coded('invalid_time', 'Must be a time of day from 00:00 to 23:59, like 14:05.'),
  )
  .meta({ examples: ['14:05'] });

const zone = z
  .string()
  .refine(isZone, coded('invalid_zone', 'Must be a time zone of the IANA database, like Europe/Paris.'))
  .meta({ examples: ['Europe/Paris'] });

/** R26. What is left out is asked for; what is there must be right. */
export const failedCall = z
  .strictObject({
    called: e164.optional().describe('The number called'),
    calling: e164.optional().describe('The number calling'),
    operator: text(120).optional().describe('The operator of the number that calls'),
    date: isoDay.optional().describe('Local to the zone'),
    time: timeOfDay.optional().describe('Local to the zone'),
    zone: zone.optional().describe('IANA time zone'),
  })
  .refine(
    (call) => CALL_FIELDS.some((field) => call[field] !== undefined),
    coded('empty_call', 'Say something of the call, or leave it out.'),
  )
  .meta({ description: 'One failed call, or text message where SMS is the trouble (R26)' });

/** The most calls in one message. */
const calls = z.array(failedCall).min(1).max(20).optional();

/** What does not work. */
export const openCaseBody = z
  .strictObject({
    number: e164.describe("One of the order's"),
    trouble: z.enum(TROUBLES).describe('callsIn: incoming; callsOut: outgoing; calls: both; sms: text messages'),
    text: text(500).optional().describe("In the customer's words"),
    calls,
  })
  .meta({
    description: 'A number does not work (R25, R26)',
    examples: [{ number: '+33199001234', trouble: 'callsIn' }],
  });

/** What the customer says next. */
export const proceedBody = z
  .strictObject({
    calls,
    works: z.literal(true).optional().describe('It works now: the case is closed'),
  })
  .meta({
    description: 'Failed calls, or that it works now; without either: go on with the next check (R26)',
    examples: [
      {
        calls: [
          {
            called: '+33199001234',
            calling: '+33612345678',
            operator: 'Telmarine',
            date: '2026-12-10',
            time: '14:05',
            zone: 'Europe/Paris',
          },
        ],
      },
    ],
  });

/** A support case as its customer sees it. */
export const supportCaseView = z
  .looseObject({
    orderId: z.string(),
    k: z.string().describe('Names the case in its order'),
    number: z.string(),
    trouble: z.enum(TROUBLES),
    status: z.enum(['examining', 'portDay', 'waiting', 'withTeam', 'over']),
    outcome: z.enum(['losingProvider', 'smsPending', 'works', 'resolved', 'unanswered']).optional(),
    waitsFor: z.enum(['configuration', 'user', 'calls']).optional().describe('What the customer has to bring'),
    checks: z.looseObject({ configured: z.boolean(), userOnline: z.boolean().optional() }).optional(),
    calls: z.array(z.looseObject({})),
    evidence: z
      .looseObject({
        needed: z.int(),
        counting: z.int(),
        calls: z.array(
          z.looseObject({
            call: z.int().describe('Its place in calls, from 1'),
            counts: z.boolean(),
            missing: z.array(z.enum(CALL_FIELDS)),
            fault: z.enum(['beforePort', 'inFuture', 'otherNumber']).optional(),
          }),
        ),
      })
      .describe('Which calls count, and what is missing of the others (R26)'),
    nextDeadline: deadlineView.optional(),
    message: z
      .object({ subject: z.string(), body: z.string() })
      .optional()
      .describe("What the customer was told last, in the order's language"),
  })
  .meta({ description: 'A support case: what was checked, what is missing, who has to act and until when' });

/** The answer to opening: the case, or (202) only its name while the checks are still running. */
export const openedCase = z.object({ kind: z.enum(['opened', 'pending']), k: z.string(), view: supportCaseView.optional() });
