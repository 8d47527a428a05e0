/**
 * `npm run bench:webhooks`: 50 signed deliveries a second for a minute, every event twice, while orders are placed and
 * ported by whole processes against a Temporal server in memory. Afterwards every acknowledged event must stand in the
 * history of its request, or be parked, and must have counted once. `-- --rate 100 --seconds 30` for other figures.
 */
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { say } from '../demo/words.mjs';
import { Surroundings } from '../demo/surroundings.mjs';
import { Fleet } from './fleet.mjs';
import { whereEventsAre } from './ledger.mjs';

const require = createRequire(import.meta.url);
const { quietClock } = require('../demo/clock.cjs');
const { startStack } = require('../stack.cjs');

const BUSINESS_DAY_MS = 10_000;
const STARTING_TAKES_MS = 7_000;
/** Orders that are under way when the deliveries begin, and how often another one is placed, real ms. */
const ORDERS_BEFORE = 20;
const NEXT_ORDER_MS = 2_000;
/** The second delivery of an event comes so much later, at most, real ms; the first ones come at the same moment. */
const SECOND_WITHIN_MS = 2_000;

const { values } = parseArgs({ options: { rate: { type: 'string', default: '50' }, seconds: { type: 'string', default: '60' } } });
const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
if (!(rate >= 2 && rate <= 1_000 && seconds >= 1 && seconds <= 3_600)) {
  console.error('--rate is from 2 to 1000 deliveries a second, --seconds from 1 to 3600.');
  process.exit(2);
}

/** Sends one event as its gateway does; answers the status, 0 when nobody answered. */
async function deliver({ urls, secrets }, event) {
  const body = JSON.stringify(event);
  const at = Math.floor(Date.now() / 1_000);
  const key = Buffer.from(secrets.webhookSecret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${event.id}.${at}.${body}`).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'webhook-id': event.id,
    'webhook-timestamp': `${at}`,
    'webhook-signature': `v1,${signature}`,
  };
  try {
    const answer = await fetch(urls.webhook, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Sends events in pairs at the rate; answers every delivery, and how long it took to get to the last event. */
async function storm(stack, fleet, around) {
  const deliveries = [];
  const send = async (event) => {
    const began = performance.now();
    const status = await deliver(stack, event);
    deliveries.push({ id: event.id, status, ms: performance.now() - began });
  };
  const pairs = Math.round((rate * seconds) / 2);
  const began = Date.now();
  const underWay = [];
  const events = [];
  for (let index = 0; index < pairs; index += 1) {
    await pause(began + (index * 2_000) / rate - Date.now());
    const order = fleet.orders[index % fleet.orders.length];
    const request = order.requests[index % order.requests.length];
    const id = `storm-${index + 1}`;
    const data = { reference: request.reference, text: id };
    const event = { id, type: 'port.comment', occurred_at: new Date(around.nowMs()).toISOString(), data };
    events.push({ id, orderId: order.orderId, n: request.n });
    const later = index % 3 === 0 ? 0 : (index * 37) % SECOND_WITHIN_MS;
    underWay.push(
      send(event),
      pause(later).then(() => send(event)),
    );
  }
  const tookMs = Date.now() - began;
  await Promise.all(underWay);
  return { events, deliveries, tookMs };
}

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

let stack;
let stopped;
const stop = () => (stopped ??= stack?.stop());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => void Promise.resolve(stop()).finally(() => process.exit(130)));

try {
  stack = await startStack({ inMemory: true, clock: quietClock({ dayMs: BUSINESS_DAY_MS, atMs: Date.now() + STARTING_TAKES_MS }) });
  const around = new Surroundings(stack);
  const fleet = new Fleet(around);
  say(`Placing ${ORDERS_BEFORE} orders …`);
  for (let placed = 0; placed < ORDERS_BEFORE; placed += 5) await Promise.all([1, 2, 3, 4, 5].map(() => fleet.placeOne()));

  say(`${rate} deliveries a second for ${seconds} seconds, every event twice …`);
  const more = new AbortController();
  const placing = (async () => {
    while (!more.signal.aborted) {
      await fleet.placeOne();
      await pause(NEXT_ORDER_MS);
    }
  })();
  const { events, deliveries, tookMs } = await storm(stack, fleet, around);
  more.abort();
  await placing;

  const acknowledged = new Set(deliveries.filter(({ status }) => status >= 200 && status < 300).map(({ id }) => id));
  const { applied, parked, lost, twice } = await whereEventsAre(
    stack,
    around,
    events.filter(({ id }) => acknowledged.has(id)),
  );
  const refused = deliveries.filter(({ status }) => status < 200 || status >= 300);
  const ms = deliveries.map((one) => one.ms).toSorted((one, other) => one - other);
  const reached = deliveries.length / (tookMs / 1_000);
  say(
    [
      '',
      `orders placed                     ${fleet.orders.length}, ${BUSINESS_DAY_MS / 1_000} s a business day`,
      `deliveries                        ${deliveries.length} of ${events.length} events, ${reached.toFixed(1)} a second`,
      `not acknowledged                  ${refused.length}${refused.length > 0 ? ` (${[...new Set(refused.map(({ status }) => status))].join(', ')})` : ''}`,
      `time to the acknowledgement, ms   median ${percentile(ms, 0.5).toFixed(0)}, p95 ${percentile(ms, 0.95).toFixed(0)}, p99 ${percentile(ms, 0.99).toFixed(0)}`,
      `acknowledged events               ${acknowledged.size}: ${applied} counted once, ${parked} parked, ${twice} counted twice, ${lost} lost`,
    ].join('\n'),
  );
  await stop();
  process.exit(lost > 0 || twice > 0 || refused.length > 0 || reached < rate * 0.98 ? 1 : 0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  await stop();
  process.exit(1);
}
