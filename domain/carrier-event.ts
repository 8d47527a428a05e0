import type { E164, IsoDate } from './order-details';

/** What a gateway can tell us about a port, whatever its own words are. */
export const CARRIER_EVENT_TYPES = [
  'acknowledged',
  'rejected',
  'focConfirmed',
  'focChanged',
  'rescheduleAccepted',
  'rescheduleRefused',
  'cancelAccepted',
  'cancelRefused',
  'numberActivated',
  'activationFailed',
  'smsActivated',
  'smsFailed',
  'splitRequired',
  'returnAccepted',
  'returnRefused',
  'comment',
] as const;

export type CarrierEventType = (typeof CARRIER_EVENT_TYPES)[number];

/** A Firm Order Commitment: the losing carrier's date (R4, R12), or an interval in which the winning side chooses the day. */
export interface Foc {
  /** The local day of the port; of an interval as the carrier gives it, the first possible day. */
  readonly date: IsoDate;
  /** The last local day on which the port may be pulled. Only where the carrier leaves the day to us. */
  readonly lastDate?: IsoDate | undefined;
  /** The first possible day of an interval, once a day was chosen and stands in `date`. */
  readonly firstDate?: IsoDate | undefined;
  /** Nothing moves until we ask for it inside the window. */
  readonly onDemand?: boolean | undefined;
  /** The window in which the numbers move, UTC epoch ms (business time). */
  readonly windowStartMs: number;
  readonly windowEndMs: number;
  /** IANA zone in which the date and window are meant. */
  readonly zone: string;
}

/** Why a request was refused (R13). */
export interface RejectionReason {
  /** Canonical code, see `rejection.ts`. Unknown raw codes are `OTHER`. */
  readonly code: string;
  /** The carrier's own code and text, kept as they came. */
  readonly rawCode?: string | undefined;
  readonly rawText?: string | undefined;
  /** The field of the order that is meant. */
  readonly field?: string | undefined;
  readonly numbers?: readonly E164[] | undefined;
}

/** How an answer came that nobody's system sent. */
export const CHANNELS = ['mail', 'telephone', 'portal', 'fax', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Who of ours entered an answer, and what shows that it came. */
export interface Entered {
  /** The operator, as our own people know them. */
  readonly by: string;
  readonly channel: Channel;
  /** SHA-256 of a stored document: the letter or mail, or the note where there is nothing else. */
  readonly evidence?: string | undefined;
  /** In the operator's words; for our own people. */
  readonly note?: string | undefined;
  /** The losing carrier's own reference. */
  readonly carrierRef?: string | undefined;
}

/** One fact from the carrier's side, normalised. Arrives at least once, in any order. */
export interface CarrierEvent {
  /** Unique at its gateway; the same event delivered again has the same id. */
  readonly id: string;
  readonly gateway: string;
  readonly type: CarrierEventType;
  /** When it happened at the carrier, business ms: decides what is stale, not the time of arrival. */
  readonly occurredAtMs: number;
  /** Our reference, which names order, request and attempt. */
  readonly reference: string;
  /** The gateway's own id of the port. */
  readonly gatewayId?: string | undefined;
  readonly numbers?: readonly E164[] | undefined;
  readonly foc?: Foc | undefined;
  readonly reasons?: readonly RejectionReason[] | undefined;
  /** Free text; may hold personal data, so it is shown only where payloads are decoded. */
  readonly text?: string | undefined;
  readonly source: 'webhook' | 'poll' | 'operator';
  /** Of all that the event says, on its way in: another one under the same id says something else. */
  readonly digest?: string | undefined;
  /** With the source `operator`. */
  readonly entered?: Entered | undefined;
}

/** An event that names only the gateway's own id of the port: whose it is, is known once that id is bound to a request. */
export type UnreferencedEvent = Omit<CarrierEvent, 'reference' | 'gatewayId'> & { readonly gatewayId: string };

/** Where a port stands at the gateway, as read back. */
export interface GatewayStatus {
  readonly gatewayId: string;
  readonly reference: string;
  /** `toSend`: taken by a person of ours, and not with the losing carrier yet. */
  readonly state: 'draft' | 'toSend' | 'pending' | 'rejected' | 'scheduled' | 'cancelled' | 'completed' | 'returned';
  readonly foc?: Foc | undefined;
  readonly reasons?: readonly RejectionReason[] | undefined;
  readonly numbers: readonly { readonly number: E164; readonly active: boolean; readonly sms: 'pending' | 'active' | 'failed' }[];
  /** When this state was reached, business ms. */
  readonly changedAtMs: number;
}
