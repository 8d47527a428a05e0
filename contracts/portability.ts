import { z } from 'zod';
import { countryCode, numberType } from './order-body';
import { anyNumber } from './number-text';
import { numberRange, offer, problemEntry } from './problem';
import { identifier } from './text';

/** R2: can these numbers be brought, and what does it take? */
export const portabilityCheckBody = z
  .strictObject({
    country: countryCode.optional().describe("Without it, the number's own"),
    numberType: numberType.optional().describe("Without it, as the number's digits say"),
    losingCarrier: identifier('A carrier').optional().describe('Decides through which gateway is asked'),
    numbers: z.array(anyNumber).min(1).max(100).describe('Of any countries and types: each kind has its own section in the answer'),
  })
  .meta({
    description: 'Numbers to look up before ordering (R2)',
    examples: [{ numbers: ['+33199001234'] }],
  });

const documentNeed = z.object({ kind: z.string(), name: z.object({ en: z.string(), fr: z.string() }), maxAgeDays: z.int().optional() });

const wording = z.object({ en: z.string(), fr: z.string() });
const window = z.object({ start: z.string(), end: z.string() });

const standing = z
  .object({ field: z.string(), assumed: z.boolean(), basis: z.string() })
  .describe('Where one value comes from: its source, or why it was assumed because none was found');

/** What a country needs for one type of number (R2). */
export const numberTypeNeeds = z.object({
  numberType,
  leadDays: z.object({ value: z.int(), assumed: z.boolean() }).describe('Expected business days from submission to port (R3)'),
  leadDaysFrom: z
    .array(z.object({ numbers: z.int(), days: z.int() }))
    .describe('More days for an order of at least so many numbers; empty where it does not matter'),
  legalMaxDays: z
    .object({ days: z.int(), kind: z.enum(['fiveDay', 'sixDay']) })
    .nullable()
    .describe('The most days that the law leaves, Saturdays not counted (fiveDay) or counted (sixDay); null: no such law was found'),
  documents: z.array(documentNeed).describe('Needed before anything is submitted (R9)'),
  optionalDocuments: z.array(documentNeed),
  transferCodeRequired: z.boolean(),
  identifiers: z
    .array(
      z.object({ field: z.enum(['taxId', 'accountNumber', 'pin']), name: z.string(), needed: z.enum(['always', 'companies', 'ifAny']) }),
    )
    .describe('What else identifies customer and account'),
  submissionCutOff: z.string().describe('Latest local time at which a submission counts as made that day'),
  portWindows: z.array(window).describe('Usual local times of the port; the losing carrier decides (R4)'),
});

/** One country's rules as customers need them (R2). */
export const countryView = z
  .object({
    code: z.string(),
    name: wording,
    callingCode: z.string(),
    numberFormat: wording.nullable(),
    zone: z.string().describe('Of the losing side, where its region has no zone of its own'),
    regions: z
      .array(z.object({ code: z.string(), name: z.string(), zone: z.string().optional(), ownHolidays: z.boolean() }))
      .describe('Regions whose zone or holidays differ'),
    closedDays: z.array(z.string()).describe('Days on which carriers are closed besides public holidays'),
    numberTypes: z.array(numberTypeNeeds),
    notOffered: z.array(z.object({ numberType, why: z.string() })).describe('Types of number that are not ported, and why'),
    transferCode: z.object({ name: z.string(), howToGet: wording }).nullable().describe('null: the country has none'),
    alsoAsked: z.array(wording).describe('What losing carriers ask besides'),
    loa: z
      .object({ accepted: z.array(z.enum(['electronic', 'handwritten'])), companyStamp: z.boolean(), maxAgeDays: z.int() })
      .describe('How the letter of authorisation is signed, and how old the signature may be at submission (R10)'),
    blocks: z.object({ goTogether: z.boolean(), sizes: z.array(z.int()).nullable(), multipleOf: z.int().nullable() }).describe('R8'),
    carrierAnswerDays: z.int().describe('Business days after which a silent carrier is asked'),
    resubmissionDays: z.int().describe('Business days after a rejection before which a new submission would be rejected again (R13)'),
    changes: z
      .object({
        cancel: z.object({ safeDays: z.int(), lastDays: z.int() }),
        reschedule: z.object({ safeDays: z.int(), lastDays: z.int() }),
      })
      .describe('Notice in business days before the confirmed date (R23, R24)'),
    smsDays: z.int().describe('Business days until SMS works after the port (R18)'),
    emergencyReturnHours: z
      .int()
      .nullable()
      .describe('Hours in which a failed port can be undone at once; null: no such process was found'),
    emergencyAddressNeeded: z
      .boolean()
      .nullable()
      .describe('Whether each number needs an address for emergency calls before it moves; null: nobody was found who says so'),
    standing: z.array(standing).describe("Every value's source, by its path in the country's rule pack"),
  })
  .meta({ description: 'What porting into this country takes' });

export type CountryView = Readonly<z.output<typeof countryView>>;
export type NumberTypeNeeds = CountryView['numberTypes'][number];

/** What can be said of one number. */
const numberAnswer = z.object({
  number: z.string(),
  answer: z
    .enum(['yes', 'no', 'partOfBlock', 'notAsked'])
    .describe('partOfBlock: only the whole block can be brought (R8); notAsked: the gateway could not be asked, see notes'),
  reason: z.string().optional().describe('Why not, as a code'),
  block: numberRange.optional().describe('The block that it belongs to'),
  offer: offer.optional(),
});

const note = z.object({ code: z.string(), message: z.string() });

/** Numbers of one country and type, and what it takes to bring them. */
export const portabilitySection = countryView
  .pick({ name: true, zone: true, transferCode: true, alsoAsked: true, loa: true, changes: true, smsDays: true })
  .extend({
    country: z.string(),
    numberType,
    otherTypes: z.array(numberType).describe('Types that such a number may also be: name `numberType` to ask about one of them'),
    results: z.array(numberAnswer),
    needs: numberTypeNeeds,
    earliest: z
      .object({ date: z.string(), explanation: z.string(), businessDays: z.int() })
      .describe('If everything were sent now: the date, and the business days until then; an estimate and never a promise (R3, R4)'),
    standing: z.array(standing).describe('Where these values come from: the source, or why one was assumed'),
    notes: z.array(note).describe('What makes this answer less sure'),
  });

/** The answer to a portability check. */
export const portabilityAnswer = z
  .object({
    sections: z.array(portabilitySection).describe('One for each country and type among the numbers'),
    impossible: z.array(problemEntry).describe('Numbers that cannot be brought here at all, by their place in the question, and why'),
    notes: z
      .array(note)
      .describe(
        'What holds for every port (R3 to R6, R8, R27). `gateway_unavailable`: whether the numbers can be brought could not be asked now; ordering checks it in any case. `carrier_by_hand`: there is nobody to ask before the losing carrier has the request',
      ),
  })
  .meta({ description: 'Which of the numbers can be brought, what it takes, how long, and why' });

/** What an order would be told if it were placed now. */
export const orderCheck = z
  .object({
    problems: z.array(problemEntry).describe('For which it would be refused'),
    warnings: z.array(problemEntry).describe('What may be wrong and would not stop it'),
    portability: portabilityAnswer,
  })
  .meta({ description: 'Every problem and every doubt of an order that nobody has placed' });

export type OrderCheck = Readonly<z.output<typeof orderCheck>>;
export type PortabilityView = Readonly<z.output<typeof portabilityAnswer>>;
export type PortabilitySection = PortabilityView['sections'][number];
