import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { plainCall } from '../client/context';
import { toRequest, type EventDoor } from '../client/hand-over';
import { reaches } from '../client/operators/workflows';
import { bindPort } from '../client/port-pointers';
import { CalendarError } from '../domain/calendar/calendar-error';
import { answer } from '../domain/calendar/plans';
import type { BusinessClock } from '../domain/clock';
import {
  caseNotificationWorkflowId,
  notificationWorkflowId,
  parseGatewayReference,
  portOrderWorkflowId,
  portRequestWorkflowId,
} from '../domain/ids';
import { aboutOf } from '../domain/notification/about';
import type { RequestSnapshot } from '../domain/request/snapshot';
import { notificationStarted } from '../domain/shown/started';
import { QUEUES, WORKFLOWS, carrierEventSignal, requestProgressedSignal, requestViewQuery } from '../workflows/contract';
import type { OrdersActivities, SweepActivities } from './activities';
import { FAILURES, final } from './failures';
import { createSweepActivities } from './sweep/sweep';
import { publish } from './webhooks/publish';

/**
 * Activities of the orders' own worker. Word to other workflows goes through the client, at least once;
 * fixed ids and sequence numbers make that enough. "Not there" is an answer and no failure.
 */
export function createOrdersActivities(client: Client): OrdersActivities & SweepActivities {
  const { workflow } = client;
  const doorOf = (clock: BusinessClock): EventDoor => ({ temporal: client, clock, call: plainCall });
  return {
    ...createSweepActivities(client),
    async plan(question) {
      try {
        return answer(question);
      } catch (error) {
        if (error instanceof CalendarError) throw final(FAILURES.calendarImpossible, error.message);
        throw error;
      }
    },
    tellOrder: ({ orderId, snapshot }) =>
      reaches(() => workflow.getHandle(portOrderWorkflowId(orderId)).signal(requestProgressedSignal, snapshot)),
    tellRequest: ({ orderId, n, signal, payload }) =>
      reaches(() => workflow.getHandle(portRequestWorkflowId(orderId, n)).signal<[unknown]>(signal, payload)),
    async askRequest({ orderId, n }) {
      const handle = workflow.getHandle(portRequestWorkflowId(orderId, n));
      try {
        const { status } = await handle.describe();
        if (status.name === 'RUNNING') return await handle.query(requestViewQuery);
        return status.name === 'COMPLETED' ? ((await handle.result()) as RequestSnapshot) : null;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return null;
        throw error;
      }
    },
    async startNotification(input) {
      try {
        await workflow.start(WORKFLOWS.notification, {
          workflowId: input.supportCase
            ? caseNotificationWorkflowId(input.orderId, input.supportCase.k, input.seq)
            : notificationWorkflowId(input.orderId, input.seq),
          taskQueue: QUEUES.orders,
          args: [input],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          ...notificationStarted({
            orderId: input.orderId,
            about: aboutOf(input),
            language: input.language,
            supportCase: input.supportCase?.k,
          }),
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
      // After the message: trouble with a backend's endpoints must never be in the way of a person who is told.
      await publish(client, input, input.clock);
    },
    forwardEvent: ({ event, clock }) => toRequest(doorOf(clock), event),
    bindPort: ({ gateway, gatewayId, binding, clock }) => bindPort(doorOf(clock), { gateway, gatewayId }, binding),
    async deliverEvent(event) {
      const target = parseGatewayReference(event.reference);
      return (
        target !== undefined &&
        reaches(() => workflow.getHandle(portRequestWorkflowId(target.orderId, target.n)).signal(carrierEventSignal, event))
      );
    },
  };
}
