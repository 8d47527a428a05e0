import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Absolute paths of the two programs that tests start. */
export interface Servers {
  /** The Temporal CLI, for its dev server. */
  readonly temporal: string;
  /** The time-skipping test server. */
  readonly testServer: string;
}

const root = resolve(__dirname, '..', '..');
const record = join(root, '.portico', 'servers.json');

/**
 * Where the servers are: `PORTICO_TEMPORAL_CLI` and `PORTICO_TEST_SERVER`, else what `npm run setup` wrote down. Throws
 * with what to do when one is missing, so that no test fails later with something harder to read.
 */
export function servers(): Servers {
  const known: Partial<Servers> = existsSync(record) ? (JSON.parse(readFileSync(record, 'utf8')) as Partial<Servers>) : {};
  return {
    temporal: present('Temporal CLI', process.env['PORTICO_TEMPORAL_CLI'] ?? known.temporal),
    testServer: present('time-skipping test server', process.env['PORTICO_TEST_SERVER'] ?? known.testServer),
  };
}

function present(what: string, path: string | undefined): string {
  if (path === undefined) throw new Error(`No ${what} is known in ${record}. Run "npm run setup", which finds or fetches it.`);
  if (!existsSync(path)) throw new Error(`The ${what} at ${path} does not exist (any more). Run "npm run setup".`);
  return path;
}
