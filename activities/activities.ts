/**
 * What workflows may ask of the world, by task queue. Workflows import these types only; the factories that implement
 * them stand beside this file.
 */
import type { EventDelivery } from '../client/hand-over';
import type { PlanAnswer, PlanQuestion } from '../domain/calendar/plan';
import type { CarrierEvent, GatewayStatus } from '../domain/carrier-event';
import type { BusinessClock } from '../domain/clock';
import type { Recorded } from '../domain/fact';
import type { AskOutcome, SubmitOutcome } from '../domain/gateway-answer';
import type { DeskFrame } from '../domain/manual/state';
import type { OrderFact, RequestEntry } from '../domain/order/state';
import type { E164, IsoDate, Language, NumberItem } from '../domain/order-details';
import type { NumbersRead, RequestEvent } from '../domain/request/events';
import type { Binding } from '../domain/pointer';
import type { RequestSnapshot } from '../domain/request/snapshot';
import type { FrozenAttempt } from '../domain/request/state';
import type { Problem } from '../domain/result';
import type { Verdict } from '../domain/sweep/judge';
import type { Difference, Ours } from '../domain/sweep/differs';
import type { GatewayWord, OrderStanding } from '../domain/sweep/standing';
import type { Examination } from '../domain/support-case/events';
import type { CaseFact } from '../domain/support-case/fact';
import type { DeliveryTry } from '../domain/webhooks/delivery';
import type { WebhookEvent } from '../domain/webhooks/event';

/** One request as the gateway knows it. */
export interface GatewayPort {
  readonly reference: string;
  /** Unknown until the gateway has answered once. */
  readonly gatewayId?: string | undefined;
}

/** A gateway's word of one port. */
export interface PortWord {
  readonly word: GatewayWord;
  readonly difference?: Difference | undefined;
}

export interface CarrierActivities {
  /** What the gateway says of these numbers: not portable, or one of a block without the rest (R8). Paths are `numbers[i]`. */
  checkPortability(input: { readonly country: string; readonly items: readonly NumberItem[] }): Promise<readonly Problem[]>;
  /** Find, create, confirm, read back under one key. Throws `CarrierUnavailable`, `OutcomeUnknown`, `CarrierContractBroken`. */
  submitRequest(input: {
    readonly reference: string;
    readonly country: string;
    readonly frozen: FrozenAttempt;
    /** At a gateway by hand. */
    readonly desk?: DeskFrame | undefined;
  }): Promise<SubmitOutcome>;
  /** Where the port stands at the gateway; `null` when it has none. */
  readRequest(port: GatewayPort): Promise<GatewayStatus | null>;
  /** What the gateway says of a port, in one word, and in what that differs from ours: for who needs no more of it. */
  comparePort(port: GatewayPort & { readonly ours?: Ours | undefined }): Promise<PortWord>;
  askCancel(port: GatewayPort): Promise<AskOutcome>;
  askReschedule(input: GatewayPort & { readonly date: IsoDate }): Promise<AskOutcome>;
  /** Starts a transfer that the losing carrier leaves to us; `date` is the day that was chosen for it. */
  triggerActivation(input: GatewayPort & { readonly date: IsoDate }): Promise<AskOutcome>;
  /** Asks for the numbers back; `askedAtMs`, a business instant, tells one asking from another. */
  askReturn(input: GatewayPort & { readonly reason: string; readonly askedAtMs: number }): Promise<AskOutcome>;
}

export interface ProvisioningActivities {
  /** The account (R1), then the claim: what is wrong, or the numbers are claimed. */
  admitOrder(input: {
    readonly orderId: string;
    readonly accountId: string;
    readonly items: readonly NumberItem[];
  }): Promise<readonly Problem[]>;
  prepareNumbers(input: {
    readonly orderId: string;
    readonly accountId: string;
    readonly numbers: readonly E164[];
    readonly date: IsoDate;
  }): Promise<void>;
  /** Answers which of them are in service, and whether SMS was asked for them; a number that works does not wait for its SMS. */
  activateNumbers(input: {
    readonly orderId: string;
    readonly numbers: readonly E164[];
    /** The request's numbers are not on the dashboard: they are put there first, if that is possible. */
    readonly prepareFor?: { readonly accountId: string; readonly numbers: readonly E164[]; readonly date: IsoDate } | undefined;
  }): Promise<Omit<Extract<RequestEvent, { kind: 'activated' }>, 'kind'>>;
  /** What is still to be done for these numbers: configuration (R14), address for emergency calls. */
  readNumbers(input: { readonly numbers: readonly E164[] }): Promise<NumbersRead>;
  /** Asks for SMS; answers for which of the numbers there is none (nothing in a history from before that was known). */
  enableSms(input: {
    readonly orderId: string;
    readonly numbers: readonly E164[];
  }): Promise<{ readonly notApplicable: readonly E164[] } | undefined>;
  releaseNumbers(input: { readonly orderId: string; readonly numbers: readonly E164[] }): Promise<void>;
  /** How many numbers the order claims, and how many of them were given back: all, if `giveBackOf` are its closed runs still. */
  countClaims(input: {
    readonly orderId: string;
    readonly giveBackOf?: readonly { readonly workflowId: string; readonly runId: string }[] | undefined;
  }): Promise<{ readonly claims: number; readonly givenBack: number }>;
  /** Makes the LOA as PDF and stores it; the same content gives the same document. Answers its SHA-256. */
  issueLoa(input: LoaOrder): Promise<{ readonly sha256: string }>;
  /** R26: where a number stands in its order, live or archived, and once it is ported on our platform. */
  examineNumber(input: { readonly orderId: string; readonly number: E164 }): Promise<Examination>;
  /** Gives up what is left of the order's claims, and writes its final record, as the order itself tells it, to the document store. */
  closeOrder(input: { readonly orderId: string; readonly numbers: readonly E164[] }): Promise<void>;
}

/** What an LOA is made from. */
export interface LoaOrder {
  readonly loaId: string;
  readonly revision: number;
  readonly language: Language;
  readonly holder: RequestEntry['holder'];
  readonly losing: RequestEntry['losing'];
  readonly signerName: string;
  readonly items: readonly NumberItem[];
  readonly issuedOn: IsoDate;
}

export interface NotificationActivities {
  /** Words the facts and tells the customer on every channel; a key that was delivered stays delivered. */
  deliverNotification(input: NotificationInput): Promise<NotificationRecord>;
  /** One try to hand an event to an endpoint, whose address and secrets are read anew. Whatever the receiver does is an answer and no failure. */
  deliverWebhook(input: WebhookTryInput): Promise<WebhookTry>;
}

/** Which event goes to which endpoint. */
export interface WebhookTryInput {
  readonly accountId: string;
  readonly endpointId: string;
  readonly event: WebhookEvent;
  readonly clock: BusinessClock;
}

/** What became of one try. `dropped`: the endpoint is not there any more, or is disabled. */
export type WebhookTry =
  | { readonly is: 'dropped' }
  | {
      readonly is: 'delivered' | 'failed' | 'gone';
      readonly tried: DeliveryTry;
      /** What the receiver asked for, real ms. */
      readonly retryAfterMs?: number | undefined;
      /** Nothing had got through to the endpoint before this try. */
      readonly wasFailing: boolean;
    };

/** One message about one or several facts. */
export interface NotificationInput {
  readonly orderId: string;
  readonly accountId: string;
  readonly seq: number;
  readonly language: Language;
  readonly ticketRef?: string | undefined;
  readonly zone: string;
  readonly clock: BusinessClock;
  readonly facts: readonly Recorded<OrderFact>[];
  /** The numbers of each request that a fact names. */
  readonly items: Readonly<Record<number, readonly NumberItem[]>>;
  /** News of a support case; `facts` and `items` are then empty, and `seq` counts in the case. */
  readonly supportCase?: CaseNews | undefined;
}

/** What is told of a support case. */
export interface CaseNews {
  readonly k: string;
  readonly number: E164;
  readonly facts: readonly Recorded<CaseFact>[];
}

/** What became of a message: where it was told, and which facts were left out because a later one had overtaken them. */
export interface NotificationRecord {
  readonly told: readonly string[];
  readonly superseded: readonly number[];
}

/** What the sweep sees and does through Temporal, on the orders' own worker. */
export interface SweepActivities {
  /**
   * Orders of which something was ended, or is past its deadline by more than `patienceMs` (real), or of which something is
   * said; with `papers`, those whose papers age, too. Of more than one sweep looks at, those whose
   * turn it is, and how many `more` there are.
   */
  findOrders(input: {
    readonly clock: BusinessClock;
    readonly patienceMs: number;
    readonly papers: boolean;
    readonly turn: number;
  }): Promise<{ readonly orderIds: readonly string[]; readonly more: number }>;
  /** With `compare`, requests that run say what their gateways can contradict. */
  examineOrder(input: { readonly orderId: string; readonly clock: BusinessClock; readonly compare: boolean }): Promise<OrderStanding>;
  /** Has a request read its gateway at once, and keeps why in its trail. */
  askToRead(input: { readonly workflowId: string; readonly difference: Difference }): Promise<void>;
  /** Begins findings and brings them up to date, ends those that are over, and wakes the order. */
  tellFindings(input: { readonly orderId: string; readonly verdict: Verdict; readonly clock: BusinessClock }): Promise<void>;
}

/** Activities of the orders' own worker: the calendar, and telling other workflows through the client. */
export interface OrdersActivities {
  /** Throws `CalendarImpossible`. */
  plan(question: PlanQuestion): Promise<PlanAnswer>;
  /** Tells the order; `false` when there is no such running order. */
  tellOrder(input: { readonly orderId: string; readonly snapshot: RequestSnapshot }): Promise<boolean>;
  /** Tells a request; `false` when it is not running. */
  tellRequest(input: {
    readonly orderId: string;
    readonly n: number;
    readonly signal: string;
    readonly payload: unknown;
  }): Promise<boolean>;
  /** Asks a request where it stands, running or closed; `null` when there is none. */
  askRequest(input: { readonly orderId: string; readonly n: number }): Promise<RequestSnapshot | null>;
  /** Starts the notification workflow, and a delivery for each endpoint that wants to know; what is there already is as good. */
  startNotification(input: NotificationInput): Promise<void>;
  /** Hands a parked event to its request, if that is running by now. */
  deliverEvent(event: CarrierEvent): Promise<boolean>;
  /** Hands an event to its request, or parks it when that is over. */
  forwardEvent(input: { readonly event: CarrierEvent; readonly clock: BusinessClock }): Promise<EventDelivery>;
  /** Says at the pointer of a gateway's port whose it is; starts the pointer where there is none. */
  bindPort(input: {
    readonly gateway: string;
    readonly gatewayId: string;
    readonly binding: Binding;
    readonly clock: BusinessClock;
  }): Promise<void>;
}
