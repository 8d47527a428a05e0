import { Client } from '@temporalio/client';
import { createFolderStore } from '../activities/documents/folder-store';
import { createGateway } from '../activities/gateways/create-gateway';
import { businessNow } from '../domain/clock';
import { createPausableCarrierWorker } from './create-workers';
import { runWorkerProcess } from './lifecycle';

/** Bounds one call to a gateway, real ms. */
const GATEWAY_TIMEOUT_MS = 10_000;

void runWorkerProcess('carrier', (context) => {
  const { gateways, clock, dataDir, providerName } = context.config;
  const nowMs = (): number => businessNow(clock, Date.now());
  const { connection, namespace, converter, keys, payloads, log } = context;
  const client = new Client({ connection, namespace, dataConverter: converter });
  const dependencies = {
    timeoutMs: GATEWAY_TIMEOUT_MS,
    nowMs,
    client,
    documents: createFolderStore(dataDir, keys, payloads),
    providerName,
  };
  return Promise.resolve(
    gateways.map((gateway) =>
      createPausableCarrierWorker(context, createGateway(gateway, dependencies), {
        perSecond: gateway.perSecond,
        changed: (paused) =>
          log.warn(
            { gateway: gateway.id },
            paused ? 'paused: nothing is sent to this gateway' : 'resumed: requests go to this gateway again',
          ),
      }),
    ),
  );
});
