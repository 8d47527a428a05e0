import type { Command } from 'commander';
import { orderIdArgument, requestOption } from '../arguments';
import type { OpenSession } from '../session';
import { demandTaken } from '../../client/demand-taken';
import { answerText } from '../text/answers';
import { aimOf, type CommandOptions } from './cancel';

interface ReturnOptions extends CommandOptions {
  readonly reason: string;
}

/** `portico return ORDER --reason TEXT`: asks for numbers back, where the country has an emergency return. */
export function addReturn(program: Command, open: OpenSession): void {
  program
    .command('return')
    .description('ask for numbers back after a port or a failed one; only where the country has an emergency return, within its hours')
    .argument('<order>', "the order's id", orderIdArgument)
    .requiredOption('--reason <text>', 'what does not work; the losing carrier reads it')
    .option('--request <n>', 'only this request; may be repeated', requestOption)
    .option('--key <key>', 'the same key again is the same command')
    .action(async (orderId: string, options: ReturnOptions) => {
      const session = open(options);
      const answer = await session.client.requestReturn({ orderId, reason: options.reason, ...aimOf(options) });
      await demandTaken(session.client, orderId, answer);
      session.answer(answer, () => answerText('Emergency return', answer, session.paint));
    });
}
