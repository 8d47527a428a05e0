/**
 * The business clock. One per deployment, pinned in every workflow's input; production uses scale 1. All instants that
 * people see are business instants; timers and HTTP time-outs run on real time.
 */
export interface BusinessClock {
  /** A real instant in the past, UTC epoch ms, fixed once per deployment: there business and real time are equal. */
  readonly originMs: number;
  /** How many business milliseconds pass in one real millisecond. */
  readonly scale: number;
}

/** Business time is real time. */
export const REAL_TIME: BusinessClock = { originMs: 0, scale: 1 };

/** The business instant at a real instant, both UTC epoch ms, rounded down. */
export const businessNow = (clock: BusinessClock, realNowMs: number): number =>
  Math.floor(clock.originMs + (realNowMs - clock.originMs) * clock.scale);

/**
 * How many real ms to wait until a business instant: at least 1, rounded up, so that a timer never fires early.
 * `floorMs` (real) is for deadlines that call another party late: a scaled clock must still leave it time to answer.
 */
export function realDelay(clock: BusinessClock, realNowMs: number, dueBusinessMs: number, floorMs = 1): number {
  return Math.max(1, floorMs, Math.ceil((dueBusinessMs - businessNow(clock, realNowMs)) / clock.scale));
}

/** A business duration as a real one for retry policies and budgets: scaled, but no shorter than `floorMs` real ms. */
export const realDuration = (clock: BusinessClock, businessMs: number, floorMs = 50): number =>
  Math.max(floorMs, Math.ceil(businessMs / clock.scale));

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
