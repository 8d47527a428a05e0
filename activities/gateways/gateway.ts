import type { CarrierEvent, GatewayStatus, UnreferencedEvent } from '../../domain/carrier-event';
import type { AskOutcome } from '../../domain/gateway-answer';
import type { E164, IsoDate, PortOrderDetails } from '../../domain/order-details';
import type { DeskFrame } from '../../domain/manual/state';
import type { FrozenAttempt, RoutineLookUps } from '../../domain/request/state';
import type { PortabilityAnswer } from '../../domain/portability';

/** What a gateway can do: data, so that workflows and wording can ask without knowing the adapter. */
export interface GatewayCapabilities {
  /** Whether one carrier order may hold a set of numbers that are not a block. */
  readonly setSize: number;
  /** Whether webhooks carry our reference; otherwise the pointer workflow is needed. */
  readonly echoesReference: boolean;
  readonly resubmission: 'amend' | 'newOrder';
  /** How long after a create a look-up may still miss it, real ms. */
  readonly visibilityLagMs: number;
  /** How often a port is read in case a webhook was lost, business ms; absent where reading shows nothing that was not told. */
  readonly lookUps?: RoutineLookUps | undefined;
  /** Our own people send the request and enter the answers: nothing is called. */
  readonly byHand?: boolean | undefined;
  /** Whether another date can be asked for before there is a confirmed one. */
  readonly dateChangeBeforeFoc: boolean;
}

/** One attempt as it goes to the losing carrier: frozen details, exactly these numbers. */
export interface GatewayRequest {
  /** Our reference; also the idempotency key. */
  readonly reference: string;
  readonly country: string;
  readonly losing: PortOrderDetails['losing'];
  readonly holder: PortOrderDetails['holder'];
  readonly signer: { readonly name: string };
  /** One block or a set of singles. */
  readonly numbers: PortOrderDetails['numbers'];
  readonly preferredDate?: IsoDate | undefined;
  readonly loa: { readonly sha256: string; readonly signedAtMs: number };
  /** For a gateway by hand: the attempt as it stands, and whose days count. */
  readonly desk?: { readonly frozen: FrozenAttempt; readonly frame: DeskFrame } | undefined;
}

/** A webhook as it came: bytes, not parsed. */
export interface RawWebhook {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
  /** What stands behind the ? of the URL that was asked for, as it came. */
  readonly query?: string | undefined;
}

export type WebhookRefusal = {
  readonly status: 400 | 401;
  readonly code:
    | 'bad_header'
    | 'signature_missing'
    | 'timestamp_invalid'
    | 'timestamp_out_of_window'
    | 'signature_mismatch'
    | 'invalid_encoding';
  readonly message: string;
  /** What a 401 asks for (`www-authenticate`), where the scheme has such a question. */
  readonly challenge?: string;
};

/**
 * An authentic webhook, or why it is none. `unreadable`: authentic, but not in the contract's shape; to be quarantined, never
 * dropped. `digest` is that of its body.
 */
export type WebhookReading =
  | { readonly kind: 'refused'; readonly refusal: WebhookRefusal }
  | { readonly kind: 'unreadable'; readonly eventId: string; readonly digest: string; readonly why: string }
  | { readonly kind: 'event'; readonly event: CarrierEvent }
  /** From a gateway that does not echo our reference. */
  | { readonly kind: 'unreferenced'; readonly event: UnreferencedEvent };

/**
 * The carrier or aggregator that we submit through. Every method may throw the failures of `activities/failures.ts`:
 * `CarrierUnavailable` (provably not done or a read: try again), `OutcomeUnknown` (sent, no answer: look up, never send
 * again blindly), `CarrierContractBroken` (an answer outside the contract: an operator).
 */
export interface CarrierGateway {
  readonly id: string;
  readonly capabilities: GatewayCapabilities;
  checkPortability(country: string, numbers: readonly E164[], signal: AbortSignal): Promise<readonly PortabilityAnswer[]>;
  /** Finds by our reference; `undefined` when there is none (or not yet visible). */
  find(reference: string, signal: AbortSignal): Promise<GatewayStatus | undefined>;
  /** Creates a harmless draft. Repeating it with the same reference gives the same draft. */
  create(request: GatewayRequest, signal: AbortSignal): Promise<GatewayStatus>;
  /** Makes the draft a port request. Repeating it changes nothing. */
  confirm(gatewayId: string, signal: AbortSignal): Promise<GatewayStatus>;
  status(gatewayId: string, signal: AbortSignal): Promise<GatewayStatus | undefined>;
  reschedule(gatewayId: string, to: IsoDate, key: string, signal: AbortSignal): Promise<AskOutcome>;
  /** Starts a transfer that waits for us. */
  activate(gatewayId: string, key: string, signal: AbortSignal): Promise<AskOutcome>;
  /** Asks for the numbers back after a port; the answer is an event. */
  requestReturn(gatewayId: string, reason: string, key: string, signal: AbortSignal): Promise<AskOutcome>;
  cancel(gatewayId: string, key: string, signal: AbortSignal): Promise<AskOutcome>;
  comment(gatewayId: string, text: string, key: string, signal: AbortSignal): Promise<void>;
  /** Verifies and parses one of this gateway's webhooks. `nowMs` is real time. */
  readWebhook(webhook: RawWebhook, nowMs: number): WebhookReading;
}
