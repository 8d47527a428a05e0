import type { E164, PortOrderDetails } from '../../domain/order-details';
import { nationalDigits } from '../../domain/phone-number';
import type { CountryPack } from './schema';

type Region = CountryPack['regions'][string];

/** As compared: no spaces, capitals. */
const plain = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();

/** What is known of the place of an order. */
export type Place = Partial<Pick<PortOrderDetails['holder']['address'], 'region' | 'postalCode'>> & {
  /** A geographic number there, E.164. */
  readonly number?: E164 | undefined;
};

/**
 * The region in which an order lies, where the country's rules know it: by the code or name that the address gives, by
 * its postal code, or by its number.
 */
export function regionOf(pack: CountryPack, { region, postalCode = '', number = '' }: Place): string | undefined {
  const named = plain(region ?? '');
  const postal = plain(postalCode);
  const national = number === '' ? '' : nationalDigits(number);
  const regions = Object.entries(pack.regions);
  const byPrefix = (text: string, prefixesOf: (one: Region) => readonly string[]): string | undefined =>
    regions
      .flatMap(([code, one]) => prefixesOf(one).flatMap((prefix) => (text.startsWith(prefix) ? [{ code, length: prefix.length }] : [])))
      .sort((a, b) => b.length - a.length)[0]?.code;
  return (
    regions.find(([code, { name, otherNames }]) => named !== '' && [code, name, ...otherNames].some((one) => plain(one) === named))?.[0] ??
    byPrefix(postal, ({ postalPrefixes }) => postalPrefixes) ??
    byPrefix(national, ({ numberPrefixes }) => numberPrefixes)
  );
}

/** Whether dates hang on a region that nobody knows: `region` is none, and some have holidays or a zone of their own. */
export const isRegionUnclear = (pack: CountryPack, region: string | undefined): boolean =>
  region === undefined &&
  !postalCodesTell(pack) &&
  Object.values(pack.regions).some(({ zone, ownHolidays }) => ownHolidays || zone !== undefined);

/** Where every region has its postal codes, an address outside all of them lies in none. */
const postalCodesTell = (pack: CountryPack): boolean =>
  Object.values(pack.regions).every(({ postalPrefixes }) => postalPrefixes.length > 0);
