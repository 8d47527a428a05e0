import type { Command } from 'commander';
import { PorticoError } from '../../client';
import { needsPerson } from '../../domain/sweep/report';
import { orderIdArgument } from '../arguments';
import type { CommonOptions, OpenSession } from '../session';
import { sweepText } from '../text/sweep';

/** `portico reconcile [ORDER]`: a sweep at once. */
export function addReconcile(program: Command, open: OpenSession): void {
  program
    .command('reconcile')
    .description(
      'look now for what was ended, stands still or ages; of one order, whether its gateway says something else, too; 4 when it needs a person',
    )
    .argument('[order]', 'this order only', orderIdArgument)
    .action(async (orderId: string | undefined, options: CommonOptions) => {
      const session = open(options);
      const report = await session.client.operators.reconcile(orderId);
      session.answer(report, () => sweepText(report, session.paint));
      if (needsPerson(report)) throw new PorticoError('person_needed', 'A person is needed: the report says where.');
    });
}
