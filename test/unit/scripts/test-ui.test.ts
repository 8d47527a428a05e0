import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const script = resolve(__dirname, '..', '..', '..', 'scripts', 'test-ui.mjs');
const run = (env: Readonly<Record<string, string>>) => spawnSync(process.execPath, [script], { env, encoding: 'utf8' });

test('without a browser the tests of the Web UI are skipped loudly, with the line that installs one, and end well', () => {
  const { status, stdout } = run({ PATH: '/nowhere' });
  expect(status).toBe(0);
  expect(stdout).toMatch(/SKIPPED[^]*apt-get install -y chromium[^]*PORTICO_CHROMIUM=/);
});

test('a browser that is named and cannot be run is a mistake', () => {
  const { status, stderr } = run({ PATH: '/nowhere', PORTICO_CHROMIUM: '/nowhere/chromium' });
  expect(status).toBe(2);
  expect(stderr).toContain('PORTICO_CHROMIUM names /nowhere/chromium, which cannot be run');
});
