import { Client } from '@temporalio/client';
import { createFolderStore } from '../activities/documents/folder-store';
import { createGateway } from '../activities/gateways/create-gateway';
import { businessNow } from '../domain/clock';
import { createCarrierWorker } from './create-workers';
import { runWorkerProcess } from './lifecycle';

/** Bounds one call to a gateway, real ms. */
const GATEWAY_TIMEOUT_MS = 10_000;

void runWorkerProcess('carrier', (context) => {
  const { gateways, clock, dataDir, providerName } = context.config;
  const nowMs = (): number => businessNow(clock, Date.now());
  const { connection, namespace, converter } = context;
  const client = new Client({ connection, namespace, dataConverter: converter });
  const dependencies = { timeoutMs: GATEWAY_TIMEOUT_MS, nowMs, client, documents: createFolderStore(dataDir), providerName };
  return Promise.all(gateways.map((gateway) => createCarrierWorker(context, createGateway(gateway, dependencies), gateway.perSecond)));
});
