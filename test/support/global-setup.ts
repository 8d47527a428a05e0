import { servers } from './servers';
import { buildWorkflowBundle } from './workflow-bundle';

let bundled: Promise<string> | undefined;

/** Jest global set-up of the projects that run workflows: the servers are there, the bundle is built once for all of them. */
export default async function globalSetup(): Promise<void> {
  servers();
  bundled ??= buildWorkflowBundle();
  await bundled;
}
