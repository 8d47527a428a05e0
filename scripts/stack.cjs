// @ts-check
/**
 * All of Portico on one machine: the Temporal dev server, the simulator, the four workers and the API, each a process of
 * its own. For `npm run demo`, `npm run dev` and the tests. Nothing is left behind however the supervisor ends: our own
 * processes leave when their channel to it closes, the server when its shim's standard input does.
 */
const { execFile } = require('node:child_process');
const { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { GATEWAY, NAMES, environments, serverArguments, urlsOf } = require('./stack/plan.cjs');
const { freePorts, requireFree } = require('./stack/ports.cjs');
const { StackProcess } = require('./stack/process.cjs');
const { makeSecrets } = require('./stack/secrets.cjs');

const ROOT = resolve(__dirname, '..');
const DIST = join(ROOT, 'dist');
const READY_WITHIN_MS = 60_000;
// A worker lets its activities finish for ten seconds and forces its end after fifteen.
const STOP_WITHIN_MS = 17_000;

/** @typedef {import('./stack/plan.cjs').ProcessName} ProcessName */

/**
 * @typedef {object} StackOptions
 * @property {string} [dir] where logs, documents, state and database go; absent: a throw-away folder, removed by `stop`
 * @property {{ originMs: number, scale: number }} [clock] the business clock; absent: real time
 * @property {string} [dbFile] the server's database; absent: a file in `dir`
 * @property {boolean} [inMemory] the server keeps its database in memory; it does not survive a restart
 * @property {Partial<import('./stack/plan.cjs').Ports>} [ports] 0 or absent: any free one
 * @property {Record<string, string>} [env] settings for every process of ours, over those of the stack
 * @property {Partial<Record<ProcessName, Record<string, string>>>} [envOf] settings for one process, over all others
 * @property {import('./stack/secrets.cjs').Secrets} [secrets] absent: fresh ones
 * @property {string} [dist] the build to run; absent: this project's
 * @property {boolean} [quiet] says nothing on standard error
 * @property {readonly ProcessName[]} [only] starts these only; the others can be started later with `restart`
 * @property {string} [logLevel] of our processes; `info` when absent
 * @property {(name: ProcessName, how: string) => void} [onUnexpectedEnd] a process ended that nobody had ended
 */

/**
 * @typedef {object} Stack
 * @property {string} dir
 * @property {import('./stack/plan.cjs').Urls} urls
 * @property {import('./stack/plan.cjs').Ports} ports
 * @property {import('./stack/plan.cjs').Clock} clock
 * @property {import('./stack/secrets.cjs').Secrets} secrets
 * @property {string} gateway the id of the one gateway, which is the simulator
 * @property {Record<string, string>} cliEnv what the command line needs in its environment to reach this stack
 * @property {Record<ProcessName, InstanceType<typeof StackProcess>>} processes
 * @property {(name: ProcessName) => string} logFile
 * @property {(name: ProcessName) => Promise<void>} kill ends a process at once, as a crash would
 * @property {(name: ProcessName) => Promise<void>} restart ends it properly if it runs, and starts it again, on the same port
 * @property {() => Promise<void>} stop ends everything in order; safe to call twice
 */

/**
 * Starts a stack and waits until all of it is ready. When a part cannot start, everything is ended again and the error
 * holds that part's last log lines.
 *
 * @param {StackOptions} [options]
 * @returns {Promise<Stack>}
 */
async function startStack(options = {}) {
  const { only = NAMES, quiet = false, secrets = makeSecrets(), logLevel = 'info' } = options;
  const clock = options.clock ?? { originMs: Date.now(), scale: 1 };
  const ports = await choosePorts(options.ports ?? {});
  const dir = resolve(options.dir ?? mkdtempSync(join(tmpdir(), 'portico-stack-')));
  const dist = resolve(options.dist ?? DIST);
  const plan = { dir, dist, clock, ports, secrets, logLevel };
  const urls = urlsOf(ports, secrets);
  const environmentOf = environments(plan);

  mkdirSync(join(dir, 'logs'), { recursive: true });
  mkdirSync(join(dir, 'documents'), { recursive: true });
  // Not empty: the SDK's reader wants the profile to exist.
  writeFileSync(join(dir, 'temporal.toml'), '[profile.default]\n');
  const logFile = (/** @type {ProcessName} */ name) => join(dir, 'logs', `${name}.log`);

  const processes = /** @type {Stack['processes']} */ (Object.fromEntries(NAMES.map((name) => [name, processFor(name)])));

  /** @param {ProcessName} name */
  function processFor(name) {
    const common = {
      name,
      logFile: logFile(name),
      readyWithinMs: READY_WITHIN_MS,
      onUnexpectedEnd: (/** @type {string} */ how) => {
        if (!quiet) process.stderr.write(`${name} ended by itself (${how}); see ${logFile(name)}\n`);
        options.onUnexpectedEnd?.(name, how);
        writeState();
      },
    };
    if (name === 'temporal') {
      const dbFile = options.inMemory ? undefined : (options.dbFile ?? join(dir, 'temporal.db'));
      const args = serverArguments({ ...plan, dbFile, searchAttributes: searchAttributes(dist) });
      return new StackProcess({
        ...common,
        file: temporalProgram(),
        args,
        env: inherited(),
        readyWhen: (printed) => /^(Temporal )?Server:/m.test(printed),
      });
    }
    const file = join(dist, ...(name === 'api' || name === 'simulator' ? [name, 'main.js'] : ['workers', `${name}.js`]));
    return new StackProcess({
      ...common,
      file,
      env: { ...inherited(), ...environmentOf[name], ...options.env, ...options.envOf?.[name] },
    });
  }

  function writeState() {
    const pids = NAMES.filter((name) => processes[name].running).map((name) => ({ name, pid: processes[name].pid }));
    if (!existsSync(dir)) return;
    writeFileSync(
      join(dir, 'stack.json'),
      `${JSON.stringify({ supervisor: process.pid, urls, ports, clock, processes: pids }, undefined, 2)}\n`,
    );
  }

  async function start(/** @type {ProcessName} */ name) {
    await processes[name].start();
    writeState();
  }

  const endAll = (/** @type {readonly ProcessName[]} */ names) => Promise.all(names.map((name) => processes[name].stop(STOP_WITHIN_MS)));

  /** @type {Promise<void> | undefined} */
  let stopping;
  async function stopAll() {
    await endAll(['api']);
    await endAll(['orders', 'carrier', 'provisioning', 'notifications']);
    await endAll(['simulator']);
    await endAll(['temporal']);
    rmSync(join(dir, 'stack.json'), { force: true });
    if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
  }
  const stop = () => (stopping ??= stopAll());

  const wanted = NAMES.filter((name) => only.includes(name));
  const others = (/** @type {ProcessName} */ name) => name === 'temporal' || name === 'simulator';
  const first = wanted.filter(others);
  const second = wanted.filter((name) => !others(name));
  try {
    // The server takes its list of search attributes only as it makes a database: one of an earlier release lacks the newer ones.
    const isOld = options.dbFile !== undefined && existsSync(options.dbFile);
    await allStarted(first.map(start));
    if (isOld && first.includes('temporal')) await setUpTemporal(dist, { ...inherited(), ...environmentOf.cli });
    await allStarted(second.map(start));
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    dir,
    urls,
    ports,
    clock,
    secrets,
    gateway: GATEWAY,
    cliEnv: environmentOf.cli,
    processes,
    logFile,
    stop,
    async kill(name) {
      await processes[name].kill();
      writeState();
    },
    async restart(name) {
      await processes[name].stop(STOP_WITHIN_MS);
      await start(name);
    },
  };
}

/** What `portico set-up-temporal` does. @param {string} dist @param {NodeJS.ProcessEnv} env @returns {Promise<void>} */
function setUpTemporal(dist, env) {
  return new Promise((done, fail) => {
    execFile(process.execPath, [join(dist, 'cli', 'main.js'), 'set-up-temporal'], { env }, (error, _stdout, stderr) =>
      error ? fail(new Error(`The database could not be brought up to date:\n${stderr}`)) : done(),
    );
  });
}

/** Waits for all to be settled, so that none still starts while the others are ended. @param {Promise<void>[]} starts */
async function allStarted(starts) {
  const failed = (await Promise.allSettled(starts)).filter((result) => result.status === 'rejected');
  if (failed.length > 0)
    throw new Error(failed.map(({ reason }) => String(reason instanceof Error ? reason.message : reason)).join('\n\n'));
}

/** @param {Partial<import('./stack/plan.cjs').Ports>} asked @returns {Promise<import('./stack/plan.cjs').Ports>} */
async function choosePorts(asked) {
  await requireFree({ ...asked });
  const names = /** @type {const} */ (['temporal', 'ui', 'simulator', 'api', 'orders', 'carrier', 'provisioning', 'notifications']);
  const free = await freePorts(names.length);
  return /** @type {import('./stack/plan.cjs').Ports} */ (
    Object.fromEntries(names.map((name, index) => [name, asked[name] || free[index]]))
  );
}

/** Our own settings are for the stack to give: one from the shell would be obeyed by some processes and not by others. */
function inherited() {
  const ours = (/** @type {string} */ name) => /^(PORTICO_|SIMULATOR_|TEMPORAL_|JEST_)|^(NODE_ENV|NODE_OPTIONS)$/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours(name)));
}

/** @returns {string} */
function temporalProgram() {
  const explicit = process.env['PORTICO_TEMPORAL_CLI'];
  if (explicit) return resolve(explicit);
  const file = join(ROOT, '.portico', 'servers.json');
  const path = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).temporal : undefined;
  if (typeof path !== 'string' || !existsSync(path)) throw new Error(`No Temporal CLI is known in ${file}. Run "npm run setup".`);
  return path;
}

/** @param {string} dist @returns {readonly { name: string, type: string }[]} */
function searchAttributes(dist) {
  const file = join(dist, 'workflows', 'search-attributes.js');
  if (!existsSync(file)) throw new Error(`${file} does not exist. Run "npm run build".`);
  return require(file).SEARCH_ATTRIBUTES;
}

module.exports = { startStack };
