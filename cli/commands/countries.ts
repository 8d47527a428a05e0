import type { Command } from 'commander';
import type { CountryView, NumberTypeNeeds } from '../../contracts/portability';
import type { CommonOptions, OpenSession } from '../session';
import type { Paint } from '../text/paint';
import { inWords } from '../text/order';
import { fields, table } from '../text/table';

/** `portico countries [CODE]`: what porting into a country takes (R2). */
export function addCountries(program: Command, open: OpenSession): void {
  program
    .command('countries')
    .description('what porting takes: documents, codes and lead times, by country and type of number')
    .argument('[code]', 'one country in full, like FR')
    .action(async (code: string | undefined, options: CommonOptions) => {
      const session = open(options);
      if (code === undefined) {
        const all = session.client.countries();
        return session.answer(all, () => table(['Code', 'Country', 'Types of number', 'Lead time'], all.map(row), session.paint));
      }
      const country = session.client.country(code.toUpperCase());
      session.answer(country, () => countryText(country, session.paint));
    });
}

const row = ({ code, name, numberTypes }: CountryView): string[] => [
  code,
  name.en,
  numberTypes.map(({ numberType }) => inWords(numberType)).join(', '),
  `${Math.min(...numberTypes.map(({ leadDays }) => leadDays.value))} to ${Math.max(...numberTypes.map(({ leadDays }) => leadDays.value))} business days`,
];

function countryText(
  { code, name, callingCode, zone, numberTypes, transferCode, blocks, changes, smsDays }: CountryView,
  paint: Paint,
): string {
  const notice = ({ safeDays, lastDays }: CountryView['changes']['cancel']): string =>
    `${safeDays} business days before the date; with fewer than ${lastDays} it hardly works`;
  return [
    paint.bold(`${name.en} (${code}, +${callingCode}, ${zone})`),
    table(['Type', 'Lead time', 'Documents', transferCode.name], numberTypes.map(typeRow), paint),
    fields(
      [
        [transferCode.name, transferCode.howToGet.en],
        ['Blocks', blocks.goTogether ? 'the numbers of a range go together: one alone cannot be ported' : 'numbers port one by one'],
        ['Cancel', notice(changes.cancel)],
        ['Move', notice(changes.reschedule)],
        ['SMS', `up to ${smsDays} business days after the port, number by number`],
      ],
      paint,
    ),
  ].join('\n\n');
}

const typeRow = ({ numberType, leadDays, documents, optionalDocuments, transferCodeRequired }: NumberTypeNeeds): string[] => [
  inWords(numberType),
  `${leadDays.value} business days${leadDays.assumed ? ' (assumed)' : ''}`,
  [...documents.map(aged), ...optionalDocuments.map((one) => `${aged(one)} (optional)`)].join(', '),
  transferCodeRequired ? 'needed' : 'not needed',
];

const aged = ({ kind, maxAgeDays }: NumberTypeNeeds['documents'][number]): string =>
  maxAgeDays === undefined ? kind : `${kind} (at most ${maxAgeDays} days old)`;
