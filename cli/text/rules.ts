/** A country's rules in the words of the command line. */
import type { CountryView, NumberTypeNeeds } from '../../contracts/portability';
import { daysInWords } from '../../domain/calendar/counted';

const NEEDED: Readonly<Record<NumberTypeNeeds['identifiers'][number]['needed'], string>> = {
  always: '',
  companies: ' (companies only)',
  ifAny: ' (if there is one)',
};

/** `SIRET (companies only)`. */
export const identifierInWords = ({ name, needed }: NumberTypeNeeds['identifiers'][number]): string => `${name}${NEEDED[needed]}`;

/** Until when a change can be asked for. */
export const noticeInWords = ({ safeDays, lastDays }: CountryView['changes']['cancel']): string =>
  safeDays === lastDays
    ? `at least ${daysInWords(safeDays)} before the date`
    : `${daysInWords(safeDays)} before the date; with fewer than ${lastDays} it hardly works`;

/** `10:00 to 13:00`, one each. */
export const windowsInWords = (windows: NumberTypeNeeds['portWindows']): string[] => windows.map(({ start, end }) => `${start} to ${end}`);
