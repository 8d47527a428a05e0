import { cancellationSignal, getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import { portOrderWorkflowId } from '../domain/ids';
import { isOvertaken } from '../domain/notification/overtaken';
import { wordCase, wordMessage } from '../domain/notification/word-message';
import type { Recorded } from '../domain/fact';
import type { OrderFact } from '../domain/order/state';
import { timelineQuery } from '../workflows/contract';
import type { NotificationActivities } from './activities';
import type { CustomerMessage, Notifier } from './notify/notifier';

/** Telling customers: worded here, delivered on every channel, left out what a later fact has overtaken. */
export function createNotificationActivities(channels: readonly Notifier[]): Pick<NotificationActivities, 'deliverNotification'> {
  return {
    async deliverNotification({ orderId, accountId, seq, language, ticketRef, zone, facts, items, supportCase }) {
      const addressee = { orderId, accountId, ticketRef, language };
      if (supportCase) {
        const message = wordCase({ language, zone, number: supportCase.number, facts: supportCase.facts });
        const told = await deliverOn(channels, { ...addressee, key: `support/${orderId}/${supportCase.k}/${seq}`, ...message });
        return { told, superseded: [] };
      }
      const known = await factsOf(orderId);
      const superseded = facts.filter((fact) => isOvertaken(fact, known));
      const current = facts.filter((fact) => !superseded.includes(fact));
      const record = { superseded: superseded.map((fact) => fact.seq) };
      if (current.length === 0) return { told: [], ...record };
      const message = wordMessage({ language, zone, facts: current, items });
      return { told: await deliverOn(channels, { ...addressee, key: `${orderId}/${seq}`, ...message }), ...record };
    },
  };
}

/** Delivers on every channel; answers where it can be found. */
const deliverOn = (channels: readonly Notifier[], message: CustomerMessage): Promise<string[]> =>
  Promise.all(channels.map(async (channel) => `${channel.channel} ${(await channel.deliver(message, cancellationSignal())).where}`));

/** What has happened in the order by now; nothing for an order that is gone. */
async function factsOf(orderId: string): Promise<readonly Recorded<OrderFact>[]> {
  try {
    return await getClient().workflow.getHandle(portOrderWorkflowId(orderId)).query(timelineQuery);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return [];
    throw error;
  }
}
