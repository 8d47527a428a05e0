import { createHash } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { encodeToPayloads } from '@temporalio/common/lib/internal-non-workflow';
import type { CarrierEvent } from '../domain/carrier-event';
import type { BusinessClock } from '../domain/clock';
import { parkedEventWorkflowId, parseGatewayReference, portRequestWorkflowId } from '../domain/ids';
import { carrierEventSignal, QUEUES, WORKFLOWS } from '../workflows/contract';
import { parkedEventStarted } from '../domain/shown/started';
import type { ParkedEventInput } from '../workflows/parked-event';
import { ATTRIBUTES } from '../workflows/search-attributes';
import { grpcCode } from './temporal-errors';

/**
 * What became of an authentic event: with its request; held until it is known whose port it is about; kept for a match or a
 * person; or `reused`: its id has been used for another event before, which counts. Durable in every case.
 */
export type EventDelivery = 'delivered' | 'held' | 'parked' | 'reused';

/** What handing over takes: the client has it, and so has an activity. */
export interface EventDoor {
  readonly temporal: Client;
  readonly clock: BusinessClock;
  readonly call: <T>(waitsFor: 'server', ask: () => Promise<T>) => Promise<T>;
}

const NOT_FOUND = 5;

/** Gives an event to the request that its reference names, or parks it when there is none (any more). */
export async function toRequest(door: EventDoor, event: CarrierEvent): Promise<EventDelivery> {
  const target = parseGatewayReference(event.reference);
  const missing = target ? await signal(door, portRequestWorkflowId(target.orderId, target.n), event) : 'unknownReference';
  if (missing === undefined) return 'delivered';
  return park(door, { id: event.id, digest: event.digest }, { gateway: event.gateway, event, why: missing, clock: door.clock });
}

/**
 * Through the raw call, since the SDK's own makes a random request id: with one made of the event, the server drops the
 * second of two deliveries. Another event under the same id is no second delivery, and gets through. Answers why there is
 * nobody to take it.
 */
async function signal(
  { temporal: { workflow }, call }: EventDoor,
  workflowId: string,
  event: CarrierEvent,
): Promise<Exclude<ParkedEventInput['why'], 'unreadable'> | undefined> {
  const payloads = await encodeToPayloads(workflow.options.loadedDataConverter, event);
  try {
    await call('server', () =>
      workflow.workflowService.signalWorkflowExecution({
        namespace: workflow.options.namespace,
        workflowExecution: { workflowId },
        signalName: carrierEventSignal.name,
        requestId: createHash('sha256').update([event.gateway, event.id, event.digest].join('\0')).digest('hex'),
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

interface Identity {
  readonly id: string;
  readonly digest?: string | undefined;
}

/** Under its id; another one under an id that is taken is kept beside the first. */
export async function park(door: EventDoor, { id, digest }: Identity, input: ParkedEventInput): Promise<EventDelivery> {
  const workflowId = parkedEventWorkflowId(input.gateway, id);
  if (await startParked(door, workflowId, digest, input)) return 'parked';
  // Delivered before: it is kept, or was dealt with.
  const { memo } = await door.call('server', () => door.temporal.workflow.getHandle(workflowId).describe());
  if (digest === undefined || memo?.['digest'] === undefined || memo['digest'] === digest) return 'parked';
  await startParked(door, `${workflowId}/${digest}`, digest, { ...input, idReused: true });
  return 'reused';
}

/** Whether it was not there yet. */
async function startParked(
  { temporal, call }: EventDoor,
  workflowId: string,
  digest: string | undefined,
  input: ParkedEventInput,
): Promise<boolean> {
  try {
    await call('server', () =>
      temporal.workflow.start(WORKFLOWS.parkedEvent, {
        workflowId,
        taskQueue: QUEUES.orders,
        args: [input],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        ...parkedEventStarted({
          gateway: input.gateway,
          type: input.event?.type,
          reference: input.event?.reference,
          why: input.idReused ? 'idReused' : input.why,
        }),
        ...(digest === undefined ? {} : { memo: { digest } }),
        typedSearchAttributes: [
          { key: ATTRIBUTES.status, value: 'parked' },
          { key: ATTRIBUTES.gateway, value: input.gateway },
        ],
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return false;
  }
}
