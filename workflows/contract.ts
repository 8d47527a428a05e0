/**
 * The names by which the rest of Portico talks to workflows: the one file of this folder that others load. Every message
 * takes exactly one object, because the Web UI's form sends one JSON argument.
 */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Attention } from '../domain/attention';
import type { CarrierEvent } from '../domain/carrier-event';
import type { Actor, Recorded } from '../domain/fact';
import type { CommandAnswer } from '../domain/order/judging';
import type { CustomerServiceRecord } from '../domain/csr';
import type { Deadline } from '../domain/deadline';
import type { Decision, LoaSigned, Review } from '../domain/order/events';
import type { OrderFact } from '../domain/order/state';
import type { OrderView } from '../domain/order/view';
import type { Correction, E164, IsoDate } from '../domain/order-details';
import type { Problem } from '../domain/result';
import type { RequestSnapshot } from '../domain/request/snapshot';
import type { FrozenAttempt } from '../domain/request/state';
import type { FailedCall } from '../domain/support-case/calls';
import type { CaseAnswer } from '../domain/support-case/state';
import type { SupportCaseView } from '../domain/support-case/view';

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
} as const;

/** A customer's or operator's command. `commandId` makes a repeated command one command, also over continue-as-new. */
export interface Command {
  readonly commandId: string;
  readonly by: Actor;
  /** Request numbers; without them all that it can apply to. */
  readonly requests?: readonly number[] | undefined;
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
/** Asks an order to ask its requests, and a request to tell its order, where it stands. */
export const resyncSignal = defineSignal<[Record<string, never>]>('resync');
/** Waits for a support case's answer to its customer's last word. */
export const caseAnswerUpdate = defineUpdate<CaseOpening, [{ readonly contentHash?: string | undefined }]>('answer');
export const proceedUpdate = defineUpdate<CaseAnswer, [CaseMessage]>('proceed');
/** Ends a parked event or a support case that a person has dealt with. */
export const resolveSignal = defineSignal<[{ readonly by: string; readonly reason: string }]>('resolve');

export const orderViewQuery = defineQuery<OrderView>('view');
export const requestViewQuery = defineQuery<RequestSnapshot>('view');
export const supportCaseViewQuery = defineQuery<SupportCaseView>('view');
/** Why an order, request or support case itself needs a person, each reason with since when; an order's is without those of its requests. */
export const attentionQuery = defineQuery<Attention>('attention');
export const timelineQuery = defineQuery<readonly Recorded<OrderFact>[]>('timeline');
