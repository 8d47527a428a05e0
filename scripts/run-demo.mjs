/**
 * `npm run demo`: ports the orders of `examples/` through API and command line, as a backend service and a customer would,
 * on a stack of its own with a throw-away database. `npm run demo -- --keep` leaves the stack up until Ctrl-C.
 */
import { createRequire } from 'node:module';
import { checkOutcome } from './demo/outcome.mjs';
import { Follower } from './demo/follower.mjs';
import { placeOrder, readExamples } from './demo/journey.mjs';
import { say, saySummary } from './demo/words.mjs';
import { Surroundings } from './demo/surroundings.mjs';

const require = createRequire(import.meta.url);
const { quietClock } = require('./demo/clock.cjs');
const { startStack } = require('./stack.cjs');

const BUSINESS_DAY_MS = 4_000;
/** Real ms until the stack is up: business time reaches its Monday then. */
const STARTING_TAKES_MS = 7_000;

const unknown = process.argv.slice(2).filter((word) => word !== '--keep');
if (unknown.length > 0) {
  console.error(`npm run demo takes --keep and nothing else, not ${unknown.join(' ')}.`);
  process.exit(2);
}
const keep = process.argv.includes('--keep');

const began = Date.now();
let stack;
let stopped;
const stop = () => (stopped ??= stack?.stop());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void Promise.resolve(stop()).finally(() => process.exit(130)));
}

try {
  say('Starting Temporal, the other companies (simulator), four workers and the API …');
  const clock = quietClock({ dayMs: BUSINESS_DAY_MS, atMs: Date.now() + STARTING_TAKES_MS });
  stack = await startStack({ clock });
  const around = new Surroundings(stack);
  say(`Ready. One business day takes ${Math.round(86_400 / clock.scale)} seconds. Temporal Web UI: ${stack.urls.ui}\n`);

  const orders = await Promise.all((await readExamples()).map((example) => placeOrder(around, example)));
  for (const { name, orderId, requests } of orders) {
    say(`Follow ${name} in the Web UI:`);
    for (const workflowId of [`port-order/${orderId}`, ...requests.map((n) => `port-request/${orderId}/${n}`)])
      say(`  ${around.uiAddress(workflowId)}`);
  }
  say('');
  await Promise.all(orders.map((order) => new Follower(around, order).untilOver()));

  const { problems, rows } = await checkOutcome(around, orders);
  saySummary(rows);
  for (const problem of problems) console.error(`NOT AS IT SHOULD BE: ${problem}`);
  say(
    `\nDone in ${Math.round((Date.now() - began) / 1000)} seconds.${problems.length === 0 ? ' Every number is ported, SMS active, and the ledger of the other companies agrees.' : ''}`,
  );
  if (keep) {
    say(
      `\nThe stack stays up: Web UI ${stack.urls.ui}, API ${stack.urls.api}, files ${stack.dir}. Ctrl-C stops it and deletes its database.`,
    );
    await new Promise(() => {});
  }
  await stop();
  process.exit(problems.length === 0 ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  await stop();
  process.exit(1);
}
