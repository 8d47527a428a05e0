import { bundleOptions } from './bundle-options';
import { createOrdersWorker } from './create-workers';
import { runWorkerProcess } from './lifecycle';

void runWorkerProcess('orders', async (context) => {
  const { workflowBundle: codePath, stickyTimeoutMs } = context.config;
  const { workflowsPath } = bundleOptions();
  return [await createOrdersWorker(context, codePath ? { workflowBundle: { codePath } } : { workflowsPath }, stickyTimeoutMs)];
});
