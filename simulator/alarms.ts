import type { Clock } from './clock';

/** One timer per key, set in business time. Nothing fires after `close`. */
export interface Alarms {
  /** Sets or replaces the key's alarm; `undefined` clears it. */
  set(key: string, dueMs: number | undefined, ring: () => void): void;
  close(): void;
}

/** Node's timers overflow past this and fire at once, so that long waits go in hops. */
const LONGEST_HOP_MS = 2 ** 31 - 1;

export function createAlarms(clock: Clock): Alarms {
  const timers = new Map<string, NodeJS.Timeout>();
  let closed = false;

  const set = (key: string, dueMs: number | undefined, ring: () => void): void => {
    clearTimeout(timers.get(key));
    timers.delete(key);
    if (dueMs === undefined || closed) return;
    const hop = (): void => {
      timers.delete(key);
      if (clock.now() >= dueMs) ring();
      else set(key, dueMs, ring);
    };
    timers.set(key, setTimeout(hop, Math.min(LONGEST_HOP_MS, clock.realDelay(dueMs))));
  };

  return {
    set,
    close: () => {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
