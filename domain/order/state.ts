import { DAY_MS } from '../clock';
import type { Answered } from '../answered';
import type { Attention, AttentionReason } from '../attention';
import type { BusinessClock } from '../clock';
import type { Deadline } from '../deadline';
import type { Actor, Recorded, RequestFact } from '../fact';
import type { CsrDifference, CustomerServiceRecord } from '../csr';
import type { OperatorActed } from '../operator/act';
import type { E164, IsoDate, NumberBlock, NumberItem, PortOrderDetails } from '../order-details';
import type { Correctable } from '../rejection/order-parts';
import type { Problem } from '../result';
import type { RequestSnapshot } from '../request/snapshot';
import type { RoutineLookUps } from '../request/state';
import type { RequestRules } from '../rules';
import type { LoaSigned, OrderEffect } from './events';
import type { DocumentReview, RequirementRule } from './requirements';

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
  /** Kinds of documents that the country requires (R9), where `requirements` says nothing. */
  readonly requiredDocuments: readonly string[];
  /** Everything that the country wants, item by item (R9). */
  readonly requirements?: readonly RequirementRule[] | undefined;
  /** Who approves documents: the checks alone, which is the default, or an operator. */
  readonly review?: 'automatic' | 'operator' | undefined;
  readonly loaRules?: LoaRules | undefined;
  readonly gateway: GatewayRef;
  /** By losing carrier, for those that another gateway reaches. */
  readonly otherGateways?: Readonly<Record<string, GatewayRef>> | undefined;
  /** Keyed hash of each number, for search. */
  readonly numberHashes: Readonly<Record<E164, string>>;
  readonly continueAsNewAfterEvents: number;
}

/** A gateway as far as orders know it. */
export interface GatewayRef {
  readonly id: string;
  readonly setSize: number;
  /** How long after a create a look-up may still miss it, real ms. */
  readonly visibilityLagMs: number;
  /** Whether it passes another date on before there is a confirmed one. */
  readonly dateChangeBeforeFoc?: boolean | undefined;
  /** `false`: its webhooks name its own id of a port alone. */
  readonly echoesReference?: false | undefined;
  /** How often it is read in case a webhook was lost; absent: never. */
  readonly lookUps?: RoutineLookUps | undefined;
  /** Our own people send the request and enter the answers. */
  readonly byHand?: boolean | undefined;
}

/** How the country wants the LOA signed, and how old the signature may be at a submission (R10). */
export interface LoaRules {
  readonly accepted: readonly LoaForm[];
  readonly companyStamp: boolean;
  /** Calendar days. */
  readonly maxAgeDays: number;
}

/** Until when losing carriers of the country take a signature, business ms. */
export const takenUntilMs = (signedAtMs: number, { maxAgeDays }: LoaRules): number => signedAtMs + maxAgeDays * DAY_MS;

/** `handwritten`: on paper, of which a scan is handed in. */
export type LoaForm = 'electronic' | 'handwritten';

/** A document as the order knows it: by its hash. */
export interface ProvidedDocument {
  readonly kind: string;
  readonly sha256: string;
  readonly atMs: number;
  /** The day that stands on it, as who sent it says. */
  readonly issuedOn?: IsoDate | undefined;
  /** Until then it is fresh enough to be sent; absent where its age does not matter. */
  readonly validUntil?: Deadline | undefined;
  /** Absent: approved. */
  readonly review?: DocumentReview | undefined;
}

/** One revision of the LOA (R10). It covers the numbers of these requests, exactly. */
export interface Loa {
  readonly loaId: string;
  /** From 1. */
  readonly revision: number;
  readonly covers: readonly number[];
  /** Hash of the PDF that the customer is shown and signs; absent while it is made. */
  readonly sha256?: string | undefined;
  readonly signed?: { readonly signer: string; readonly atMs: number; readonly scan?: string | undefined } | undefined;
  /** A scan of the letter, signed by hand, that an operator looks at. */
  readonly scanned?: LoaSigned | undefined;
  /** A signature that came before the outcome of making it was heard of. */
  readonly early?: LoaSigned | undefined;
}

/** What an attempt said that was rejected, and the revision of the LOA that it went out under. */
export interface RejectedAttempt extends Correctable {
  readonly attempt: number;
  readonly revision: number;
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
  /** `cancelled`, `replaced`: before it was started. */
  readonly stage: 'waiting' | 'starting' | 'started' | 'cancelled' | 'replaced';
  /** The requests whose place it has taken, and those that have taken its own. */
  readonly replaces?: readonly number[] | undefined;
  readonly replacedBy?: readonly number[] | undefined;
  /** The losing carrier takes nothing about the refused numbers before this (R13). */
  readonly notBefore?: Deadline | undefined;
  /** The whole block that is being claimed for it (R8). */
  readonly claiming?: NumberBlock | undefined;
  /** A cancel that came while it was being started: it goes out once it can be received. */
  readonly cancelHeld?: Actor | undefined;
  /** Its own wish for a date, where a correction gave it one (R19, R21). */
  readonly preferredDate?: IsoDate | undefined;
  /** A correction that is ready to be resubmitted once this LOA revision is signed. */
  readonly awaitsLoa?: number | undefined;
  /** The customer has corrected their part of a rejection; our operator mends the rest and sends it. */
  readonly awaitsOperator?: true | undefined;
  /** What the rejected attempt said, once it was corrected: that is what a further correction is held against. */
  readonly rejected?: RejectedAttempt | undefined;
  /** The last that was heard; its facts are in the order's. */
  readonly snapshot?: Omit<RequestSnapshot, 'facts'> | undefined;
}

/** What the order itself has to say; what its requests say comes along as it is. */
export type OrderFact =
  | {
      readonly kind: 'accepted';
      readonly missing: readonly string[];
      readonly documentsBy: Deadline;
    }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'documentProvided'; readonly document: string }
  | { readonly kind: 'documentApproved'; readonly document: string; readonly by: string; readonly reason?: string | undefined }
  | { readonly kind: 'documentRefused'; readonly document: string; readonly reason: string; readonly until?: Deadline | undefined }
  | { readonly kind: 'documentExpired'; readonly document: string; readonly until?: Deadline | undefined }
  | { readonly kind: 'reminded'; readonly waitedFor: WaitedFor; readonly missing: readonly string[]; readonly until: Deadline }
  | { readonly kind: 'decisionNeeded'; readonly numbers: readonly E164[]; readonly decideBy: Deadline }
  | { readonly kind: 'keptWaiting'; readonly decideBy: Deadline }
  | { readonly kind: 'numbersDropped'; readonly numbers: readonly E164[] }
  | { readonly kind: 'nowPortable'; readonly numbers: readonly E164[] }
  | { readonly kind: 'csrCompared'; readonly differences: readonly CsrDifference[] }
  | { readonly kind: 'loaFormRefused'; readonly revision: number; readonly accepted: readonly LoaForm[] }
  | { readonly kind: 'loaScanned'; readonly revision: number }
  | { readonly kind: 'loaScanRefused'; readonly revision: number; readonly reason: string }
  | { readonly kind: 'loaTooOld'; readonly revision: number; readonly maxAgeDays: number }
  | { readonly kind: 'blockNotAdded'; readonly n: number; readonly problems: readonly Problem[] }
  | { readonly kind: 'regrouped'; readonly from: readonly number[]; readonly to: readonly number[]; readonly why: 'addBlock' | 'split' }
  | { readonly kind: 'loaReady'; readonly loaId: string; readonly revision: number; readonly loaBy: Deadline | undefined }
  | { readonly kind: 'loaSigned'; readonly revision: number }
  | { readonly kind: 'loaStale'; readonly revision: number; readonly current: number }
  | { readonly kind: 'corrected'; readonly requests: readonly number[] }
  | { readonly kind: 'dateWishChanged'; readonly date: string }
  | { readonly kind: 'orderCancelled' }
  | { readonly kind: 'cancelNotPossible' }
  | { readonly kind: 'expired'; readonly waitedFor: WaitedFor }
  | { readonly kind: 'closed'; readonly outcome: OrderOutcome }
  | { readonly kind: 'attention'; readonly reason: AttentionReason }
  | { readonly kind: 'attentionCleared'; readonly reason: AttentionReason }
  | OperatorActed
  | { readonly kind: 'request'; readonly n: number; readonly fact: RequestFact };

/** What an order waits for from its customer. */
export type WaitedFor = 'documents' | 'loaSignature' | 'decision';

export type OrderOutcome = 'completed' | 'completedPartially' | 'cancelled' | 'failed' | 'expired' | 'refused';

/** Where the order stands with its customer. Once requests run, they have their own states. */
export type OrderPhase =
  | { readonly at: 'intake' }
  /** Some of its numbers cannot be ported: the customer says whether to drop them or to wait. */
  | { readonly at: 'awaitingDecision'; readonly decideBy: Deadline; readonly documentsBy: Deadline; readonly loaBy: Deadline }
  | { readonly at: 'awaitingDocuments'; readonly documentsBy: Deadline; readonly loaBy: Deadline }
  | { readonly at: 'awaitingSignature'; readonly loaBy: Deadline; readonly documentsBy?: Deadline | undefined }
  | { readonly at: 'inProgress' }
  | { readonly at: 'over'; readonly outcome: OrderOutcome; readonly problems?: readonly Problem[] | undefined };

export interface OrderRetry {
  readonly what: 'admit' | 'plan' | 'issueLoa' | 'archive' | 'start' | 'send' | 'read' | 'portability' | 'claim' | 'giveBack';
  readonly at: Deadline;
}

export interface OrderState {
  readonly phase: OrderPhase;
  readonly details: PortOrderDetails;
  readonly documents: readonly ProvidedDocument[];
  /** Documents without which the order goes on, and who decided that. */
  readonly waived?: readonly { readonly document: string; readonly by: string; readonly atMs: number }[] | undefined;
  /** What the losing provider has written down about the account, as the customer handed it in (R7). */
  readonly csr?: CustomerServiceRecord | undefined;
  /** What the gateway does not port of an order of which it ports the rest; the customer decides. */
  readonly unportable?: readonly Problem[] | undefined;
  /** Numbers that are no longer part of the order, whose claim is still to be given back. */
  readonly dropped?: readonly E164[] | undefined;
  /** When the customer is reminded of what the order waits for. */
  readonly reminders?: readonly Deadline[] | undefined;
  /** Until then the letters of the other accounts have to be signed, once the first requests run. */
  readonly signBy?: Deadline | undefined;
  /** Keyed hashes of numbers that came into the order later. */
  readonly addedHashes?: Readonly<Record<E164, string>> | undefined;
  /** Every revision; the last is the current one. */
  readonly loas: readonly Loa[];
  readonly requests: readonly RequestEntry[];
  readonly facts: readonly Recorded<OrderFact>[];
  readonly factSeq: number;
  /** Somebody has repaired it: requests that ran before it was set back are looked for. */
  readonly seeking?: true | undefined;
  /** Facts not yet told to the customer, held for a moment so that several become one message. */
  readonly held: readonly Recorded<OrderFact>[];
  readonly holdUntil?: Deadline | undefined;
  /** When the requests' silence is next looked at. */
  readonly reportCheck?: Deadline | undefined;
  readonly retries: readonly OrderRetry[];
  /** Messages to requests and customers that could not be sent, to be sent again as they are. */
  readonly unsent: readonly Extract<OrderEffect, { readonly do: 'signalRequest' | 'notify' }>[];
  readonly attention: Attention;
  /** Whose the attention is. */
  readonly owner?: string | undefined;
  /** Claims are given back and the final record is written. */
  readonly archived: boolean;
  /** Answers to commands already taken, by command id, newest last, bounded. */
  readonly answered: readonly Answered<unknown>[];
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
export const isOver = ({ stage, snapshot }: RequestEntry): boolean =>
  stage === 'cancelled' || stage === 'replaced' || snapshot?.status === 'over';

/** The latest LOA that covers this request: before a request is sent, only its signature counts. */
export const latestLoaFor = (state: OrderState, n: number): Loa | undefined => state.loas.findLast(({ covers }) => covers.includes(n));

/** The latest signed LOA that covers this request. */
export const signedLoaFor = (state: OrderState, n: number): Loa | undefined =>
  state.loas.findLast((loa) => loa.signed !== undefined && loa.covers.includes(n));
