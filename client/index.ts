/** The main entry: what backend services import. */
export { connectPorticoClient, setUpConnectedTemporal, temporalNamespace, type ConnectedClient, type ConnectOptions } from './connect';
export { createPorticoClient, type PorticoClient } from './portico-client';
export type { ClientGateway, PorticoClientOptions } from './options';
export type { CreatedOrder, CreateOrder } from './create-order';
export type { OrderAgain, OrderedAgain } from './order-again';
export type { OrderCommand } from './commands';
export type { OrderFilter } from './list-orders';
export type { CsrAnswer } from './decisions';
export type { DocumentAnswer, ProvideDocument, ReviewDocument } from './documents';
export type { LoaDocument, ScanLoa, SignatureRecord, SignLoa } from './loa';
export type { OpenSupportCase, ToldCall } from './case-input';
export type { OpenedCase, ProceedInCase, SupportCase } from './support-cases';
export type { PortabilityCheck } from './portability';
export type { EventDelivery } from './carrier-events';
export type { TemporalSetUp } from './set-up-temporal';
export type { Health } from './health';
export { pauseNotPossible, portOutNotSupported } from './not-offered';
export { PorticoError, type KnownCode } from './errors';
