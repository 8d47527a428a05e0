import { CancellationScope, condition, setHandler } from '@temporalio/workflow';
import type { CarrierEvent } from '../domain/carrier-event';
import { DAY_MS, HOUR_MS, realDuration, type BusinessClock } from '../domain/clock';
import { isRecord } from '../domain/message-shape';
import { describeParked } from '../domain/shown/parked';
import { waitsFor } from '../domain/shown/timer';
import { ordersActivities } from './activity-proxies';
import { resolveSignal } from './contract';
import { nowIn } from './inbox-loop';
import { ShownState } from './shown';

/** An authentic event with nowhere to go. */
export interface ParkedEventInput {
  readonly gateway: string;
  /** Absent when it could not be read; then only a person can deal with it. */
  readonly event?: CarrierEvent | undefined;
  readonly why: 'unknownReference' | 'requestClosed' | 'unreadable';
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
  let resolved: ParkedEventOutcome | undefined;
  const orders = ordersActivities();
  setHandler(
    resolveSignal,
    (message) => {
      if (isRecord(message) && typeof message.by === 'string' && typeof message.reason === 'string')
        resolved = { how: 'resolved', by: message.by, reason: message.reason };
    },
    { description: 'Dealt with, and closed: {"by": "who", "reason": "what was done"}' },
  );
  const shown = new ShownState();
  const urgent = input.event?.type === 'numberActivated' && input.why === 'requestClosed';
  return CancellationScope.nonCancellable(async () => {
    const sinceMs = nowIn(input.clock);
    shown.show(
      { status: 'parked', attention: [urgent ? 'activatedAfterClosing' : 'parkedEvent'], attentionSinceMs: sinceMs },
      describeParked({ gateway: input.gateway, event: input.event, why: input.why, urgent, sinceMs }),
    );
    for (let tries = 0; !resolved; tries += 1) {
      if (input.event && (await orders.deliverEvent(input.event).catch(() => false))) return { how: 'matched' };
      const pauseMs = TRIES_MS[Math.min(tries, TRIES_MS.length - 1)] ?? DAY_MS;
      await condition(() => resolved !== undefined, realDuration(input.clock, pauseMs, 1_000), {
        // An event that can be read is tried against its request again; the other kind only waits for a person.
        summary: waitsFor(input.event ? 'Look for its request again' : 'Wait for a person', nowIn(input.clock) + pauseMs, 'UTC'),
      });
    }
    return resolved;
  });
}
