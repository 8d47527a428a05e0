import type { NativeConnection } from '@temporalio/worker';
import { lookAtNamespace, problemsIn } from '../client/namespace';
import { ConfigError, type Part } from '../config/load';
import type { Log } from '../activities/log';

/**
 * Says at start what the namespace lacks, with the command that mends it. The orders worker does not start without: every
 * task of a workflow that writes an attribute which the server does not know fails. The others never write one and go on.
 * Throws `ConfigError`.
 */
export async function checkNamespace(part: Part, connection: NativeConnection, namespace: string, log: Log): Promise<void> {
  const problems = problemsIn(await lookAtNamespace(connection, namespace), namespace);
  if (problems.length === 0) return;
  if (part === 'orders') throw new ConfigError(problems.map((message) => ({ where: 'Temporal', message })));
  for (const problem of problems) log.error(problem);
}
