import { DAY_MS, HOUR_MS, MINUTE_MS, realDuration, SECOND_MS, type BusinessClock } from '../clock';
import type { WebhookEvent } from './event';

/** What a delivery is born with. */
export interface DeliveryInput {
  readonly schemaVersion: 1;
  readonly accountId: string;
  readonly endpointId: string;
  readonly event: WebhookEvent;
  readonly clock: BusinessClock;
}

/** Where a delivery stands. `dropped`: the endpoint was removed, or is disabled. */
export const DELIVERY_STATES = ['pending', 'failing', 'delivered', 'givenUp', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One try: when (business instant, UTC epoch ms), how long it took (real ms), and what came of it; never a body or an address. */
export interface DeliveryTry {
  readonly atMs: number;
  readonly ms: number;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** Why there was none: a code like `ECONNREFUSED`. */
  readonly failure?: string | undefined;
}

/** A delivery's whole record. */
export interface DeliveryView {
  readonly eventId: string;
  readonly type: WebhookEvent['type'];
  readonly state: DeliveryState;
  readonly tries: readonly DeliveryTry[];
  /** When it is tried again, business instant. */
  readonly nextTryMs?: number | undefined;
}

/** What lists show of a delivery: its workflow's memo. */
export interface DeliveryMemo {
  readonly eventId: string;
  readonly type: WebhookEvent['type'];
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly lastStatus?: number | undefined;
  readonly lastFailure?: string | undefined;
  readonly lastAtMs?: number | undefined;
}

/** The record in short. */
export function memoOf({ eventId, type, state, tries }: DeliveryView): DeliveryMemo {
  const last = tries.at(-1);
  return {
    eventId,
    type,
    state,
    attempts: tries.length,
    ...(last?.status === undefined ? {} : { lastStatus: last.status }),
    ...(last?.failure === undefined ? {} : { lastFailure: last.failure }),
    ...(last ? { lastAtMs: last.atMs } : {}),
  };
}

/** Before the second try, the third and so on, business ms: three days and some hours in all. */
export const WAITS_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  DAY_MS,
];

/** However fast business time runs, all waits together leave the receiver five real seconds before it is called late. */
const LEAST_WAIT_MS = 600;
/** The most that a receiver's Retry-After may put a try off: business ms, and no less than this in real ms. */
const RETRY_AFTER_MS = DAY_MS;
const RETRY_AFTER_FLOOR_MS = 60 * SECOND_MS;

/**
 * Real ms from try number `made` (from 1) to the next; `undefined` after the last one. `retryAfterMs` (real) is what the receiver asked for:
 * it can make the wait longer and never shorter.
 */
export function waitAfter(made: number, clock: BusinessClock, retryAfterMs = 0): number | undefined {
  const wait = WAITS_MS[made - 1];
  if (wait === undefined) return undefined;
  const asked = Math.min(retryAfterMs, realDuration(clock, RETRY_AFTER_MS, RETRY_AFTER_FLOOR_MS));
  return Math.max(realDuration(clock, wait, LEAST_WAIT_MS), asked);
}
