import { cancellationSignal, getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import { portOrderWorkflowId } from '../domain/ids';
import { wordCase, wordMessage } from '../domain/notification/word-message';
import type { Recorded } from '../domain/fact';
import type { OrderFact } from '../domain/order/state';
import { orderViewQuery } from '../workflows/contract';
import type { NotificationActivities } from './activities';
import type { CustomerMessage, Notifier } from './notify/notifier';

/** Telling customers: worded here, delivered on every channel, left out what a later fact has overtaken. */
export function createNotificationActivities(channels: readonly Notifier[]): NotificationActivities {
  return {
    async deliverNotification({ orderId, accountId, seq, language, ticketRef, zone, facts, items, supportCase }) {
      const addressee = { orderId, accountId, ticketRef, language };
      if (supportCase) {
        const message = wordCase({ language, zone, number: supportCase.number, facts: supportCase.facts });
        const told = await deliverOn(channels, { ...addressee, key: `support/${orderId}/${supportCase.k}/${seq}`, ...message });
        return { told, superseded: [] };
      }
      const latest = await latestFacts(orderId);
      const superseded = facts.filter((fact) => isSuperseded(fact, latest));
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

/** A date that has changed since, or a port that has ended since: saying the old one would mislead (I11). */
const OVERTAKEN_BY_LATER: ReadonlySet<string> = new Set([
  'scheduled',
  'dateChanged',
  'submitted',
  'numbersAdded',
  'configureReminder',
  'rescheduleAsked',
  'cancelAsked',
]);

const isSuperseded = (fact: Recorded<OrderFact>, latest: Readonly<Record<string, number>>): boolean =>
  fact.kind === 'request' && OVERTAKEN_BY_LATER.has(fact.fact.kind) && (latest[fact.n] ?? 0) > fact.seq;

/** Per request, the last fact that settles its date or its end; nothing for an order that is gone. */
async function latestFacts(orderId: string): Promise<Readonly<Record<string, number>>> {
  try {
    return (await getClient().workflow.getHandle(portOrderWorkflowId(orderId)).query(orderViewQuery)).latest;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return {};
    throw error;
  }
}
