import type { ConnectionLike } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { DAY_MS } from '../domain/clock';
import {
  cloudCommands,
  isAbsent,
  isKept,
  lookAtNamespace,
  NEEDED,
  problemsIn,
  RETENTION_DAYS,
  TYPE_NUMBERS,
  type NeededAttribute,
} from './namespace';
import { grpcCode, guarded } from './temporal-errors';

/** What was found and done. */
export interface TemporalSetUp {
  readonly namespace: string;
  /** Whether everything that Portico needs is there now. `unknown`: this server tells and takes it from its own tools only. */
  readonly ready: boolean | 'unknown';
  /** Search attributes that were registered now, and those that were there. */
  readonly registered: readonly string[];
  readonly found: readonly string[];
  /** Days for which closed workflows are kept, before and now; absent where that cannot be read. */
  readonly retentionDays?: { readonly before: number; readonly now: number } | undefined;
  /** What is still wrong, each with what to do. */
  readonly problems: readonly string[];
  /** To be run by hand, where the server keeps such calls to itself (Temporal Cloud). */
  readonly commands: readonly string[];
}

const ALREADY_EXISTS = 6;
const UNAVAILABLE = 14;

/**
 * Gives a namespace what Portico needs: the search attributes that are missing, and 90 days of retention where it is less
 * (more stays). Again is harmless. `change: false` only looks. Throws `PorticoError` for trouble with Temporal.
 */
export function setUpTemporal(
  connection: ConnectionLike,
  namespace: string,
  { change }: { readonly change: boolean },
): Promise<TemporalSetUp> {
  return guarded(connection, 'server', async () => {
    const retentionDays = await setRetention(connection, namespace, change);
    const before = await lookAtNamespace(connection, namespace);
    if (before.is === 'kept')
      return {
        namespace,
        ready: 'unknown',
        registered: [],
        found: [],
        ...(retentionDays ? { retentionDays } : {}),
        problems: [],
        commands: cloudCommands(namespace),
      };
    const missingBefore = before.is === 'read' ? before.missing : NEEDED;
    const refused = change && before.is === 'read' ? await register(connection, namespace, before.missing) : undefined;
    const after = change ? await lookAtNamespace(connection, namespace) : before;
    const missing = (after.is === 'read' ? after.missing : NEEDED).map(({ name }) => name);
    const problems = [
      ...(refused === undefined ? [] : [`Temporal did not take the search attributes: ${refused}`]),
      ...problemsIn(after, namespace),
      ...retentionProblems(namespace, retentionDays),
    ];
    return {
      namespace,
      ready: problems.length === 0,
      registered: missingBefore.map(({ name }) => name).filter((name) => !missing.includes(name)),
      found: NEEDED.map(({ name }) => name).filter((name) => !missingBefore.some((one) => one.name === name)),
      ...(retentionDays ? { retentionDays } : {}),
      problems,
      commands: [],
    };
  });
}

/** Answers why the server would not; several processes may do this at once. */
async function register(connection: ConnectionLike, namespace: string, missing: readonly NeededAttribute[]): Promise<string | undefined> {
  if (missing.length === 0) return undefined;
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, TYPE_NUMBERS[type]])),
    });
    return undefined;
  } catch (error) {
    const code = grpcCode(error);
    if (code === ALREADY_EXISTS) return undefined;
    // No room for another one of this type, say: the server's own words are the best there are.
    if (error instanceof Error && code !== undefined && 'details' in error && code !== UNAVAILABLE) return String(error.details);
    throw error;
  }
}

async function setRetention(connection: ConnectionLike, namespace: string, change: boolean): Promise<TemporalSetUp['retentionDays']> {
  const before = await readRetention(connection, namespace);
  if (before === undefined || before >= RETENTION_DAYS || !change) return before === undefined ? undefined : { before, now: before };
  try {
    await connection.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: msToTs(RETENTION_DAYS * DAY_MS) },
    });
    return { before, now: RETENTION_DAYS };
  } catch (error) {
    if (isKept(error)) return { before, now: before };
    throw error;
  }
}

async function readRetention(connection: ConnectionLike, namespace: string): Promise<number | undefined> {
  try {
    const { config } = await connection.workflowService.describeNamespace({ namespace });
    const { seconds } = config?.workflowExecutionRetentionTtl ?? {};
    return seconds === undefined || seconds === null ? undefined : (Number(seconds) * 1000) / DAY_MS;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    if (isKept(error)) return undefined;
    throw error;
  }
}

const retentionProblems = (namespace: string, days: TemporalSetUp['retentionDays']): string[] =>
  days !== undefined && days.now < RETENTION_DAYS
    ? [
        `Namespace ${namespace} forgets closed workflows after ${days.now} days; Portico needs ${RETENTION_DAYS}. Run: temporal operator namespace update --namespace ${namespace} --retention ${RETENTION_DAYS}d`,
      ]
    : [];
