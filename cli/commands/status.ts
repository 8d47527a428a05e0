import type { Command } from 'commander';
import { orderIdArgument } from '../arguments';
import type { CommonOptions, OpenSession } from '../session';
import { orderText } from '../text/order';

/** `portico status ORDER`: where it stands, what can be changed until when, and who acts next. */
export function addStatus(program: Command, open: OpenSession): void {
  program
    .command('status')
    .description('show an order: its requests and numbers, dates, until when it can be changed, who acts next')
    .argument('<order>', "the order's id", orderIdArgument)
    .action(async (orderId: string, options: CommonOptions) => {
      const session = open(options);
      const view = await session.client.getOrder(orderId);
      session.answer(view, () => orderText(view, session.paint));
    });
}
