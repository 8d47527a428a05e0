import { Client } from '@temporalio/client';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { createCarrierActivities } from '../activities/carrier';
import type { CarrierGateway } from '../activities/gateways/gateway';
import { createNotificationActivities } from '../activities/notifications';
import type { Notifier } from '../activities/notify/notifier';
import { createOrdersActivities } from '../activities/orders';
import { createProvisioningActivities, type ProvisioningDependencies } from '../activities/provisioning';
import { createWebhookActivities } from '../activities/webhooks/deliver';
import type { WebhookSender } from '../activities/webhooks/sender';
import { QUEUES } from '../workflows/contract';
import { isGatewayPaused } from './gateway-pause';
import { PausableWorker } from './pausable-worker';
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

/** One bulkhead per gateway: a carrier that is down or slow holds up nobody else, and none is asked more often than it takes. */
export const createCarrierWorker = (base: Base, gateway: CarrierGateway, perSecond?: number): Promise<Worker> =>
  Worker.create({
    ...sharedOptions(base),
    taskQueue: QUEUES.carrier(gateway.id),
    activities: createCarrierActivities(gateway),
    maxConcurrentActivityTaskExecutions: 20,
    // Kept by the server, so that it holds for all workers of this queue together.
    ...(perSecond === undefined ? {} : { maxTaskQueueActivitiesPerSecond: perSecond }),
  });

/** How often a worker looks whether its gateway is paused, real ms. */
const LOOK_MS = 3_000;

interface PausableOptions {
  /** How many calls a second the gateway takes, from all workers together. */
  readonly perSecond?: number | undefined;
  /** Hears of a pause and of its end. */
  readonly changed: (paused: boolean) => void;
  /** Between two looks, real ms. */
  readonly everyMs?: number;
}

/** The same, which takes no tasks while an operator has paused the gateway. */
export function createPausableCarrierWorker(
  base: Base,
  gateway: CarrierGateway,
  { perSecond, changed, everyMs = LOOK_MS }: PausableOptions,
): PausableWorker {
  const client = new Client({ connection: base.connection, namespace: base.namespace, dataConverter: base.converter });
  return new PausableWorker({
    taskQueue: QUEUES.carrier(gateway.id),
    create: () => createCarrierWorker(base, gateway, perSecond),
    isPaused: () => isGatewayPaused(client, gateway.id),
    everyMs,
    changed,
  });
}

export const createProvisioningWorker = (base: Base, dependencies: ProvisioningDependencies): Promise<Worker> =>
  Worker.create({
    ...sharedOptions(base),
    taskQueue: QUEUES.provisioning,
    activities: createProvisioningActivities(dependencies),
    maxConcurrentActivityTaskExecutions: 40,
  });

export const createNotificationsWorker = (base: Base, channels: readonly Notifier[], send: WebhookSender): Promise<Worker> =>
  Worker.create({
    ...sharedOptions(base),
    taskQueue: QUEUES.notifications,
    activities: { ...createNotificationActivities(channels), ...createWebhookActivities(send) },
    maxConcurrentActivityTaskExecutions: 20,
  });
