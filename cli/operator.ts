/** What every command of an operator carries: who acts, and why. */
import { InvalidArgumentError, type Command } from 'commander';
import { readWorkflowId, targetOf } from '../client/operators/workflows';
import { isOrderId } from '../domain/ids';
import type { ActedBy } from '../domain/operator/act';
import { isOperatorName, isReasonText, LONGEST_REASON } from '../domain/operator/message';
import { badInput } from './failure';
import type { CommonOptions, Session } from './session';

export interface OperatorOptions extends CommonOptions {
  readonly by?: string;
  readonly reason: string;
}

/** Adds `--by` and `--reason`, which must be given unless the command may only look. */
export function asOperator(command: Command, always = true): Command {
  const named = command.option('--by <who>', 'who acts, as our own people are known; else PORTICO_OPERATOR', whoOption);
  const why = ['--reason <text>', 'why; kept in the audit trail', reasonOption] as const;
  return always ? named.requiredOption(...why) : named.option(...why);
}

/** How one of our own people is known. */
export function whoOption(text: string): string {
  if (!isOperatorName(text)) throw new InvalidArgumentError('Write 1 to 64 letters, digits, dots, underscores and dashes, like op-7.');
  return text;
}

function reasonOption(text: string): string {
  const reason = text.trim().normalize('NFC');
  if (!isReasonText(reason))
    throw new InvalidArgumentError(`Write one line of at most ${LONGEST_REASON} characters, without control or invisible ones.`);
  return reason;
}

/** Who acts and why. Throws bad input where nobody says who. */
export function actedBy({ world }: Session, { by, reason }: OperatorOptions): ActedBy {
  const who = by ?? world.operations?.().operator;
  if (who === undefined) throw badInput('Say who acts: --by WHO, or the setting PORTICO_OPERATOR.');
  return { by: who, reason };
}

/** What a command is aimed at: an order with one of its requests, or another workflow. */
export interface Target {
  readonly workflowId: string;
  readonly kind: NonNullable<ReturnType<typeof readWorkflowId>>['kind'];
  readonly orderId?: string | undefined;
  readonly n?: number | undefined;
}

/** An order id, or the id of a workflow as `portico attention` shows it. */
export function targetArgument(text: string): Target {
  const id = text.trim();
  if (isOrderId(id.toUpperCase())) return { workflowId: targetOf(id.toUpperCase()), kind: 'order', orderId: id.toUpperCase() };
  const name = readWorkflowId(id);
  if (!name)
    throw new InvalidArgumentError('Give an order id, or a workflow id as "portico attention" shows it, like port-request/ORDER/1.');
  return { workflowId: id, kind: name.kind, orderId: name.orderId, n: name.n };
}

/** The target with the request that `--request` names. Throws bad input where that has no sense. */
export function aimedAt(target: Target, request: readonly number[] | undefined): Target {
  if (request === undefined) return target;
  const [n, ...more] = request;
  if (target.kind !== 'order' || target.orderId === undefined) throw badInput('--request goes with an order id.');
  if (n === undefined || more.length > 0) throw badInput('Name one request at a time: each has its own trail.');
  return { workflowId: targetOf(target.orderId, n), kind: 'request', orderId: target.orderId, n };
}

/** An event by the id of its workflow, or by what follows `parked-event/` in it. */
export const eventWorkflowId = (text: string): string => (text.startsWith('parked-event/') ? text : `parked-event/${text}`);
