import { z } from 'zod';
import { countryCode, numberType } from './order-body';
import { phoneNumber } from './number-text';
import { identifier } from './text';

/** R2: can these numbers be ported, and what does it take? */
export const portabilityCheckBody = z
  .strictObject({
    country: countryCode,
    numberType,
    losingCarrier: identifier('A carrier').optional().describe('Decides through which gateway is asked'),
    numbers: z.array(phoneNumber).min(1).max(100),
  })
  .meta({
    description: 'Numbers to look up before ordering (R2)',
    examples: [{ country: 'FR', numberType: 'geographic', numbers: ['+33199001234'] }],
  });

const span = z.object({ start: z.string(), end: z.string() });

const documentNeed = z.object({ kind: z.string(), name: z.object({ en: z.string(), fr: z.string() }), maxAgeDays: z.int().optional() });

/** What a country needs for one type of number (R2). */
export const numberTypeNeeds = z.object({
  numberType,
  leadDays: z.object({ value: z.int(), assumed: z.boolean() }).describe('Expected business days from submission to port (R3)'),
  documents: z.array(documentNeed).describe('Needed before anything is submitted (R9)'),
  optionalDocuments: z.array(documentNeed),
  transferCodeRequired: z.boolean(),
});

/** One country's rules as customers need them (R2). */
export const countryView = z
  .object({
    code: z.string(),
    name: z.object({ en: z.string(), fr: z.string() }),
    callingCode: z.string(),
    zone: z.string(),
    numberTypes: z.array(numberTypeNeeds),
    transferCode: z.object({ name: z.string(), howToGet: z.object({ en: z.string(), fr: z.string() }) }),
    blocks: z.object({ goTogether: z.boolean(), sizes: z.array(z.int()).nullable() }).describe('R8'),
    changes: z
      .object({
        cancel: z.object({ safeDays: z.int(), lastDays: z.int() }),
        reschedule: z.object({ safeDays: z.int(), lastDays: z.int() }),
      })
      .describe('Notice in business days before the confirmed date (R23, R24)'),
    smsDays: z.int().describe('Business days until SMS works after the port (R18)'),
  })
  .meta({ description: 'What porting into this country takes' });

export type CountryView = Readonly<z.output<typeof countryView>>;
export type NumberTypeNeeds = CountryView['numberTypes'][number];

/** The answer to a portability check. */
export const portabilityAnswer = z
  .object({
    country: z.string(),
    numberType,
    results: z.array(z.object({ number: z.string(), portable: z.boolean(), reason: z.string().optional(), block: span.optional() })),
    needs: numberTypeNeeds,
    earliest: z
      .object({ date: z.string(), explanation: z.string() })
      .describe('If it were submitted now; an estimate and never a promise (R3, R4)'),
    notes: z.array(z.string()),
  })
  .meta({ description: 'Which of the numbers can be ported, and what it takes' });

export type PortabilityView = Readonly<z.output<typeof portabilityAnswer>>;
