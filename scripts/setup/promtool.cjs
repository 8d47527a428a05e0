// @ts-check
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { PROMTOOL } = require('./pins.cjs');
const { onPath, run } = require('./run.cjs');

const PROGRAM = 'promtool';
const BUILD_TIMEOUT_MS = 20 * 60_000;

/** Reads the version that it prints; what Go builds from a module calls itself nothing. @param {string} path */
async function check(path) {
  const printed = (await run(path, ['--version'], { timeoutMs: 15_000 })).trim();
  if (!printed.startsWith('promtool, version')) throw new Error(`${path} is no promtool (it says "${printed.slice(0, 80)}")`);
  const major = /version (\d+)\./.exec(printed)?.[1];
  if (major !== undefined && Number(major) < PROMTOOL.minimumMajor) throw new Error(`${path} is too old (${printed.split('\n')[0]})`);
  return printed.split('\n')[0] ?? '';
}

/** Prometheus' own go.mod replaces and excludes modules, which `go install` refuses: a module of our own asks for it. @type {import('./find-server.cjs').Way} */
const goBuild = {
  name: `go build ${PROMTOOL.module}@v${PROMTOOL.version} (takes three to six minutes)`,
  async fetch(folder) {
    const go = onPath('go');
    if (go === undefined) throw new Error('no "go" on the PATH');
    writeFileSync(join(folder, 'go.mod'), 'module portico.local/tools\n\ngo 1.23.0\n');
    const options = { cwd: folder, timeoutMs: BUILD_TIMEOUT_MS, env: { ...process.env, CGO_ENABLED: '0' } };
    await run(go, ['get', `${PROMTOOL.module}@v${PROMTOOL.version}`], { ...options, doing: "fetching promtool's sources" });
    await run(go, ['build', '-o', PROGRAM, PROMTOOL.module], { ...options, doing: 'building promtool' });
    return PROGRAM;
  },
};

/** Prometheus' own checker. @type {import('./find-server.cjs').Server} */
const promtool = {
  title: 'promtool (of Prometheus)',
  program: PROGRAM,
  setting: 'PORTICO_PROMTOOL',
  needs: `promtool ${PROMTOOL.minimumMajor} or newer, https://prometheus.io/download`,
  check,
  ways: [goBuild],
};

module.exports = { promtool };
