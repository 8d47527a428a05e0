import { createHash } from 'node:crypto';
import { WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client';
import { orderStart } from '../../client/create-order';
import type { Actor, RequestFact } from '../../domain/fact';
import type { OfKind } from '../../domain/notification/told';
import { numbersOf } from '../../domain/grouping';
import { gatewayReference, portOrderWorkflowId, portRequestWorkflowId } from '../../domain/ids';
import type { CommandAnswer } from '../../domain/order/judging';
import type { OrderFact, OrderInput } from '../../domain/order/state';
import type { OrderView } from '../../domain/order/view';
import type { Correction, IsoDate, PortOrderDetails } from '../../domain/order-details';
import type { RequestSnapshot } from '../../domain/request/snapshot';
import type { AttentionReason } from '../../domain/attention';
import {
  correctDetailsUpdate,
  intakeUpdate,
  loaSignedSignal,
  orderViewQuery,
  provideDocumentUpdate,
  requestCancellationUpdate,
  requestRescheduleUpdate,
  requestViewQuery,
  timelineQuery,
  type IntakeAnswer,
} from '../../workflows/contract';
import type { portOrder } from '../../workflows/port-order';
import type { portRequest } from '../../workflows/port-request';
import { anOrderInput } from './orders';
import type { LedgerLine, Stage } from './stage';
import { waitUntil } from './wait-until';

/** A comment on a porting ticket. */
export interface Comment {
  readonly key: string;
  readonly subject: string;
  readonly body: string;
  readonly language: string;
}

/** A number as the platform knows it. */
export interface PlatformNumber {
  readonly number: string;
  readonly order_id: string | null;
  readonly account_id: string | null;
  readonly port_date: string | null;
}

/** Longer than any port of these tests takes; only a broken one is waited for that long. */
const PATIENCE = { withinMs: 50_000, everyMs: 150 } as const;

const DOCUMENT = createHash('sha256').update('a document').digest('hex');

/** One order in play, as its customer and its operators see it, with what the outside world has seen of it. */
export class PlacedOrder {
  readonly input: OrderInput;
  readonly handle: WorkflowHandle<typeof portOrder>;
  private readonly stage: Stage;
  private commands = 0;

  constructor(stage: Stage, input: OrderInput) {
    this.stage = stage;
    this.input = input;
    this.handle = stage.client.workflow.getHandle(portOrderWorkflowId(input.orderId));
  }

  /** Starts the order as the client does and answers what the world says of it. */
  place(): Promise<IntakeAnswer> {
    return this.stage.client.workflow.executeUpdateWithStart(intakeUpdate, {
      startWorkflowOperation: orderStart(this.input),
      args: [{ contentHash: this.input.contentHash }],
    });
  }

  /** R9: every document that the country wants. */
  async provideDocuments(): Promise<void> {
    for (const document of this.input.requiredDocuments) {
      await this.handle.executeUpdate(provideDocumentUpdate, { args: [{ ...this.command(), document, sha256: DOCUMENT }] });
    }
  }

  /** R10: signs this revision of the LOA as soon as it can be read. */
  async sign(revision = 1): Promise<void> {
    const loa = await this.until(
      `LOA revision ${revision}`,
      ({ loa: current }) => current?.revision === revision && current.sha256 && current,
    );
    await this.handle.signal(loaSignedSignal, {
      loaId: loa.loaId,
      revision,
      hash: loa.sha256 ?? '',
      signer: this.input.details.signer.name,
      at: this.stage.nowMs(),
    });
  }

  request(n = 1): WorkflowHandle<typeof portRequest> {
    return this.stage.client.workflow.getHandle(portRequestWorkflowId(this.input.orderId, n));
  }

  /** Our reference at the gateway. */
  reference(n = 1, attempt = 1): string {
    return gatewayReference({ orderId: this.input.orderId, n, attempt });
  }

  view(): Promise<OrderView> {
    return this.handle.query(orderViewQuery);
  }

  snapshot(n = 1): Promise<RequestSnapshot> {
    return this.request(n).query(requestViewQuery);
  }

  /** Everything that happened, by kind, in order: the order's own facts and those of its requests. */
  async happened(): Promise<string[]> {
    return (await this.handle.query(timelineQuery)).map((fact) => (fact.kind === 'request' ? fact.fact.kind : fact.kind));
  }

  /** The last fact of this kind that the order has of a request; waits for it. */
  reaches<K extends RequestFact['kind']>(kind: K, n = 1): Promise<OfKind<RequestFact, K>> {
    const isIt = (fact: OrderFact): boolean => fact.kind === 'request' && fact.n === n && fact.fact.kind === kind;
    return waitUntil(
      `request ${n} of ${this.input.orderId}: ${kind}`,
      async () => {
        const last = (await this.handle.query(timelineQuery)).findLast(isIt);
        if (last?.kind !== 'request') throw new Error(`the order says: ${(await this.happened()).join(', ')}`);
        return last.fact as OfKind<RequestFact, K>;
      },
      PATIENCE,
    );
  }

  /** Waits until the order, as it is shown, has what is asked for. */
  until<T>(what: string, condition: (view: OrderView) => T) {
    return waitUntil(`${what} of ${this.input.orderId}`, async () => condition(await this.view()), PATIENCE);
  }

  /** The same of a request, which lives on without its order. */
  async requestUntil(what: string, condition: (snapshot: RequestSnapshot) => unknown, n = 1): Promise<RequestSnapshot> {
    return waitUntil(
      `${what} of request ${n} of ${this.input.orderId}`,
      async () => {
        const snapshot = await this.snapshot(n);
        if (!condition(snapshot)) throw new Error(`the request is ${snapshot.status}, attention: ${snapshot.attention.join(', ')}`);
        return snapshot;
      },
      PATIENCE,
    );
  }

  /** Waits until nothing is on its way in the order and its first request: no task, no activity, and no change between two looks. */
  async settles(): Promise<void> {
    let before = '';
    await waitUntil(
      `quiet in ${this.input.orderId}`,
      async () => {
        const looks = await Promise.all([this.handle, this.request()].map(lookAt));
        const now = JSON.stringify(looks);
        const unchanged = now === before;
        before = now;
        return unchanged && looks.every(({ isQuiet }) => isQuiet);
      },
      { ...PATIENCE, everyMs: 80 },
    );
  }

  /** Waits until a person is asked for with this reason. */
  raises(reason: AttentionReason): Promise<boolean> {
    return this.until(`attention ${reason}`, ({ attention }) => attention.includes(reason));
  }

  cancel(requests?: readonly number[]): Promise<CommandAnswer> {
    return this.handle.executeUpdate(requestCancellationUpdate, { args: [{ ...this.command(), requests }] });
  }

  /** Sends the last command once more, as a cancel under its id. */
  cancelAgain(): Promise<CommandAnswer> {
    return this.handle.executeUpdate(requestCancellationUpdate, { args: [{ commandId: `command-${this.commands}`, by: 'customer' }] });
  }

  reschedule(date: IsoDate): Promise<CommandAnswer> {
    return this.handle.executeUpdate(requestRescheduleUpdate, { args: [{ ...this.command(), date }] });
  }

  correct(correction: Correction, by: Actor = 'customer'): Promise<CommandAnswer> {
    return this.handle.executeUpdate(correctDetailsUpdate, { args: [{ ...this.command(), by, correction }] });
  }

  /** The customer configures the numbers on the dashboard. */
  async configures(): Promise<void> {
    await this.stage.control('POST', '/platform/configure', { numbers: this.input.details.numbers.flatMap(numbersOf) });
  }

  /** The losing carrier acts now on request `n`. */
  carrierDoes(act: Readonly<Record<string, unknown>>, n = 1): Promise<void> {
    return this.stage.carrierDoes(this.reference(n), act);
  }

  /** What the order ends with. */
  ends(): Promise<OrderView> {
    return this.handle.result();
  }

  /** The comments on the order's porting ticket. */
  async ticket(): Promise<readonly Comment[]> {
    return ((await this.stage.control('GET', `/tickets/${this.input.orderId}`)) as { readonly comments: readonly Comment[] }).comments;
  }

  /** The comment with this in its subject; waits for it. */
  told(subject: RegExp): Promise<Comment> {
    return waitUntil(
      `comment ${String(subject)} on the ticket of ${this.input.orderId}`,
      async () => {
        const comments = await this.ticket();
        const found = comments.find((comment) => subject.test(comment.subject));
        if (!found) throw new Error(`the ticket says: ${comments.map((comment) => comment.subject).join(' | ')}`);
        return found;
      },
      PATIENCE,
    );
  }

  /** The ledger's lines about this order's requests, by action and outcome. */
  carrierLines(action: string, outcome: string): LedgerLine[] {
    const ours = (line: LedgerLine): boolean => line.reference?.startsWith(this.input.orderId) === true;
    return this.stage.ledger().filter((line) => ours(line) && line.action === action && line.outcome === outcome);
  }

  /** References for which the gateway holds a confirmed carrier order, in the order of confirmation; one for each such order. */
  carrierOrders(): string[] {
    return this.carrierLines('port.confirmed', 'confirmed').map(({ reference }) => reference ?? '');
  }

  /** What the platform knows of the numbers that this order claims now. */
  async claims(): Promise<readonly PlatformNumber[]> {
    const { numbers } = (await this.stage.control('GET', '/platform/numbers')) as { readonly numbers: readonly PlatformNumber[] };
    return numbers.filter(({ order_id: orderId }) => orderId === this.input.orderId);
  }

  private command(): { readonly commandId: string; readonly by: 'customer' } {
    this.commands += 1;
    return { commandId: `command-${this.commands}`, by: 'customer' };
  }
}

/** How far a workflow's history is and whether anything is under way; a workflow that is not there yet is quiet. */
async function lookAt(handle: WorkflowHandle): Promise<{ readonly length: number; readonly isQuiet: boolean }> {
  try {
    const { historyLength, raw } = await handle.describe();
    return { length: historyLength, isQuiet: !raw.pendingWorkflowTask && (raw.pendingActivities ?? []).length === 0 };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { length: 0, isQuiet: true };
    throw error;
  }
}

/** An order that was taken: claimed, and waiting for its documents. */
export async function placeOrder(stage: Stage, details: PortOrderDetails, changes: Partial<OrderInput> = {}): Promise<PlacedOrder> {
  const order = new PlacedOrder(stage, anOrderInput(details, stage.clock, changes));
  const answer = await order.place();
  if (answer.kind !== 'accepted') throw new Error(`the order was not taken: ${JSON.stringify(answer)}`);
  return order;
}

/** An order whose requests are on their way to the losing carrier. */
export async function signedOrder(stage: Stage, details: PortOrderDetails, changes: Partial<OrderInput> = {}): Promise<PlacedOrder> {
  const order = await placeOrder(stage, details, changes);
  await order.provideDocuments();
  await order.sign();
  return order;
}
