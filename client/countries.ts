import type { CountryView, NumberTypeNeeds } from '../contracts/portability';
import type { NumberType } from '../domain/order-details';
import { DOCUMENT_KINDS } from '../config/countries/document-kinds';
import { orderRules, packOf, type CountryPack } from '../config/countries';
import { standingsOf } from '../config/countries/facts';
import type { ClientContext } from './context';
import { refusal } from './errors';

type TypeRules = NonNullable<CountryPack['numberTypes'][NumberType]>;

/** R2: every country that numbers can be ported into. */
export const countries = ({ options }: ClientContext): CountryView[] => options.packs.map(countryViewOf);

/** R2: one country by its ISO 3166 alpha-2 code. Throws `unknown_country`. */
export const country = (context: ClientContext, code: string): CountryView => countryViewOf(knownPack(context, code));

/** The country's rules. Throws `unknown_country`. */
export function knownPack({ options }: ClientContext, code: string): CountryPack {
  const pack = packOf(options.packs, code);
  if (!pack)
    throw refusal(
      'unknown_country',
      `Numbers can be ported into these countries: ${options.packs.map((known) => known.code).join(', ')} (R2).`,
    );
  return pack;
}

/** A country's rules as customers need them. */
export function countryViewOf(pack: CountryPack): CountryView {
  return {
    code: pack.code,
    name: pack.name,
    callingCode: pack.callingCode,
    numberFormat: pack.numberFormat?.value ?? null,
    zone: pack.zone.value,
    regions: Object.entries(pack.regions).map(([code, { name, zone, ownHolidays }]) => ({
      code,
      name,
      ...(zone === undefined ? {} : { zone }),
      ownHolidays,
    })),
    closedDays: pack.closedDays?.value.map(({ name }) => name) ?? [],
    numberTypes: (Object.keys(pack.numberTypes) as NumberType[]).flatMap((type) => needsOf(pack, type) ?? []),
    notOffered: (Object.entries(pack.notOffered) as [NumberType, string][]).map(([numberType, why]) => ({ numberType, why })),
    transferCode: pack.transferCode && { name: pack.transferCode.name, howToGet: pack.transferCode.howToGet },
    alsoAsked: pack.alsoAsked?.value ?? [],
    loa: { ...pack.loaSignature.value, maxAgeDays: pack.loaMaxAgeDays.value },
    blocks: {
      goTogether: pack.block.goesTogether.value,
      sizes: pack.block.sizes.value,
      multipleOf: pack.block.multipleOf?.value ?? null,
    },
    carrierAnswerDays: pack.carrierAnswerDays.value,
    resubmissionDays: pack.resubmissionDays.value,
    changes: { cancel: pack.cancelNotice.value, reschedule: pack.rescheduleNotice.value },
    smsDays: pack.smsDays.value,
    emergencyReturnHours: pack.emergencyReturnHours.value,
    emergencyAddressNeeded: pack.emergencyAddressNeeded?.value ?? null,
    standing: standingsOf(pack),
  };
}

/** What one type of number needs; `undefined` for a type that the country does not port. */
export function needsOf(pack: CountryPack, numberType: NumberType): NumberTypeNeeds | undefined {
  const rules = pack.numberTypes[numberType];
  if (rules === undefined) return undefined;
  return {
    numberType,
    leadDays: { value: rules.leadDays.value, assumed: 'assumed' in rules.leadDays },
    leadDaysFrom: rules.leadDaysFrom?.value ?? [],
    legalMaxDays: rules.legalMaxDays.value,
    documents: rules.documents.value.map(named),
    optionalDocuments: rules.optionalDocuments.map(named),
    transferCodeRequired: rules.transferCodeRequired.value,
    identifiers: (orderRules(pack, numberType).identifiers ?? []).map(({ field, name, needed }) => ({ field, name, needed })),
    submissionCutOff: (rules.submissionCutOff ?? pack.submissionCutOff).value,
    portWindows: (rules.portWindows ?? pack.portWindows).value,
  };
}

type NeededDocument = TypeRules['documents']['value'][number];

const named = ({ kind, maxAgeDays }: NeededDocument): NumberTypeNeeds['documents'][number] => ({
  kind,
  name: DOCUMENT_KINDS[kind],
  ...(maxAgeDays === undefined ? {} : { maxAgeDays }),
});
