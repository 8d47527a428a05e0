/**
 * Compiles to `dist` and makes the workflow bundle beside it, unless these very sources were built before.
 *
 *   node scripts/build.mjs
 */
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { run, say } = require('./setup/run.cjs');
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.built-from');

const { include: folders } = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8'));

/** Every file of the source folders, sorted, relative to the root. */
const sources = () =>
  folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((name) => statSync(join(root, name)).isFile())
    .toSorted();

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const name of [...files, 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.mjs']) {
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(root, name)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Brings `dist` up to date. Throws with the compiler's words when the sources do not compile. */
export async function build() {
  const files = sources();
  const wanted = fingerprint(files);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Building …');
  // From nothing, so that a file deleted in the sources does not live on in dist.
  rmSync(dist, { recursive: true, force: true });
  await compile();
  for (const name of files.filter((one) => !/\.(ts|md)$/.test(one))) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    copyFileSync(join(root, name), join(dist, name));
  }
  const cli = join(dist, 'cli', 'main.js');
  if (existsSync(cli)) chmodSync(cli, 0o755);
  await bundle();
  writeFileSync(stamp, wanted);
}

async function compile() {
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const output = await run(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, timeoutMs: 300_000, anyExit: true });
  if (/error TS\d+/.test(output) || !existsSync(dist)) throw new Error(`The sources do not compile:\n${output.trim()}`);
}

async function bundle() {
  const { bundleWorkflowCode, DefaultLogger } = require('@temporalio/worker');
  const { bundleOptions } = require(join(dist, 'workers', 'bundle-options.js'));
  // The logger stays on: what is wrong with a bundle stands there and not in the error.
  const { code } = await bundleWorkflowCode({ ...bundleOptions(), logger: new DefaultLogger('WARN') });
  writeFileSync(join(dist, 'workflow-bundle.js'), code);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
