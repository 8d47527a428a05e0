// @ts-check
const { spawn } = require('node:child_process');
const { accessSync, constants, statSync } = require('node:fs');
const { delimiter, join } = require('node:path');

const TICK_MS = 10_000;

/**
 * Runs a program to its end and gives what it printed. Says every ten seconds that it is still at it. Rejects with the
 * last lines of the output when the program is missing, fails or takes longer than `timeoutMs`.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ timeoutMs?: number, cwd?: string, env?: NodeJS.ProcessEnv, doing?: string, anyExit?: boolean }} [options]
 * @returns {Promise<string>}
 */
function run(program, args, { timeoutMs = 60_000, cwd, env = process.env, doing, anyExit = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const startedAt = performance.now();
    let output = '';
    let tooLong = false;
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const limit = setTimeout(() => {
      tooLong = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    const seconds = () => Math.round((performance.now() - startedAt) / 1000);
    const ticker = doing ? setInterval(() => say(`  … ${doing}, ${seconds()} s so far`), TICK_MS) : undefined;
    const settle = () => {
      clearTimeout(limit);
      clearInterval(ticker);
    };
    child.on('error', (error) => {
      settle();
      reject(new Error(`${program} could not be started: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      settle();
      if (code === 0 || (anyExit && !tooLong)) return resolve(output);
      const why = tooLong ? `took longer than ${timeoutMs / 1000} s` : `ended with ${code ?? signal}`;
      return reject(new Error(`${program} ${why}${complaint(output)}`));
    });
  });
}

/** What a program complained about: its first lines that speak of an error, or else its last ones. @param {string} output */
function complaint(output) {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== 'npm error');
  const errors = lines.filter((line) => /error/i.test(line)).slice(0, 5);
  const chosen = errors.length > 0 ? errors : lines.slice(-3);
  return chosen.length === 0 ? '' : `: ${chosen.join(' / ').slice(0, 600)}`;
}

/** Where on the PATH a program is; `undefined` when nowhere. @param {string} name @param {string} [path] */
function onPath(name, path = process.env['PATH'] ?? '') {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Progress goes to standard error, so that a command's own output stays clean. @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/** The message of whatever was thrown. @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

module.exports = { run, onPath, isExecutable, say, messageOf };
