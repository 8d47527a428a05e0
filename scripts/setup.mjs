/**
 * Makes a fresh clone ready: packages, the two Temporal servers, the build. Does only what is missing, says what it does,
 * and costs next to nothing when all is there. Plain Node, because it runs before the packages are installed.
 *
 *   node scripts/setup.mjs               for tests: everything
 *   node scripts/setup.mjs --for-demo    without the time-skipping server, which only tests need
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { requireNode } = require('./setup/node-version.cjs');
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

try {
  requireNode(process.versions.node);
  await setUp();
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function setUp() {
  const { Checksums } = require('./setup/checksums.cjs');
  const { findServer } = require('./setup/find-server.cjs');
  const { ensurePackages } = require('./setup/packages.cjs');
  const { temporalCli } = require('./setup/temporal-cli.cjs');
  const { testServer } = require('./setup/test-server.cjs');

  await ensurePackages(root);

  const cache = join(root, '.portico', 'bin');
  const surroundings = { cache, checksums: new Checksums(cache), env: process.env };
  const file = join(root, '.portico', 'servers.json');
  const servers = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  servers.temporal = await findServer(temporalCli, surroundings);
  if (!process.argv.includes('--for-demo')) servers.testServer = await findServer(testServer, surroundings);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(servers, undefined, 2)}\n`);

  const { build } = await import('./build.mjs');
  await build();
}
