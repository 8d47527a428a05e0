import { Option, type Command } from 'commander';
import type { AttentionReason } from '../../domain/attention';
import { HANDLING } from '../../domain/attention-handling';
import { requestOption } from '../arguments';
import { badInput } from '../failure';
import { actedBy, aimedAt, asOperator, targetArgument, type OperatorOptions, type Target } from '../operator';
import type { OpenSession } from '../session';

interface Options extends OperatorOptions {
  readonly request?: readonly number[];
  readonly attention?: AttentionReason;
}

/** What is over once a person has dealt with it. */
const ENDS: ReadonlySet<Target['kind']> = new Set(['parkedEvent', 'finding', 'supportCase', 'manualPort', 'pointer']);

/** `portico resolve`: ends what waits for a person as a whole, or takes one reason for attention off an order or request. */
export function addResolve(program: Command, open: OpenSession): void {
  asOperator(
    program
      .command('resolve')
      .description(
        "end a parked event, a finding, a support case, a task by hand, or a port that is nobody's; or take off attention that was dealt with",
      )
      .argument('<what>', 'an order id, or a workflow id as "portico attention" shows it', targetArgument)
      .option('--request <n>', 'this request of the order', requestOption)
      .addOption(new Option('--attention <reason>', 'the reason to take off; only of an order or request').choices(Object.keys(HANDLING)))
      .addHelpText('after', '\nThe customer of a support case is told the reason, in these very words.'),
  ).action(async (what: Target, options: Options) => {
    const session = open(options);
    const { workflowId, kind, orderId, n } = aimedAt(what, options.request);
    const { attention } = options;
    const who = actedBy(session, options);
    if (ENDS.has(kind)) {
      if (attention !== undefined) throw badInput('--attention goes with an order or a request.');
      await session.client.operators.resolve(workflowId, who);
      return session.answer({ workflowId, resolved: true }, () => `${workflowId} is dealt with.`);
    }
    if (kind === 'webhooks') throw badInput('It is over by itself, once the receiver takes an event: see "portico webhooks".');
    if (kind === 'message' || orderId === undefined)
      throw badInput('A message ends by itself, once it is delivered or given up: mend the ticket desk.');
    if (attention === undefined) throw badInput('Name the reason that was dealt with: --attention REASON, as "portico show" lists them.');
    await session.client.operators.operate({ orderId, n, act: { do: 'settle', attention }, ...who });
    session.answer({ workflowId, resolved: true, attention }, () => `${attention} is taken off ${workflowId}.`);
  });
}
