import { Option, type Command } from 'commander';
import type { PortabilityView } from '../../contracts/portability';
import { phoneNumber } from '../../contracts/number-text';
import { numberType, countryCode } from '../../contracts/order-body';
import { readInput } from '../../contracts/reading';
import { numbersOf } from '../../domain/grouping';
import { phrasesOf } from '../../domain/notification/phrases';
import { readableNumber } from '../../domain/notification/numbers-in-words';
import type { NumberType } from '../../domain/order-details';
import { canonicalCode } from '../../domain/rejection/codes';
import type { PortabilityCheck } from '../../client';
import { badInput } from '../failure';
import { readText } from '../files';
import type { CommonOptions, OpenSession, Session } from '../session';
import { shortDate } from '../text/instants';
import type { Paint } from '../text/paint';
import { fields, table, wrap, WIDTH } from '../text/table';
import { readOrder } from './order';

/** More are not asked about at once. */
const MOST = 100;

interface Options extends CommonOptions {
  readonly country?: string;
  readonly type: NumberType;
  readonly carrier?: string;
  readonly file?: string;
}

/** `portico check`: whether numbers can be ported, what it takes, and the earliest date (R2, R8). Starts nothing. */
export function addCheck(program: Command, open: OpenSession): void {
  program
    .command('check')
    .description('look up whether numbers can be ported, what it takes and the earliest date; starts nothing')
    .argument('[numbers...]', 'in international form, like +33199001234')
    .option('--country <code>', 'like FR')
    .addOption(new Option('--type <type>', 'of the numbers').choices(numberType.options).default('geographic'))
    .option('--carrier <code>', 'the losing carrier')
    .option('--file <file>', 'an order file to check, - for standard input, in place of numbers')
    .action(async (numbers: readonly string[], options: Options) => {
      const session = open(options);
      const answer = await session.client.checkPortability(
        options.file === undefined ? asked(numbers, options) : await inFile(options.file, session),
      );
      session.answer(answer, () => portabilityText(answer, session.paint));
    });
}

function asked(numbers: readonly string[], { country, type, carrier }: Options): PortabilityCheck {
  if (numbers.length === 0 || country === undefined)
    throw badInput('Give numbers and --country, like "portico check +33199001234 --country FR", or an order file with --file.');
  const problems = [
    ...numbers.flatMap((number, index) => readProblems(phoneNumber, number, `numbers[${index}]`)),
    ...readProblems(countryCode, country.toUpperCase(), '--country'),
  ];
  if (problems.length > 0) throw badInput('That cannot be looked up:', problems);
  return { country: country.toUpperCase(), numberType: type, numbers, ...(carrier === undefined ? {} : { losingCarrier: carrier }) };
}

const readProblems = (schema: Parameters<typeof readInput>[0], value: unknown, path: string) => {
  const read = readInput(schema, value);
  return read.ok ? [] : read.problems.map((problem) => ({ ...problem, path }));
};

async function inFile(file: string, session: Session): Promise<PortabilityCheck> {
  const { details } = readOrder(await readText(file, session.world));
  const numbers = details.numbers.flatMap(numbersOf);
  if (numbers.length > MOST) session.remark(`Only the first ${MOST} of ${numbers.length} numbers are looked up.`);
  return {
    country: details.country,
    numberType: details.numberType,
    numbers: numbers.slice(0, MOST),
    losingCarrier: details.losing.carrier,
  };
}

function portabilityText({ results, needs, earliest, notes }: PortabilityView, paint: Paint): string {
  const rows = results.map(({ number, portable, reason, block }) => [
    readableNumber(number),
    portable ? 'yes' : `no${reason === undefined ? '' : `: ${phrasesOf('en').reasons[canonicalCode(reason)].why}`}`,
    block ? `${readableNumber(block.start)} to ${readableNumber(block.end)}` : '',
  ]);
  return [
    table(['Number', 'Portable', 'Part of a block'], rows, paint),
    fields(
      [
        ['Documents', needs.documents.map(({ kind }) => kind).join(', ')],
        ['Transfer code', needs.transferCodeRequired ? 'needed for each number' : 'not needed'],
        ['Lead time', `${needs.leadDays.value} business days from submission`],
        ['Earliest', `${shortDate(earliest.date)} (an estimate: ${earliest.explanation})`],
      ],
      paint,
    ),
    notes.flatMap((note) => wrap(note, WIDTH)).join('\n'),
  ].join('\n\n');
}
