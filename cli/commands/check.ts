import { Option, type Command } from 'commander';
import type { PortabilityCheck } from '../../client';
import { anyNumber } from '../../contracts/number-text';
import { countryCode, numberType } from '../../contracts/order-body';
import { readInput } from '../../contracts/reading';
import type { NumberType } from '../../domain/order-details';
import { badInput } from '../failure';
import { readText } from '../files';
import type { CommonOptions, OpenSession, Session } from '../session';
import { orderCheckText, portabilityText } from '../text/check';
import { readOrder } from './order';

interface Options extends CommonOptions {
  readonly country?: string;
  readonly type?: NumberType;
  readonly carrier?: string;
  readonly file?: string;
}

/** `portico check`: can these numbers be brought, what does it take, how long, and why (R2, R8). Starts nothing. */
export function addCheck(program: Command, open: OpenSession): void {
  program
    .command('check')
    .description('can these numbers be brought, what is needed, how long it takes, and why; starts nothing')
    .argument('[numbers...]', 'in international form, like +33199001234')
    .option('--country <code>', "like FR, in place of the number's own")
    .addOption(new Option('--type <type>', 'of the numbers, in place of what their digits say').choices(numberType.options))
    .option('--carrier <code>', 'the losing carrier')
    .option('--file <file>', 'an order file to check as a whole, - for standard input')
    .action(async (numbers: readonly string[], options: Options) => {
      const session = open(options);
      if (options.file !== undefined) return checkFile(options.file, session);
      const answer = await session.client.checkPortability(asked(numbers, options));
      session.answer(answer, () => portabilityText(answer, numbers, session.paint));
    });
}

function asked(numbers: readonly string[], { country, type, carrier }: Options): PortabilityCheck {
  if (numbers.length === 0) throw badInput('Give numbers, like "portico check +33199001234", or an order file with --file.');
  const code = country?.toUpperCase();
  const problems = [
    ...numbers.flatMap((number, index) => readProblems(anyNumber, number, `numbers[${index}]`)),
    ...(code === undefined ? [] : readProblems(countryCode, code, '--country')),
  ];
  if (problems.length > 0) throw badInput('That cannot be looked up:', problems);
  return { country: code, numberType: type, numbers, losingCarrier: carrier };
}

const readProblems = (schema: Parameters<typeof readInput>[0], value: unknown, path: string) => {
  const read = readInput(schema, value);
  return read.ok ? [] : read.problems.map((problem) => ({ ...problem, path }));
};

/** The whole order: the answer says everything, and the exit code whether it would be taken. */
async function checkFile(file: string, session: Session): Promise<void> {
  const { details } = readOrder(await readText(file, session.world));
  const answer = await session.client.checkOrder(details);
  session.answer(answer, () => orderCheckText(answer, session.paint));
  if (answer.problems.length > 0) throw badInput('The order would be refused: the answer says why.');
}
