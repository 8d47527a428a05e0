import { ALWAYS, CLOSED } from '../../domain/calendar/holidays';
import type { NumberType } from '../../domain/order-details';
import type { OrderRules } from '../../domain/order-rules';
import type { RequestRules } from '../../domain/rules';
import type { CountryPack } from './schema';

/** What a request's rules hang on besides the country. */
export interface RequestPlace {
  readonly numberType: NumberType;
  /** See `regionOf`. */
  readonly region?: string | undefined;
  /** How many numbers go together; one unless told. */
  readonly numbers?: number | undefined;
}

/**
 * The plain values that one attempt pins. `region` (see `regionOf`) decides zone and calendar where it has its own; an
 * unknown one is the country as a whole. Throws `RangeError` for a type of number that the country does not port, which
 * `checkOrder` refuses first.
 */
export function resolveRules(pack: CountryPack, { numberType, region, numbers = 1 }: RequestPlace): RequestRules {
  const local = region === undefined || !Object.hasOwn(pack.regions, region) ? undefined : pack.regions[region];
  const type = typeRules(pack, numberType);
  return {
    country: pack.code,
    ...(local?.ownHolidays === true ? { region } : {}),
    zone: local?.zone ?? pack.zone.value,
    leadDays: leadDaysOf(type, numbers),
    submissionCutOff: (type.submissionCutOff ?? pack.submissionCutOff).value,
    carrierAnswerDays: pack.carrierAnswerDays.value,
    cancelNotice: pack.cancelNotice.value,
    rescheduleNotice: pack.rescheduleNotice.value,
    lockDays: pack.lockDays.value,
    stuckHours: pack.stuckHours.value,
    smsDays: pack.smsDays.value,
    correctionDays: pack.correctionDays.value,
    changeAnswerDays: pack.changeAnswerDays.value,
    resubmissionDays: pack.resubmissionDays.value,
    // What does not apply is left out: every copy of the rules in a history would carry it.
    ...(pack.emergencyAddressNeeded?.value === true ? { emergencyAddressNeeded: true } : {}),
    ...(type.legalMaxDays.value === null ? {} : { legalMaxDays: type.legalMaxDays.value }),
    ...(pack.emergencyReturnHours.value === null ? {} : { emergencyReturnHours: pack.emergencyReturnHours.value }),
    ...calendarOf(pack),
  };
}

/** What the calendar does anyway is left out: every copy of the rules in a history would carry it. */
function calendarOf({ code, alsoRegions, closedDays }: CountryPack): Pick<RequestRules, 'alsoRegions' | 'closedDays'> {
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  return {
    ...(alsoRegions === undefined || same(alsoRegions.value, ALWAYS[code]) ? {} : { alsoRegions: alsoRegions.value }),
    ...(closedDays === undefined || same(closedDays.value, CLOSED[code]) ? {} : { closedDays: closedDays.value }),
  };
}

const leadDaysOf = ({ leadDays, leadDaysFrom }: TypeRules, numbers: number): number =>
  (leadDaysFrom?.value ?? []).reduce((before, step) => (numbers >= step.numbers ? step.days : before), leadDays.value);

/** What `checkOrder` holds an order against. A type of number that the country does not port is for it to report. */
export function orderRules(pack: CountryPack, numberType: NumberType): OrderRules {
  const type = pack.numberTypes[numberType];
  const { transferCode, block } = pack;
  return {
    country: pack.code,
    callingCode: pack.callingCode,
    numberTypes: Object.keys(pack.numberTypes) as NumberType[],
    nationalPattern: type?.nationalPattern,
    transferCodeName: transferCode?.name ?? 'transfer code',
    transferCodeRequired: type?.transferCodeRequired.value ?? false,
    // Where a type has no such code, what stands there is not ours to judge.
    transferCodeCheck: (transferCode?.types?.includes(numberType) ?? true) ? transferCode?.check : undefined,
    identifiers: pack.identifiers
      .filter(({ types }) => types === undefined || types.includes(numberType))
      .map(({ field, name, needed, check }) => ({ field, name, needed: needed.value, check })),
    blocksGoTogether: block.goesTogether.value,
    blockSizes: block.sizes.value ?? undefined,
    blockMultipleOf: block.multipleOf?.value,
  };
}

/** The documents that must be there before submission (R9). Throws `RangeError` as `resolveRules` does. */
export const requiredDocuments = (pack: CountryPack, numberType: NumberType): CountryPackDocument[] => [
  ...typeRules(pack, numberType).documents.value,
];

/** One document that a country asks for. */
export type CountryPackDocument = TypeRules['documents']['value'][number];

type TypeRules = NonNullable<CountryPack['numberTypes'][NumberType]>;

function typeRules(pack: CountryPack, numberType: NumberType): TypeRules {
  const rules = pack.numberTypes[numberType];
  if (rules === undefined) throw new RangeError('this type of number cannot be ported in this country');
  return rules;
}
