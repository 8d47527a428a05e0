import type { Command } from 'commander';
import { csrBody } from '../../contracts/command-bodies';
import { readInput } from '../../contracts/reading';
import { parseStrictJson } from '../../contracts/strict-json';
import type { CustomerServiceRecord } from '../../domain/csr';
import { orderIdArgument } from '../arguments';
import { badInput } from '../failure';
import { readText } from '../files';
import type { CommonOptions, OpenSession } from '../session';
import { demandTaken } from '../../client/demand-taken';
import { table } from '../text/table';

/** `portico csr ORDER FILE`: holds the order against the losing provider's record, field by field (R7). */
export function addCsr(program: Command, open: OpenSession): void {
  program
    .command('csr')
    .description("compare the order with the losing provider's customer service record")
    .argument('<order>', "the order's id", orderIdArgument)
    .argument('<file>', 'the record (JSON: name, company, address, accountNumber, numbers ...), - for standard input')
    .action(async (orderId: string, file: string, options: CommonOptions) => {
      const session = open(options);
      const answer = await session.client.provideCsr({ orderId, csr: readCsr(await readText(file, session.world)) });
      await demandTaken(session.client, orderId, answer);
      session.answer(answer, () =>
        answer.differences.length === 0
          ? 'The order says what the record says.'
          : table(
              ['Field', 'Order', 'Record'],
              answer.differences.map(({ field, order, record }) => [field, order || '-', record || '-']),
              session.paint,
            ),
      );
    });
}

function readCsr(text: string): CustomerServiceRecord {
  const json = parseStrictJson(text);
  if (!json.ok) throw badInput(`The record cannot be read as JSON: ${json.why}.`);
  const read = readInput(csrBody, json.value);
  if (!read.ok) throw badInput('The record has mistakes:', read.problems);
  return read.value;
}
