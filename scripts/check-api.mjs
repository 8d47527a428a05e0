/**
 * `npm run check:api`: an independent checker (Schemathesis, from PyPI) reads the API's own description, sends requests
 * that fit it and requests that do not, and holds every answer against it. It runs against a whole stack of real
 * processes, started here and ended at the end. Needs Python 3.10 or later; without it the check is left out, loudly.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const VERSION = '4.32.5';
const home = join(root, '.portico', `schemathesis-${VERSION}`);
const program = join(home, 'bin', 'schemathesis');

/** Runs a program with its output passed through; gives its exit code. */
const run = (file, args, cwd = root) =>
  new Promise((settle) => {
    const child = spawn(file, args, { cwd, stdio: 'inherit' });
    child.on('error', () => settle(1));
    child.on('close', (code) => settle(code ?? 1));
  });

async function install() {
  if (existsSync(program)) return true;
  const python = spawnSync('python3', ['-c', 'import sys, venv; sys.exit(sys.version_info < (3, 10))']);
  if (python.status !== 0) return false;
  mkdirSync(dirname(home), { recursive: true });
  console.log(`Installing Schemathesis ${VERSION} into .portico …`);
  return (
    (await run('python3', ['-m', 'venv', home])) === 0 &&
    (await run(join(home, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`])) === 0
  );
}

/**
 * What fits the description may still break a rule of the trade (422), be for another moment (409), or be a document that
 * is none (415): no schema says all of that. It is never malformed (400), but for a page token that no list has given and
 * a webhook without the gateway's signature, which a stranger cannot make.
 */
const settingsFor = (apiKey, orderId) => {
  const fine = ['2xx', '403', '404', '409', '413', '415', '422', '503', '504'];
  return `headers = { Authorization = "Bearer ${apiKey}" }

[parameters]
"path.id" = "${orderId}"

[checks.positive_data_acceptance]
expected-statuses = ${JSON.stringify(fine)}

[[operations]]
include-name = "GET /v1/port-orders"
[operations.checks.positive_data_acceptance]
expected-statuses = ${JSON.stringify([...fine, '400'])}

[[operations]]
include-name = "GET /v1/webhooks/{webhook}/deliveries"
[operations.checks.positive_data_acceptance]
expected-statuses = ${JSON.stringify([...fine, '400'])}

[[operations]]
include-name = "POST /webhooks/gateways/{gateway}"
[operations.checks.positive_data_acceptance]
expected-statuses = ${JSON.stringify([...fine, '400', '401'])}
`;
};

/** An order for the routes of one order to be about. Answers its id. */
async function placeOrder({ urls, secrets }) {
  const answer = await fetch(`${urls.api}/v1/port-orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets.apiKey}`, 'content-type': 'application/json', 'idempotency-key': 'check-api' },
    body: readFileSync(join(root, 'examples', 'us-shop.json')),
  });
  if (!answer.ok) throw new Error(`no order could be placed: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).orderId;
}

async function main() {
  if ((await run(process.execPath, [join(root, 'scripts', 'setup.mjs')])) !== 0) return 1;
  if (!(await install())) {
    console.log('\nLEFT OUT: the API was not checked. Schemathesis needs Python 3.10 or later with venv (python3-venv) and PyPI.');
    return 0;
  }
  const { startStack } = require('./stack.cjs');
  // One key asks everything here, as fast as it can.
  const unlimited = '1000000';
  const limits = { PORTICO_RATE_REQUESTS: unlimited, PORTICO_RATE_EXPENSIVE: unlimited };
  const stack = await startStack({ quiet: true, envOf: { api: limits } });
  // In a file: what stands on a command line is seen by every process of the machine.
  const settings = join(stack.dir, 'schemathesis.toml');
  try {
    writeFileSync(settings, settingsFor(stack.secrets.apiKey, await placeOrder(stack)), { mode: 0o600 });
    const args = [
      `--config-file=${settings}`,
      'run',
      `${stack.urls.api}/openapi.json`,
      '--checks=all',
      '--max-examples=40',
      '--seed=1',
      '--request-timeout=20',
      '--continue-on-failure',
      ...process.argv.slice(2),
    ];
    // In the stack's folder: what it remembers between runs goes with it.
    return await run(program, args, stack.dir);
  } finally {
    await stack.stop();
  }
}

process.exitCode = await main();
