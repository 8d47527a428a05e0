import { CancellationScope, condition, setHandler } from '@temporalio/workflow';
import type { CarrierEvent } from '../domain/carrier-event';
import { DAY_MS, HOUR_MS, realDuration, type BusinessClock } from '../domain/clock';
import { isRecord } from '../domain/message-shape';
import { ordersActivities } from './activity-proxies';
import { resolveSignal } from './contract';
import { demandReadable } from './readable-input';
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
  demandReadable(input);
  let resolved: ParkedEventOutcome | undefined;
  const orders = ordersActivities();
  setHandler(
    resolveSignal,
    (message) => {
      if (isRecord(message) && typeof message.by === 'string' && typeof message.reason === 'string')
        resolved = { how: 'resolved', by: message.by, reason: message.reason };
    },
    { description: 'Dealt with: {"by": "who", "reason": "what was done"}' },
  );
  const shown = new ShownState();
  const urgent = input.event?.type === 'numberActivated' && input.why === 'requestClosed';
  return CancellationScope.nonCancellable(async () => {
    const about = input.event ? `${input.event.type} for reference ${input.event.reference}` : 'an event outside the contract';
    shown.show(
      { status: 'parked', attention: [urgent ? 'activatedAfterClosing' : 'parkedEvent'] },
      `**${urgent ? 'URGENT: numbers went live after their request had closed.' : 'An authentic event that matches nothing.'}** From ${input.gateway}: ${about}; ${input.why}. Deal with it, then send the signal \`resolve\`.`,
    );
    for (let tries = 0; !resolved; tries += 1) {
      if (input.event && (await orders.deliverEvent(input.event).catch(() => false))) return { how: 'matched' };
      await condition(
        () => resolved !== undefined,
        realDuration(input.clock, TRIES_MS[Math.min(tries, TRIES_MS.length - 1)] ?? DAY_MS, 1_000),
      );
    }
    return resolved;
  });
}
