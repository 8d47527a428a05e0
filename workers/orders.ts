import { Client } from '@temporalio/client';
import { bundleOptions } from './bundle-options';
import { createOrdersWorker } from './create-workers';
import { runWorkerProcess } from './lifecycle';
import { createRecorder } from './recorder';
import { scheduleSweeps } from './sweep-schedule';

void runWorkerProcess('orders', async (context) => {
  const { workflowBundle: codePath, stickyTimeoutMs, sweepMinutes, clock } = context.config;
  const { workflowsPath } = bundleOptions();
  const code = codePath ? { workflowBundle: { codePath } } : { workflowsPath };
  const client = new Client({ connection: context.connection, namespace: context.namespace, dataConverter: context.converter });
  await scheduleSweeps(client, clock, sweepMinutes).catch((error: unknown) =>
    // Ports go on without; it is tried again at the next start.
    context.log.warn({ failure: error instanceof Error ? error.name : 'Error' }, 'sweeps could not be scheduled'),
  );
  const sinks = createRecorder(context.telemetry.registry, context.log);
  return [await createOrdersWorker(context, { ...code, sinks }, stickyTimeoutMs)];
});
