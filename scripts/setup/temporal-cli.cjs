// @ts-check
const { officialDownload } = require('./download.cjs');
const { TEMPORAL_CLI, atLeast } = require('./pins.cjs');
const { onPath, run } = require('./run.cjs');

const PROGRAM = 'temporal';
const BUILD_TIMEOUT_MS = 20 * 60_000;

/** Reads the version that the CLI prints. @param {string} path */
async function check(path) {
  const printed = (await run(path, ['--version'], { timeoutMs: 15_000 })).trim();
  const server = /\bServer (\d+\.\d+\.\d+)/.exec(printed)?.[1];
  if (server === undefined) throw new Error(`${path} is no Temporal CLI with a dev server (it says "${printed.slice(0, 80)}")`);
  if (!atLeast(server, TEMPORAL_CLI.minimumServer)) {
    throw new Error(`${path} brings server ${server}, and ${TEMPORAL_CLI.minimumServer} or newer is needed`);
  }
  return printed;
}

/** @type {import('./find-server.cjs').Way} */
const goInstall = {
  name: `go install ${TEMPORAL_CLI.module}@v${TEMPORAL_CLI.version} (takes two to four minutes)`,
  async fetch(folder) {
    const go = onPath('go');
    if (go === undefined) throw new Error('no "go" on the PATH');
    await run(go, ['install', `${TEMPORAL_CLI.module}@v${TEMPORAL_CLI.version}`], {
      timeoutMs: BUILD_TIMEOUT_MS,
      // Without C the build needs no compiler but Go's own, as in the official binaries.
      env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0' },
      cwd: folder,
      doing: 'building the Temporal CLI',
    });
    return PROGRAM;
  },
};

/** @type {import('./find-server.cjs').Server} */
const temporalCli = {
  title: 'Temporal CLI (dev server with Web UI)',
  program: PROGRAM,
  setting: 'PORTICO_TEMPORAL_CLI',
  needs: `the Temporal CLI v${TEMPORAL_CLI.version} or newer, https://docs.temporal.io/cli`,
  check,
  ways: [officialDownload('cli', TEMPORAL_CLI.version, PROGRAM), goInstall],
};

module.exports = { temporalCli };
