import type { Command } from 'commander';
import { orderIdArgument, requestOption } from '../arguments';
import type { OpenSession } from '../session';
import { demandTaken } from '../../client/demand-taken';
import { answerText } from '../text/answers';
import { aimOf, type CommandOptions } from './cancel';

/** `portico activate ORDER`: starts the transfer inside a window on demand. */
export function addActivate(program: Command, open: OpenSession): void {
  program
    .command('activate')
    .description("start the transfer now, inside a window on demand; otherwise it starts by itself at the window's end")
    .argument('<order>', "the order's id", orderIdArgument)
    .option('--request <n>', 'only this request; may be repeated', requestOption)
    .option('--key <key>', 'the same key again is the same command')
    .action(async (orderId: string, options: CommandOptions) => {
      const session = open(options);
      const answer = await session.client.requestActivation({ orderId, ...aimOf(options) });
      await demandTaken(session.client, orderId, answer);
      session.answer(answer, () => answerText('Start the transfer', answer, session.paint));
    });
}
