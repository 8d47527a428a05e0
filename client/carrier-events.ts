import { createHash } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { encodeToPayloads } from '@temporalio/common/lib/internal-non-workflow';
import type { CarrierEvent } from '../domain/carrier-event';
import { parkedEventWorkflowId, parseGatewayReference, portRequestWorkflowId } from '../domain/ids';
import { parkedEventStarted } from '../domain/shown/started';
import { carrierEventSignal, QUEUES, WORKFLOWS } from '../workflows/contract';
import type { ParkedEventInput } from '../workflows/parked-event';
import { ATTRIBUTES } from '../workflows/search-attributes';
import type { ClientContext } from './context';
import { grpcCode } from './temporal-errors';

/** What became of an authentic event: with its request, or kept for a match or a person. Durable in both cases. */
export type EventDelivery = 'delivered' | 'parked';

const NOT_FOUND = 5;

/**
 * Hands an authentic event to its request, or parks it when there is none (any more). Once this returns, the event is
 * durable and may be acknowledged; repeating it changes nothing. Throws only for trouble with Temporal.
 */
export async function deliverCarrierEvent(context: ClientContext, event: CarrierEvent): Promise<EventDelivery> {
  const target = parseGatewayReference(event.reference);
  const missing = target ? await signal(context, portRequestWorkflowId(target.orderId, target.n), event) : 'unknownReference';
  if (missing === undefined) return 'delivered';
  await park(context, event.id, { gateway: event.gateway, event, why: missing, clock: context.options.clock });
  return 'parked';
}

/** Keeps an authentic event that cannot be read, for a person to deal with. */
export const parkUnreadable = (context: ClientContext, gateway: string, eventId: string): Promise<void> =>
  park(context, eventId, { gateway, why: 'unreadable', clock: context.options.clock });

/**
 * Through the raw call, since the SDK's own makes a random request id: with one made of the event, the server drops the
 * second of two deliveries. Answers why there is nobody to take it.
 */
async function signal(
  context: ClientContext,
  workflowId: string,
  event: CarrierEvent,
): Promise<Exclude<ParkedEventInput['why'], 'unreadable'> | undefined> {
  const { workflow } = context.temporal;
  const payloads = await encodeToPayloads(context.temporal.options.loadedDataConverter, event);
  try {
    await context.call('server', () =>
      workflow.workflowService.signalWorkflowExecution({
        namespace: workflow.options.namespace,
        workflowExecution: { workflowId },
        signalName: carrierEventSignal.name,
        requestId: createHash('sha256').update(`${event.gateway}\0${event.id}`).digest('hex'),
        identity: workflow.options.identity,
        input: { payloads: payloads ?? [] },
      }),
    );
    return undefined;
  } catch (error) {
    if (grpcCode(error) !== NOT_FOUND) throw error;
    return error instanceof Error && /already completed/.test(error.message) ? 'requestClosed' : 'unknownReference';
  }
}

async function park(context: ClientContext, eventId: string, input: ParkedEventInput): Promise<void> {
  try {
    await context.call('server', () =>
      context.temporal.workflow.start(WORKFLOWS.parkedEvent, {
        workflowId: parkedEventWorkflowId(input.gateway, eventId),
        taskQueue: QUEUES.orders,
        args: [input],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        ...parkedEventStarted({ gateway: input.gateway, type: input.event?.type, reference: input.event?.reference, why: input.why }),
        typedSearchAttributes: [
          { key: ATTRIBUTES.status, value: 'parked' },
          { key: ATTRIBUTES.gateway, value: input.gateway },
        ],
      }),
    );
  } catch (error) {
    // Delivered before: it is kept, or was dealt with.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
