import { z } from 'zod';
import { isKnownArea } from '../../domain/calendar/holidays';
import { isZone } from '../../domain/calendar/local-time';
import { DOCUMENT_KINDS, type DocumentKind } from './document-kinds';

/**
 * A value with its standing: either a source says so, or nobody was found who does and it is a conservative assumption,
 * which says why.
 */
const fact = <T extends z.ZodType>(value: T) =>
  z.union(
    [z.strictObject({ value, source: z.string().min(3) }), z.strictObject({ value, assumed: z.literal(true), why: z.string().min(3) })],
    {
      error: 'must be a valid {value, source} or {value, assumed: true, why}',
    },
  );

const days = (most: number) => z.int().min(1).max(most);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM');
const zone = z.string().refine(isZone, 'must be a zone of the IANA database');
const wording = z.strictObject({ en: z.string().min(1), fr: z.string().min(1) });
const nationalPattern = z
  .string()
  .regex(/^\^.*\$$/, 'must be anchored: ^...$')
  .refine(compiles, 'must be a regular expression');

const notice = z
  .strictObject({ safeDays: days(30), lastDays: days(30) })
  .refine(({ safeDays, lastDays }) => safeDays >= lastDays, 'safeDays must not be less than lastDays');

const documentKinds = Object.keys(DOCUMENT_KINDS) as [DocumentKind, ...DocumentKind[]];
const document = z.strictObject({
  kind: z.enum(documentKinds),
  /** How old it may be when the request is submitted, calendar days. */
  maxAgeDays: z.int().min(1).optional(),
});

const numberTypeRules = z.strictObject({
  /** Over the digits after the calling code. */
  nationalPattern,
  leadDays: fact(days(120)),
  /** Needed before anything is submitted. */
  documents: fact(z.array(document).min(1)),
  /** Asked for in some cases only; the order may bring them. */
  optionalDocuments: z.array(document).default([]),
  transferCodeRequired: fact(z.boolean()),
});

const region = z.strictObject({
  name: z.string().min(1),
  zone: zone.optional(),
  /** The region has public holidays of its own, known to the calendar under the same code. */
  ownHolidays: z.boolean().default(false),
  /** Postal codes that start so lie in the region. */
  postalPrefixes: z.array(z.string().regex(/^[A-Z0-9]+$/)).default([]),
});

/** One country's rules (R2, R9). Strict: a misspelt key is a mistake and not an extra. */
export const countryPackSchema = z
  .strictObject({
    code: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166 alpha-2 code'),
    name: wording,
    /** Without plus. */
    callingCode: z.string().regex(/^[1-9]\d{0,2}$/),
    /** Of the losing side, where the region says nothing else. */
    zone: fact(zone),
    regions: z.record(z.string(), region).default({}),
    numberTypes: z
      .partialRecord(z.enum(['geographic', 'mobile', 'tollFree', 'national']), numberTypeRules)
      .refine((types) => Object.keys(types).length > 0, 'must name a type of number'),
    transferCode: z.strictObject({ name: z.string().min(1), howToGet: wording }),
    block: z.strictObject({
      /** One number of a range cannot be ported alone (R8). */
      goesTogether: fact(z.boolean()),
      /** The only sizes a block may have; `null` when any will do. */
      sizes: fact(z.array(z.int().min(2).max(1000)).min(1).nullable()),
    }),
    submissionCutOff: fact(timeOfDay),
    carrierAnswerDays: fact(days(60)),
    cancelNotice: fact(notice),
    rescheduleNotice: fact(notice),
    lockDays: fact(days(10)),
    /** Local time, for information: the losing carrier decides (R4). */
    portWindow: fact(z.strictObject({ start: timeOfDay, end: timeOfDay })),
    stuckHours: fact(z.int().min(1).max(72)),
    smsDays: fact(days(30)),
    correctionDays: fact(days(90)),
    changeAnswerDays: fact(days(30)),
    /** How old the signature on an LOA may be at submission, calendar days. */
    loaMaxAgeDays: fact(days(365)),
  })
  .superRefine((pack, context) => {
    if (!isKnownArea({ country: pack.code }))
      context.addIssue({ code: 'custom', path: ['code'], message: 'no public holidays are known for this country' });
    for (const [code, { ownHolidays }] of Object.entries(pack.regions)) {
      if (!ownHolidays || isKnownArea({ country: pack.code, region: code })) continue;
      context.addIssue({ code: 'custom', path: ['regions', code], message: 'no public holidays are known for this region' });
    }
    if (pack.cancelNotice.value.lastDays < pack.lockDays.value) {
      context.addIssue({
        code: 'custom',
        path: ['cancelNotice'],
        message: 'lastDays must not be less than lockDays: after the lock nothing is cancelled',
      });
    }
  });

/** One country's rules, parsed. */
export type CountryPack = z.output<typeof countryPackSchema>;

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
