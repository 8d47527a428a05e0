import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError, WorkflowUpdateFailedError, type UpdateDefinition } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Actor } from '../domain/fact';
import type { CommandAnswer } from '../domain/order/judging';
import type { IsoDate } from '../domain/order-details';
import {
  requestActivationUpdate,
  requestCancellationUpdate,
  requestRescheduleUpdate,
  requestReturnUpdate,
  type Command,
} from '../workflows/contract';
import type { ClientContext } from './context';
import { PorticoError, refusal } from './errors';
import { orderHandle, outlineAnywhere } from './read-orders';

/** What every command says. */
export interface OrderCommand {
  readonly orderId: string;
  /** The customer, unless told otherwise. */
  readonly by?: Actor | undefined;
  /** Request numbers; without them all that it can apply to. */
  readonly requests?: readonly number[] | undefined;
  /** The same key on the same order is the same command, with the same answer. */
  readonly idempotencyKey?: string | undefined;
}

/** The message of a command, with an id by which a repeated one is known. */
export function commandOf(
  { names }: ClientContext,
  verb: string,
  { orderId, by = 'customer', requests, idempotencyKey }: OrderCommand,
): Command {
  const commandId = idempotencyKey === undefined ? `${verb}-${randomUUID()}` : names.commandId(orderId, verb, idempotencyKey);
  return { commandId, by, ...(requests ? { requests } : {}) };
}

const CLOSED: CommandAnswer = { taken: false, results: [{ n: 0, taken: false, reason: 'closed' }] };

/**
 * Sends one command and waits for its answer. An order that is over answers "closed". Throws `order_not_found`,
 * `unknown_request`, `no_answer_yet`, or trouble with Temporal.
 */
export async function send<M extends Command>(
  context: ClientContext,
  orderId: string,
  update: UpdateDefinition<CommandAnswer, [M]>,
  message: M,
): Promise<CommandAnswer> {
  try {
    return await context.call('worker', () =>
      orderHandle(context, orderId).executeUpdate(update, { args: [message], updateId: message.commandId }),
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) {
      await outlineAnywhere(context, orderId);
      return CLOSED;
    }
    if (error instanceof WorkflowUpdateFailedError) return refused(error, message);
    throw error;
  }
}

/** Why the workflow did not take the message: it had just closed, or names requests that do not exist. */
function refused(error: WorkflowUpdateFailedError, { requests }: Command): CommandAnswer {
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure)) throw error;
  if (cause.type === 'AcceptedUpdateCompletedWorkflow') return CLOSED;
  if (cause.type !== 'Refused.Malformed' || !requests) throw error;
  const message = 'The order has no such request: its view lists the numbers of its requests.';
  throw new PorticoError('unknown_request', message, { problems: [{ path: 'requests', code: 'unknown_request', message }] });
}

/** R24: asks to cancel, and says at once per request whether it could be asked and until when. */
export const requestCancellation = (context: ClientContext, command: OrderCommand): Promise<CommandAnswer> =>
  send(context, command.orderId, requestCancellationUpdate, commandOf(context, 'cancel', command));

/** R23: asks for another date, and says at once per request whether it could be asked and until when. */
export const requestReschedule = (
  context: ClientContext,
  { date, ...command }: OrderCommand & { readonly date: IsoDate },
): Promise<CommandAnswer> =>
  send(context, command.orderId, requestRescheduleUpdate, { ...commandOf(context, 'reschedule', command), date });

/** Starts the transfer inside a window on demand, and says at once per request whether it could be started and from when. */
export const requestActivation = (context: ClientContext, command: OrderCommand): Promise<CommandAnswer> =>
  send(context, command.orderId, requestActivationUpdate, commandOf(context, 'activate', command));

/** Asks for numbers back after a port or a failed one, and says at once per request whether it could be asked and until when. */
export const requestReturn = (
  context: ClientContext,
  { reason, ...command }: OrderCommand & { readonly reason: string },
): Promise<CommandAnswer> => send(context, command.orderId, requestReturnUpdate, { ...commandOf(context, 'return', command), reason });

/** The order's signal that is gone: it was over before. */
export const orderClosed = (): PorticoError =>
  refusal('order_closed', 'The order is over: nothing more can be done with it. Order anew, if it is still wanted.');
