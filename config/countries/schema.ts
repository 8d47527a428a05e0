import { z } from 'zod';
import { isClosedDayRule, isKnownArea } from '../../domain/calendar/holidays';
import { isZone } from '../../domain/calendar/local-time';
import { type CheckName, IDENTIFIER_CHECKS } from '../../domain/identifiers/checks';
import { DOCUMENT_KINDS, type DocumentKind } from './document-kinds';
import { fact } from './fact';

const days = (most: number) => z.int().min(1).max(most);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM');
const zone = z.string().refine(isZone, 'must be a zone of the IANA database');
const wording = z.strictObject({ en: z.string().min(1), fr: z.string().min(1) });
const pattern = z
  .string()
  .regex(/^\^.*\$$/, 'must be anchored: ^...$')
  .refine(compiles, 'must be a regular expression');
const prefixes = z.array(z.string().regex(/^[A-Z0-9]+$/)).default([]);
const numberType = z.enum(['geographic', 'mobile', 'tollFree', 'national']);

const notice = z
  .strictObject({ safeDays: days(30), lastDays: days(30) })
  .refine(({ safeDays, lastDays }) => safeDays >= lastDays, 'safeDays must not be less than lastDays');

const portWindow = z
  .strictObject({ start: timeOfDay, end: timeOfDay })
  .refine(({ start, end }) => start < end, 'must end after it starts, on the same day');

/** Local time, for information: the losing carrier decides (R4). The first is the usual one. */
const portWindows = fact(z.array(portWindow).min(1));

const documentKinds = Object.keys(DOCUMENT_KINDS) as [DocumentKind, ...DocumentKind[]];
const document = z.strictObject({
  kind: z.enum(documentKinds),
  /** How old it may be when the request is submitted, calendar days. */
  maxAgeDays: z.int().min(1).optional(),
});

const checkNames = Object.keys(IDENTIFIER_CHECKS) as [CheckName, ...CheckName[]];
/** How a code is judged: by a check of `domain/identifiers`, or by its form alone, which only warns. */
const codeCheck = z.union([z.strictObject({ check: z.enum(checkNames) }), z.strictObject({ pattern, form: z.string().min(3) })], {
  error: 'must be {check} with the name of a known check, or {pattern, form}',
});

const identifier = z.strictObject({
  field: z.enum(['taxId', 'accountNumber', 'pin']),
  name: z.string().min(1),
  /** Absent: for every type of number. */
  types: z.array(numberType).min(1).optional(),
  needed: fact(z.enum(['always', 'companies', 'ifAny'])),
  check: codeCheck.optional(),
});

const numberTypeRules = z.strictObject({
  /** Over the digits after the calling code. */
  nationalPattern: pattern,
  leadDays: fact(days(120)),
  /** More days for an order of at least so many numbers, fewest first. */
  leadDaysFrom: fact(
    z
      .array(z.strictObject({ numbers: z.int().min(2), days: days(120) }))
      .min(1)
      .refine((steps) => steps.every((step, index) => index === 0 || step.numbers > (steps[index - 1]?.numbers ?? 0)), 'must be sorted'),
  ).optional(),
  /** The most days that the law leaves, and which days it counts; `null` where no law was found that says so. */
  legalMaxDays: fact(z.strictObject({ days: days(120), kind: z.enum(['fiveDay', 'sixDay']) }).nullable()),
  /** Needed before anything is submitted. */
  documents: fact(z.array(document).min(1)),
  /** Asked for in some cases only; the order may bring them. */
  optionalDocuments: z.array(document).default([]),
  transferCodeRequired: fact(z.boolean()),
  /** Where it differs from the country's. */
  submissionCutOff: fact(timeOfDay).optional(),
  portWindows: portWindows.optional(),
});

const region = z.strictObject({
  name: z.string().min(1),
  /** What addresses call it as well. */
  otherNames: z.array(z.string().min(1)).default([]),
  zone: zone.optional(),
  /** The region has public holidays of its own, known to the calendar under the same code. */
  ownHolidays: z.boolean().default(false),
  /** Postal codes that start so lie in the region. */
  postalPrefixes: prefixes,
  /** Geographic numbers whose digits after the calling code start so lie in the region. */
  numberPrefixes: prefixes,
});

/** One country's rules (R2, R9). Strict: a misspelt key is a mistake and not an extra. */
export const countryPackSchema = z
  .strictObject({
    code: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166 alpha-2 code'),
    name: wording,
    /** Without plus. */
    callingCode: z.string().regex(/^[1-9]\d{0,2}$/),
    /** How numbers are written there, where it surprises people. */
    numberFormat: fact(wording).optional(),
    /** Of the losing side, where the region says nothing else. */
    zone: fact(zone),
    regions: z.record(z.string(), region).default({}),
    /** Regions whose holidays always count, whatever the address says. */
    alsoRegions: fact(z.array(z.string()).min(1)).optional(),
    /** Days on which carriers are closed although they are no public holidays. */
    closedDays: fact(
      z
        .array(
          z.strictObject({
            name: z.string().min(1),
            rule: z.string().refine(isClosedDayRule, 'must be like 12-24, 12-27 P9D, friday after 06-19 or easter -2'),
          }),
        )
        .min(1),
    ).optional(),
    numberTypes: z
      .partialRecord(numberType, numberTypeRules)
      .refine((types) => Object.keys(types).length > 0, 'must name a type of number'),
    /** Why the other types of number are not ported. */
    notOffered: z.partialRecord(numberType, z.string().min(3)).default({}),
    /** `null` where the country has no such code. */
    transferCode: z
      .strictObject({
        name: z.string().min(1),
        howToGet: wording,
        /** The types of number that have one; absent: all. */
        types: z.array(numberType).min(1).optional(),
        check: codeCheck.optional(),
      })
      .nullable(),
    /** What else identifies customer and account. */
    identifiers: z.array(identifier).default([]),
    /** What losing carriers ask besides, and the order has no field for. */
    alsoAsked: fact(z.array(wording).min(1)).optional(),
    loaSignature: fact(z.strictObject({ accepted: z.array(z.enum(['electronic', 'handwritten'])).min(1), companyStamp: z.boolean() })),
    /** How old the signature on an LOA may be at submission, calendar days. */
    loaMaxAgeDays: fact(days(365)),
    /** How long a signed LOA is kept after the port, calendar days; absent where no text demands it. */
    keepLoaDays: fact(days(3650)).optional(),
    block: z.strictObject({
      /** One number of a range cannot be ported alone (R8). */
      goesTogether: fact(z.boolean()),
      /** The only sizes a block may have; `null` when any will do. */
      sizes: fact(z.array(z.int().min(2).max(1000)).min(1).nullable()),
      /** A block is made of whole pieces of so many numbers, each from a last digit of 0 on. */
      multipleOf: fact(z.int().min(2).max(1000)).optional(),
    }),
    submissionCutOff: fact(timeOfDay),
    carrierAnswerDays: fact(days(60)),
    /** Business days after a rejection before which a new submission would only be rejected again. */
    resubmissionDays: fact(z.int().min(0).max(30)),
    cancelNotice: fact(notice),
    rescheduleNotice: fact(notice),
    lockDays: fact(days(10)),
    portWindows,
    stuckHours: fact(z.int().min(1).max(72)),
    /** Hours after a failed port within which the numbers can be had back at once; `null` where no such process was found. */
    emergencyReturnHours: fact(z.int().min(1).max(72).nullable()),
    /** Emergency calls from these numbers need an address that is set before they move; absent where nobody was found who says so. */
    emergencyAddressNeeded: fact(z.boolean()).optional(),
    smsDays: fact(days(30)),
    correctionDays: fact(days(90)),
    changeAnswerDays: fact(days(30)),
  })
  .superRefine((pack, context) => {
    const complain = (path: string[], message: string): void => context.addIssue({ code: 'custom', path, message });
    if (!isKnownArea({ country: pack.code })) complain(['code'], 'no public holidays are known for this country');
    for (const [code, { ownHolidays }] of Object.entries(pack.regions)) {
      if (ownHolidays && !isKnownArea({ country: pack.code, region: code }))
        complain(['regions', code], 'no public holidays are known for this region');
    }
    for (const code of pack.alsoRegions?.value ?? []) {
      if (!isKnownArea({ country: pack.code, region: code }))
        complain(['alsoRegions', code], 'no public holidays are known for this region');
    }
    for (const [type, rules] of Object.entries(pack.numberTypes)) {
      const described = pack.transferCode !== null && (pack.transferCode.types?.some((one) => one === type) ?? true);
      if (rules.transferCodeRequired.value && !described)
        complain(['numberTypes', type, 'transferCodeRequired'], 'no such code is described: name this type in transferCode');
      if (Object.hasOwn(pack.notOffered, type)) complain(['notOffered', type], 'this type of number has rules');
    }
    if (pack.cancelNotice.value.lastDays < pack.lockDays.value)
      complain(['cancelNotice'], 'lastDays must not be less than lockDays: after the lock nothing is cancelled');
  });

/** One country's rules, parsed. */
export type CountryPack = z.output<typeof countryPackSchema>;

function compiles(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
