/** From the setting to a gateway: the one place that knows the kinds. */
import type { Client } from '@temporalio/client';
import type { GatewaySetting } from '../../config/gateways';
import type { DocumentStore } from '../documents/store';
import type { CarrierGateway } from './gateway';
import { createHttpGateway } from './http/http-gateway';
import { createManualGateway, manualFront } from './manual/manual-gateway';

export interface GatewayDependencies {
  /** Bounds each call to another company, real ms. */
  readonly timeoutMs: number;
  /** Business time. */
  readonly nowMs: () => number;
}

/** What can be known and asked of a gateway without submitting anything, for the processes that take orders and webhooks. */
export interface GatewayFront extends Pick<CarrierGateway, 'id' | 'capabilities' | 'checkPortability' | 'readWebhook'> {
  readonly losingCarriers?: readonly string[] | undefined;
  /** Whether anybody sends webhooks for it. */
  readonly hasWebhooks: boolean;
}

/** What a gateway by hand needs besides. */
export interface DeskDependencies {
  /** Where the tasks live. */
  readonly client: Client;
  readonly documents: DocumentStore;
  readonly providerName?: string | undefined;
}

/** A gateway as the worker of its queue has it. */
export const createGateway = (
  setting: GatewaySetting,
  { client, documents, providerName, ...dependencies }: GatewayDependencies & DeskDependencies,
): CarrierGateway =>
  setting.kind === 'manual'
    ? createManualGateway({ id: setting.id, client, documents, providerName, nowMs: dependencies.nowMs })
    : createHttpGateway({ ...setting, ...dependencies });

/** A gateway as seen from the API and the command line. */
export const gatewayFront = (setting: GatewaySetting, dependencies: GatewayDependencies): GatewayFront => ({
  ...(setting.kind === 'manual' ? manualFront(setting.id) : createHttpGateway({ ...setting, ...dependencies })),
  losingCarriers: setting.losingCarriers,
  hasWebhooks: setting.kind === 'http',
});
