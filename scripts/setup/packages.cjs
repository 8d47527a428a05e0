// @ts-check
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { run, say } = require('./run.cjs');

/**
 * Installs the packages of the lockfile unless this very lockfile is installed. No install scripts: none is needed, and
 * what does not run can do no harm.
 *
 * @param {string} root
 * @returns {Promise<void>}
 */
async function ensurePackages(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stamp = join(root, 'node_modules', '.portico-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!isInstalled(root, JSON.parse(lock.toString('utf8')))) {
    say('Installing packages (npm ci) …');
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: root,
      timeoutMs: 900_000,
      doing: 'installing packages',
    });
  }
  writeFileSync(stamp, wanted);
}

/**
 * Whether someone ran npm by hand and brought exactly this lockfile's packages; npm keeps its own note of what it installed.
 * Packages for other platforms are optional and may be absent.
 *
 * @param {string} root
 * @param {{ packages: Record<string, { version?: string, optional?: boolean }> }} lock
 */
function isInstalled(root, lock) {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  /** @type {typeof lock} */
  const installed = JSON.parse(readFileSync(note, 'utf8'));
  return Object.entries(lock.packages).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const present = installed.packages[path];
    return present === undefined ? optional === true : present.version === version;
  });
}

module.exports = { ensurePackages };
