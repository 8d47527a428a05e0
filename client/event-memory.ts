import type { CarrierEvent } from '../domain/carrier-event';

/** The latest events that one process has handed over, by what they said. */
export interface EventMemory {
  /** Remembers an event; answers whether another one came under its id before. */
  isReuse(event: Pick<CarrierEvent, 'gateway' | 'id' | 'digest'>): boolean;
}

/**
 * For counting and logging at once that an id was used again. It forgets the oldest, and what other processes heard: what
 * counts is the memory of the request itself.
 */
export function eventMemory(mostEvents = 10_000): EventMemory {
  const digests = new Map<string, string>();
  return {
    isReuse({ gateway, id, digest = '' }) {
      const key = `${gateway}/${id}`;
      const first = digests.get(key);
      if (first !== undefined) return first !== digest;
      digests.set(key, digest);
      const [oldest] = digests.keys();
      if (digests.size > mostEvents && oldest !== undefined) digests.delete(oldest);
      return false;
    },
  };
}
