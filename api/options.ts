import type { FastifyBaseLogger } from 'fastify';
import type { Registry } from 'prom-client';
import type { CarrierGateway } from '../activities/gateways/gateway';
import type { PorticoClient } from '../client';
import type { RemoteCodec } from '../codec/remote';
import type { Config } from '../config/load';
import type { Limits } from './limits';

/** What the API is made of. */
export interface ApiOptions {
  readonly client: PorticoClient;
  readonly config: Limits & Pick<Config<'api'>, 'apiKeys' | 'codecPath' | 'uiOrigin'>;
  /** Readers of webhooks. */
  readonly gateways: readonly Pick<CarrierGateway, 'id' | 'readWebhook'>[];
  readonly log: FastifyBaseLogger;
  /** Needed for the codec's routes, which also need `codecPath` and `uiOrigin`. */
  readonly codec?: RemoteCodec | undefined;
  /** Adds what the process counts outside the API to its metrics. */
  readonly measure?: ((register: Registry) => void) | undefined;
}
