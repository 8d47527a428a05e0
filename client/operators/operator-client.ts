import type { ActedBy } from '../../domain/operator/act';
import type { ClientContext } from '../context';
import { assign, operate, resolve, type Act } from './acts';
import { attentionOf, listAttention, type AttentionFilter, type AttentionPage } from './attention';
import { gateways, pauseGateway, pauses, resumeGateway, type GatewayStanding } from './gateways';
import { findNumber, type FoundNumber } from './numbers';
import { parkedEvent, parkedEvents, replayParked, type ParkedEvent } from './parked-events';
import { reconcile } from './reconcile';
import type { SweepReport } from '../../domain/sweep/report';
import { repairOrder, repairWorkflow, type Repaired } from './repair';
import { orderTrail, timelineInWords, type OrderTrail, type TrailFact } from './trail';
import { uiPathOf } from './workflows';

/** What our own people look at and do, beside what customers do. Everything that is done says who did it and why. */
export interface OperatorClient {
  /** Business now, UTC epoch ms. */
  nowMs(): number;
  /** What needs a person, most urgent first. */
  attention(filter?: AttentionFilter): Promise<AttentionPage>;
  /** Since when what is open at an order and its requests, and whose it is. */
  attentionOf(orderId: string, requests: readonly number[]): ReturnType<typeof attentionOf>;
  /** An act at an order or at one of its requests. Throws `invalid_transition` with the reason. */
  operate(act: Act): Promise<void>;
  /** Gives any open workflow of ours to somebody, or (`null`) to nobody. */
  assign(workflowId: string, message: ActedBy & { readonly to: string | null }): Promise<void>;
  /** Ends a parked event, a support case, a task by hand, or a pointer that is nobody's. */
  resolve(workflowId: string, message: ActedBy): Promise<void>;
  parkedEvents(): ReturnType<typeof parkedEvents>;
  parkedEvent(workflowId: string): Promise<ParkedEvent>;
  replay(workflowId: string, message: ActedBy): Promise<void>;
  /** The requests that have a number, by its keyed hash. Throws `invalid_number`. */
  findNumber(text: string): Promise<FoundNumber>;
  gateways(): Promise<GatewayStanding[]>;
  /** Which gateways are paused; nothing else is asked. */
  pauses(): ReturnType<typeof pauses>;
  pauseGateway(gateway: string, message: ActedBy): Promise<void>;
  resumeGateway(gateway: string, message: ActedBy): Promise<void>;
  /** Looks now whether anything was ended that carriers or our platform still have. */
  reconcile(orderId?: string): Promise<SweepReport>;
  /** Brings back what somebody ended, and lets what was set back catch up. Throws `order_closed` for what ended properly. */
  repairOrder(orderId: string, message: ActedBy): Promise<readonly Repaired[]>;
  /** The same for what belongs to no order: a parked event, a pointer, the endpoints of an account. Throws `nothing_open` where it runs. */
  repairWorkflow(workflowId: string, message: ActedBy): Promise<readonly Repaired[]>;
  /** What happened, each with its words and who made it happen. */
  timeline(orderId: string): Promise<TrailFact[]>;
  /** Everything of one order, live or archived; holds personal data. */
  trail(orderId: string): Promise<OrderTrail>;
  /** Where the Temporal Web UI shows a workflow; to be put behind its address. */
  uiPath(workflowId: string): string;
}

/** The doors of operators over one context. */
export const operatorClient = (context: ClientContext): OperatorClient => ({
  nowMs: context.nowMs,
  attention: (filter = {}) => listAttention(context, filter),
  attentionOf: (orderId, requests) => attentionOf(context, orderId, requests),
  operate: (act) => operate(context, act),
  assign: (workflowId, message) => assign(context, workflowId, message),
  resolve: (workflowId, message) => resolve(context, workflowId, message),
  parkedEvents: () => parkedEvents(context),
  parkedEvent: (workflowId) => parkedEvent(context, workflowId),
  replay: (workflowId, message) => replayParked(context, workflowId, message),
  findNumber: (text) => findNumber(context, text),
  gateways: () => gateways(context),
  pauses: () => pauses(context),
  pauseGateway: (gateway, message) => pauseGateway(context, gateway, message),
  resumeGateway: (gateway, message) => resumeGateway(context, gateway, message),
  reconcile: (orderId) => reconcile(context, orderId),
  repairOrder: (orderId, message) => repairOrder(context, orderId, message),
  repairWorkflow: (workflowId, message) => repairWorkflow(context, workflowId, message),
  timeline: (orderId) => timelineInWords(context, orderId),
  trail: (orderId) => orderTrail(context, orderId),
  uiPath: (workflowId) => uiPathOf(context, { workflowId }),
});
