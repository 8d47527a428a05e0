import { patched, scheduleActivity, scheduleLocalActivity, type ActivityOptions } from '@temporalio/workflow';
import type {
  CarrierActivities,
  NotificationActivities,
  OrdersActivities,
  ProvisioningActivities,
  SweepActivities,
} from '../activities/activities';
import { realDuration, type BusinessClock } from '../domain/clock';
import { CONSEQUENCES, POLICIES, type Consequence, type RemoteActivity } from '../domain/consequence';
import { QUEUES } from './contract';

/** Failures that trying again cannot mend; a lost answer to a mutation is looked up instead of sent again. */
const NOT_TO_BE_RETRIED = ['OutcomeUnknown', 'CarrierContractBroken', 'CalendarImpossible', 'LoaImpossible'];

/** The least real time for all tries together: three of them, whatever the clock's scale. */
const leastBudgetMs = (startToCloseMs: number): number => 3 * startToCloseMs;

function optionsFor(consequence: Consequence, clock: BusinessClock, taskQueue: string): ActivityOptions {
  const { startToCloseMs, budgetMs, firstMs, longestMs, heartbeatMs } = POLICIES[consequence];
  return {
    taskQueue,
    startToCloseTimeout: startToCloseMs,
    scheduleToCloseTimeout: realDuration(clock, budgetMs, leastBudgetMs(startToCloseMs)),
    ...(heartbeatMs ? { heartbeatTimeout: heartbeatMs } : {}),
    retry: {
      initialInterval: realDuration(clock, firstMs),
      maximumInterval: realDuration(clock, longestMs, 1_000),
      nonRetryableErrorTypes: NOT_TO_BE_RETRIED,
    },
  };
}

/** The activities of one interface on one queue, each with the policy of its consequence and a summary for people. */
function remote<A extends object>(
  clock: BusinessClock,
  taskQueue: string,
): <K extends keyof A & RemoteActivity>(name: K, summary: string, input: Input<A, K>) => Promise<Output<A, K>> {
  return (name, summary, input) => scheduleActivity(name, [input], { ...optionsFor(CONSEQUENCES[name].is, clock, taskQueue), summary });
}

type Input<A, K extends keyof A> = A[K] extends (input: infer I) => unknown ? I : never;
type Output<A, K extends keyof A> = A[K] extends (...input: never[]) => Promise<infer O> ? O : never;

export const carrierActivities = (clock: BusinessClock, gateway: string) => remote<CarrierActivities>(clock, QUEUES.carrier(gateway));
export const provisioningActivities = (clock: BusinessClock) => remote<ProvisioningActivities>(clock, QUEUES.provisioning);
export const notificationActivities = (clock: BusinessClock) => remote<NotificationActivities>(clock, QUEUES.notifications);

/** What people read in the timeline of a workflow about each call to the orders worker. */
const SUMMARIES: Record<keyof OrdersActivities, string> = {
  plan: 'Count the dates',
  tellOrder: 'Tell the order where the request stands',
  tellRequest: 'Tell the request',
  askRequest: 'Ask the request where it stands',
  startNotification: 'Begin a message to the customer',
  deliverEvent: 'Hand the event to its request',
  forwardEvent: 'Hand the event to its request, or to a person',
  bindPort: "Say whose port the gateway's id is",
};

/**
 * Calendar, and word to other workflows: short, at least once. One at a time, so that each hears of things in their order. Ask for them once, as a run begins.
 *
 * In histories from before they were local activities. A query may end the workflow task in which one of those runs; its answer is then heard in a later task
 * than a replay hears it in, and the workflow can never be carried on (docs/decisions/0006).
 */
export function ordersActivities(): OrdersActivities {
  const tries = {
    startToCloseTimeout: '10s',
    retry: { initialInterval: '200ms', maximumInterval: '5s', nonRetryableErrorTypes: NOT_TO_BE_RETRIED },
  } as const;
  const remotely = patched('no-local-activities');
  // A message about hundreds of requests is as many deliveries for each endpoint.
  const startToCloseTimeout = (name: keyof OrdersActivities) => (name === 'startNotification' ? '60s' : tries.startToCloseTimeout);
  // Longer than any outage of all workers: these are never worth giving up, and nobody else is waited for.
  const schedule = (name: keyof OrdersActivities, input: unknown): Promise<unknown> =>
    remotely
      ? scheduleActivity(name, [input], {
          ...tries,
          startToCloseTimeout: startToCloseTimeout(name),
          taskQueue: QUEUES.orders,
          scheduleToCloseTimeout: '1d',
          summary: SUMMARIES[name],
        })
      : scheduleLocalActivity(name, [input], { ...tries, scheduleToCloseTimeout: '30s' });
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn =
    <K extends keyof OrdersActivities>(name: K) =>
    (input: Input<OrdersActivities, K>): Promise<Output<OrdersActivities, K>> => {
      const mine = turn.then(() => schedule(name, input)) as Promise<Output<OrdersActivities, K>>;
      turn = mine.catch(() => undefined);
      return mine;
    };
  return {
    plan: inTurn('plan'),
    tellOrder: inTurn('tellOrder'),
    tellRequest: inTurn('tellRequest'),
    askRequest: inTurn('askRequest'),
    startNotification: inTurn('startNotification'),
    deliverEvent: inTurn('deliverEvent'),
    forwardEvent: inTurn('forwardEvent'),
    bindPort: inTurn('bindPort'),
  };
}

/** How long one try may take, and all of them: other parties, Temporal, and a look at everything. */
const SWEEP_TIMES = { '15s': '30s', '60s': '150s', '300s': '600s' } as const;
type SweepTime = keyof typeof SWEEP_TIMES;

/** Real time: a sweep that cannot read something leaves it to the next one, and never waits for it. */
const sweepOptions = (taskQueue: string, startToCloseTimeout: SweepTime, summary: string): ActivityOptions & { summary: string } => ({
  taskQueue,
  startToCloseTimeout,
  scheduleToCloseTimeout: SWEEP_TIMES[startToCloseTimeout],
  retry: { initialInterval: '500ms', maximumInterval: '5s', nonRetryableErrorTypes: NOT_TO_BE_RETRIED },
  summary,
});

function sweeping<A extends object>(taskQueue: string, startToClose: SweepTime) {
  return <K extends keyof A & string>(name: K, summary: string) =>
    (input: Input<A, K>): Promise<Output<A, K>> =>
      scheduleActivity(name, [input], sweepOptions(taskQueue, startToClose, summary)) as Promise<Output<A, K>>;
}

const own = sweeping<SweepActivities>(QUEUES.orders, '60s');
const platform = sweeping<ProvisioningActivities>(QUEUES.provisioning, '15s');

/** What the sweep sees and does. */
export const sweepActivities = {
  findOrders: sweeping<SweepActivities>(QUEUES.orders, '300s')('findOrders', 'Look for what was ended, stands still or ages'),
  examineOrder: own('examineOrder', 'How an order and its requests stand'),
  askToRead: own('askToRead', 'Have a request read its gateway'),
  tellFindings: own('tellFindings', 'Say what was found'),
  comparePort: (gateway: string, port: Input<CarrierActivities, 'comparePort'>) =>
    sweeping<CarrierActivities>(QUEUES.carrier(gateway), '15s')('comparePort', 'What the gateway says of it')(port),
  countClaims: platform('countClaims', 'What an ended order claims, given back where nothing of it lives'),
};
