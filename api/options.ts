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
  /** Where metrics are counted; those of the process are in it already. Absent: a new one. */
  readonly registry?: Registry | undefined;
  /** Needed for the codec's routes, which also need `codecPath` and `uiOrigin`. */
  readonly codec?: RemoteCodec | undefined;
}
