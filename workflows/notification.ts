import { CancellationScope, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { NotificationInput, NotificationRecord } from '../activities/activities';
import { HOUR_MS, realDuration } from '../domain/clock';
import { aboutOf } from '../domain/notification/about';
import type { Happening } from '../domain/happening';
import { waitsFor } from '../domain/shown/timer';
import { describeUndelivered } from '../domain/shown/undelivered';
import { notificationActivities } from './activity-proxies';
import { nowIn } from './inbox-loop';
import { onAssign } from './operating';
import { demandReadable } from './readable-input';
import { ShownState } from './shown';
import { tellWorker } from './tell-worker';

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
    const about = inWords(input);
    setCurrentDetails(`Telling the customer of ${about}`);
    const shown = new ShownState();
    let [owner, nextMs]: [string | undefined, number] = [undefined, 0];
    let attentionSinceMs: number | undefined;
    const show = (sinceMs: number): void =>
      shown.show(
        { status: 'undelivered', attention: ['notificationFailed'], attentionSinceMs: sinceMs, owner },
        describeUndelivered({ orderId: input.orderId, about, sinceMs, nextMs, zone: input.zone, owner }),
      );
    onAssign((message) => {
      owner = message ? (message.to ?? undefined) : owner;
      if (attentionSinceMs !== undefined) show(attentionSinceMs);
    });
    for (let round = 1; ; round += 1) {
      try {
        const record = await notificationActivities(input.clock)('deliverNotification', 'Comment on the porting ticket', input);
        tellWorker({}, happeningsOf(record, round > 1));
        if (round > 1) shown.show({ status: 'delivered', attention: [], owner }, `Told late: ${about}`);
        return record;
      } catch (error) {
        if (round === ROUNDS) {
          tellWorker({}, [{ what: 'notification', outcome: 'givenUp' }]);
          throw error;
        }
        tellWorker({}, failedRound(round));
        const nowMs = nowIn(input.clock);
        attentionSinceMs ??= nowMs;
        nextMs = nowMs + PAUSE_MS;
        show(attentionSinceMs);
        await sleep(realDuration(input.clock, PAUSE_MS, 1_000), { summary: waitsFor('Next round of delivery', nextMs, input.zone) });
      }
    }
  });
}

/** A round that failed; the first one asks for a person. */
const failedRound = (round: number): Happening[] => [
  { what: 'notification', outcome: 'undelivered' },
  ...(round === 1 ? ([{ what: 'attentionRaised', reason: 'notificationFailed' }] as const) : []),
];

/** What was told is told on each channel; what was overtaken is told nowhere. */
function happeningsOf({ told }: NotificationRecord, late: boolean): Happening[] {
  const channels = told.map((where) => where.split(' ')[0]);
  return [
    ...(channels.length === 0 ? [{ what: 'notification', outcome: 'superseded' } as const] : []),
    ...channels.map((channel) => ({ what: 'notification', outcome: 'delivered', channel }) as const),
    ...(late ? [{ what: 'attentionCleared', reason: 'notificationFailed' } as const] : []),
  ];
}

/** What a message is about, by kind and without anybody's data. */
function inWords(input: NotificationInput): string {
  const { orderId, supportCase } = input;
  return `${supportCase ? `support case ${supportCase.k} of ` : ''}order ${orderId}: ${aboutOf(input).join(', ')}`;
}
