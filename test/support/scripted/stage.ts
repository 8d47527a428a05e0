import { createOrdersActivities } from '../../../activities/orders';
import type { IsoDate, PortOrderDetails } from '../../../domain/order-details';
import type { OrderInput } from '../../../domain/order/state';
import type { RequestRules } from '../../../domain/rules';
import { QUEUES } from '../../../workflows/contract';
import type { CaseInput } from '../../../domain/support-case/state';
import { anOrderInput } from '../builders/order';
import { someRules } from '../builders/rules';
import { aCaseInput } from '../builders/support-case';
import { startTimeSkipping, type Environment } from '../environment';
import { PARTIES, scriptedBundle } from './bundle';
import { calmMonday, Days } from './days';
import { ScriptedPort } from './port';
import { ScriptedCase } from './support-case';
import { World, type Behaviour } from './world';

/** What a test's port differs in. Without anything: one French number that needs no document. */
export interface PortChanges {
  readonly world?: Behaviour;
  readonly rules?: Partial<RequestRules>;
  readonly details?: Partial<PortOrderDetails>;
  readonly input?: Partial<Omit<OrderInput, 'details' | 'rules'>>;
  /** The day on which the test begins, at 9:00 in the zone of its rules: one after this instant. A calm Monday when absent. */
  readonly firstDay?: (afterMs: number) => IsoDate;
}

/**
 * Our workflows as they are, the calendar as it is, and everybody else scripted, on a clock that skips. One for each file;
 * its tests run one after the other, each from a later day on.
 */
export class ScriptedStage {
  readonly world = new World();
  private readonly environment: Environment;
  private ports: (ScriptedPort | ScriptedCase)[] = [];
  private orders = 0;

  private constructor(environment: Environment) {
    this.environment = environment;
  }

  static async set(): Promise<ScriptedStage> {
    const stage = new ScriptedStage(await startTimeSkipping());
    await stage.startWorkers();
    return stage;
  }

  /** Business time: that of the server. */
  nowMs(): Promise<number> {
    return this.environment.env.currentTimeMs();
  }

  /** Lets time pass up to an instant, UTC epoch ms, with all that falls due on the way. */
  async until(atMs: number): Promise<void> {
    const ahead = atMs - (await this.nowMs());
    if (ahead > 0) await this.environment.env.sleep(ahead);
  }

  /** A port that has not begun, on a day of its own. */
  async aPort({ world = {}, rules = {}, details = {}, input, firstDay = calmMonday }: PortChanges = {}): Promise<ScriptedPort> {
    this.world.begin(world);
    this.orders += 1;
    const resolved = someRules(rules);
    const days = new Days(firstDay(await this.nowMs()), resolved.zone);
    await this.until(days.at(0));
    const orderId = String(this.orders).padStart(12, '0');
    const born = anOrderInput({ orderId, requiredDocuments: [], rules: resolved, details, ...input });
    const port = new ScriptedPort(this.environment.client, this, born, days);
    this.ports.push(port);
    return port;
  }

  /** A support case that has not begun, about an order of its own, on a calm Monday. */
  async aCase({ world = {}, input = {} }: { readonly world?: Behaviour; readonly input?: Partial<CaseInput> } = {}): Promise<ScriptedCase> {
    this.world.begin(world);
    this.orders += 1;
    const days = new Days(calmMonday(await this.nowMs()));
    await this.until(days.at(0));
    const k = String(this.orders).padStart(12, '0');
    const opened = new ScriptedCase(this.environment.client, this, aCaseInput({ orderId: k, k, ...input }), days);
    this.ports.push(opened);
    return opened;
  }

  /** A port whose order is placed and whose LOA is signed on day 0: on its way to the losing carrier. */
  async aSignedPort(changes: PortChanges = {}): Promise<ScriptedPort> {
    const port = await this.aPort(changes);
    await port.place();
    await port.sign();
    return port;
  }

  /** After each test: nothing of it may run on, for the clock belongs to all. */
  async clear(): Promise<void> {
    for (const port of this.ports) await port.end();
    this.ports = [];
  }

  close(): Promise<void> {
    return this.environment.close();
  }

  private async startWorkers(): Promise<void> {
    const startWorker: Environment['startWorker'] = (options) => this.environment.startWorker(options);
    // The environment's other client lets time pass whenever a result is awaited, also inside an activity.
    const activities = createOrdersActivities(this.environment.workerClient);
    await startWorker({ taskQueue: QUEUES.orders, activities });
    await startWorker({ taskQueue: QUEUES.carrier('gw'), activities: this.world.activities('carrier'), workflows: false });
    await startWorker({ taskQueue: QUEUES.provisioning, activities: this.world.activities('provisioning'), workflows: false });
    await startWorker({ taskQueue: QUEUES.notifications, activities: this.world.activities('notifications'), workflows: false });
    await startWorker({ taskQueue: PARTIES, workflowBundle: await scriptedBundle() });
  }
}

/** What a test file sees of its stage. */
export type TestStage = Pick<ScriptedStage, 'aPort' | 'aSignedPort' | 'aCase' | 'nowMs'>;

/**
 * The stage of a test file: set before its tests, cleared after each, closed at the end. With `forEachTest` each test has
 * its own, which costs a second.
 */
export function useScriptedStage({ forEachTest = false } = {}): TestStage {
  let stage: ScriptedStage | undefined;
  const set = async (): Promise<void> => {
    stage = await ScriptedStage.set();
  };
  const close = async (): Promise<void> => {
    await stage?.close();
    stage = undefined;
  };
  const current = (): ScriptedStage => {
    if (!stage) throw new Error('the stage is set before the tests: use it inside them');
    return stage;
  };
  if (forEachTest) {
    beforeEach(set);
    afterEach(close);
  } else {
    beforeAll(set);
    afterEach(() => stage?.clear());
    afterAll(close);
  }
  return {
    aPort: (changes) => current().aPort(changes),
    aSignedPort: (changes) => current().aSignedPort(changes),
    aCase: (changes) => current().aCase(changes),
    nowMs: () => current().nowMs(),
  };
}
