import type { ConnectionLike, DataConverter } from '@temporalio/client';
import type { DocumentStore } from '../activities/documents/store';
import type { CarrierGateway, GatewayCapabilities } from '../activities/gateways/gateway';
import type { CountryPack } from '../config/countries';
import type { BusinessClock } from '../domain/clock';

/** A gateway as far as ordering goes: who it is, which losing carriers it reaches, and how to ask it about numbers. */
export interface ClientGateway {
  readonly id: string;
  readonly capabilities: Pick<GatewayCapabilities, 'setSize' | 'visibilityLagMs'> &
    Partial<Pick<GatewayCapabilities, 'dateChangeBeforeFoc' | 'echoesReference' | 'lookUps' | 'byHand'>>;
  /** The losing carriers for which it is taken first; without it, for all that no other one lists. */
  readonly losingCarriers?: readonly string[] | undefined;
  /** Absent where the gateway cannot be called; portability is then checked with the order only. */
  readonly checkPortability?: CarrierGateway['checkPortability'] | undefined;
}

/** What a `PorticoClient` is made of. Nothing is read from the environment. */
export interface PorticoClientOptions {
  /** A `Connection` or `NativeConnection`. */
  readonly connection: ConnectionLike;
  readonly namespace?: string | undefined;
  /** The same as the workers have, or neither can read the other. */
  readonly dataConverter?: DataConverter | undefined;
  readonly documents: DocumentStore;
  /** The key of ids, hashes and seals; another key makes the same request another order. */
  readonly idKey: string;
  readonly packs: readonly CountryPack[];
  /** At least one. */
  readonly gateways: readonly ClientGateway[];
  /** The deployment's business clock; pinned in every order. */
  readonly clock: BusinessClock;
  /** Who approves documents: the checks alone, unless told otherwise. */
  readonly documentReview?: 'automatic' | 'operator' | undefined;
  /** Hosts, as `host:port` or `host:*`, that webhooks may reach over http and anywhere; for development. */
  readonly webhookPrivateHosts?: readonly string[] | undefined;
  /** The most numbers that one order may have. */
  readonly maxNumbers: number;
  /** The most open orders that one account may have; absent: any number. */
  readonly maxOpenOrders?: number | undefined;
}
