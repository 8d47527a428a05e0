import type { Command } from 'commander';
import { requestOption } from '../arguments';
import { actedBy, aimedAt, asOperator, targetArgument, whoOption, type OperatorOptions, type Target } from '../operator';
import type { OpenSession } from '../session';

interface Options extends OperatorOptions {
  readonly request?: readonly number[];
}

/** `portico assign ORDER|WORKFLOW WHO`: attention has an owner. */
export function addAssign(program: Command, open: OpenSession): void {
  asOperator(
    program
      .command('assign')
      .description('give what needs a person to somebody of ours')
      .argument('<what>', 'an order id, or a workflow id as "portico attention" shows it', targetArgument)
      .argument('<who>', 'as our own people are known', whoOption)
      .option('--request <n>', 'this request of the order', requestOption),
  ).action((target: Target, to: string, options: Options) => give(open, target, to, options));
}

/** `portico unassign ORDER|WORKFLOW`. */
export function addUnassign(program: Command, open: OpenSession): void {
  asOperator(
    program
      .command('unassign')
      .description('give it back to nobody')
      .argument('<what>', 'an order id, or a workflow id as "portico attention" shows it', targetArgument)
      .option('--request <n>', 'this request of the order', requestOption),
  ).action((target: Target, options: Options) => give(open, target, null, options));
}

async function give(open: OpenSession, target: Target, to: string | null, options: Options): Promise<void> {
  const session = open(options);
  const { workflowId } = aimedAt(target, options.request);
  await session.client.operators.assign(workflowId, { ...actedBy(session, options), to });
  session.answer({ workflowId, owner: to }, () => (to === null ? `${workflowId} is nobody's now.` : `${workflowId} is with ${to} now.`));
}
