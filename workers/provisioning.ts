import { createFolderStore } from '../activities/documents/folder-store';
import { createHttpAccounts } from '../activities/platform/http-accounts';
import { createHttpPlatform } from '../activities/platform/http-platform';
import { createProvisioningWorker } from './create-workers';
import { runWorkerProcess } from './lifecycle';

/** Bounds one call to our own services, real ms. */
const TIMEOUT_MS = 5_000;

void runWorkerProcess('provisioning', async (context) => {
  const { providerName, platformUrl, platformToken, accountsUrl, accountsToken, dataDir } = context.config;
  const platform = createHttpPlatform({ baseUrl: platformUrl, token: platformToken, timeoutMs: TIMEOUT_MS });
  const accounts = createHttpAccounts({ baseUrl: accountsUrl, token: accountsToken, timeoutMs: TIMEOUT_MS });
  const documents = createFolderStore(dataDir, context.keys, context.payloads);
  return [await createProvisioningWorker(context, { platform, accounts, documents, providerName })];
});
