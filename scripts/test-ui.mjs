/**
 * `npm run test:ui`: a real browser before the real Temporal Web UI of a whole stack, as an operator uses it. The browser
 * is the machine's own Chromium: nothing is downloaded. Where there is none, this says so loudly and ends well.
 *
 *   npm run test:ui                pictures go to .portico/ui
 *   npm run test:ui -- --docs      pictures go to docs/images, for a look before they are committed
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser: the one that is named, else the first on the PATH. */
function findChromium() {
  const named = process.env.PORTICO_CHROMIUM;
  if (named) {
    if (isProgram(named)) return named;
    console.error(`PORTICO_CHROMIUM names ${named}, which cannot be run. Correct it, or leave it out.`);
    process.exit(2);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

const chromium = findChromium();
if (chromium === undefined) {
  console.log(`
******************************************************************************
  SKIPPED: the tests of the Web UI. No Chromium was found on this machine.
  Install one:   apt-get install -y chromium
  or name one:   PORTICO_CHROMIUM=/path/to/chromium npm run test:ui
******************************************************************************
`);
  process.exit(0);
}

console.log(`Chromium: ${chromium}`);
const pictures = process.argv.includes('--docs') ? { PORTICO_UI_PICTURES: join(root, 'docs', 'images') } : {};
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '--selectProjects', 'ui', '--runInBand'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...pictures, PORTICO_CHROMIUM: chromium } },
);
process.exitCode = status ?? 1;
