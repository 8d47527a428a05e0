import type { Command } from 'commander';
import { dayArgument, orderIdArgument, requestOption } from '../arguments';
import type { OpenSession } from '../session';
import { demandTaken } from '../../client/demand-taken';
import { answerText } from '../text/answers';
import { aimOf, type CommandOptions } from './cancel';

/** `portico reschedule ORDER DATE`: asks for another date, without guarantee (R23). */
export function addReschedule(program: Command, open: OpenSession): void {
  program
    .command('reschedule')
    .description('ask for another date: an attempt, which the losing carrier decides')
    .argument('<order>', "the order's id", orderIdArgument)
    .argument('<date>', 'the day, like 2026-03-19', dayArgument)
    .option('--request <n>', 'only this request; may be repeated', requestOption)
    .option('--key <key>', 'the same key again is the same command')
    .action(async (orderId: string, date: string, options: CommandOptions) => {
      const session = open(options);
      const answer = await session.client.requestReschedule({ orderId, date, ...aimOf(options) });
      await demandTaken(session.client, orderId, answer);
      session.answer(answer, () => answerText(`Move to ${date}`, answer, session.paint));
    });
}
