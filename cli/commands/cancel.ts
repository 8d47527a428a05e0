import type { Command } from 'commander';
import { orderIdArgument, requestOption } from '../arguments';
import type { CommonOptions, OpenSession } from '../session';
import { demandTaken } from '../../client/demand-taken';
import { answerText } from '../text/answers';

/** What commands to requests have in common. */
export interface CommandOptions extends CommonOptions {
  readonly request?: readonly number[];
  readonly key?: string;
}

/** Which requests are meant, and under which key. */
export const aimOf = ({ request, key }: CommandOptions) => ({
  ...(request ? { requests: request } : {}),
  ...(key === undefined ? {} : { idempotencyKey: key }),
});

/** `portico cancel ORDER`: asks to cancel all or some of its requests (R24). */
export function addCancel(program: Command, open: OpenSession): void {
  program
    .command('cancel')
    .description('ask to cancel; works only with enough notice, and if the losing carrier agrees')
    .argument('<order>', "the order's id", orderIdArgument)
    .option('--request <n>', 'only this request; may be repeated', requestOption)
    .option('--key <key>', 'the same key again is the same command')
    .action(async (orderId: string, options: CommandOptions) => {
      const session = open(options);
      const answer = await session.client.requestCancellation({ orderId, ...aimOf(options) });
      await demandTaken(session.client, orderId, answer);
      session.answer(answer, () => answerText('Cancel', answer, session.paint));
    });
}
