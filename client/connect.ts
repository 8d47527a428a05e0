import { Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor, type ConnectionOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { DocumentStore } from '../activities/documents/store';
import { dataConverter } from '../codec/data-converter';
import { openKeys, type KeyProvider } from '../codec/key-provider';
import type { EncryptionOptions } from '../codec/payload-codec';
import { loadCountryPacks } from '../config/countries';
import type { Config } from '../config/load';
import type { ClientGateway } from './options';
import { setUpTemporal, type TemporalSetUp } from './set-up-temporal';
import { createPorticoClient, type PorticoClient } from './portico-client';

/** What connecting takes: the settings of the API or the command line, and what they name. */
export interface ConnectOptions {
  readonly config: Pick<
    Config<'api'>,
    'codecKeys' | 'codecKeysFile' | 'idKey' | 'maxNumbers' | 'maxOpenOrders' | 'documentReview' | 'webhookPrivateHosts' | 'clock'
  >;
  /** Those of the configuration, unless given: the document store has to have the same. */
  readonly keys?: KeyProvider | undefined;
  /** Hears of payloads that came in clear or could not be read. */
  readonly payloads?: Pick<EncryptionOptions, 'onPlaintext' | 'onUndecodable'> | undefined;
  readonly documents: DocumentStore;
  readonly gateways: readonly ClientGateway[];
}

/** A client that owns its connection. */
export interface ConnectedClient {
  readonly client: PorticoClient;
  /** Temporal's, by its own settings. */
  readonly namespace: string;
  readonly close: () => Promise<void>;
}

/**
 * A client by the standard `TEMPORAL_*` settings and `temporal.toml`. The connection is opened by the first call, so that
 * a process can start, and say that it is not ready, while Temporal is down.
 */
export function connectPorticoClient({ config, keys = openKeys(config), payloads, documents, gateways }: ConnectOptions): ConnectedClient {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const connection = lazyConnection(connectionOptions);
  const client = createPorticoClient({
    connection,
    namespace,
    dataConverter: dataConverter(keys, { ...payloads, namespace }),
    documents,
    idKey: config.idKey,
    packs: loadCountryPacks(),
    gateways,
    clock: config.clock,
    maxNumbers: config.maxNumbers,
    maxOpenOrders: config.maxOpenOrders,
    documentReview: config.documentReview,
    webhookPrivateHosts: config.webhookPrivateHosts,
  });
  return { client, namespace, close: () => connection.close() };
}

/** The namespace that the standard `TEMPORAL_*` settings name. */
export const temporalNamespace = (): string => loadClientConnectConfig().namespace ?? 'default';

/** Sets up the namespace that the standard `TEMPORAL_*` settings name; needs none of Portico's own settings. */
export async function setUpConnectedTemporal(options: { readonly change: boolean }): Promise<TemporalSetUp> {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const connection = lazyConnection(connectionOptions);
  try {
    return await setUpTemporal(connection, namespace, options);
  } finally {
    await connection.close();
  }
}

/** Tries of one call: about two seconds, which outlast a restart of the server; then the caller hears that it is away. */
const ATTEMPTS = 5;

/** A connection that opens with its first call and does not hide for long that Temporal is away. */
export const lazyConnection = (options: ConnectionOptions): Connection =>
  Connection.lazy({ ...options, interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: ATTEMPTS }))] });
