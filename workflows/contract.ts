/**
 * The names by which the rest of Portico talks to workflows: the one file of this folder that others load. Every message
 * takes exactly one object, because the Web UI's form sends one JSON argument.
 */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Answered } from '../domain/answered';
import type { CarrierEvent, UnreferencedEvent } from '../domain/carrier-event';
import type { Actor, Recorded } from '../domain/fact';
import type { OpenAttention } from '../domain/attention-handling';
import type { ActAnswer, ActedBy, OperatorAct } from '../domain/operator/act';
import type { CommandAnswer } from '../domain/order/judging';
import type { CustomerServiceRecord } from '../domain/csr';
import type { Deadline } from '../domain/deadline';
import type { AskOutcome } from '../domain/gateway-answer';
import type { Entry, EntryType } from '../domain/manual/entry';
import type { Ask } from '../domain/manual/state';
import type { DeskView } from '../domain/manual/view';
import type { Decision, LoaSigned, Review } from '../domain/order/events';
import type { OrderFact } from '../domain/order/state';
import type { OrderView } from '../domain/order/view';
import type { Correction, E164, IsoDate } from '../domain/order-details';
import type { Binding } from '../domain/pointer';
import type { Problem } from '../domain/result';
import type { RequestSnapshot } from '../domain/request/snapshot';
import type { FrozenAttempt } from '../domain/request/state';
import type { FindingReason } from '../domain/sweep/standing';
import type { FailedCall } from '../domain/support-case/calls';
import type { CaseAnswer } from '../domain/support-case/state';
import type { SupportCaseView } from '../domain/support-case/view';
import type { AddEndpoint, DeliveryNews, EndpointCommand } from '../domain/webhooks/commands';
import type { DeliveryView } from '../domain/webhooks/delivery';
import type { Endpoint, EndpointView } from '../domain/webhooks/endpoint';
import type { Done, WebhooksAnswer } from '../domain/webhooks/state';

/** Task queues, by process. Each gateway has its own, so that a carrier that is down holds up nobody else. */
export const QUEUES = {
  orders: 'portico-orders',
  carrier: (gateway: string): string => `portico-carrier-${gateway}`,
  provisioning: 'portico-provisioning',
  notifications: 'portico-notifications',
} as const;

/** Workflow types, for starting by name. */
export const WORKFLOWS = {
  order: 'portOrder',
  request: 'portRequest',
  notification: 'notification',
  parkedEvent: 'parkedEvent',
  supportCase: 'supportCase',
  pointer: 'gatewayReference',
  webhooks: 'webhooks',
  webhookDelivery: 'webhookDelivery',
  manualPort: 'manualPort',
  gatewayPause: 'gatewayPause',
  sweep: 'sweep',
  finding: 'finding',
} as const;

/** A customer's or operator's command. `commandId` makes a repeated command one command, also over continue-as-new. */
export interface Command {
  readonly commandId: string;
  readonly by: Actor;
  /** Keyed hash of what the command says: another content under the same id is refused. */
  readonly contentHash?: string | undefined;
  /** Request numbers; without them all that it can apply to. */
  readonly requests?: readonly number[] | undefined;
}

/** What one of our own people does by hand; `commandId` makes a repeated one one act. */
export interface OperatorCommand extends ActedBy {
  readonly commandId: string;
  readonly act: OperatorAct;
}

/** A stored document. */
export interface DocumentMessage {
  readonly document: string;
  readonly sha256: string;
  /** The day that stands on it. */
  readonly issuedOn?: IsoDate | undefined;
  /** Until then it may be sent. */
  readonly validUntil?: Deadline | undefined;
}

/** What is corrected, with the searchable hashes of numbers that come into the order with it. */
export interface CorrectionMessage {
  readonly correction: Correction;
  readonly hashes?: Readonly<Record<E164, string>> | undefined;
  /** Which of our own people, and why, where it is theirs. */
  readonly acted?: ActedBy | undefined;
}

/** A parked event as an operator sees it. */
export interface ParkedEventView {
  readonly gateway: string;
  readonly why: 'unknownReference' | 'requestClosed' | 'unreadable';
  /** Absent when it could not be read. */
  readonly event?: CarrierEvent | undefined;
  /** Business ms. */
  readonly sinceMs: number;
  /** Matches that were tried. */
  readonly tries: number;
  readonly owner?: string | undefined;
  /** Who asked for what of it, oldest first. */
  readonly acts: readonly (ActedBy & {
    readonly what: 'assign' | 'replay';
    readonly to?: string | null | undefined;
    readonly atMs: number;
  })[];
}

/** What the sweep found of a workflow: of which of its runs, and why that needs a person. */
export interface FindingMessage {
  readonly runId: string;
  readonly reason: FindingReason;
  /** What ages, and until when. */
  readonly note?: string | undefined;
}

/** The answer to `intake`. */
export type IntakeAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  /** The same key was used for another content. */
  | { readonly kind: 'otherContent' };

/** What a customer says in a support case: calls, or that it works now; neither means: go on. */
export interface CaseMessage {
  readonly commandId: string;
  /** Keyed hash of what the message says: another content under the same id is refused. */
  readonly contentHash?: string | undefined;
  readonly calls?: readonly FailedCall[] | undefined;
  readonly works?: boolean | undefined;
}

/** The answer to `answer`. `otherContent`: the same key was used for another complaint. */
export type CaseOpening = { readonly kind: 'answered' | 'otherContent' };

/** Answers what the world says of a new order: account, portability, claim. With `answer` of a case the only handler that waits. */
export const intakeUpdate = defineUpdate<IntakeAnswer, [{ readonly contentHash: string }]>('intake');
export const provideDocumentUpdate = defineUpdate<CommandAnswer, [Command & DocumentMessage]>('provideDocument');
export const reviewDocumentUpdate = defineUpdate<CommandAnswer, [Command & { readonly review: Review }]>('reviewDocument');
export const provideCsrUpdate = defineUpdate<CommandAnswer, [Command & { readonly csr: CustomerServiceRecord }]>('provideCsr');
export const decideUpdate = defineUpdate<CommandAnswer, [Command & { readonly decision: Decision }]>('decideUnportable');
export const requestCancellationUpdate = defineUpdate<CommandAnswer, [Command]>('requestCancellation');
export const requestRescheduleUpdate = defineUpdate<CommandAnswer, [Command & { readonly date: IsoDate }]>('requestReschedule');
export const requestActivationUpdate = defineUpdate<CommandAnswer, [Command]>('requestActivation');
export const requestReturnUpdate = defineUpdate<CommandAnswer, [Command & { readonly reason: string }]>('requestReturn');
/** To an order or to a request, each for what is its own. */
export const operateUpdate = defineUpdate<ActAnswer, [OperatorCommand]>('operate');
export const correctDetailsUpdate = defineUpdate<CommandAnswer, [Command & CorrectionMessage]>('correctDetails');

/** From a signing page or provider: must never be lost, so it is a signal; a stale revision is told and not taken. */
export const loaSignedSignal = defineSignal<[LoaSigned]>('loaSigned');
/** Fire and forget, from any system; its refusal is always told. To an order or to a request. */
export const cancelRequestedSignal =
  defineSignal<[{ readonly by: Actor; readonly requests?: readonly number[] | undefined }]>('cancelRequested');
/** From a request to its order. */
export const requestProgressedSignal = defineSignal<[RequestSnapshot]>('requestProgressed');
/** From the order to a request. */
export const rescheduleRequestedSignal = defineSignal<[{ readonly by: Actor; readonly date: IsoDate }]>('rescheduleRequested');
/** From the order to a rejected request. */
export const resubmissionReadySignal = defineSignal<[{ readonly frozen: FrozenAttempt }]>('resubmissionReady');
/** From the order to a request whose place others have taken. */
export const replacedSignal = defineSignal<[{ readonly by: readonly number[] }]>('replaced');
/** From the order to a request whose corrected details wait for their time: others are coming, under a new signature. */
export const resubmissionWithdrawnSignal = defineSignal<[Record<string, never>]>('resubmissionWithdrawn');
/** From the order to a request: the transfer starts now. */
export const activationRequestedSignal = defineSignal<[{ readonly by: Actor }]>('activationRequested');
/** From the order to a request: the numbers are wanted back. */
export const returnRequestedSignal = defineSignal<[{ readonly by: Actor; readonly reason: string }]>('returnRequested');
/** From a webhook, a poll or an operator; deduplicated by event id. Carriers do not wait for our answer. */
export const carrierEventSignal = defineSignal<[CarrierEvent]>('carrierEvent');
/** An event that names only the gateway's id of its port, to the pointer of that port. */
export const portEventSignal = defineSignal<[UnreferencedEvent]>('portEvent');
/** From a request to the pointer of its port. */
export const bindSignal = defineSignal<[Binding]>('bind');
/** Asks an order to ask its requests, and a request to tell its order, where it stands. */
export const resyncSignal = defineSignal<[Record<string, never>]>('resync');
/** The answer to an entry: taken (again), or what is wrong with it, or another content under the same key. */
export type EntryAnswer =
  | { readonly kind: 'taken' | 'otherContent' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[]; readonly possible: readonly EntryType[] };

/** From the adapter of a gateway by hand: something to ask of the losing carrier. */
export const askUpdate = defineUpdate<AskOutcome, [Ask]>('ask');
/** From an operator: what the losing carrier said, or that something is out. */
export const enterUpdate = defineUpdate<EntryAnswer, [Entry]>('enter');
/** Waits for a support case's answer to its customer's last word. */
export const caseAnswerUpdate = defineUpdate<CaseOpening, [{ readonly contentHash?: string | undefined }]>('answer');
export const proceedUpdate = defineUpdate<CaseAnswer, [CaseMessage]>('proceed');
/** Ends a finding, a parked event, a pointer that nobody has bound, or a support case that a person has dealt with. */
export const resolveSignal = defineSignal<[{ readonly by: string; readonly reason: string }]>('resolve');

/** Gives what needs a person to one of them, or (`null`) to nobody. Every workflow that can need one takes it. */
export const assignSignal = defineSignal<[ActedBy & { readonly to: string | null }]>('assign');
/** Tries at once whether a parked event matches by now. */
export const replaySignal = defineSignal<[ActedBy]>('replay');
/** Ends the pause of a gateway. */
export const resumeSignal = defineSignal<[ActedBy]>('resume');

/** From the sweep to a finding: how what was ended stands now, and that it is there again. */
export const foundSignal = defineSignal<[FindingMessage]>('found');
export const goneSignal = defineSignal<[Record<string, never>]>('gone');

/** Of an order, a request, a support case and a finding: since when what is open, and whose it is. */
export const attentionQuery = defineQuery<OpenAttention>('attention');
export const parkedEventQuery = defineQuery<ParkedEventView>('view');
export const orderViewQuery = defineQuery<OrderView>('view');
export const requestViewQuery = defineQuery<RequestSnapshot>('view');
export const supportCaseViewQuery = defineQuery<SupportCaseView>('view');
export const deskViewQuery = defineQuery<DeskView>('view');
/** Commands that were answered, with their answers: what a repeated one is answered once the workflow is over. */
export const answeredQuery = defineQuery<readonly Answered<unknown>[]>('answered');
export const timelineQuery = defineQuery<readonly Recorded<OrderFact>[]>('timeline');

/** To the endpoints of an account. The same command again has the same answer, also the same secret. */
export const addEndpointUpdate = defineUpdate<WebhooksAnswer, [AddEndpoint]>('addEndpoint');
export const removeEndpointUpdate = defineUpdate<WebhooksAnswer, [EndpointCommand]>('removeEndpoint');
export const rotateSecretUpdate = defineUpdate<WebhooksAnswer, [EndpointCommand & { readonly secret: string }]>('rotateSecret');
export const enableEndpointUpdate = defineUpdate<WebhooksAnswer, [EndpointCommand]>('enableEndpoint');
export const disableEndpointUpdate = defineUpdate<WebhooksAnswer, [EndpointCommand]>('disableEndpoint');
export const noteReplayUpdate = defineUpdate<WebhooksAnswer, [EndpointCommand & { readonly replayed: number }]>('noteReplay');
/** From a delivery: how its endpoint does. */
export const deliveryNewsSignal = defineSignal<[DeliveryNews]>('deliveryNews');
/** To a delivery that waits: the receiver is there again. */
export const tryNowSignal = defineSignal<[Record<string, never>]>('tryNow');
export const endpointsQuery = defineQuery<readonly EndpointView[]>('endpoints');
/** With its secrets: for the sender. */
export const endpointQuery = defineQuery<Endpoint | null, [{ readonly id: string }]>('endpoint');
/** What was answered to a command; `null` when none of this id was taken. */
export const webhooksAnswerQuery = defineQuery<Answered<Done> | null, [{ readonly commandId: string }]>('answer');
export const deliveryViewQuery = defineQuery<DeliveryView>('view');
