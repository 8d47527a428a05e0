/** Types, lint, format, unused code: all of them, even when the first one fails. Exit code 1 when any did. */
import { runChecks } from './steps.mjs';

const failed = await runChecks();
console.log(failed.length === 0 ? '\nAll checks are fine.' : `\nFailed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
