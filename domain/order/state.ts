import type { Attention, AttentionReason } from '../attention';
import type { BusinessClock } from '../clock';
import type { Deadline } from '../deadline';
import type { Actor, Recorded, RequestFact } from '../fact';
import type { E164, NumberItem, PortOrderDetails } from '../order-details';
import type { Problem } from '../result';
import type { RequestSnapshot } from '../request/snapshot';
import type { LoaSigned, OrderEffect } from './events';
import type { RequestRules } from '../rules';

/** What an order is born with. Everything that a rule needs is in it: nothing is read from the environment later. */
export interface OrderInput {
  readonly schemaVersion: 1;
  readonly orderId: string;
  readonly accountId: string;
  readonly details: PortOrderDetails;
  /** Keyed hash of account and details: tells "the same again" from "another under the same key". */
  readonly contentHash: string;
  readonly clock: BusinessClock;
  readonly rules: RequestRules;
  /** Kinds of documents that the country requires (R9). */
  readonly requiredDocuments: readonly string[];
  readonly gateway: { readonly id: string; readonly setSize: number; readonly visibilityLagMs: number };
  /** Keyed hash of each number, for search. */
  readonly numberHashes: Readonly<Record<E164, string>>;
  readonly continueAsNewAfterEvents: number;
}

/** A document as the order knows it: by its hash. */
export interface ProvidedDocument {
  readonly kind: string;
  readonly sha256: string;
  readonly atMs: number;
}

/** One revision of the LOA (R10). It covers the numbers of these requests, exactly. */
export interface Loa {
  readonly loaId: string;
  /** From 1. */
  readonly revision: number;
  readonly covers: readonly number[];
  /** Hash of the PDF that the customer is shown and signs; absent while it is made. */
  readonly sha256?: string | undefined;
  readonly signed?: { readonly signer: string; readonly atMs: number } | undefined;
  /** A signature that came before the outcome of making it was heard of. */
  readonly early?: LoaSigned | undefined;
}

/** One request of the order. */
export interface RequestEntry {
  readonly n: number;
  readonly items: readonly NumberItem[];
  readonly numbers: readonly E164[];
  /** The details that hold for this request, as corrected. */
  readonly holder: PortOrderDetails['holder'];
  readonly losing: PortOrderDetails['losing'];
  readonly signer: PortOrderDetails['signer'];
  /** `cancelled`: before it was started. */
  readonly stage: 'waiting' | 'starting' | 'started' | 'cancelled';
  /** A cancel that came while it was being started: it goes out once it can be received. */
  readonly cancelHeld?: Actor | undefined;
  /** A correction that is ready to be resubmitted once this LOA revision is signed. */
  readonly awaitsLoa?: number | undefined;
  /** The last that was heard; its facts are in the order's. */
  readonly snapshot?: Omit<RequestSnapshot, 'facts'> | undefined;
}

/** What the order itself has to say; what its requests say comes along as it is. */
export type OrderFact =
  | { readonly kind: 'accepted'; readonly missing: readonly string[]; readonly documentsBy: Deadline }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'documentProvided'; readonly document: string }
  | { readonly kind: 'loaReady'; readonly loaId: string; readonly revision: number; readonly loaBy: Deadline | undefined }
  | { readonly kind: 'loaSigned'; readonly revision: number }
  | { readonly kind: 'loaStale'; readonly revision: number; readonly current: number }
  | { readonly kind: 'corrected'; readonly requests: readonly number[] }
  | { readonly kind: 'dateWishChanged'; readonly date: string }
  | { readonly kind: 'orderCancelled' }
  | { readonly kind: 'cancelNotPossible' }
  | { readonly kind: 'expired'; readonly waitedFor: 'documents' | 'loaSignature' }
  | { readonly kind: 'closed'; readonly outcome: OrderOutcome }
  | { readonly kind: 'attention'; readonly reason: AttentionReason }
  | { readonly kind: 'attentionCleared'; readonly reason: AttentionReason }
  | { readonly kind: 'request'; readonly n: number; readonly fact: RequestFact };

export type OrderOutcome = 'completed' | 'completedPartially' | 'cancelled' | 'failed' | 'expired' | 'refused';

/** Where the order stands with its customer. Once requests run, they have their own states. */
export type OrderPhase =
  | { readonly at: 'intake' }
  | { readonly at: 'awaitingDocuments'; readonly documentsBy: Deadline; readonly loaBy: Deadline }
  | { readonly at: 'awaitingSignature'; readonly loaBy: Deadline }
  | { readonly at: 'inProgress' }
  | { readonly at: 'over'; readonly outcome: OrderOutcome; readonly problems?: readonly Problem[] | undefined };

export interface OrderRetry {
  readonly what: 'admit' | 'plan' | 'issueLoa' | 'archive' | 'start' | 'send' | 'read';
  readonly at: Deadline;
}

export interface OrderState {
  readonly phase: OrderPhase;
  readonly details: PortOrderDetails;
  readonly documents: readonly ProvidedDocument[];
  /** Every revision; the last is the current one. */
  readonly loas: readonly Loa[];
  readonly requests: readonly RequestEntry[];
  readonly facts: readonly Recorded<OrderFact>[];
  readonly factSeq: number;
  /** Facts not yet told to the customer, held for a moment so that several become one message. */
  readonly held: readonly Recorded<OrderFact>[];
  readonly holdUntil?: Deadline | undefined;
  /** When the requests' silence is next looked at. */
  readonly reportCheck?: Deadline | undefined;
  readonly retries: readonly OrderRetry[];
  /** Messages to requests and customers that could not be sent, to be sent again as they are. */
  readonly unsent: readonly Extract<OrderEffect, { readonly do: 'signalRequest' | 'notify' }>[];
  readonly attention: Attention;
  /** Claims are given back and the final record is written. */
  readonly archived: boolean;
  /** Answers to commands already taken, by command id, newest last, bounded. */
  readonly answered: readonly { readonly id: string; readonly answer: unknown }[];
}

/** The LOAs that can still be signed. A later revision for any of the same requests makes an unsigned one void. */
export const openLoas = ({ loas }: OrderState): Loa[] =>
  loas.filter(
    ({ revision, covers, signed }) =>
      !signed && !loas.some((later) => later.revision > revision && later.covers.some((n) => covers.includes(n))),
  );

/** The LOA that counts: the latest that waits for a signature, else the last. */
export const currentLoa = (state: OrderState): Loa | undefined => openLoas(state).at(-1) ?? state.loas.at(-1);

/** Whether nothing more will come of this request. */
export const isOver = ({ stage, snapshot }: RequestEntry): boolean => stage === 'cancelled' || snapshot?.status === 'over';

/** Documents that the country requires and nobody has provided. */
export const missingDocuments = (state: OrderState, required: readonly string[]): string[] =>
  required.filter((kind) => !state.documents.some((document) => document.kind === kind));

/** The latest signed LOA that covers this request. */
export const signedLoaFor = (state: OrderState, n: number): Loa | undefined =>
  state.loas.findLast((loa) => loa.signed !== undefined && loa.covers.includes(n));
