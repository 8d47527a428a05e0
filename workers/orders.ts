import { bundleOptions } from './bundle-options';
import { createOrdersWorker } from './create-workers';
import { runWorkerProcess } from './lifecycle';
import { createRecorder } from './recorder';

void runWorkerProcess('orders', async (context) => {
  const { workflowBundle: codePath, stickyTimeoutMs } = context.config;
  const { workflowsPath } = bundleOptions();
  const code = codePath ? { workflowBundle: { codePath } } : { workflowsPath };
  const sinks = createRecorder(context.telemetry.registry, context.log);
  return [await createOrdersWorker(context, { ...code, sinks }, stickyTimeoutMs)];
});
