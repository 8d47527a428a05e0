import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { bundleOptions } from '../../workers/bundle-options';

const root = resolve(__dirname, '..', '..');
const cache = join(root, '.portico', 'cache');
const PATH_SETTING = 'JEST_WORKFLOW_BUNDLE';

// Whatever may end up in the bundle; a file too many costs a rebuild of a second, a file too few a wrong test.
const sources = ['domain', 'codec', 'workflows', 'activities', 'contracts'];

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of sources.filter((name) => existsSync(join(root, name)))) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).toSorted()) {
      if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(root, folder, name)));
    }
  }
  for (const name of ['package-lock.json', 'workers/bundle-options.ts']) hash.update(readFileSync(join(root, name)));
  return hash.digest('hex').slice(0, 16);
}

const STALE_MS = 86_400_000;

const isStale = (path: string): boolean => Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > STALE_MS;

/** Builds the workflow bundle from the TypeScript sources, unless these very sources were bundled before; returns its path. */
export async function buildWorkflowBundle(): Promise<string> {
  const path = join(cache, `workflow-bundle-${fingerprint()}.js`);
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true });
    const { code } = await bundleWorkflowCode({ ...bundleOptions(), logger: new DefaultLogger('WARN') });
    // Not the newest ones: another run beside this one may still be loading them.
    for (const old of readdirSync(cache).filter((name) => name.startsWith('workflow-bundle-') && isStale(join(cache, name))))
      rmSync(join(cache, old), { force: true });
    // By way of another name, so that a second run beside this one never reads half a bundle.
    const draft = `${path}.${randomUUID()}`;
    writeFileSync(draft, code);
    renameSync(draft, path);
  }
  process.env[PATH_SETTING] = path;
  return path;
}

/** The bundle that the global set-up built, as a worker option. */
export function workflowBundle(): { codePath: string } {
  const codePath = process.env[PATH_SETTING];
  if (codePath === undefined)
    throw new Error('No workflow bundle: this Jest project lacks test/support/global-setup.ts as its globalSetup.');
  return { codePath };
}
