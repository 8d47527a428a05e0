import type { Command } from 'commander';
import type { Repaired } from '../../client/operators/repair';
import { badInput } from '../failure';
import { actedBy, asOperator, targetArgument, type OperatorOptions, type Target } from '../operator';
import type { OpenSession } from '../session';
import { table } from '../text/table';

const DID: Readonly<Record<Repaired['did'], string>> = {
  broughtBack: 'is brought back, and goes on from its last step',
  asked: 'asks its requests where they stand',
  replayed: 'tries at once whether it matches',
};

/** `portico repair ORDER`: what was ended or reset in the Web UI goes on. */
export function addRepair(program: Command, open: OpenSession): void {
  asOperator(
    program
      .command('repair')
      .description('bring back what was terminated in the Web UI, and let what was reset there catch up; sends nothing twice')
      .argument('<what>', 'an order id, or the workflow id of a parked event', targetArgument),
  ).action(async ({ kind, orderId, workflowId }: Target, options: OperatorOptions) => {
    const session = open(options);
    const who = actedBy(session, options);
    const { operators } = session.client;
    if (kind !== 'parkedEvent' && (orderId === undefined || kind === 'supportCase'))
      throw badInput('Give an order id, or the workflow id of a parked event. A request and a message are repaired with their order.');
    const repaired =
      kind === 'parkedEvent' || orderId === undefined
        ? await operators.repairEvent(workflowId, who)
        : await operators.repairOrder(orderId, who);
    session.answer({ ...(orderId === undefined ? {} : { orderId }), repaired }, () =>
      table(
        ['What', 'Was', 'Now'],
        repaired.map(({ words, was, did }) => [words, was.toLowerCase(), DID[did]]),
        session.paint,
      ),
    );
  });
}
