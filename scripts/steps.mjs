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

// The processes of the e2e project want the machine for themselves, so they come last and one file at a time.
const runs = [
  ['domain', 'unit', 'lint', 'workflow', 'replay', 'integration', '--maxWorkers=2'],
  ['e2e', '--runInBand'],
];

/** Runs every test. Gives how many passed and failed; a file that could not even be loaded counts as one that failed. */
export async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  const total = { passed: 0, failed: 0 };
  try {
    for (const [index, args] of runs.entries()) {
      const report = join(folder, `${index}.json`);
      const code = await tool('jest/bin/jest.js', ['--json', `--outputFile=${report}`, '--selectProjects', ...args]);
      const { passed, failed } = countsOf(report);
      total.passed += passed;
      // Jest can fail with every test green, in its own set-up for instance; that must not look like success.
      total.failed += code !== 0 && failed === 0 ? 1 : failed;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return total;
}

function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** The closing line, plain, so that a machine can read it too; and the exit code. */
export function close({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
