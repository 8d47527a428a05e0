import { CancellationScope, setCurrentDetails } from '@temporalio/workflow';
import type { NotificationInput, NotificationRecord } from '../activities/activities';
import { notificationActivities } from './activity-proxies';

/**
 * Tells one customer of some facts. A failed delivery is tried again within the policy's budget; each try leaves out what
 * a later fact has overtaken. Cancelling it changes nothing: a message that is owed is delivered.
 */
export async function notification(input: NotificationInput): Promise<NotificationRecord> {
  return CancellationScope.nonCancellable(async () => {
    setCurrentDetails(
      `Telling the customer of order ${input.orderId}: ${input.facts.map((fact) => (fact.kind === 'request' ? fact.fact.kind : fact.kind)).join(', ')}`,
    );
    return notificationActivities(input.clock)('deliverNotification', 'Comment on the porting ticket', input);
  });
}
