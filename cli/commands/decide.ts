import { Argument, type Command } from 'commander';
import type { Decision } from '../../domain/order/events';
import { orderIdArgument } from '../arguments';
import type { OpenSession } from '../session';
import { demandTaken } from '../../client/demand-taken';
import type { CommandOptions } from './cancel';

const DONE: Readonly<Record<Decision, string>> = {
  drop: 'The numbers that cannot be ported are dropped; the order goes on with the others.',
  wait: 'The whole order waits; the gateway is asked again every day.',
};

/** `portico decide ORDER drop|wait`: what becomes of numbers that cannot be ported, of an order whose others can. */
export function addDecide(program: Command, open: OpenSession): void {
  program
    .command('decide')
    .description('say what becomes of numbers that cannot be ported: drop them, or wait')
    .argument('<order>', "the order's id", orderIdArgument)
    .addArgument(new Argument('<decision>', 'drop: go on without them; wait: keep all').choices(['drop', 'wait']))
    .option('--key <key>', 'the same key again is the same command')
    .action(async (orderId: string, decision: Decision, options: CommandOptions) => {
      const session = open(options);
      const answer = await session.client.decideUnportable({ orderId, decision, idempotencyKey: options.key });
      await demandTaken(session.client, orderId, answer);
      session.answer(answer, () => DONE[decision]);
    });
}
