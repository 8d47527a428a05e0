import { loadCountryPacks, packOf, requiredDocuments, resolveRules, type CountryPack } from '../../../config/countries';
import { rioKey } from '../../../domain/identifiers/rio';
import type { NumberItem, NumberType, PortOrderDetails } from '../../../domain/order-details';
import type { OrderInput } from '../../../domain/order/state';
import { anOrderInput, aFrenchOrder } from '../builders/order';

const packs = loadCountryPacks();

/** For each country, the digits after the calling code of a number of each type that ends with 0, so that a block begins there. */
const NUMBERS: Readonly<Record<string, Readonly<Partial<Record<NumberType, string>>>>> = {
  AT: { geographic: '15550120', mobile: '6640000120', tollFree: '800000120', national: '720000120' },
  AU: { geographic: '255501120', mobile: '491570120' },
  BE: { geographic: '25550120', mobile: '460000120', tollFree: '80000120' },
  CA: { geographic: '4165550120', mobile: '6135550120', tollFree: '8005550120' },
  CH: { geographic: '445550120', mobile: '795550120', tollFree: '800000120' },
  DE: { geographic: '3023125120', mobile: '17139200120', tollFree: '8000000120' },
  ES: { geographic: '915550120', mobile: '655550120', tollFree: '900000120' },
  FR: { geographic: '199001210', mobile: '639980120', tollFree: '800000120' },
  GB: { geographic: '2079460120', mobile: '7700900120', tollFree: '8081570120', national: '3069990120' },
  IE: { geographic: '15550120', mobile: '855550120' },
  IT: { geographic: '0655550120', mobile: '3335550120', tollFree: '800555120' },
  JP: { geographic: '355550120', mobile: '9055550120' },
  NL: { geographic: '205550120', mobile: '655550120', tollFree: '8005120', national: '850005120' },
  PT: { geographic: '215550120', mobile: '915550120' },
  SE: { geographic: '846500120', mobile: '701740620' },
  US: { geographic: '2125550120', mobile: '3125550120', tollFree: '8005550120' },
};

/** A tax id that is right, where one is always asked for. */
const TAX_IDS: Readonly<Record<string, string>> = { ES: 'A58818501', IT: '00743110157', PT: '501964843', SE: '5560360793' };

/** Region and postal code, where the calendar hangs on them. */
const PLACES: Readonly<Record<string, { readonly region?: string; readonly postalCode: string }>> = {
  AU: { region: 'NSW', postalCode: '2000' },
  CA: { region: 'ON', postalCode: 'M5V' },
  CH: { region: 'ZH', postalCode: '8001' },
  DE: { region: 'BE', postalCode: '10115' },
  ES: { region: 'MD', postalCode: '28001' },
  US: { region: 'NY', postalCode: '10001' },
};

/** What is ordered: one number, so many numbers each on its own, a block of ten, or that and one number. */
export type Ordered = 'one' | 'two' | 'three' | 'block' | 'block and one';

/** Every country of this build with every type of number that it ports. */
export const EVERY_PACK: readonly { readonly pack: CountryPack; readonly numberType: NumberType }[] = packs.flatMap((pack) =>
  (Object.keys(pack.numberTypes) as NumberType[]).map((numberType) => ({ pack, numberType })),
);

/** The pack of a country. Throws for one that this build does not know. */
export function packFor(country: string): CountryPack {
  const pack = packOf(packs, country);
  if (!pack) throw new RangeError(`there is no pack for ${country}`);
  return pack;
}

/** A sound order under a country's real rules: its details would pass every check before the start. */
export function orderedIn(country: string, numberType: NumberType, ordered: Ordered): PortOrderDetails {
  const pack = packFor(country);
  const first = NUMBERS[country]?.[numberType];
  if (first === undefined) throw new RangeError(`there is no sample number for ${country} ${numberType}: add one to NUMBERS`);
  const { holder } = aFrenchOrder();
  return aFrenchOrder({
    country,
    numberType,
    language: country === 'FR' ? 'fr' : 'en',
    holder: {
      name: holder.name,
      taxId: TAX_IDS[country],
      address: { ...holder.address, postalCode: '1000', ...PLACES[country] },
    },
    losing: { carrier: 'LOSING', accountNumber: '12345678' },
    numbers: itemsOf(pack, numberType, first, ordered),
    inBlock: ordered.startsWith('block') ? 'unknown' : 'no',
  });
}

function itemsOf(pack: CountryPack, numberType: NumberType, first: string, ordered: Ordered): NumberItem[] {
  const digits = (offset: number): string => String(Number(`1${first}`) + offset).slice(1);
  const number = (offset: number): string => `+${pack.callingCode}${digits(offset)}`;
  const code = (offset: number): string | undefined =>
    pack.numberTypes[numberType]?.transferCodeRequired.value === true ? codeFor(pack.code, numberType, digits(offset)) : undefined;
  const single = (offset: number): NumberItem => ({ kind: 'single', number: number(offset), transferCode: code(offset) });
  const block: NumberItem = { kind: 'block', start: number(0), end: number(9), transferCode: code(0) };
  switch (ordered) {
    case 'one':
      return [single(0)];
    case 'two':
      return [single(0), single(1)];
    case 'three':
      return [single(0), single(1), single(2)];
    case 'block':
      return [block];
    case 'block and one':
      return [block, single(10)];
  }
}

/** A transfer code that is right for a number. */
function codeFor(country: string, numberType: NumberType, digits: string): string {
  if (country === 'FR') {
    const body = numberType === 'mobile' ? '01P123456' : '01A123456';
    return body + rioKey(body, `0${digits}`);
  }
  return { GB: 'ABC123456', IT: 'TIM12345678001A', PT: '123456789012' }[country] ?? 'CODE12345';
}

/** What the order's workflow is born with, under the rules that the pack has for it today. */
export function inputFor(details: PortOrderDetails, changed: Partial<Omit<OrderInput, 'details'>> = {}): OrderInput {
  const pack = packFor(details.country);
  const { region } = details.holder.address;
  const numbers = details.numbers.reduce((count, item) => count + (item.kind === 'block' ? 10 : 1), 0);
  return anOrderInput({
    details,
    rules: resolveRules(pack, { numberType: details.numberType, region, numbers }),
    requiredDocuments: requiredDocuments(pack, details.numberType).map(({ kind }) => kind),
    ...changed,
  });
}
