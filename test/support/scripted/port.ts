import { WithStartWorkflowOperation, type Client, type WorkflowHandle } from '@temporalio/client';
import type { CarrierEvent, CarrierEventType } from '../../../domain/carrier-event';
import type { Actor, Recorded, RequestFact } from '../../../domain/fact';
import type { OfKind } from '../../../domain/notification/told';
import { gatewayReference, portOrderWorkflowId, portRequestWorkflowId } from '../../../domain/ids';
import type { CommandAnswer } from '../../../domain/order/judging';
import type { LoaSigned } from '../../../domain/order/events';
import type { OrderInput } from '../../../domain/order/state';
import type { OrderView } from '../../../domain/order/view';
import type { Correction } from '../../../domain/order-details';
import type { RequestSnapshot } from '../../../domain/request/snapshot';
import {
  carrierEventSignal,
  correctDetailsUpdate,
  intakeUpdate,
  loaSignedSignal,
  provideDocumentUpdate,
  orderViewQuery,
  QUEUES,
  requestActivationUpdate,
  requestCancellationUpdate,
  requestRescheduleUpdate,
  requestReturnUpdate,
  requestViewQuery,
  timelineQuery,
  WORKFLOWS,
  type IntakeAnswer,
} from '../../../workflows/contract';
import { aRequestInput } from '../builders/request';
import { waitUntil } from '../wait-until';
import { PARTIES } from './bundle';
import type { Days } from './days';
import type { Said } from './parties.workflow';
import { quiet, unlessGone } from './quiet';
import { gatewayIdOf, loaHash, type ActivityName, type Call, type World } from './world';

/** What a carrier's word may differ in: the attempt and the request that it is about, and what is in it. */
type Word = Partial<CarrierEvent> & { readonly attempt?: number; readonly n?: number };

interface Surroundings {
  readonly world: World;
  until(atMs: number): Promise<void>;
}

/** One order in play, and what others say about it. Its facts are those of request 1 unless a test asks for another. */
export class ScriptedPort {
  readonly order: WorkflowHandle<() => Promise<OrderView>>;
  readonly request: WorkflowHandle<() => Promise<RequestSnapshot>>;
  readonly input: OrderInput;
  readonly days: Days;
  private readonly client: Client;
  private readonly stage: Surroundings;
  private readonly scripts: WorkflowHandle[] = [];
  private commands = 0;

  constructor(client: Client, stage: Surroundings, input: OrderInput, days: Days) {
    this.client = client;
    this.stage = stage;
    this.input = input;
    this.days = days;
    this.order = client.workflow.getHandle(portOrderWorkflowId(input.orderId));
    this.request = this.requestOf(1);
  }

  requestOf(n: number): WorkflowHandle<() => Promise<RequestSnapshot>> {
    return this.client.workflow.getHandle(portRequestWorkflowId(this.input.orderId, n));
  }

  /** Starts the order as the API does, and waits for what the world says of it. */
  place(): Promise<IntakeAnswer> {
    const startWorkflowOperation = new WithStartWorkflowOperation(WORKFLOWS.order, {
      ...this.startOptions(),
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    return this.client.workflow.executeUpdateWithStart(intakeUpdate, {
      startWorkflowOperation,
      args: [{ contentHash: this.input.contentHash }],
    });
  }

  /** Starts the order and waits for nothing: for worlds that do not answer at once. */
  async start(): Promise<void> {
    await this.client.workflow.start(WORKFLOWS.order, this.startOptions());
  }

  startOptions() {
    return {
      workflowId: this.order.workflowId,
      taskQueue: QUEUES.orders,
      args: [this.input],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    } as const;
  }

  /** Starts request 1 without an order, by a signal that is there before its first task. */
  startedBy(signal: string, message: unknown): Promise<WorkflowHandle> {
    const { orderId, rules } = this.input;
    const { workflowId } = this.request;
    const args = [aRequestInput({ orderId, rules })];
    return this.client.workflow.signalWithStart(WORKFLOWS.request, {
      workflowId,
      taskQueue: QUEUES.orders,
      args,
      signal,
      signalArgs: [message],
    });
  }

  /** Signs the LOA of this revision once it is made. */
  async sign(revision = 1): Promise<void> {
    await waitUntil(`LOA revision ${revision}`, () => this.calls('issueLoa').some(({ input }) => input.revision === revision));
    await this.settled();
    await this.order.signal(loaSignedSignal, this.signature(revision));
  }

  signature(revision = 1, hash = loaHash(`${this.input.orderId}-${revision}`)): LoaSigned {
    return { loaId: `${this.input.orderId}-${revision}`, revision, hash, signer: 'Ada Martin', at: this.days.at(0) };
  }

  reference(attempt = 1, n = 1): string {
    return gatewayReference({ orderId: this.input.orderId, n, attempt });
  }

  /** A word from the carrier; its id follows from what it says, so the same words are a duplicate. */
  event(type: CarrierEventType, occurredAtMs: number, { attempt = 1, n = 1, ...part }: Word = {}): CarrierEvent {
    const reference = this.reference(attempt, n);
    const mark = part.foc?.windowStartMs ?? part.numbers?.join() ?? '';
    const id = `${type}/${reference}/${occurredAtMs}/${mark}`;
    return { id, gateway: 'gw', type, occurredAtMs, reference, gatewayId: gatewayIdOf(reference), source: 'webhook', ...part };
  }

  /** The carrier says something at an instant. With another `occurredAtMs` it arrives late. */
  says(type: CarrierEventType, atMs: number, word: Word = {}): Said {
    const to = this.requestOf(word.n ?? 1).workflowId;
    return { atMs, to, signal: carrierEventSignal.name, message: this.event(type, word.occurredAtMs ?? atMs, word) };
  }

  /** The carrier tells a date: this day, in a window from 9:00 to 12:00. */
  saysDate(atMs: number, day: number, word: Word = {}): Said {
    return this.says('focConfirmed', atMs, { foc: this.days.foc(day), ...word });
  }

  /** Our customer or an operator sends the order a signal at an instant. */
  sends(signal: string, atMs: number, message: unknown): Said {
    return { atMs, to: this.order.workflowId, signal, message };
  }

  /** Hands the other parties their script, in any order; it runs on the clock of the workflows. */
  async script(...said: readonly Said[]): Promise<void> {
    const workflowId = `parties/${this.input.orderId}/${this.scripts.length}`;
    const inOrder = said.toSorted((left, right) => left.atMs - right.atMs);
    this.scripts.push(await this.client.workflow.start('scriptedParties', { workflowId, taskQueue: PARTIES, args: [inOrder] }));
  }

  /** Lets time pass up to a time of a day, with all that falls due on the way. */
  until(day: number, time?: string): Promise<void> {
    return this.stage.until(this.days.at(day, time));
  }

  cancel(requests?: readonly number[]): Promise<CommandAnswer> {
    return this.order.executeUpdate(requestCancellationUpdate, { args: [{ ...this.command(), requests }] });
  }

  reschedule(day: number, requests?: readonly number[]): Promise<CommandAnswer> {
    return this.order.executeUpdate(requestRescheduleUpdate, { args: [{ ...this.command(), date: this.days.date(day), requests }] });
  }

  activate(): Promise<CommandAnswer> {
    return this.order.executeUpdate(requestActivationUpdate, { args: [this.command()] });
  }

  haveBack(reason: string): Promise<CommandAnswer> {
    return this.order.executeUpdate(requestReturnUpdate, { args: [{ ...this.command(), reason }] });
  }

  correct(
    correction: Correction,
    { by = 'customer', requests }: { readonly by?: Actor; readonly requests?: readonly number[] | undefined } = {},
  ): Promise<CommandAnswer> {
    return this.order.executeUpdate(correctDetailsUpdate, { args: [{ ...this.command(), by, correction, requests }] });
  }

  /** A document is there, by its hash. */
  provide(document: string, sha256: string): Promise<CommandAnswer> {
    return this.order.executeUpdate(provideDocumentUpdate, { args: [{ ...this.command(), document, sha256 }] });
  }

  /** Lets time pass up to an instant, UTC epoch ms. */
  untilMs(atMs: number): Promise<void> {
    return this.stage.until(atMs);
  }

  private command(): { readonly commandId: string; readonly by: 'customer' } {
    this.commands += 1;
    return { commandId: `command-${this.commands}`, by: 'customer' };
  }

  /** What this port asked of the world, every try of it. */
  calls<K extends ActivityName>(activity: K): Call<K>[] {
    return this.stage.world.calls(activity);
  }

  /** When. */
  called(activity: ActivityName): string[] {
    return this.calls(activity).map(({ atMs }) => this.days.read(atMs));
  }

  async view(): Promise<OrderView> {
    await this.settled();
    return this.order.query(orderViewQuery);
  }

  /** Where a request stands; also after its end. */
  async snapshot(n = 1): Promise<RequestSnapshot> {
    await this.settled();
    return this.requestOf(n).query(requestViewQuery);
  }

  /** The facts of one kind, as the request itself recorded them. */
  async facts<K extends RequestFact['kind']>(kind: K, n = 1): Promise<Recorded<OfKind<RequestFact, K>>[]> {
    const { facts } = await this.snapshot(n);
    return facts.filter((fact): fact is Recorded<OfKind<RequestFact, K>> => fact.kind === kind);
  }

  /** When facts of this kind were recorded. */
  async when(kind: RequestFact['kind'], n = 1): Promise<string[]> {
    return (await this.facts(kind, n)).map(({ atMs }) => this.days.read(atMs));
  }

  /** What people were asked for, in order: `+carrierSilent` when it was raised, `-carrierSilent` when it was cleared. */
  async attention(n = 1): Promise<string[]> {
    const { facts } = await this.snapshot(n);
    return facts.flatMap((fact) =>
      fact.kind === 'attention' ? [`+${fact.reason}`] : fact.kind === 'attentionCleared' ? [`-${fact.reason}`] : [],
    );
  }

  /** The order's timeline as kinds; what its requests told is in it. */
  async timeline(): Promise<string[]> {
    await this.settled();
    return (await this.order.query(timelineQuery)).map((fact) => (fact.kind === 'request' ? fact.fact.kind : fact.kind));
  }

  /** Waits until the customer was told just these facts in one message. */
  async tells(...kinds: readonly string[]): Promise<void> {
    await waitUntil(`a message of ${kinds.join(', ')}`, () => this.messages().some((message) => message.join() === kinds.join()));
  }

  /** What the customer was told by now, as kinds, message by message; with an instant, only what was tried from then on. */
  messages(fromMs = 0): string[][] {
    const own = this.calls('deliverNotification').filter(({ input, atMs }) => input.orderId === this.input.orderId && atMs >= fromMs);
    return own.map(({ input }) => input.facts.map((fact) => (fact.kind === 'request' ? fact.fact.kind : fact.kind)));
  }

  /** Waits until nothing of this port is under way. */
  settled(): Promise<void> {
    return quiet(this.handles());
  }

  /** Ends whatever still runs. */
  async end(): Promise<void> {
    await this.settled();
    for (const handle of this.handles()) await handle.terminate('the test is over').catch(unlessGone);
  }

  private handles(): WorkflowHandle[] {
    return [...this.scripts, this.order, ...this.input.details.numbers.map((_, index) => this.requestOf(index + 1))];
  }
}
