/** What our own people do by hand, with who and why. */
import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { HANDLING } from '../../domain/attention-handling';
import { ACT_REFUSALS } from '../../domain/notification/english/operating';
import type { ActedBy, ActRefusal, OperatorAct } from '../../domain/operator/act';
import { assignSignal, operateUpdate, resolveSignal } from '../../workflows/contract';
import type { ClientContext } from '../context';
import { PorticoError } from '../errors';
import { demandOrderId, signalTo, targetOf, whyGone } from './workflows';

/** One act at an order, or at its request `n`. */
export interface Act extends ActedBy {
  readonly orderId: string;
  readonly n?: number | undefined;
  readonly act: OperatorAct;
  /** The same key on the same order is the same act. */
  readonly idempotencyKey?: string | undefined;
}

/** Does it, once the order or request has taken it. Throws `invalid_transition` with the reason, `nothing_open`, `workflow_not_found`. */
export async function operate(context: ClientContext, { orderId, n, act, by, reason, idempotencyKey }: Act): Promise<void> {
  demandOrderId(orderId);
  const workflowId = targetOf(orderId, n);
  const verb = `operate-${act.do}`;
  const commandId = idempotencyKey === undefined ? `${verb}-${randomUUID()}` : context.names.commandId(workflowId, verb, idempotencyKey);
  try {
    const answer = await context.call('worker', () =>
      context.temporal.workflow
        .getHandle(workflowId)
        .executeUpdate(operateUpdate, { args: [{ commandId, by, reason, act }], updateId: commandId }),
    );
    if (!answer.taken) throw notTaken(act, answer.reason);
  } catch (error) {
    const gone =
      error instanceof WorkflowNotFoundError ||
      (error instanceof WorkflowUpdateFailedError &&
        error.cause instanceof ApplicationFailure &&
        error.cause.type === 'AcceptedUpdateCompletedWorkflow');
    throw gone ? await whyGone(context, workflowId) : error;
  }
}

function notTaken(act: OperatorAct, reason: ActRefusal): PorticoError {
  const cleared = act.do === 'settle' && reason === 'notByHand' ? ` What takes it off: ${HANDLING[act.attention].cleared}.` : '';
  const message = `${ACT_REFUSALS[reason]}${cleared}`;
  const code = reason.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
  return new PorticoError('invalid_transition', message, { problems: [{ path: '', code, message }] });
}

/** Gives what needs a person to one of them, or to nobody. Durable once this returns. */
export const assign = (context: ClientContext, workflowId: string, message: ActedBy & { readonly to: string | null }): Promise<void> =>
  signalTo(context, workflowId, (handle) => handle.signal(assignSignal, message));

/** Ends a parked event, a task by hand, a pointer that is nobody's, or a support case: of that the customer is told the reason in these words. */
export const resolve = (context: ClientContext, workflowId: string, message: ActedBy): Promise<void> =>
  signalTo(context, workflowId, (handle) => handle.signal(resolveSignal, message));
