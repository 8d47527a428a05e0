import { CancellationScope, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { NotificationInput, NotificationRecord } from '../activities/activities';
import { HOUR_MS, realDuration } from '../domain/clock';
import { notificationActivities } from './activity-proxies';
import { onAssign } from './operating';
import { demandReadable } from './readable-input';
import { ShownState } from './shown';

/** Rounds of delivery, each as long as the policy's budget, before a message is given up: a fortnight with the pauses. */
const ROUNDS = 48;
/** Between two rounds, business ms. */
const PAUSE_MS = HOUR_MS;

/**
 * Tells one customer of some facts. A failed delivery is tried again; after the policy's budget a person is asked, and it
 * is tried on for a fortnight, for a customer who is not told cannot act. Each try leaves out what a later fact has
 * overtaken. Cancelling it changes nothing: a message that is owed is delivered. Fails when it was given up.
 */
export async function notification(input: NotificationInput): Promise<NotificationRecord> {
  demandReadable(input);
  return CancellationScope.nonCancellable(async () => {
    const about = aboutOf(input);
    setCurrentDetails(`Telling the customer of ${about}`);
    const shown = new ShownState();
    let [owner, undelivered]: [string | undefined, boolean] = [undefined, false];
    const show = (): void =>
      shown.show(
        { status: 'undelivered', attention: ['notificationFailed'], owner },
        `**The customer was not told.** ${about}.${owner ? ` With ${owner}.` : ''} It is tried on; look at the ticket desk, and tell the customer in another way if it is urgent.`,
      );
    onAssign((message) => {
      owner = message ? (message.to ?? undefined) : owner;
      if (undelivered) show();
    });
    for (let round = 1; ; round += 1) {
      try {
        const record = await notificationActivities(input.clock)('deliverNotification', 'Comment on the porting ticket', input);
        if (round > 1) shown.show({ status: 'delivered', attention: [], owner }, `Told late: ${about}`);
        return record;
      } catch (error) {
        if (round === ROUNDS) throw error;
        undelivered = true;
        show();
        await sleep(realDuration(input.clock, PAUSE_MS, 1_000), { summary: 'before the next round of delivery' });
      }
    }
  });
}

/** What a message is about, by kind and without anybody's data. */
function aboutOf({ orderId, facts, supportCase }: NotificationInput): string {
  if (supportCase) return `support case ${supportCase.k} of order ${orderId}: ${supportCase.facts.map(({ kind }) => kind).join(', ')}`;
  return `order ${orderId}: ${facts.map((fact) => (fact.kind === 'request' ? fact.fact.kind : fact.kind)).join(', ')}`;
}
