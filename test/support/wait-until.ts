import { setTimeout as pause } from 'node:timers/promises';

/** How long to wait and how often to look, real ms. */
export interface Patience {
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/**
 * Waits until the condition gives something truthy and returns that. An error thrown by the condition counts as "not
 * yet". Fails after `withinMs` (20 s) with `what` and the last error, so that a test never hangs.
 */
export async function waitUntil<T>(
  what: string,
  condition: () => T | Promise<T>,
  { withinMs = 20_000, everyMs = 25 }: Patience = {},
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const giveUpAt = performance.now() + withinMs;
  let lastError: unknown;
  for (;;) {
    try {
      const found = await condition();
      if (found) return found as Exclude<T, false | null | undefined | 0 | ''>;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= giveUpAt) throw new Error(`Waited ${withinMs} ms in vain: ${what}.`, { cause: lastError });
    await pause(everyMs);
  }
}
