/**
 * The whole truth in one command, for people and for CI: set-up, checks and tests on a fresh clone. A check that fails
 * counts as one failure, and the tests run all the same.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { close, runChecks, runTests } from './steps.mjs';

const setUp = join(dirname(fileURLToPath(import.meta.url)), 'setup.mjs');
if (spawnSync(process.execPath, [setUp], { stdio: 'inherit' }).status !== 0) {
  console.log('\nThe set-up failed, so nothing was checked or tested.');
  close({ passed: 0, failed: 1 });
} else {
  const failedChecks = await runChecks();
  const { passed, failed } = await runTests();
  if (failedChecks.length > 0) console.log(`\nChecks that failed: ${failedChecks.join(', ')}.`);
  close({ passed, failed: failed + failedChecks.length });
}
