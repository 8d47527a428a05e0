import { Client } from '@temporalio/client';
import type { DataConverter, SearchAttributeType } from '@temporalio/common';
import { defineSearchAttributeKey } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { deafRecorder } from '../../workers/recorder';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes';
import { callsInFlight } from './calls-in-flight';
import { servers } from './servers';
import { workflowBundle } from './workflow-bundle';

/** A search attribute as `workflows/search-attributes.ts` lists it. */
export interface SearchAttribute {
  readonly name: string;
  /** KEYWORD, DATETIME, … as the SDK names them. */
  readonly type: string;
}

// The server's own numbering, which the operator service takes.
const INDEXED_VALUE_TYPE = {
  TEXT: 1,
  KEYWORD: 2,
  INT: 3,
  DOUBLE: 4,
  BOOL: 5,
  DATETIME: 6,
  KEYWORD_LIST: 7,
};

/** What the server, the client and the workers of one test file share. */
export interface EnvironmentOptions {
  /** Those of the workflows when absent. */
  readonly searchAttributes?: readonly SearchAttribute[];
  /** Given to the client and to every worker: one side alone could not read the other. */
  readonly dataConverter?: DataConverter;
}

/** A worker of this environment; without `activities` it runs workflows only, with `workflows: false` activities only. */
export interface TestWorkerOptions extends Omit<WorkerOptions, 'connection' | 'namespace' | 'workflowsPath'> {
  readonly workflows?: boolean;
}

/** A running server with a client, and the workers that a test file added. Close it in `afterAll`. */
export interface Environment {
  readonly env: TestWorkflowEnvironment;
  readonly client: Client;
  /** For activities, as in production: over the workers' own connection, so that a call ends with the activity that makes it. */
  readonly workerClient: Client;
  /** Starts a worker that runs until `close`, or until its own `shutdown()`. Make one per file and queue: each costs 0.2 s. */
  startWorker(options: TestWorkerOptions): Promise<Worker>;
  /** Stops the workers first and the server after them; the other order leaves the server behind. */
  close(): Promise<void>;
}

/** The Temporal dev server: everything but skipped time. Timers below a second keep their length, as in the demo. */
export async function startDevServer({
  searchAttributes = SEARCH_ATTRIBUTES,
  dataConverter,
}: EnvironmentOptions = {}): Promise<Environment> {
  const env = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: servers().temporal },
      searchAttributes: searchAttributes.map(({ name, type }) => defineSearchAttributeKey(name, type as SearchAttributeType)),
      extraArgs: ['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="10ms"'],
      log: { format: 'pretty', level: 'error' },
    },
    client: clientOptions(dataConverter),
  });
  return environment(env, dataConverter);
}

/**
 * The time-skipping server: timers of one workflow in no time. It has no visibility, no schedules and no close policies;
 * time moves only while a result is awaited or in `env.sleep`, so send every message before awaiting the result.
 */
export async function startTimeSkipping({
  searchAttributes = SEARCH_ATTRIBUTES,
  dataConverter,
}: EnvironmentOptions = {}): Promise<Environment> {
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: servers().testServer } },
    client: clientOptions(dataConverter),
  });
  if (searchAttributes.length > 0) {
    // An unregistered attribute would hang the workflow that upserts it.
    await env.connection.operatorService.addSearchAttributes({
      namespace: env.namespace ?? 'default',
      searchAttributes: Object.fromEntries(
        searchAttributes.map(({ name, type }) => [name, INDEXED_VALUE_TYPE[type as SearchAttributeType]]),
      ),
    });
  }
  return environment(env, dataConverter);
}

const clientOptions = (dataConverter: DataConverter | undefined): { dataConverter?: DataConverter } =>
  dataConverter === undefined ? {} : { dataConverter };

function environment(env: TestWorkflowEnvironment, dataConverter: DataConverter | undefined): Environment {
  const calls = callsInFlight(env.connection);
  const running: { worker: Worker; run: Promise<void> }[] = [];
  return {
    env,
    client: env.client,
    workerClient: new Client({ ...clientOptions(dataConverter), connection: env.nativeConnection, namespace: env.namespace ?? 'default' }),
    async startWorker({ workflows = true, ...options }) {
      const worker = await Worker.create({
        ...clientOptions(dataConverter),
        // An activity that waits for a party that is gone must not hold up the end of a test file.
        shutdownForceTime: '10 seconds',
        ...options,
        ...(workflows ? { workflowBundle: options.workflowBundle ?? workflowBundle(), sinks: options.sinks ?? deafRecorder } : {}),
        connection: env.nativeConnection,
        namespace: env.namespace ?? 'default',
      });
      running.push({ worker, run: worker.run() });
      return worker;
    },
    async close() {
      try {
        for (const { worker } of running) if (worker.getState() === 'RUNNING') worker.shutdown();
        await Promise.allSettled(running.map(({ run }) => run));
      } finally {
        await calls.end();
        await env.teardown();
      }
    },
  };
}
