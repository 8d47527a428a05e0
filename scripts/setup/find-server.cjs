// @ts-check
const { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { isExecutable, messageOf, onPath, say } = require('./run.cjs');

/**
 * A way to fetch a server that is not there yet. `fetch` puts it into the folder it is given, returns the program's name
 * there, and throws with the reason when this way is closed.
 *
 * @typedef {object} Way
 * @property {string} name what it is called in messages
 * @property {(folder: string) => Promise<string>} fetch
 */

/**
 * @typedef {object} Server
 * @property {string} title what it is, for people
 * @property {string} program its name on the PATH and in the cache
 * @property {string} setting the environment variable that names it explicitly
 * @property {string} needs which versions will do, in words
 * @property {(path: string) => Promise<string>} check gives the version; throws when it is not the program or too old
 * @property {readonly Way[]} ways
 */

/**
 * @typedef {object} Surroundings
 * @property {string} cache the folder in which fetched servers are kept
 * @property {import('./checksums.cjs').KnownPrograms} checksums
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * Finds a server or fetches it, in this order: the explicit setting, the PATH, the cache, then the server's own ways. An
 * explicit setting that does not work is an error and not a reason to look elsewhere. Fails with one error that names
 * every way tried and why it failed.
 *
 * @param {Server} server
 * @param {Surroundings} surroundings
 * @returns {Promise<string>} the program's absolute path
 */
async function findServer(server, surroundings) {
  const { cache, checksums, env } = surroundings;
  const explicit = env[server.setting];
  if (explicit) return explicitly(server, resolve(explicit), checksums);

  /** @type {string[]} */
  const failures = [];
  const found = onPath(server.program, env['PATH']);
  if (found === undefined) failures.push(`PATH: no ${server.program} there`);
  else {
    try {
      await accept(server, found, checksums);
      return found;
    } catch (error) {
      failures.push(`PATH: ${messageOf(error)}`);
      say(`  passing over ${found}: ${messageOf(error)}`);
    }
  }

  const cached = join(cache, server.program);
  if (!existsSync(cached)) failures.push(`cache: no ${cached}`);
  else {
    try {
      if ((await checksums.compare(cached)) === 'changed') throw new Error(`${cached} is not what was put there (its checksum differs)`);
      await accept(server, cached, checksums);
      return cached;
    } catch (error) {
      failures.push(`cache: ${messageOf(error)}`);
      say(`  passing over the cached copy: ${messageOf(error)}`);
    }
  }

  say(`${server.title} not found on this machine; fetching it, once.`);
  for (const way of server.ways) {
    say(`  trying: ${way.name}`);
    try {
      await fetchInto(server, way, surroundings);
      say(`  ${server.title} is in ${cached}`);
      return cached;
    } catch (error) {
      failures.push(`${way.name}: ${messageOf(error)}`);
      say(`  that did not work: ${messageOf(error)}`);
    }
  }
  throw new Error(
    [
      `No ${server.title} could be found or fetched. Tried:`,
      `  - setting: ${server.setting} is not set`,
      ...failures.map((failure) => `  - ${failure}`),
      `What to do: install it yourself (${server.needs}) so that "${server.program}" is on the PATH,`,
      `or set ${server.setting} to the full path of the program, then run the same command again.`,
    ].join('\n'),
  );
}

/** @param {Server} server @param {string} path @param {import('./checksums.cjs').KnownPrograms} checksums */
async function explicitly(server, path, checksums) {
  const complain = (/** @type {string} */ why) =>
    new Error(`${server.setting} names ${path}, but ${why}. Correct the setting or unset it.`);
  if (!existsSync(path)) throw complain('there is no such file');
  if (!isExecutable(path)) throw complain('it is not an executable file');
  try {
    await accept(server, path, checksums);
  } catch (error) {
    throw complain(messageOf(error));
  }
  return path;
}

/** Checks a program unless this very file passed before. @param {Server} server @param {string} path @param {import('./checksums.cjs').KnownPrograms} checksums */
async function accept(server, path, checksums) {
  if ((await checksums.compare(path)) === 'same') return;
  await checksums.remember(path, await server.check(path));
}

/** Fetches into a folder of its own; only what passed its check is moved into the cache. @param {Server} server @param {Way} way @param {Surroundings} surroundings */
async function fetchInto(server, way, { cache, checksums }) {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, '.fetching-'));
  try {
    const fetched = join(folder, await way.fetch(folder));
    chmodSync(fetched, 0o755);
    const version = await server.check(fetched);
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.lib'))) {
      rmSync(join(cache, name), { recursive: true, force: true });
      renameSync(join(folder, name), join(cache, name));
    }
    const place = join(cache, server.program);
    renameSync(fetched, place);
    await checksums.remember(place, version);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { findServer };
