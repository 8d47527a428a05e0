/** The business clock, shared with the system under test only through two numbers. */
export interface ClockSetting {
  /** Real instant at which business and real time are equal, UTC epoch ms. */
  readonly originMs: number;
  /** Business milliseconds per real millisecond. */
  readonly scale: number;
}

export interface Clock {
  /** The business instant now, UTC epoch ms. */
  now(): number;
  /** Real milliseconds until a business instant, at least 1. */
  realDelay(dueMs: number): number;
}

export const createClock = ({ originMs, scale }: ClockSetting): Clock => {
  const now = (): number => Math.floor(originMs + (Date.now() - originMs) * scale);
  return { now, realDelay: (dueMs) => Math.max(1, Math.ceil((dueMs - now()) / scale)) };
};

/** An epoch instant as RFC 3339 in UTC, as everything on the wire wants it. */
export const iso = (ms: number): string => new Date(ms).toISOString();

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
