import type { z } from 'zod';
import type { NumberType, PortOrderDetails } from '../../domain/order-details';
import type { OrderRules } from '../../domain/order-rules';
import type { RequestRules } from '../../domain/rules';
import { ConfigError, type ConfigProblem } from '../config-error';
import { frozen } from '../frozen';
import FR from './FR.json';
import { type CountryPack, countryPackSchema } from './schema';
import US from './US.json';

export type { CountryPack } from './schema';

/** The rule packs as they stand in the files, by file name. */
const FILES: Readonly<Record<string, unknown>> = { FR, US };

/** Every country that Portico knows, checked. Throws `ConfigError` with every mistake of every pack. */
export const loadCountryPacks = (): CountryPack[] => parseCountryPacks(FILES);

/** Checks packs by file name, which is the country's code. Throws `ConfigError` with every mistake of every pack. */
export function parseCountryPacks(files: Readonly<Record<string, unknown>>): CountryPack[] {
  const problems: ConfigProblem[] = [];
  const packs: CountryPack[] = [];
  for (const [file, raw] of Object.entries(files)) {
    const { data, error } = countryPackSchema.safeParse(raw);
    if (error) problems.push(...deepest(error.issues).map(({ path, message }) => ({ where: [file, ...path].join('.'), message })));
    else if (data.code !== file) problems.push({ where: `${file}.code`, message: 'must be the name of its file' });
    else packs.push(frozen(data));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return packs;
}

/** The pack of a country, if there is one. */
export const packOf = (packs: readonly CountryPack[], country: string): CountryPack | undefined =>
  packs.find(({ code }) => code === country);

/** The region in which an address lies, where the country's rules know it: by its code or name, or by its postal code. */
export function regionOf(
  pack: CountryPack,
  { region, postalCode }: Pick<PortOrderDetails['holder']['address'], 'region' | 'postalCode'>,
): string | undefined {
  const named = region?.trim().toUpperCase();
  const postal = postalCode.replace(/\s/g, '').toUpperCase();
  const regions = Object.entries(pack.regions);
  const byName = regions.find(([code, { name }]) => code === named || name.toUpperCase() === named);
  return (byName ?? regions.find(([, { postalPrefixes }]) => postalPrefixes.some((prefix) => postal.startsWith(prefix))))?.[0];
}

/**
 * The plain values that one attempt pins. `region` (see `regionOf`) decides zone and calendar where it has its own; an
 * unknown one is the country as a whole. Throws `RangeError` for a type of number that the country does not port, which
 * `checkOrder` refuses first.
 */
export function resolveRules(
  pack: CountryPack,
  { numberType, region }: { readonly numberType: NumberType; readonly region?: string | undefined },
): RequestRules {
  const local = region === undefined || !Object.hasOwn(pack.regions, region) ? undefined : pack.regions[region];
  return {
    country: pack.code,
    ...(local?.ownHolidays === true ? { region } : {}),
    zone: local?.zone ?? pack.zone.value,
    leadDays: typeRules(pack, numberType).leadDays.value,
    submissionCutOff: pack.submissionCutOff.value,
    carrierAnswerDays: pack.carrierAnswerDays.value,
    cancelNotice: pack.cancelNotice.value,
    rescheduleNotice: pack.rescheduleNotice.value,
    lockDays: pack.lockDays.value,
    stuckHours: pack.stuckHours.value,
    smsDays: pack.smsDays.value,
    correctionDays: pack.correctionDays.value,
    changeAnswerDays: pack.changeAnswerDays.value,
  };
}

/** What `checkOrder` holds an order against. A type of number that the country does not port is for it to report. */
export function orderRules(pack: CountryPack, numberType: NumberType): OrderRules {
  const type = pack.numberTypes[numberType];
  return {
    country: pack.code,
    callingCode: pack.callingCode,
    numberTypes: Object.keys(pack.numberTypes) as NumberType[],
    nationalPattern: type?.nationalPattern,
    transferCodeName: pack.transferCode.name,
    transferCodeRequired: type?.transferCodeRequired.value ?? false,
    blocksGoTogether: pack.block.goesTogether.value,
    blockSizes: pack.block.sizes.value ?? undefined,
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

/** A mistake inside a fact is reported where it stands, not as "no variant fits". */
function deepest(issues: readonly z.core.$ZodIssue[], above: readonly PropertyKey[] = []): { path: string[]; message: string }[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code === 'invalid_union') {
      // The variant that was meant has the fewest mistakes; one without `source` and `assumed` fits none.
      const meant = [...issue.errors].sort((a, b) => a.length - b.length)[0];
      if (meant && meant.length > 0) return deepest(meant, path);
    }
    return [{ path: path.map(String), message: issue.message }];
  });
}
