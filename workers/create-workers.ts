import { Client } from '@temporalio/client';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { createCarrierActivities } from '../activities/carrier';
import type { CarrierGateway } from '../activities/gateways/gateway';
import { createNotificationActivities } from '../activities/notifications';
import type { Notifier } from '../activities/notify/notifier';
import { createOrdersActivities } from '../activities/orders';
import { createProvisioningActivities, type ProvisioningDependencies } from '../activities/provisioning';
import { QUEUES } from '../workflows/contract';
import { sharedOptions, type WorkerContext } from './lifecycle';
import type { Part } from '../config/load';

type Base = Pick<WorkerContext<Part>, 'connection' | 'namespace' | 'converter'>;

/** Open workflows kept in memory, about 300 KB each; evicting them costs a replay at every event. */
const CACHED_WORKFLOWS = 2_000;

/** Workflow tasks, and what workflows tell each other. `code` is the workflow bundle, or the path to its sources, and who listens to them. */
export function createOrdersWorker(
  base: Base,
  code: Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath' | 'bundlerOptions' | 'sinks'>,
  stickyTimeoutMs?: number,
): Promise<Worker> {
  const client = new Client({ connection: base.connection, namespace: base.namespace, dataConverter: base.converter });
  return Worker.create({
    ...sharedOptions(base),
    ...code,
    taskQueue: QUEUES.orders,
    activities: createOrdersActivities(client),
    maxCachedWorkflows: CACHED_WORKFLOWS,
    ...(stickyTimeoutMs === undefined ? {} : { stickyQueueScheduleToStartTimeout: stickyTimeoutMs }),
  });
}

/** One bulkhead per gateway: a carrier that is down or slow holds up nobody else. */
export const createCarrierWorker = (base: Base, gateway: CarrierGateway): Promise<Worker> =>
  Worker.create({
    ...sharedOptions(base),
    taskQueue: QUEUES.carrier(gateway.id),
    activities: createCarrierActivities(gateway),
    maxConcurrentActivityTaskExecutions: 20,
  });

export const createProvisioningWorker = (base: Base, dependencies: ProvisioningDependencies): Promise<Worker> =>
  Worker.create({
    ...sharedOptions(base),
    taskQueue: QUEUES.provisioning,
    activities: createProvisioningActivities(dependencies),
    maxConcurrentActivityTaskExecutions: 40,
  });

export const createNotificationsWorker = (base: Base, channels: readonly Notifier[]): Promise<Worker> =>
  Worker.create({
    ...sharedOptions(base),
    taskQueue: QUEUES.notifications,
    activities: createNotificationActivities(channels),
    maxConcurrentActivityTaskExecutions: 20,
  });
