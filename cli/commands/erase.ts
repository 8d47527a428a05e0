import { InvalidArgumentError, type Command } from 'commander';
import { orderIdArgument } from '../arguments';
import type { CommonOptions, OpenSession } from '../session';

interface EraseOptions extends CommonOptions {
  readonly reason: string;
  readonly by: string;
}

const LONGEST_REASON = 200;

function reasonOption(text: string): string {
  const reason = text.trim();
  if (reason === '' || reason.length > LONGEST_REASON)
    throw new InvalidArgumentError(`Say in 1 to ${LONGEST_REASON} characters why, without names and numbers: it is kept.`);
  return reason;
}

/** `portico erase ORDER --reason TEXT`: erases the personal data of an order that is over; cannot be undone. */
export function addErase(program: Command, open: OpenSession): void {
  program
    .command('erase')
    .description('erase the personal data of an order that is over, for good: documents, letters, details and histories')
    .argument('<order>', "the order's id", orderIdArgument)
    .requiredOption('--reason <text>', 'why; kept, so no names and no numbers', reasonOption)
    .option('--by <who>', 'who erases it; kept', 'operator')
    .action(async (orderId: string, options: EraseOptions) => {
      const session = open(options);
      const { reason, by } = options;
      const done = await session.client.eraseOrder({ orderId, reason, by });
      session.answer(done, () =>
        [
          `Order ${orderId} is erased: ${done.documents} documents and letters, ${done.workflows} runs of workflows.`,
          'What happened when, who erased it and why, and masked numbers are kept. What the ticket desk, the gateway and the number platform have is theirs to erase.',
        ].join('\n'),
      );
    });
}
