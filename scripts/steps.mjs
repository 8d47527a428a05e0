/** What `check`, `test` and `verify` share: steps that run to the end one after the other, whatever the earlier ones said. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs one of the installed tools with its output passed through; gives its exit code. */
function tool(file, args) {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', file), ...args], { cwd: root, stdio: 'inherit' });
    child.on('error', () => settle(1));
    child.on('close', (code) => settle(code ?? 1));
  });
}

const checks = [
  ['types', 'typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['lint and import boundaries', 'oxlint/bin/oxlint', []],
  ['format', 'oxfmt/bin/oxfmt', ['--check']],
  ['unused code and dependencies', 'knip/bin/knip.js', []],
];

/** Types, lint, format and unused code. Gives the names of the steps that failed. */
export async function runChecks() {
  const failed = [];
  for (const [name, file, args] of checks) {
    console.log(`\n— check: ${name}`);
    const ok = (await tool(file, args)) === 0;
    console.log(ok ? '  fine' : '  FAILED');
    if (!ok) failed.push(name);
  }
  return failed;
}

/**
 * Every project, in four runs. Whole ports run against a clock on which a business day takes a second or two: a busy
 * machine can lose that race. And the time-skipping server refuses, for good, to cancel a timer that has fired while a
 * task was under way, which the real one takes; the busier the machine, the more often, so its files have it for
 * themselves. A file of theirs that failed is played once more, alone, and that is said; what fails then has failed. The
 * processes of the e2e project want the machine for themselves, too, and come last.
 */
const runs = [
  { args: ['--maxWorkers=2', '--selectProjects', 'domain', 'unit', 'lint', 'replay'], onceMore: /^$/ },
  { args: ['--runInBand', '--selectProjects', 'workflow'], onceMore: /./ },
  { args: ['--maxWorkers=2', '--selectProjects', 'integration'], onceMore: /./ },
  { args: ['--runInBand', '--selectProjects', 'e2e'], onceMore: /./ },
];

/** Runs every test. Gives how many passed and failed; a file that could not even be loaded counts as one that failed. */
export async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  const total = { passed: 0, failed: 0 };
  const jest = async (name, args) => {
    const report = join(folder, `${name}.json`);
    const code = await tool('jest/bin/jest.js', ['--json', `--outputFile=${report}`, ...args]);
    return resultsIn(report, code);
  };
  try {
    for (const [index, { args, onceMore }] of runs.entries()) {
      const first = await jest(index, args);
      const lost = first.files.filter(({ file, failed }) => failed > 0 && onceMore.test(file)).map(({ file }) => file);
      if (lost.length > 0) console.log(`\n— played once more, alone:\n${lost.join('\n')}`);
      const second = lost.length > 0 ? await jest(`${index}-again`, ['--runInBand', '--runTestsByPath', ...lost]) : { files: [], extra: 0 };
      for (const { file, passed, failed } of [...first.files.filter((one) => !lost.includes(one.file)), ...second.files]) {
        total.passed += passed;
        total.failed += failed;
        if (lost.includes(file) && failed === 0) console.log(`passed at the second try: ${file}`);
      }
      total.failed += (lost.length > 0 ? 0 : first.extra) + second.extra;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return total;
}

/**
 * What each file came to. `extra` is 1 when Jest failed with every file green, in its own set-up for instance: that must
 * not look like success.
 */
function resultsIn(report, code) {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const files = testResults.map(({ name, status, assertionResults }) => {
      const failed = assertionResults.filter((one) => one.status === 'failed').length;
      const passed = assertionResults.filter((one) => one.status === 'passed').length;
      return { file: name, passed, failed: status === 'failed' ? Math.max(1, failed) : failed };
    });
    return { files, extra: code !== 0 && files.every(({ failed }) => failed === 0) ? 1 : 0 };
  } catch {
    return { files: [], extra: 1 };
  }
}

/** The closing line, plain, so that a machine can read it too; and the exit code. */
export function close({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
