import { Argument, InvalidArgumentError, type Command } from 'commander';
import { MOST_DAYS, type OperatorAct } from '../../domain/operator/act';
import { isOperatorAct } from '../../domain/operator/message';
import { orderIdArgument, requestOption } from '../arguments';
import { badInput } from '../failure';
import { actedBy, asOperator, type OperatorOptions } from '../operator';
import type { OpenSession } from '../session';

const KINDS = ['waive-document', 'extend-deadline', 'close-request', 'mark-ported'] as const;
type Kind = (typeof KINDS)[number];

interface Options extends OperatorOptions {
  readonly request?: readonly number[];
  readonly althoughLive?: true;
  readonly key?: string;
}

const HELP = `
  waive-document KIND   go on without a document that the country wants (R9)
  extend-deadline DAYS  more time for what the customer has to bring, 1 to ${MOST_DAYS}
                        days; with --request for the correction of that one
  close-request N       give up a request that will not port. Refused as long as
                        the carrier has it: cancel it first. --although-live
                        gives it up all the same, and watches it like a
                        cancelled one, since it may port
  mark-ported N         its numbers work and no event came: they are activated
                        and followed as if it had`;

const DONE: Readonly<Record<Kind, string>> = {
  'waive-document': 'The order goes on without it.',
  'extend-deadline': 'The customer has more time. Tell them: the deadline that they were told of was the earlier one.',
  'close-request': 'The request is given up.',
  'mark-ported': 'The numbers are being put into service.',
};

/** `portico override ORDER WHAT`: a small closed set of things that the rules alone would not do. */
export function addOverride(program: Command, open: OpenSession): void {
  asOperator(
    program
      .command('override')
      .description('do by hand what the rules alone would not; each is judged, and kept in the audit trail')
      .argument('<order>', "the order's id", orderIdArgument)
      .addArgument(new Argument('<what>', 'see below').choices(KINDS))
      .argument('<value>', 'KIND, DAYS, or the number of the request')
      .option('--request <n>', 'with extend-deadline: the correction of this request', requestOption)
      .option('--although-live', 'with close-request: although the carrier has it')
      .option('--key <key>', 'the same key again is the same act')
      .addHelpText('after', HELP),
  ).action(async (orderId: string, what: Kind, value: string, options: Options) => {
    const session = open(options);
    const { n, act } = meant(what, value, options);
    await session.client.operators.operate({ orderId, n, act, ...actedBy(session, options), idempotencyKey: options.key });
    session.answer({ orderId, ...(n === undefined ? {} : { request: n }), act }, () => DONE[what]);
  });
}

/** What is asked for, and of which request. Throws bad input. */
function meant(
  what: Kind,
  value: string,
  { request = [], althoughLive }: Options,
): { readonly n: number | undefined; readonly act: OperatorAct } {
  const [n, ...more] = request;
  if ((n !== undefined && what !== 'extend-deadline') || more.length > 0) throw badInput('--request goes with extend-deadline, once.');
  if (althoughLive && what !== 'close-request') throw badInput('--although-live goes with close-request.');
  switch (what) {
    case 'waive-document':
      return { n: undefined, act: demandAct({ do: 'waiveDocument', document: value }, 'Name the document by its kind, like invoice.') };
    case 'extend-deadline':
      return { n, act: demandAct({ do: 'extendDeadline', days: Number(value) }, `Give whole days, 1 to ${MOST_DAYS}.`) };
    case 'close-request':
      return { n: numberOf(value), act: { do: 'closeRequest', ...(althoughLive ? { evenIfLive: true } : {}) } };
    case 'mark-ported':
      return { n: numberOf(value), act: { do: 'markPorted' } };
    default:
      return what satisfies never;
  }
}

function demandAct(act: OperatorAct, otherwise: string): OperatorAct {
  if (!isOperatorAct(act)) throw badInput(otherwise);
  return act;
}

/** By the rules of `--request`. */
function numberOf(text: string): number | undefined {
  try {
    return requestOption(text, undefined)[0];
  } catch (error) {
    throw error instanceof InvalidArgumentError ? badInput(error.message) : error;
  }
}
