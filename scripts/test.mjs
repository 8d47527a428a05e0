/** Every test, in two runs; the last line says how many passed and failed. */
import { close, runTests } from './steps.mjs';

close(await runTests());
