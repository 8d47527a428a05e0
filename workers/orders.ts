import { Client } from '@temporalio/client';
import { bundleOptions } from './bundle-options';
import { createOrdersWorker } from './create-workers';
import { runWorkerProcess } from './lifecycle';
import { createRecorder } from './recorder';
import { keepSweepsScheduled } from './sweep-schedule';

void runWorkerProcess('orders', async (context) => {
  const { workflowBundle: codePath, stickyTimeoutMs, sweepMinutes, clock } = context.config;
  const { workflowsPath } = bundleOptions();
  const code = codePath ? { workflowBundle: { codePath } } : { workflowsPath };
  const client = new Client({ connection: context.connection, namespace: context.namespace, dataConverter: context.converter });
  const sinks = createRecorder(context.telemetry.registry, context.log);
  const worker = await createOrdersWorker(context, { ...code, sinks }, stickyTimeoutMs);
  keepSweepsScheduled(client, clock, sweepMinutes, context.log);
  return [worker];
});
