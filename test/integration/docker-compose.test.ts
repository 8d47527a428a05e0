import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes';
import { registerScript } from '../support/compose-file';
import { startDevServer, type Environment } from '../support/environment';
import { servers } from '../support/servers';

let environment: Environment;
let bin: string;

beforeAll(async () => {
  environment = await startDevServer({ searchAttributes: [] });
  bin = mkdtempSync(join(tmpdir(), 'portico-register-'));
  symlinkSync(servers().temporal, join(bin, 'temporal'));
});

afterAll(async () => {
  await environment.close();
  rmSync(bin, { recursive: true, force: true });
});

test("the compose file's one-shot gives a bare server our attributes and 90 days of retention, and may run again", async () => {
  const { connection, address } = environment.env;
  for (const run of ['first', 'second']) {
    execFileSync('sh', ['-euc', registerScript()], {
      env: {
        ...process.env,
        PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
        TEMPORAL_ADDRESS: address,
        TEMPORAL_NAMESPACE: 'default',
      },
      stdio: 'pipe',
    });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect([run, Object.keys(customAttributes ?? {})]).toEqual([run, expect.arrayContaining(SEARCH_ATTRIBUTES.map(({ name }) => name))]);
    const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * 24 * 3600);
  }
});
