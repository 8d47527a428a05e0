import { numberingOf, PREMIUM_MESSAGE, type Numbering } from '../contracts/number-text';
import { callingCode, nationalDigits } from '../domain/phone-number';
import type { E164, NumberType } from '../domain/order-details';
import type { Problem } from '../domain/result';
import type { CountryPack } from '../config/countries';

/** Under which rules a number is brought, or why it cannot be. */
export type NumberPlace =
  | {
      readonly possible: true;
      readonly pack: CountryPack;
      readonly numberType: NumberType;
      /** Types that such a number may also be. */
      readonly otherTypes: readonly NumberType[];
    }
  | { readonly possible: false; readonly why: Omit<Problem, 'path'> };

/** What the caller knows of the numbers. */
export interface KnownPlace {
  readonly pack?: CountryPack | undefined;
  readonly numberType?: NumberType | undefined;
}

const TYPE_WORDS: Readonly<Record<NumberType, string>> = {
  geographic: 'Geographic',
  mobile: 'Mobile',
  tollFree: 'Toll-free',
  national: 'National',
};

/**
 * Finds country and type of a number. The country hangs on its calling code; where several share one (+1), or a territory
 * with rules of its own uses its neighbour's, the numbering plans decide. The type is what the country's patterns say.
 */
export function placeNumber(packs: readonly CountryPack[], number: E164, known: KnownPlace): NumberPlace {
  const { country, kind } = numberingOf(number);
  if (kind === 'premium') return impossible('premium_number', `${PREMIUM_MESSAGE} It stays where it is.`);
  const pack = known.pack ?? packFor(packs, number, country);
  if (!pack) {
    const codes = packs.map(({ code }) => code).join(', ');
    return impossible('unknown_country', `Numbers of this country cannot be brought here; those of these can: ${codes} (R2).`);
  }
  const fitting = typesOf(pack).filter((type) => new RegExp(pack.numberTypes[type]?.nationalPattern ?? '$.').test(nationalDigits(number)));
  const numberType = known.numberType ?? fitting.find((type) => type === kind) ?? fitting[0] ?? contradicted(known.pack, number, kind);
  if (numberType === undefined || pack.numberTypes[numberType] === undefined) return notOffered(pack, numberType ?? kind);
  const otherTypes = known.numberType === undefined ? fitting.filter((type) => type !== numberType) : [];
  return { possible: true, pack, numberType, otherTypes };
}

const impossible = (code: string, message: string): NumberPlace => ({ possible: false, why: { code, message } });

function packFor(packs: readonly CountryPack[], number: E164, country: string | undefined): CountryPack | undefined {
  const sharing = packs.filter((pack) => pack.callingCode === callingCode(number));
  // Numbers kept for examples are in no plan; one country alone has the code then.
  if (country === undefined) return sharing.length === 1 ? sharing[0] : undefined;
  return sharing.find(({ code }) => code === country);
}

/** A country that was named and is not the number's: any of its types, for the check of the number to say so. */
const contradicted = (pack: CountryPack | undefined, number: E164, kind: Numbering['kind']): NumberType | undefined =>
  pack && (pack.callingCode !== callingCode(number) || kind === undefined || kind === 'premium' || pack.notOffered[kind] === undefined)
    ? typesOf(pack)[0]
    : undefined;

const typesOf = ({ numberTypes }: CountryPack): NumberType[] => Object.keys(numberTypes) as NumberType[];

function notOffered(pack: CountryPack, type: NumberType | undefined): NumberPlace {
  const why = type && pack.notOffered[type];
  const which = type === undefined ? 'Numbers of this kind' : `${TYPE_WORDS[type]} numbers`;
  const offered = `these types can: ${typesOf(pack).join(', ')}`;
  return impossible('number_type_unavailable', `${which} in ${pack.name.en} cannot be brought here (R2): ${why ?? offered}.`);
}
