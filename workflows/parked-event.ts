import { CancellationScope, condition, setHandler, workflowInfo } from '@temporalio/workflow';
import type { AttentionReason } from '../domain/attention';
import type { CarrierEvent } from '../domain/carrier-event';
import { DAY_MS, HOUR_MS, businessNow, realDuration, type BusinessClock } from '../domain/clock';
import { isRecord } from '../domain/message-shape';
import { isActedBy } from '../domain/operator/message';
import { describeParked } from '../domain/shown/parked';
import { waitsFor } from '../domain/shown/timer';
import { ordersActivities } from './activity-proxies';
import { parkedEventQuery, replaySignal, resolveSignal, type ParkedEventView } from './contract';
import { nowIn } from './inbox-loop';
import { onAssign } from './operating';
import { demandReadable } from './readable-input';
import { ShownState } from './shown';
import { tellWorker } from './tell-worker';

/** An authentic event with nowhere to go. */
export interface ParkedEventInput {
  readonly gateway: string;
  /** Absent when it could not be read; then only a person can deal with it. */
  readonly event?: CarrierEvent | undefined;
  readonly why: 'unknownReference' | 'requestClosed' | 'unreadable';
  /** Another event was kept under its id before, and counts: this one is for a person alone. */
  readonly idReused?: true | undefined;
  readonly clock: BusinessClock;
}

export interface ParkedEventOutcome {
  readonly how: 'matched' | 'resolved';
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
}

/** When a match is tried again, business ms after the one before; the last repeats. */
const TRIES_MS = [HOUR_MS, 6 * HOUR_MS, DAY_MS] as const;

/**
 * Keeps an authentic webhook that matches nothing until it matches or a person has dealt with it. Numbers that went live
 * after their request had closed are urgent: somebody's line has moved and nobody follows it.
 */
export async function parkedEvent(input: ParkedEventInput): Promise<ParkedEventOutcome> {
  demandReadable(input);
  let resolved: ParkedEventOutcome | undefined;
  let [again, tries] = [false, 0];
  let owner: string | undefined;
  let acts: ParkedEventView['acts'] = [];
  const orders = ordersActivities();
  const shown = new ShownState();
  const urgent = input.event?.type === 'numberActivated' && input.why === 'requestClosed';
  const { gateway, why, event, clock, idReused = false } = input;
  const sinceMs = businessNow(clock, workflowInfo().startTime.getTime());
  const attention: AttentionReason[] = [
    ...(idReused ? (['eventIdReused'] as const) : []),
    urgent ? 'activatedAfterClosing' : 'parkedEvent',
  ];
  const show = (): void =>
    shown.show(
      {
        status: 'parked',
        attention,
        attentionSinceMs: sinceMs,
        owner,
      },
      describeParked({ workflowId: workflowInfo().workflowId, gateway, event, why, idReused, urgent, sinceMs, owner }),
    );
  setHandler(
    resolveSignal,
    (message) => {
      if (isRecord(message) && typeof message.by === 'string' && typeof message.reason === 'string')
        resolved = { how: 'resolved', by: message.by, reason: message.reason };
    },
    { description: 'Dealt with, and closed: {"by": "who", "reason": "what was done"}' },
  );
  setHandler(
    replaySignal,
    (message) => {
      if (!isActedBy(message)) return;
      acts = [...acts, { what: 'replay', by: message.by, reason: message.reason, atMs: nowIn(clock) }];
      again = true;
    },
    { description: 'Try at once whether it matches by now: {"by": "op-7", "reason": "the order is back"}' },
  );
  onAssign((message) => {
    if (!message) return;
    acts = [...acts, { what: 'assign', ...message, atMs: nowIn(clock) }];
    owner = message.to ?? undefined;
    show();
  });
  setHandler(parkedEventQuery, () => ({ gateway, why, event, sinceMs, tries, owner, acts }), {
    description: 'The event, why it is here and since when',
  });
  return CancellationScope.nonCancellable(async () => {
    tellWorker(
      { gateway },
      attention.map((reason) => ({ what: 'attentionRaised', reason }) as const),
    );
    const close = (outcome: ParkedEventOutcome): ParkedEventOutcome => {
      tellWorker(
        { gateway },
        attention.map((reason) => ({ what: 'attentionCleared', reason }) as const),
      );
      return outcome;
    };
    show();
    while (!resolved) {
      again = false;
      if (event && !idReused && (await orders.deliverEvent(event).catch(() => false))) return close({ how: 'matched' });
      tries += 1;
      const pauseMs = TRIES_MS[Math.min(tries, TRIES_MS.length) - 1] ?? DAY_MS;
      await condition(() => resolved !== undefined || again, realDuration(clock, pauseMs, 1_000), {
        // An event that can be read is tried against its request again; the other kinds only wait for a person.
        summary: waitsFor(event && !idReused ? 'Look for its request again' : 'Wait for a person', nowIn(clock) + pauseMs, 'UTC'),
      });
    }
    return close(resolved);
  });
}
