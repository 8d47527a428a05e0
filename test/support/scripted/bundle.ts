import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** The task queue of the other parties; none of ours. */
export const PARTIES = 'scripted-parties';

const root = resolve(__dirname, '..', '..', '..');
const workflowsPath = join(__dirname, 'parties.workflow.ts');

/** The bundle of the scripted parties, built once for this source and this version of the SDK. Never part of the product's bundle. */
export async function scriptedBundle(): Promise<{ codePath: string }> {
  const hash = createHash('sha256');
  for (const file of [workflowsPath, join(root, 'package-lock.json')]) hash.update(readFileSync(file));
  const cache = join(root, '.portico', 'cache');
  const codePath = join(cache, `scripted-bundle-${hash.digest('hex').slice(0, 16)}.js`);
  if (!existsSync(codePath)) {
    mkdirSync(cache, { recursive: true });
    const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
    // Two test files may build it at once: each writes its own draft, and the last name wins.
    const draft = `${codePath}.${randomUUID()}`;
    writeFileSync(draft, code);
    renameSync(draft, codePath);
  }
  return { codePath };
}
