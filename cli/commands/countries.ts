import type { Command } from 'commander';
import type { CountryView, NumberTypeNeeds } from '../../contracts/portability';
import { daysInWords } from '../../domain/calendar/counted';
import type { CommonOptions, OpenSession } from '../session';
import type { Paint } from '../text/paint';
import { inWords } from '../text/order';
import { identifierInWords, noticeInWords, windowsInWords } from '../text/rules';
import { fields, table, wrap, WIDTH } from '../text/table';

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
  leadTimes(numberTypes),
];

function leadTimes(numberTypes: readonly NumberTypeNeeds[]): string {
  const days = numberTypes.flatMap(({ leadDays, leadDaysFrom }) => [leadDays.value, ...leadDaysFrom.map((step) => step.days)]);
  const [least, most] = [Math.min(...days), Math.max(...days)];
  return `${least === most ? most : `${least} to ${most}`} business days${numberTypes.some(({ leadDays }) => leadDays.assumed) ? ', in part assumed' : ''}`;
}

const ASSUMED = 'Assumed: nobody was found who says so; the value is on the safe side. --json says why for each.';

/** Adds `(assumed)` to what no source was found for. */
type Mark = (text: string, ...fields: readonly string[]) => string;

function countryText(country: CountryView, paint: Paint): string {
  const { code, name, callingCode, zone, numberTypes, notOffered, transferCode } = country;
  const assumed = new Set(country.standing.filter((one) => one.assumed).map(({ field }) => field));
  const mark: Mark = (text, ...paths) => (text !== '' && paths.some((path) => assumed.has(path)) ? `${text} (assumed)` : text);
  return [
    paint.bold(`${name.en} (${code}, +${callingCode}, ${zone})`),
    table(
      ['Type', 'Lead time', 'Documents', transferCode?.name ?? 'Code'],
      numberTypes.map((needs) => typeRow(needs, mark)),
      paint,
    ),
    fields([...facts(country, mark), ...notOffered.map(({ numberType, why }) => [`No ${inWords(numberType)}`, why] as const)], paint),
    ...(assumed.size === 0 ? [] : [wrap(ASSUMED, WIDTH).join('\n')]),
  ].join('\n\n');
}

function facts(country: CountryView, mark: Mark): (readonly [string, string])[] {
  const { transferCode, blocks, changes, loa, smsDays, numberFormat, alsoAsked, closedDays, regions, carrierAnswerDays } = country;
  return [
    ...(transferCode ? [[transferCode.name, transferCode.howToGet.en] as const] : []),
    ['Numbers', mark(numberFormat?.en ?? '', 'numberFormat')],
    ['Identifiers', identifiersOf(country, mark)],
    ['Also asked', mark(alsoAsked.map(({ en }) => en).join('; '), 'alsoAsked')],
    ['Signature', mark(`${loa.accepted.join(' or ')}${loa.companyStamp ? ', with the company stamp' : ''}`, 'loaSignature')],
    ['Its age', mark(`at most ${loa.maxAgeDays} days`, 'loaMaxAgeDays')],
    ['Blocks', blocksOf(blocks, mark)],
    [
      'Cut-off',
      mark(
        byType(country, ({ submissionCutOff }) => submissionCutOff),
        'submissionCutOff',
      ),
    ],
    ['Port window', mark(byType(country, windowsOf), 'portWindows')],
    ['Answer', mark(`within ${daysInWords(carrierAnswerDays)}, then the losing carrier is asked`, 'carrierAnswerDays')],
    ['Send again', mark(`${daysInWords(country.resubmissionDays)} after a rejection`, 'resubmissionDays')],
    ['Cancel', mark(noticeInWords(changes.cancel), 'cancelNotice')],
    ['Move', mark(noticeInWords(changes.reschedule), 'rescheduleNotice')],
    ['Undo', country.emergencyReturnHours === null ? '' : `within ${country.emergencyReturnHours} hours of a failed port`],
    [
      'Emergencies',
      country.emergencyAddressNeeded
        ? mark('each number needs an address for emergency calls before it moves', 'emergencyAddressNeeded')
        : '',
    ],
    ['SMS', mark(`up to ${smsDays} business days after the port, number by number`, 'smsDays')],
    ['Closed', mark(closedDays.join(', '), 'closedDays')],
    ['Own holidays', named(regions.filter(({ ownHolidays }) => ownHolidays))],
    ['Own time', named(regions.filter((one) => one.zone !== undefined && one.zone !== country.zone))],
  ];
}

const typeRow = (needs: NumberTypeNeeds, mark: Mark): string[] => {
  const path = `numberTypes.${needs.numberType}`;
  const lead = [
    `${needs.leadDays.value} business days`,
    ...needs.leadDaysFrom.map(({ numbers, days }) => `${days} from ${numbers} numbers on`),
  ].join(', ');
  return [
    inWords(needs.numberType),
    mark(lead, `${path}.leadDays`, `${path}.leadDaysFrom`),
    mark(
      [...needs.documents.map(aged), ...needs.optionalDocuments.map((one) => `${aged(one)} (optional)`)].join(', '),
      `${path}.documents`,
    ),
    mark(needs.transferCodeRequired ? 'needed' : 'not needed', `${path}.transferCodeRequired`),
  ];
};

const aged = ({ kind, maxAgeDays }: NumberTypeNeeds['documents'][number]): string =>
  maxAgeDays === undefined ? kind : `${kind} (at most ${maxAgeDays} days old)`;

function identifiersOf({ numberTypes }: CountryView, mark: Mark): string {
  const all = numberTypes.flatMap(({ identifiers }) => identifiers.map(identifierInWords));
  return mark([...new Set(all)].join(', '), 'identifiers');
}

function blocksOf({ goTogether, sizes, multipleOf }: CountryView['blocks'], mark: Mark): string {
  if (!goTogether) return mark('numbers port one by one', 'block.goesTogether');
  const size = sizes === null ? (multipleOf === null ? '' : `; whole pieces of ${multipleOf}`) : `; sizes ${sizes.join(', ')}`;
  return `${mark('the numbers of a range go together: one alone cannot be ported', 'block.goesTogether')}${size}`;
}

const windowsOf = ({ portWindows }: NumberTypeNeeds): string => windowsInWords(portWindows).join(', ');

/** The first type's value, and the others' where they differ. */
function byType({ numberTypes: [first, ...others] }: CountryView, textOf: (needs: NumberTypeNeeds) => string): string {
  if (!first) return '';
  const different = others.filter((needs) => textOf(needs) !== textOf(first));
  return [textOf(first), ...different.map((needs) => `${inWords(needs.numberType)} ${textOf(needs)}`)].join('; ');
}

const named = (regions: CountryView['regions']): string => regions.map(({ name }) => name).join(', ');
