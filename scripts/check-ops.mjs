/**
 * `npm run check:ops`: what operators import, held against Prometheus' own tool. The alert rules and their tests; every
 * query of the dashboard; and the real text of every process' metrics, after the demo's orders have been ported on a
 * stack of its own. Without promtool nothing is checked, and that is said loudly.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const ops = (...parts) => join(root, 'ops', ...parts);

if (process.argv.length > 2) {
  console.error(`npm run check:ops takes no arguments, not ${process.argv.slice(2).join(' ')}.`);
  process.exit(2);
}

let failed = 0;
/** Says how one check ended; of one that failed, what the tool has to say. */
function report(what, { status, stdout, stderr }) {
  console.log(`${status === 0 ? 'fine  ' : 'FAILED'}  ${what}`);
  if (status === 0) return;
  failed += 1;
  console.log(`${stdout}${stderr}`.trim());
}

async function findPromtool() {
  const { Checksums } = require('./setup/checksums.cjs');
  const { findServer } = require('./setup/find-server.cjs');
  const { promtool } = require('./setup/promtool.cjs');
  const cache = join(root, '.portico', 'bin');
  return findServer(promtool, { cache, checksums: new Checksums(cache), env: process.env });
}

/** Every query of the dashboard, as the rule that would record it: promtool reads rules only. */
function queriesAsRules() {
  const { panels } = JSON.parse(readFileSync(ops('grafana', 'portico.json'), 'utf8'));
  const all = panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]).flatMap(({ targets = [] }) => targets);
  const rules = all.map(({ expr }, index) => ({ record: `dashboard:query:${index}`, expr: expr.replaceAll('$__rate_interval', '5m') }));
  return { count: rules.length, text: JSON.stringify({ groups: [{ name: 'dashboard', rules }] }) };
}

function checkFiles(promtool) {
  const run = (...args) => spawnSync(promtool, args, { encoding: 'utf8' });
  report('the alert rules', run('check', 'rules', ops('prometheus', 'alerts.yml')));
  report("the alert rules' tests", run('test', 'rules', ops('prometheus', 'alerts.test.yml')));
  const folder = mkdtempSync(join(tmpdir(), 'portico-ops-'));
  try {
    const { count, text } = queriesAsRules();
    writeFileSync(join(folder, 'queries.yml'), text);
    report(`the ${count} queries of the dashboard`, run('check', 'rules', '--lint=none', join(folder, 'queries.yml')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ports the demo's orders, one of which is rejected once, and holds what every process then serves. */
async function checkMetrics(promtool) {
  const { startStack } = require('./stack.cjs');
  const { quietClock } = require('./demo/clock.cjs');
  const { Follower } = await import('./demo/follower.mjs');
  const { placeOrder, readExamples } = await import('./demo/journey.mjs');
  const { Surroundings } = await import('./demo/surroundings.mjs');
  const stack = await startStack({ quiet: true, clock: quietClock({ dayMs: 2_500, atMs: Date.now() + 7_000 }) });
  try {
    const around = new Surroundings(stack);
    const orders = await Promise.all((await readExamples()).map((example) => placeOrder(around, example)));
    await Promise.all(orders.map((order) => new Follower(around, order).untilOver()));
    for (const [name, url] of Object.entries(stack.urls.metrics)) {
      const answer = await fetch(url, { headers: { authorization: `Bearer ${stack.secrets.apiKey}` } });
      const text = await answer.text();
      if (answer.status !== 200 || !text.includes('\n# TYPE ')) throw new Error(`${name} serves no metrics (${answer.status})`);
      report(`the metrics of ${name}`, spawnSync(promtool, ['check', 'metrics'], { input: text, encoding: 'utf8' }));
    }
  } finally {
    await stack.stop();
  }
}

if (spawnSync(process.execPath, [join(root, 'scripts', 'setup.mjs'), '--for-demo'], { stdio: 'inherit' }).status !== 0) process.exit(1);
const promtool = await findPromtool().catch((error) => console.log(error.message));
if (promtool === undefined) {
  console.log(
    '\nLEFT OUT: neither rules, dashboard nor metrics were checked, since there is no promtool. It needs Go, or promtool on the PATH.',
  );
} else {
  checkFiles(promtool);
  await checkMetrics(promtool);
  console.log(failed === 0 ? '\nAll of it is fine.' : `\n${failed} of these FAILED.`);
  process.exitCode = failed === 0 ? 0 : 1;
}
