/**
 * `npm run dev`: everything on this machine, with a database that lasts, until Ctrl-C. One business day passes a minute;
 * `npm run dev -- --scale 1` for real time (fixed when the database is made).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { startStack } = require('./stack.cjs');
const { keptSecrets } = require('./stack/secrets.cjs');

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dir = join(root, '.portico', 'dev');
const DAY_A_MINUTE = 24 * 60;
const PORTS = { temporal: 7233, ui: 8233, api: 7300, simulator: 7400 };

mkdirSync(dir, { recursive: true, mode: 0o700 });
const clock = keptClock(join(dir, 'clock.json'));
const running = runningSupervisor(join(dir, 'stack.json'));
if (running !== undefined) {
  console.error(`Portico runs already (process ${running}). Stop it with Ctrl-C in its terminal first.`);
  process.exit(1);
}

console.log('Starting Portico …');
try {
  const stack = await startStack({
    dir,
    clock,
    dbFile: join(dir, 'temporal.db'),
    ports: PORTS,
    secrets: keptSecrets(join(dir, 'secrets.json')),
  });
  const settings = join(dir, 'cli.env');
  writeFileSync(
    settings,
    Object.entries(stack.cliEnv)
      .map(([name, value]) => `export ${name}='${value}'\n`)
      .join(''),
    { mode: 0o600 },
  );
  writeFileSync(join(dir, 'api-key'), `${stack.secrets.apiKey}\n`, { mode: 0o600 });
  explain(stack, settings);
  stopWhenTold(stack);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/** The operators' views as links, as of a business instant. */
function views(uiUrl, nowMs) {
  const { savedViews, viewLink } = require(join(root, 'dist', 'client', 'saved-views.js'));
  return savedViews(nowMs)
    .map((view) => `  ${view.name}\n    ${viewLink(uiUrl, 'default', view)}`)
    .join('\n');
}

function explain({ urls, clock: { originMs, scale } }, settings) {
  const path = relative(process.cwd(), settings) || settings;
  console.log(`
Portico runs. ${scale === 1 ? 'Time is real.' : `One business day takes ${Math.round(86_400 / scale)} seconds.`}

  Temporal Web UI   ${urls.ui}   (open it by this very address: payloads are decrypted for no other)
  API               ${urls.api}/v1   (OpenAPI: ${urls.api}/openapi.json)
  Simulator         ${urls.simulator}
  Logs and data     ${relative(process.cwd(), dir) || dir}

The command line, in another terminal:
  source ${path} && npm run -s portico -- --help
The API:
  curl -H "authorization: Bearer $(cat ${relative(process.cwd(), join(dir, 'api-key'))})" ${urls.api}/v1/countries

The operators' views (docs/operate.md; days in them are today's, "npm run -s portico -- views" prints them anew):
${views(urls.ui, originMs + (Date.now() - originMs) * scale)}

Ctrl-C stops everything; the database stays. To begin anew, delete ${relative(process.cwd(), dir) || dir} while nothing runs.
`);
}

function stopWhenTold(stack) {
  let told = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A second Ctrl-C is impatience: the children leave by themselves when we are gone.
      if (told) process.exit(130);
      told = true;
      console.log('\nStopping …');
      stack.stop().then(
        () => process.exit(0),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

/** The business clock belongs to the database: it is fixed when that is made. */
function keptClock(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const asked = process.argv.indexOf('--scale');
  const made = { originMs: Date.now(), scale: asked > 0 ? Number(process.argv[asked + 1]) : DAY_A_MINUTE };
  if (!(made.scale >= 1)) throw new Error('--scale needs a number of at least 1');
  writeFileSync(file, `${JSON.stringify(made)}\n`);
  return made;
}

/** The process id of a supervisor that still runs on this folder. */
function runningSupervisor(file) {
  if (!existsSync(file)) return undefined;
  const { supervisor } = JSON.parse(readFileSync(file, 'utf8'));
  try {
    process.kill(supervisor, 0);
    return supervisor;
  } catch {
    return undefined;
  }
}
