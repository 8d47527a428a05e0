import { proxyLocalActivities, scheduleActivity, type ActivityOptions } from '@temporalio/workflow';
import type { CarrierActivities, NotificationActivities, OrdersActivities, ProvisioningActivities } from '../activities/activities';
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

const atOnce = proxyLocalActivities<OrdersActivities>({
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '30s',
  retry: { initialInterval: '200ms', maximumInterval: '5s', nonRetryableErrorTypes: NOT_TO_BE_RETRIED },
});

/** Calls of one workflow, each begun when the one before has ended, whatever came of it. */
let turn: Promise<unknown> = Promise.resolve();

const inTurn =
  <I, O>(call: (input: I) => Promise<O>) =>
  (input: I): Promise<O> => {
    const mine = turn.then(() => call(input));
    turn = mine.catch(() => undefined);
    return mine;
  };

/**
 * Calendar, and word to other workflows: short, at least once, one event each. One at a time: the answers of several that
 * run side by side come one by one while a task is worked on, and all at once when its history is replayed; rounds would
 * then hold other events than they did, and the replay would fail for good.
 */
export const local: OrdersActivities = {
  plan: inTurn(atOnce.plan),
  tellOrder: inTurn(atOnce.tellOrder),
  tellRequest: inTurn(atOnce.tellRequest),
  askRequest: inTurn(atOnce.askRequest),
  startNotification: inTurn(atOnce.startNotification),
  deliverEvent: inTurn(atOnce.deliverEvent),
};
