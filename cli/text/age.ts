import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/clock';

/** `4 min`, `3 h`, `2 d`: how long ago, in whole units. */
export function ageInWords(ms: number): string {
  if (ms < MINUTE_MS) return 'now';
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  return ms < DAY_MS ? `${Math.floor(ms / HOUR_MS)} h` : `${Math.floor(ms / DAY_MS)} d`;
}
