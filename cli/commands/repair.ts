import type { Command } from 'commander';
import type { Repaired } from '../../client/operators/repair';
import { badInput } from '../failure';
import { actedBy, asOperator, targetArgument, type OperatorOptions, type Target } from '../operator';
import type { OpenSession } from '../session';
import { table } from '../text/table';

const DID: Readonly<Record<Repaired['did'], string>> = {
  broughtBack: 'is back, and goes on from its last step',
  asked: 'runs, and asks what it has missed',
  replayed: 'tries at once whether it matches',
};

/** What belongs to no order, and is brought back by itself. */
const BY_ITSELF: ReadonlySet<Target['kind']> = new Set(['parkedEvent', 'pointer', 'webhooks']);

/** `portico repair WHAT`: what was ended or reset in the Web UI goes on. */
export function addRepair(program: Command, open: OpenSession): void {
  asOperator(
    program
      .command('repair')
      .description('bring back what was terminated in the Web UI, and let what was reset there catch up; sends nothing twice')
      .argument(
        '<what>',
        'an order id, or the workflow id of anything of it; or of a parked event, a pointer or the webhooks of an account',
        targetArgument,
      ),
  ).action(async ({ kind, orderId, workflowId }: Target, options: OperatorOptions) => {
    const session = open(options);
    const who = actedBy(session, options);
    const { operators } = session.client;
    if (orderId === undefined && !BY_ITSELF.has(kind))
      throw badInput('It names no order: give an order id, or the workflow id of a parked event, a pointer or the webhooks of an account.');
    const repaired = orderId === undefined ? await operators.repairWorkflow(workflowId, who) : await operators.repairOrder(orderId, who);
    session.answer({ ...(orderId === undefined ? {} : { orderId }), repaired }, () =>
      table(
        ['What', 'Was', 'Now'],
        repaired.map(({ words, was, did }) => [words, was.toLowerCase(), DID[did]]),
        session.paint,
      ),
    );
  });
}
