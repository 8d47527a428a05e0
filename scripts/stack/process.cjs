// @ts-check
const { fork, spawn } = require('node:child_process');
const { closeSync, existsSync, openSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const LAST_LINES = 40;
const SHIM = join(__dirname, '..', 'shim.cjs');

/**
 * How a process starts and tells that it is ready: our own send `{ ready: true }` over their channel; a foreign program
 * runs behind the shim, and `readyWhen` judges what it has printed since its start.
 *
 * @typedef {object} Recipe
 * @property {string} name
 * @property {string} logFile
 * @property {NodeJS.ProcessEnv} env
 * @property {string} file our own JavaScript file, or the foreign program
 * @property {readonly string[]} [args]
 * @property {(printed: string) => boolean} [readyWhen] makes it a foreign program
 * @property {number} readyWithinMs
 * @property {(how: string) => void} [onUnexpectedEnd]
 */

/** One process of a stack: started, watched and ended, as often as one likes. */
class StackProcess {
  /** @param {Recipe} recipe */
  constructor(recipe) {
    this.recipe = recipe;
    /** @type {import('node:child_process').ChildProcess | undefined} */
    this.child = undefined;
    /** @type {Promise<void>} */
    this.ended = Promise.resolve();
    /** What the process said of itself when it was ready. @type {Record<string, unknown>} */
    this.info = {};
    this.ending = false;
  }

  get name() {
    return this.recipe.name;
  }

  /** @returns {number | undefined} */
  get pid() {
    return this.child?.pid;
  }

  get running() {
    return this.child !== undefined;
  }

  /** Starts it and waits until it is ready. Rejects with its last words when it ends or stays silent instead. */
  async start() {
    if (this.running) throw new Error(`${this.name} is running already`);
    this.ending = false;
    const { file, args = [], env, logFile, readyWhen } = this.recipe;
    const log = openSync(logFile, 'a');
    const from = readFileSync(logFile).length;
    // A group of its own: Ctrl-C in the terminal reaches the supervisor alone, which then ends all of them in order.
    const child = readyWhen
      ? spawn(process.execPath, [SHIM, file, ...args], { env, detached: true, stdio: ['pipe', log, log] })
      : fork(file, args, { env, detached: true, execArgv: ['--enable-source-maps'], stdio: ['ignore', log, log, 'ipc'] });
    closeSync(log);
    this.child = child;
    let how = '';
    this.ended = new Promise((resolve) => {
      child.on('error', (error) => (how = error.message));
      child.on('close', (code, signal) => {
        how ||= signal === null ? `exit code ${code}` : `signal ${signal}`;
        this.child = undefined;
        resolve();
      });
    });
    const ready = readyWhen ? this.#printed(from, readyWhen) : this.#said(child);
    const outcome = await Promise.race([ready, this.ended.then(() => 'ended'), after(this.recipe.readyWithinMs).then(() => 'silent')]);
    if (outcome === 'ready') {
      void this.ended.then(() => this.ending || this.recipe.onUnexpectedEnd?.(how));
      return;
    }
    const why = outcome === 'ended' ? `ended at once (${how})` : `was not ready within ${this.recipe.readyWithinMs / 1000} s`;
    await this.kill();
    throw new Error(`${this.name} ${why}. The last lines of ${logFile}:\n${lastLines(logFile, from)}`);
  }

  /** Ends it with SIGTERM, and with SIGKILL when it takes too long. @param {number} withinMs */
  async stop(withinMs) {
    if (this.child === undefined) return;
    this.ending = true;
    this.child.kill('SIGTERM');
    await Promise.race([this.ended, after(withinMs)]);
    await this.kill();
  }

  /** Ends it at once, without any chance to tidy up, and everything that it started. */
  async kill() {
    this.ending = true;
    const { child } = this;
    if (child?.pid !== undefined) {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        child.kill('SIGKILL');
      }
    }
    await this.ended;
  }

  /** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
  #said(child) {
    return new Promise((resolve) => {
      child.on('message', (message) => {
        if (typeof message !== 'object' || message === null || !('ready' in message)) return;
        const { ready, ...info } = message;
        if (ready !== true) return;
        this.info = { ...info };
        resolve('ready');
      });
    });
  }

  /** @param {number} from @param {(printed: string) => boolean} readyWhen @returns {Promise<string>} */
  async #printed(from, readyWhen) {
    const { logFile } = this.recipe;
    while (this.running && !readyWhen(readFileSync(logFile).subarray(from).toString())) await after(20);
    // When it ended instead, whoever watches its end decides.
    return this.running ? 'ready' : new Promise(() => undefined);
  }
}

/** A pause that keeps nothing alive. @param {number} ms @returns {Promise<void>} */
const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** @param {string} file @param {number} from */
function lastLines(file, from) {
  const printed = existsSync(file) ? readFileSync(file).subarray(from).toString().trim() : '';
  const lines = printed === '' ? ['(nothing)'] : printed.split('\n').slice(-LAST_LINES);
  return lines.map((line) => `  ${line}`).join('\n');
}

module.exports = { StackProcess };
