import type { Command } from 'commander';
import { orderIdArgument } from '../arguments';
import type { CommonOptions, OpenSession } from '../session';
import { timelineText } from '../text/trail';

/** `portico timeline ORDER`: what happened, when and by whom. */
export function addTimeline(program: Command, open: OpenSession): void {
  program
    .command('timeline')
    .description('what happened to an order, when and by whom; live or archived')
    .argument('<order>', "the order's id", orderIdArgument)
    .action(async (orderId: string, options: CommonOptions) => {
      const session = open(options);
      const [view, facts] = await Promise.all([session.client.getOrder(orderId), session.client.operators.timeline(orderId)]);
      const zone = session.client.countries().find(({ code }) => code === view.details.country)?.zone ?? 'UTC';
      session.answer({ orderId, zone, facts }, () => timelineText(facts, zone, session.paint));
    });
}
