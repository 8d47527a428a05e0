import type { Answered } from '../answered';
import type { Attention } from '../attention';
import type { BusinessClock } from '../clock';
import type { Endpoint, EndpointView } from './endpoint';

/** What the workflow of an account's endpoints is born with. */
export interface WebhooksInput {
  readonly schemaVersion: 1;
  readonly accountId: string;
  readonly clock: BusinessClock;
  readonly continueAsNewAfterEvents: number;
}

export interface WebhooksState {
  readonly endpoints: readonly Endpoint[];
  /** Answers to commands already taken, newest last, bounded. */
  readonly answered: readonly Answered<Done>[];
  readonly attention: Attention;
  /** Whose the attention is. */
  readonly owner?: string | undefined;
}

/** What every command says: `commandId` makes a repeated one the same, `contentHash` tells another under the same id. */
export interface WebhooksCommand {
  readonly commandId: string;
  readonly contentHash: string;
}

/** What came of a command; the secret where one was made, and how many events were sent again. */
export interface Done {
  readonly kind: 'done';
  readonly endpoint: EndpointView;
  readonly secret?: string | undefined;
  readonly replayed?: number | undefined;
}

export type WebhooksAnswer =
  | Done
  | { readonly kind: 'notFound' }
  /** The same id was used for another command. */
  | { readonly kind: 'otherContent' }
  /** So many are there already: endpoints for all orders, or for one order. */
  | { readonly kind: 'full'; readonly per: 'account' | 'order'; readonly limit: number };

export const NO_ENDPOINTS: WebhooksState = { endpoints: [], answered: [], attention: {} };
