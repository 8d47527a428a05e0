import { createHash } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError, type WorkflowHandle } from '@temporalio/client';
import type { UnreferencedEvent } from '../domain/carrier-event';
import { gatewayRefWorkflowId } from '../domain/ids';
import { markOf, type Binding, type PointerInput, type PointerOutcome } from '../domain/pointer';
import { pointerStarted } from '../domain/shown/started-beside';
import { bindSignal, portEventSignal, QUEUES, WORKFLOWS } from '../workflows/contract';
import type { gatewayReference } from '../workflows/gateway-reference';
import { ATTRIBUTES } from '../workflows/search-attributes';
import { toRequest, type EventDelivery, type EventDoor } from './hand-over';

/** What may stand in a workflow id as it is. */
const SAFE = /^[A-Za-z0-9_.-]{1,128}$/;
/** When a pointer's history has become long. */
const CONTINUE_AS_NEW_AFTER_EVENTS = 2_000;

/** The id of a pointer's workflow; a gateway's id that does not belong into one is replaced by its hash. */
export const pointerWorkflowId = (gateway: string, gatewayId: string): string =>
  gatewayRefWorkflowId(gateway, SAFE.test(gatewayId) ? gatewayId : `sha256-${createHash('sha256').update(gatewayId).digest('hex')}`);

/** Gives an event to the pointer of its port: durable once this returns, whether or not it is known yet whose port that is. */
export async function toPointer(door: EventDoor, event: UnreferencedEvent): Promise<EventDelivery> {
  const send = (workflowIdReusePolicy: ReusePolicy): Promise<unknown> =>
    sendToPointer(door, event, portEventSignal, event, workflowIdReusePolicy);
  try {
    await send('REJECT_DUPLICATE');
    return 'held';
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  const outcome = await outcomeOf(door, event);
  if (outcome?.how === 'over') return toRequest(door, { ...event, reference: outcome.binding.reference });
  if (outcome?.seen.includes(markOf(event))) return 'parked';
  await send('ALLOW_DUPLICATE');
  return 'held';
}

/** Says whose port a gateway's id is. Saying it again changes nothing. */
export async function bindPort(door: EventDoor, port: Pick<PointerInput, 'gateway' | 'gatewayId'>, binding: Binding): Promise<void> {
  await sendToPointer(door, port, bindSignal, binding, 'ALLOW_DUPLICATE');
}

type ReusePolicy = 'REJECT_DUPLICATE' | 'ALLOW_DUPLICATE';

const sendToPointer = <Message>(
  { temporal, clock, call }: EventDoor,
  { gateway, gatewayId }: Pick<PointerInput, 'gateway' | 'gatewayId'>,
  signal: { readonly type: 'signal'; readonly name: string },
  message: Message,
  workflowIdReusePolicy: ReusePolicy,
): Promise<unknown> =>
  call('server', () =>
    temporal.workflow.signalWithStart<typeof gatewayReference, [Message]>(WORKFLOWS.pointer, {
      workflowId: pointerWorkflowId(gateway, gatewayId),
      taskQueue: QUEUES.orders,
      args: [{ gateway, gatewayId, clock, continueAsNewAfterEvents: CONTINUE_AS_NEW_AFTER_EVENTS }],
      signal: signal.name,
      signalArgs: [message],
      workflowIdReusePolicy,
      ...pointerStarted({ gateway, gatewayId }),
      typedSearchAttributes: [{ key: ATTRIBUTES.gateway, value: gateway }],
    }),
  );

/** How the pointer ended; `undefined` where somebody ended it by force. */
async function outcomeOf({ temporal, call }: EventDoor, { gateway, gatewayId }: UnreferencedEvent): Promise<PointerOutcome | undefined> {
  const handle: WorkflowHandle<typeof gatewayReference> = temporal.workflow.getHandle(pointerWorkflowId(gateway, gatewayId));
  const { status } = await call('server', () => handle.describe());
  return status.name === 'COMPLETED' ? call('server', () => handle.result()) : undefined;
}
