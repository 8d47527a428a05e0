import { extname, join } from 'node:path';
import type { BundleOptions } from '@temporalio/worker';

/**
 * How the workflow bundle is made: by the build, by the tests and by the replay gate alike, for a converter missing at
 * bundle time is silently absent at run time. Paths have the extension of this very file, so that the same lines find
 * the TypeScript sources and, in `dist`, what was compiled from them.
 */
export function bundleOptions(): Pick<BundleOptions, 'workflowsPath' | 'failureConverterPath' | 'webpackConfigHook'> {
  const extension = extname(__filename);
  return {
    workflowsPath: join(__dirname, '..', 'workflows', `index${extension}`),
    failureConverterPath: join(__dirname, '..', 'codec', `failure-converter${extension}`),
    // Lines for stack traces, without columns and the text of every source: less than half the size to load for each worker.
    webpackConfigHook: (config) => ({ ...config, devtool: 'inline-nosources-cheap-module-source-map' }),
  };
}
