import type { ConnectionLike, DataConverter } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import { createLogger } from '../../activities/log';
import { createHttpGateway, type HttpGatewayOptions } from '../../activities/gateways/http/http-gateway';
import { buildApi } from '../../api/app';
import type { ApiOptions } from '../../api/options';
import { createPorticoClient, type PorticoClient } from '../../client';
import { lazyConnection } from '../../client/connect';
import { loadCountryPacks } from '../../config/countries';
import { memoryStore } from './memory-store';
import { aWebhookSecret } from './signed-webhook';

/** A real API over a real client; by default Temporal is away. */
export interface TestApi {
  readonly app: FastifyInstance;
  readonly client: PorticoClient;
  readonly documents: ReturnType<typeof memoryStore>;
  readonly webhookSecret: string;
  /** The log lines so far. */
  readonly logged: readonly string[];
  close(): Promise<void>;
}

export interface TestApiOptions {
  readonly connection?: ConnectionLike;
  readonly namespace?: string;
  readonly dataConverter?: DataConverter;
  readonly config?: Partial<ApiOptions['config']>;
  readonly codec?: ApiOptions['codec'];
  /** In place of a client of its own. */
  readonly client?: PorticoClient;
  /** How its webhooks are read where that is another than by Standard Webhooks. */
  readonly reads?: Partial<Pick<HttpGatewayOptions, 'webhooks' | 'echoesReference'>>;
  /** Where the gateway answers; by default nowhere. */
  readonly gateway?: { readonly baseUrl: string; readonly token: string; readonly webhookSecret: string };
}

/** Out of the way of tests that are about something else. */
const LIMITS = {
  rateRequests: 100_000,
  rateAccount: 100_000,
  rateExpensive: 100_000,
  rateWebhooks: 100_000,
  maxConnections: 1_000,
  overloadDelayMs: 0,
};

/** Builds an API with one gateway, `demo`. Close it at the end. */
export async function startApi({
  connection,
  namespace,
  dataConverter,
  config = {},
  codec,
  gateway,
  reads = {},

  client: given,
}: TestApiOptions = {}): Promise<TestApi> {
  const own = connection ?? lazyConnection({ address: '127.0.0.1:1' });
  const webhookSecret = gateway?.webhookSecret ?? aWebhookSecret();
  const documents = memoryStore();
  const logged: string[] = [];
  const adapter = createHttpGateway({
    id: 'demo',
    baseUrl: gateway?.baseUrl ?? 'http://127.0.0.1:1',
    token: gateway?.token ?? 'none',
    webhooks: { scheme: 'standard', secrets: [webhookSecret] },
    timeoutMs: 2_000,
    ...reads,
  });
  const client =
    given ??
    createPorticoClient({
      connection: own,
      namespace,
      dataConverter,
      documents,
      idKey: 'a key of the tests only',
      packs: loadCountryPacks(),
      gateways: [adapter],
      clock: { originMs: 0, scale: 1 },
      maxNumbers: 1_000,
    });
  const log = createLogger('api', 'trace', { write: (line: string) => void logged.push(line) });
  const app = await buildApi({
    client,
    config: { ...LIMITS, apiKeys: undefined, codecPath: undefined, uiOrigin: undefined, ...config },
    gateways: [adapter],
    log,
    codec,
  });
  return {
    app,
    client,
    documents,
    webhookSecret,
    logged,
    close: async () => {
      await app.close();
      // A connection that was given belongs to its giver.
      if (!connection) await own.close();
    },
  };
}
