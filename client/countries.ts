import type { CountryView, NumberTypeNeeds } from '../contracts/portability';
import type { NumberType } from '../domain/order-details';
import { DOCUMENT_KINDS } from '../config/countries/document-kinds';
import { packOf, type CountryPack } from '../config/countries';
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

function countryViewOf(pack: CountryPack): CountryView {
  return {
    code: pack.code,
    name: pack.name,
    callingCode: pack.callingCode,
    zone: pack.zone.value,
    numberTypes: (Object.entries(pack.numberTypes) as [NumberType, TypeRules][]).map(([type, rules]) => needsOf(type, rules)),
    transferCode: pack.transferCode,
    blocks: { goTogether: pack.block.goesTogether.value, sizes: pack.block.sizes.value },
    changes: { cancel: pack.cancelNotice.value, reschedule: pack.rescheduleNotice.value },
    smsDays: pack.smsDays.value,
  };
}

/** What one type of number needs. */
export const needsOf = (numberType: NumberType, rules: TypeRules): NumberTypeNeeds => ({
  numberType,
  leadDays: { value: rules.leadDays.value, assumed: 'assumed' in rules.leadDays },
  documents: rules.documents.value.map(named),
  optionalDocuments: rules.optionalDocuments.map(named),
  transferCodeRequired: rules.transferCodeRequired.value,
});

type NeededDocument = TypeRules['documents']['value'][number];

const named = ({ kind, maxAgeDays }: NeededDocument): NumberTypeNeeds['documents'][number] => ({
  kind,
  name: DOCUMENT_KINDS[kind],
  ...(maxAgeDays === undefined ? {} : { maxAgeDays }),
});
