import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './surroundings.mjs';

const require = createRequire(import.meta.url);

const DAY_MS = 86_400_000;
/** One business day takes four seconds. */
const SCALE = DAY_MS / 4_000;
/** The demo begins at nine in Paris, on a Monday without a holiday in the three weeks after it, so that each run takes the same time. */
const WORKING_DAYS_AHEAD = 15;
const COUNTRIES = ['FR', 'US'];
/** Real ms until the stack is up: business time reaches that Monday then. */
const STARTING_TAKES_MS = 7_000;

/**
 * The demo's business clock. Its origin lies so far in the past that business time is that Monday once the stack is up.
 *
 * @returns {{ originMs: number, scale: number }}
 */
export function demoClock(nowMs = Date.now()) {
  const { isBusinessDay } = require(join(ROOT, 'dist', 'domain', 'calendar', 'business-days.js'));
  const { addDays, localDate, localInstant } = require(join(ROOT, 'dist', 'domain', 'calendar', 'local-time.js'));
  const quiet = (monday) =>
    Array.from({ length: WORKING_DAYS_AHEAD }, (_, index) => addDays(monday, Math.floor(index / 5) * 7 + (index % 5))).every((day) =>
      COUNTRIES.every((country) => isBusinessDay({ country }, day)),
    );
  const today = localDate(nowMs, 'Europe/Paris');
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  let monday = addDays(today, (8 - weekday) % 7 || 7);
  while (!quiet(monday)) monday = addDays(monday, 7);
  const startMs = localInstant({ date: monday, time: '09:00', zone: 'Europe/Paris', resolve: 'later' });
  const atMs = nowMs + STARTING_TAKES_MS;
  return { originMs: Math.round(atMs - (startMs - atMs) / (SCALE - 1)), scale: SCALE };
}
