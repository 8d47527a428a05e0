// @ts-check
const { join } = require('node:path');

const CALENDAR = join(__dirname, '..', '..', 'dist', 'domain', 'calendar');
const DAY_MS = 86_400_000;
const WORKING_DAYS_AHEAD = 15;
const COUNTRIES = ['FR', 'US'];

/**
 * A fast business clock on which it is nine in Paris at `atMs`, on a Monday without a holiday in the three weeks after it,
 * so that each run takes the same time. Its origin lies so far in the past that business time is that Monday then.
 *
 * @param {{ dayMs: number, atMs?: number }} speed `dayMs`: how long one business day takes; `atMs`: now when absent. Both real.
 * @returns {{ originMs: number, scale: number }}
 */
function quietClock({ dayMs, atMs = Date.now() }) {
  /** @type {typeof import('../../domain/calendar/business-days')} */
  const { isBusinessDay } = require(join(CALENDAR, 'business-days.js'));
  /** @type {typeof import('../../domain/calendar/local-time')} */
  const { addDays, localDate, localInstant } = require(join(CALENDAR, 'local-time.js'));
  const quiet = (/** @type {string} */ monday) =>
    Array.from({ length: WORKING_DAYS_AHEAD }, (_, index) => addDays(monday, Math.floor(index / 5) * 7 + (index % 5))).every((day) =>
      COUNTRIES.every((country) => isBusinessDay({ country }, day)),
    );
  const today = localDate(atMs, 'Europe/Paris');
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  let monday = addDays(today, (8 - weekday) % 7 || 7);
  while (!quiet(monday)) monday = addDays(monday, 7);
  const startMs = localInstant({ date: monday, time: '09:00', zone: 'Europe/Paris', resolve: 'later' });
  const scale = DAY_MS / dayMs;
  return { originMs: Math.round(atMs - (startMs - atMs) / (scale - 1)), scale };
}

module.exports = { quietClock };
