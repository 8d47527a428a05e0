/** The API as a process: configuration, connection, listening, and a clean end. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createFolderStore } from '../activities/documents/folder-store';
import { gatewayFront } from '../activities/gateways/create-gateway';
import { createLogger } from '../activities/log';
import { processRegistry } from '../activities/process-metrics';
import { connectPorticoClient } from '../client';
import { openKeys } from '../codec/key-provider';
import { measurePayloads } from '../codec/payload-metrics';
import { payloadWatch } from '../codec/payload-watch';
import { remoteCodec } from '../codec/remote';
import { ConfigError, loadConfig, type Config } from '../config/load';
import { businessNow } from '../domain/clock';
import { buildApi } from './app';

/** Bounds one call to a gateway, real ms. */
const GATEWAY_TIMEOUT_MS = 8_000;
/** How long answers that are under way may take after a stop was asked for, real ms. */
const FORCE_MS = 12_000;

function gatewaysOf({ gateways, clock }: Config<'api'>) {
  const nowMs = (): number => businessNow(clock, Date.now());
  return gateways.map((gateway) => gatewayFront(gateway, { timeoutMs: GATEWAY_TIMEOUT_MS, nowMs }));
}

/** Ends once, however the end is asked for: by a signal, or by a supervisor that is gone. */
function stopOnRequest(app: FastifyInstance, close: () => Promise<void>, log: Logger): void {
  let stopping = false;
  const stop = (why: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'api is stopping');
    setTimeout(() => process.exit(1), FORCE_MS).unref();
    void app
      .close()
      .then(close)
      .then(() => process.exit(0))
      .catch(() => process.exit(1));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  process.on('disconnect', () => stop('disconnect'));
}

async function main(): Promise<void> {
  const config = loadConfig(process.env, 'api');
  const log = createLogger('api', config.logLevel);
  const gateways = gatewaysOf(config);
  const keys = openKeys(config, (news) => log.warn(news, 'the file of keys has changed'));
  const payloads = payloadWatch((about, what) => log.warn(what, about));
  const documents = createFolderStore(config.dataDir, keys, payloads);
  const { client, namespace, close } = connectPorticoClient({ config, keys, payloads, documents, gateways });
  const registry = processRegistry();
  measurePayloads(registry, payloads);
  const app = await buildApi({
    client,
    config,
    gateways: gateways.filter(({ hasWebhooks }) => hasWebhooks),
    log,
    codec: remoteCodec(keys, namespace),
    registry,
  });
  stopOnRequest(app, close, log);
  await app.listen({ host: config.apiHost, port: config.apiPort });
  const { port } = app.server.address() as AddressInfo;
  log.info({ port }, 'api is listening');
  process.send?.({ ready: true, port });
  // It listens all the same: what is missing can be mended while it runs, and `/readyz` says so until then.
  for (const problem of (await client.health()).problems) log.error(problem);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) {
    // For the person who starts it, who reads no JSON.
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  createLogger('api', 'info').fatal({ error }, `api could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
