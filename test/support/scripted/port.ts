import { WithStartWorkflowOperation, WorkflowNotFoundError, type Client, type WorkflowHandle } from '@temporalio/client';
import type { CarrierEvent, CarrierEventType } from '../../../domain/carrier-event';
import type { RequestFact } from '../../../domain/fact';
import { gatewayReference, portOrderWorkflowId, portRequestWorkflowId } from '../../../domain/ids';
import type { CommandAnswer } from '../../../domain/order/commands';
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
  orderViewQuery,
  QUEUES,
  requestCancellationUpdate,
  requestRescheduleUpdate,
  requestViewQuery,
  timelineQuery,
  WORKFLOWS,
  type IntakeAnswer,
} from '../../../workflows/contract';
import { waitUntil } from '../wait-until';
import { PARTIES } from './bundle';
import type { Days } from './days';
import type { Said } from './parties.workflow';
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
    return this.client.workflow.executeUpdateWithStart(intakeUpdate, { startWorkflowOperation, args: [{ contentHash: this.input.contentHash }] });
  }

  /** Starts the order and waits for nothing: for worlds that do not answer at once. */
  async start(): Promise<void> {
    await this.client.workflow.start(WORKFLOWS.order, this.startOptions());
  }

  startOptions() {
    return { workflowId: this.order.workflowId, taskQueue: QUEUES.orders, args: [this.input], workflowIdReusePolicy: 'REJECT_DUPLICATE' } as const;
  }

  /** Signs the LOA of this revision as soon as it is there. */
  async sign(revision = 1): Promise<void> {
    await waitUntil(`LOA revision ${revision}`, async () => {
      const { loa } = await this.view();
      return loa?.revision === revision && loa.sha256 !== undefined;
    });
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

  reschedule(day: number): Promise<CommandAnswer> {
    return this.order.executeUpdate(requestRescheduleUpdate, { args: [{ ...this.command(), date: this.days.date(day) }] });
  }

  correct(correction: Correction): Promise<CommandAnswer> {
    return this.order.executeUpdate(correctDetailsUpdate, { args: [{ ...this.command(), correction }] });
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

  view(): Promise<OrderView> {
    return this.order.query(orderViewQuery);
  }

  /** Where a request stands; also after its end. */
  snapshot(n = 1): Promise<RequestSnapshot> {
    return this.requestOf(n).query(requestViewQuery);
  }

  /** Waits until the request stands there, in no skipped time. */
  async reaches(status: RequestSnapshot['status'], n = 1): Promise<void> {
    await waitUntil(`request ${n} is ${status}`, async () => (await this.snapshot(n)).status === status);
  }

  /** Waits until the order knows of the request what a fact says. */
  async hears(kind: RequestFact['kind']): Promise<void> {
    await waitUntil(`the order has heard ${kind}`, async () => (await this.timeline()).includes(kind));
  }

  /** The facts of one kind, as the request itself recorded them. */
  async facts<K extends RequestFact['kind']>(kind: K, n = 1): Promise<(Extract<RequestFact, { readonly kind: K }> & { readonly atMs: number })[]> {
    const { facts } = await this.snapshot(n);
    return facts.filter((fact): fact is Extract<typeof fact, { readonly kind: K }> => fact.kind === kind);
  }

  /** When facts of this kind were recorded. */
  async when(kind: RequestFact['kind'], n = 1): Promise<string[]> {
    return (await this.facts(kind, n)).map(({ atMs }) => this.days.read(atMs));
  }

  /** What people were asked for, in order: `+carrierSilent` when it was raised, `-carrierSilent` when it was cleared. */
  async attention(n = 1): Promise<string[]> {
    const { facts } = await this.snapshot(n);
    return facts.flatMap((fact) => (fact.kind === 'attention' ? [`+${fact.reason}`] : fact.kind === 'attentionCleared' ? [`-${fact.reason}`] : []));
  }

  /** The order's timeline as kinds; what its requests told is in it. */
  async timeline(): Promise<string[]> {
    return (await this.order.query(timelineQuery)).map((fact) => (fact.kind === 'request' ? fact.fact.kind : fact.kind));
  }

  /** What the customer was told, as kinds, message by message. */
  messages(): string[][] {
    const own = this.calls('deliverNotification').filter(({ input }) => input.orderId === this.input.orderId);
    return own.map(({ input }) => input.facts.map((fact) => (fact.kind === 'request' ? fact.fact.kind : fact.kind)));
  }

  /**
   * Ends whatever still runs, once nothing of it is under way: a workflow that is ended in the middle of a task or an
   * activity leaves the clock locked for good.
   */
  async end(): Promise<void> {
    const requests = this.input.details.numbers.map((_, index) => this.requestOf(index + 1));
    const handles = [...this.scripts, this.order, ...requests];
    let before = '';
    await waitUntil('nothing is under way', async () => {
      const seen = (await Promise.all(handles.map(pulse))).join();
      const quiet = seen === before && !seen.includes('busy');
      before = seen;
      return quiet;
    });
    for (const handle of handles) await handle.terminate('the test is over').catch(unlessGone);
  }
}

/** How far a workflow is, and `busy` while a task or an activity of it runs. */
async function pulse(handle: WorkflowHandle): Promise<string> {
  const described = await handle.describe().catch(unlessGone);
  if (described?.status.name !== 'RUNNING') return 'over';
  const { events } = await handle.fetchHistory();
  const ended = events?.findLastIndex((event) => event.workflowTaskCompletedEventAttributes ?? event.workflowTaskFailedEventAttributes) ?? -1;
  const scheduled = events?.findLastIndex((event) => event.workflowTaskScheduledEventAttributes) ?? -1;
  // An activity that waits for its next try has ended one that began before.
  const active = described.raw.pendingActivities?.some(({ lastStartedTime, lastAttemptCompleteTime }) => inMs(lastStartedTime) > inMs(lastAttemptCompleteTime));
  return `${described.historyLength}${scheduled > ended || active ? ' busy' : ''}`;
}

const inMs = (time: { readonly seconds?: unknown; readonly nanos?: number | null } | null | undefined): number => (time ? Number(time.seconds) * 1_000 + (time.nanos ?? 0) / 1e6 : 0);

function unlessGone(error: unknown): undefined {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}
