import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError, WorkflowUpdateFailedError, type UpdateDefinition } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { recall, type Known } from '../domain/answered';
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
import { answeredCommands, orderHandle, outlineAnywhere } from './read-orders';

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

/** The message of a command that says `content`, with an id by which a repeated one is known, and a hash that tells it from another. */
export function commandOf<C extends object>(
  { names }: ClientContext,
  verb: string,
  { orderId, by = 'customer', requests, idempotencyKey }: OrderCommand,
  content: C,
): Command & C {
  const said = { by, ...(requests ? { requests } : {}), ...content };
  if (idempotencyKey === undefined) return { commandId: `${verb}-${randomUUID()}`, ...said };
  return { commandId: names.commandId(orderId, verb, idempotencyKey), contentHash: names.contentHash(said), ...said };
}

const CLOSED: CommandAnswer = { taken: false, results: [{ n: 0, taken: false, reason: 'closed' }] };

/**
 * Sends one command and waits for its answer; one that was answered before has that answer again. An order that is over answers
 * "closed". Throws `order_not_found`, `unknown_request`, `key_reuse`, `no_answer_yet`, or trouble with Temporal.
 */
export async function send<M extends Command>(
  context: ClientContext,
  orderId: string,
  update: UpdateDefinition<CommandAnswer, [M]>,
  message: M,
): Promise<CommandAnswer> {
  try {
    const answer = await context.call('worker', () =>
      orderHandle(context, orderId).executeUpdate(update, { args: [message], updateId: updateIdOf(message) }),
    );
    if (answer.otherContent) throw keyReuse();
    return answer;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) {
      await outlineAnywhere(context, orderId);
      return (await answeredBefore(context, orderId, message)) ?? CLOSED;
    }
    if (error instanceof WorkflowUpdateFailedError) {
      const before = await answeredBefore(context, orderId, message);
      if (hadJustClosed(error)) return before ?? CLOSED;
      throw unknownRequest(error, message);
    }
    throw error;
  }
}

/** The server answers an id that it knows itself: another content under the same command must not have the same one. */
export const updateIdOf = ({ commandId, contentHash }: Known): string =>
  contentHash === undefined ? commandId : `${commandId}-${contentHash.slice(0, 16)}`;

/**
 * What the order answered to this very command before: also once it is over, and once Temporal has forgotten it. Throws
 * `key_reuse` where the key was another command's, and `order_not_found`.
 */
export async function answeredBefore(context: ClientContext, orderId: string, command: Known): Promise<CommandAnswer | undefined> {
  // Without a key of its caller it has an id that nobody has used.
  if (command.contentHash === undefined) return undefined;
  const known = recall(await answeredCommands(context, orderId), command);
  if (known === 'otherContent') throw keyReuse();
  return known?.answer as CommandAnswer | undefined;
}

/** The key was another request's. */
export const keyReuse = (): PorticoError =>
  refusal(
    'key_reuse',
    'This Idempotency-Key was used for another content: give each request its own key, and repeat a key only with the same content.',
  );

/** The workflow had no time left to answer. */
export const hadJustClosed = ({ cause }: WorkflowUpdateFailedError): boolean =>
  cause instanceof ApplicationFailure && cause.type === 'AcceptedUpdateCompletedWorkflow';

/** The workflow did not take the message, since it names requests that do not exist; else the error as it is. */
function unknownRequest(error: WorkflowUpdateFailedError, { requests }: Command): Error {
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure) || cause.type !== 'Refused.Malformed' || !requests) return error;
  const message = 'The order has no such request: its view lists the numbers of its requests.';
  return new PorticoError('unknown_request', message, { problems: [{ path: 'requests', code: 'unknown_request', message }] });
}

/** R24: asks to cancel, and says at once per request whether it could be asked and until when. */
export const requestCancellation = (context: ClientContext, command: OrderCommand): Promise<CommandAnswer> =>
  send(context, command.orderId, requestCancellationUpdate, commandOf(context, 'cancel', command, {}));

/** R23: asks for another date, and says at once per request whether it could be asked and until when. */
export const requestReschedule = (
  context: ClientContext,
  { date, ...command }: OrderCommand & { readonly date: IsoDate },
): Promise<CommandAnswer> => send(context, command.orderId, requestRescheduleUpdate, commandOf(context, 'reschedule', command, { date }));

/** Starts the transfer inside a window on demand, and says at once per request whether it could be started and from when. */
export const requestActivation = (context: ClientContext, command: OrderCommand): Promise<CommandAnswer> =>
  send(context, command.orderId, requestActivationUpdate, commandOf(context, 'activate', command, {}));

/** Asks for numbers back after a port or a failed one, and says at once per request whether it could be asked and until when. */
export const requestReturn = (
  context: ClientContext,
  { reason, ...command }: OrderCommand & { readonly reason: string },
): Promise<CommandAnswer> => send(context, command.orderId, requestReturnUpdate, commandOf(context, 'return', command, { reason }));

/** The order's signal that is gone: it was over before. */
export const orderClosed = (): PorticoError =>
  refusal('order_closed', 'The order is over: nothing more can be done with it. Order anew, if it is still wanted.');
