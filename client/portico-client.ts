import type { CarrierTaskList } from '../contracts/carrier-answer';
import { allowedNow, type OrderStanding } from '../domain/order/allowed';
import type { Resealed } from '../activities/documents/store';
import type { OrderPage } from '../contracts/order-query';
import type { CountryView, OrderCheck, PortabilityView } from '../contracts/portability';
import type { CarrierEvent, UnreferencedEvent } from '../domain/carrier-event';
import type { Recorded } from '../domain/fact';
import type { CommandAnswer } from '../domain/order/judging';
import type { OrderFact } from '../domain/order/state';
import type { OrderView } from '../domain/order/view';
import type { IsoDate, PortOrderDetails } from '../domain/order-details';
import { enterCarrierAnswer, storeEvidence, type EnterCarrierAnswer, type EnteredAnswer } from './carrier-answers';
import { carrierTask, carrierTasks, type CarrierTask, type TaskFilter } from './carrier-tasks';
import { deliverCarrierEvent, parkUnreadable, type EventDelivery } from './carrier-events';
import { checkOrder } from './check-order';
import { requestActivation, requestCancellation, requestReschedule, requestReturn, type OrderCommand } from './commands';
import type { OpenSupportCase } from './case-input';
import { contextOf } from './context';
import { correctDetails, type CorrectDetails } from './corrections';
import { countries, country } from './countries';
import { decideUnportable, provideCsr, type CsrAnswer } from './decisions';
import { eraseOrder, type EraseOrder, type OrderErased } from './erase-order';
import { createOrder, type CreatedOrder, type CreateOrder } from './create-order';
import { provideDocument, reviewDocument, type DocumentAnswer, type ProvideDocument, type ReviewDocument } from './documents';
import { health, type Health } from './health';
import { listOrders, type OrderFilter } from './list-orders';
import { getLoa, scanLoa, signLoa, type LoaDocument, type ScanLoa, type SignatureRecord, type SignLoa } from './loa';
import { openWorkReader, type OpenWork } from './open-work';
import { orderAgain, type OrderAgain, type OrderedAgain } from './order-again';
import { operatorClient, type OperatorClient } from './operators/operator-client';
import { documentToReview, orderDocument, type FetchedDocument } from './order-documents';
import type { PorticoClientOptions } from './options';
import { checkPortability, type PortabilityCheck } from './portability';
import { getOrder, getTimeline, ownerOf } from './read-orders';
import {
  getSupportCase,
  openSupportCase,
  proceedInSupportCase,
  type OpenedCase,
  type ProceedInCase,
  type SupportCase,
} from './support-cases';
import { webhooksOf, type Webhooks } from './webhooks-door';

/**
 * The typed doors to Portico: everything that the API and the command line do, and nothing else. Every method throws
 * `PorticoError` for what it refuses and for trouble with Temporal; none of them prints or speaks HTTP.
 */
export interface PorticoClient {
  /** Creates an order; the same account and key always mean the same one. Answers within 10 s, else `pending`. */
  createOrder(order: CreateOrder): Promise<CreatedOrder>;
  /** R22: orders again what an order that is over has not ported, and reuses what is still valid. */
  orderAgain(wish: OrderAgain): Promise<OrderedAgain>;
  /** Live, closed or archived. */
  getOrder(orderId: string): Promise<OrderView>;
  /** Whose order it is; needs no worker. */
  accountOf(orderId: string): Promise<string>;
  /** Where the order and its requests stand, and what may be done with them now. Answers within 3 s or throws: it only helps. */
  standing(orderId: string): Promise<OrderStanding>;
  timeline(orderId: string): Promise<readonly Recorded<OrderFact>[]>;
  listOrders(filter?: OrderFilter): Promise<OrderPage>;
  /** R9. PDF, PNG, JPEG or TIFF of at most 10 MiB. */
  provideDocument(document: ProvideDocument): Promise<DocumentAnswer>;
  /** An operator's word on a document, or on a scan of a signed letter. */
  reviewDocument(review: ReviewDocument): Promise<CommandAnswer>;
  /** R7: hands in the losing provider's record; answers where the order differs from it. */
  provideCsr(record: Parameters<typeof provideCsr>[1]): Promise<CsrAnswer>;
  /** What becomes of numbers that cannot be ported. */
  decideUnportable(decision: Parameters<typeof decideUnportable>[1]): Promise<CommandAnswer>;
  /** R10: the LOA to show and to sign; one of several by its revision. */
  getLoa(orderId: string, revision?: number): Promise<LoaDocument>;
  /** R10: signs the revision that was shown. */
  signLoa(signature: SignLoa): Promise<SignatureRecord>;
  /** R10: a letter that was signed by hand, as a scan. */
  scanLoa(scan: ScanLoa): Promise<SignatureRecord>;
  /** R24: `taken` when any request took it. */
  requestCancellation(command: OrderCommand): Promise<CommandAnswer>;
  /** R23: `taken` when any request took it. */
  requestReschedule(command: OrderCommand & { readonly date: IsoDate }): Promise<CommandAnswer>;
  /** Starts the transfer inside a window on demand; `taken` when any request took it. */
  requestActivation(command: OrderCommand): Promise<CommandAnswer>;
  /** Asks for numbers back after a port or a failed one; `taken` when any request took it. */
  requestReturn(command: OrderCommand & { readonly reason: string }): Promise<CommandAnswer>;
  /** R13: `taken` when any request took it. */
  correctDetails(correction: CorrectDetails): Promise<CommandAnswer>;
  /** R25, R26: opens a support case about one number, also long after the order closed; the same key always means the same case. */
  openSupportCase(opening: OpenSupportCase): Promise<OpenedCase>;
  /** R26: failed calls, or that it works now; neither means: go on. Throws `case_closed`. */
  proceedInSupportCase(word: ProceedInCase): Promise<SupportCase>;
  /** Throws `case_not_found`. */
  getSupportCase(orderId: string, k: string): Promise<SupportCase>;
  /** R2. */
  checkPortability(check: PortabilityCheck): Promise<PortabilityView>;
  /** R2, R7, R8: every problem and every doubt of an order that nobody has placed. */
  checkOrder(details: PortOrderDetails): Promise<OrderCheck>;
  /** R2. */
  countries(): readonly CountryView[];
  /** R2. Throws `unknown_country`. */
  country(code: string): CountryView;
  /** What our own people have to do for a request at a gateway by hand. Throws `task_not_found`. */
  carrierTask(orderId: string, n: number): Promise<CarrierTask>;
  /** Open tasks of all orders, newest first. */
  carrierTasks(filter?: TaskFilter): Promise<CarrierTaskList>;
  /** Enters what a losing carrier said by mail or telephone; the same key always means the same entry. */
  enterCarrierAnswer(entering: EnterCarrierAnswer): Promise<EnteredAnswer>;
  /** Stores what shows that an answer came. */
  storeEvidence(evidence: Parameters<typeof storeEvidence>[1]): Promise<{ readonly sha256: string; readonly bytes: number }>;
  /** A document of this order by its hash. Throws `document_not_found`. */
  orderDocument(orderId: string, sha256: string): Promise<FetchedDocument>;
  /** What a person looks at before `reviewDocument`; `signedLoa` for a scan. Throws `document_not_found`. */
  documentToReview(orderId: string, kind: string, revision?: number): Promise<FetchedDocument & { readonly sha256: string }>;
  /** Hands over an authentic carrier event; durable once this returns. */
  deliverCarrierEvent(event: CarrierEvent | UnreferencedEvent): Promise<EventDelivery>;
  /** Keeps an authentic event outside the contract for a person; durable once this returns. `digest` is that of its body. */
  parkUnreadable(gateway: string, eventId: string, digest: string): Promise<EventDelivery>;
  /** Customers' backends: where they are told, and what became of it. */
  readonly webhooks: Webhooks;
  /** What our own people look at and do. */
  readonly operators: OperatorClient;
  /** An operator erases the personal data of an order that is over; what happened when, and who erased it, stays. */
  eraseOrder(erasure: EraseOrder): Promise<OrderErased>;
  /** Encrypts everything in the document store with the current key. */
  resealDocuments(): Promise<Resealed>;
  /** All that is open now, for metrics; costs up to 20 pages of Temporal's visibility. */
  openWork(): Promise<OpenWork>;
  /** Never throws. */
  health(): Promise<Health>;
}

/** How long a refusal waits to say what would be taken in its place, real ms. */
const STANDING_MS = 3_000;

/** A client over a connection that its caller opens and closes. Throws `RangeError` without a gateway. */
export function createPorticoClient(options: PorticoClientOptions): PorticoClient {
  const context = contextOf(options);
  const openWork = openWorkReader(context);
  return {
    createOrder: (order) => createOrder(context, order),
    orderAgain: (wish) => orderAgain(context, wish),
    getOrder: (orderId) => getOrder(context, orderId),
    accountOf: (orderId) => ownerOf(context, orderId),
    standing: async (orderId) => allowedNow(await getOrder(context, orderId, Date.now() + STANDING_MS), context.nowMs()),
    timeline: (orderId) => getTimeline(context, orderId),
    listOrders: (filter = {}) => listOrders(context, filter),
    provideDocument: (document) => provideDocument(context, document),
    reviewDocument: (review) => reviewDocument(context, review),
    provideCsr: (record) => provideCsr(context, record),
    decideUnportable: (decision) => decideUnportable(context, decision),
    getLoa: (orderId, revision) => getLoa(context, orderId, revision),
    signLoa: (signature) => signLoa(context, signature),
    scanLoa: (scan) => scanLoa(context, scan),
    requestCancellation: (command) => requestCancellation(context, command),
    requestReschedule: (command) => requestReschedule(context, command),
    requestActivation: (command) => requestActivation(context, command),
    requestReturn: (command) => requestReturn(context, command),
    correctDetails: (command) => correctDetails(context, command),
    openSupportCase: (opening) => openSupportCase(context, opening),
    proceedInSupportCase: (word) => proceedInSupportCase(context, word),
    getSupportCase: (orderId, k) => getSupportCase(context, orderId, k),
    checkPortability: (check) => checkPortability(context, check),
    checkOrder: (details) => checkOrder(context, details),
    countries: () => countries(context),
    country: (code) => country(context, code),
    carrierTask: (orderId, n) => carrierTask(context, orderId, n),
    carrierTasks: (filter = {}) => carrierTasks(context, filter),
    enterCarrierAnswer: (entering) => enterCarrierAnswer(context, entering),
    storeEvidence: (evidence) => storeEvidence(context, evidence),
    documentToReview: (orderId, kind, revision) => documentToReview(context, orderId, kind, revision),
    orderDocument: (orderId, sha256) => orderDocument(context, orderId, sha256),
    deliverCarrierEvent: (event) => deliverCarrierEvent(context, event),
    parkUnreadable: (gateway, eventId, digest) => parkUnreadable(context, gateway, eventId, digest),
    webhooks: webhooksOf(context),
    operators: operatorClient(context),
    eraseOrder: (erasure) => eraseOrder(context, erasure),
    resealDocuments: () => options.documents.reseal(),
    openWork,
    health: () => health(context),
  };
}
