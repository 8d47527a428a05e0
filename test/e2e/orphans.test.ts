import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environments } from '../../scripts/stack/plan.cjs';
import { makeSecrets } from '../../scripts/stack/secrets.cjs';
import { ensureBuilt, ROOT } from '../support/e2e/world';

const dist = join(ROOT, 'dist');
let dir: string;
let silent: Server;

beforeAll(async () => {
  await ensureBuilt();
  dir = mkdtempSync(join(tmpdir(), 'portico-orphans-'));
  writeFileSync(join(dir, 'temporal.toml'), '[profile.default]\n');
  // Takes every connection, and never says a word.
  silent = createServer(() => undefined);
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
});
afterAll(() => {
  silent?.close();
  rmSync(dir, { recursive: true, force: true });
});

test.each(['orders', 'carrier', 'provisioning', 'notifications'] as const)(
  'the %s worker that loses its supervisor while it starts ends with it, and does not wait for Temporal first',
  async (part) => {
    const env = environments({
      dir,
      dist,
      clock: { originMs: Date.now(), scale: 1 },
      ports: {
        temporal: (silent.address() as AddressInfo).port,
        ui: 1,
        simulator: 1,
        api: 1,
        orders: 0,
        carrier: 0,
        provisioning: 0,
        notifications: 0,
      },
      secrets: makeSecrets(),
      logLevel: 'info',
    });
    const child = fork(join(dist, 'workers', `${part}.js`), {
      env: { PATH: process.env['PATH'], ...env[part] },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    let said = '';
    child.stdout?.on('data', (chunk) => (said += String(chunk)));
    const ended = once(child, 'exit');
    try {
      const [socket] = await once(silent, 'connection');
      child.disconnect();
      expect(await ended).toEqual([1, null]);
      // One that gave Temporal up would say so.
      expect(said).not.toContain('could not start');
      socket.destroy();
    } finally {
      child.kill('SIGKILL');
    }
  },
);
