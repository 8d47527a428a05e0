import type { Client, WorkflowHandle } from '@temporalio/client';
import { supportCaseWorkflowId } from '../../../domain/ids';
import type { FailedCall } from '../../../domain/support-case/calls';
import type { CaseAnswer, CaseInput } from '../../../domain/support-case/state';
import type { SupportCaseView } from '../../../domain/support-case/view';
import { caseAnswerUpdate, proceedUpdate, QUEUES, resolveSignal, supportCaseViewQuery, WORKFLOWS } from '../../../workflows/contract';
import { waitUntil } from '../wait-until';
import type { Days } from './days';
import { quiet, unlessGone } from './quiet';
import type { World } from './world';

interface Surroundings {
  readonly world: World;
  until(atMs: number): Promise<void>;
}

/** One support case in play, on the clock that skips. */
export class ScriptedCase {
  readonly handle: WorkflowHandle<() => Promise<SupportCaseView>>;
  readonly input: CaseInput;
  readonly days: Days;
  private readonly client: Client;
  private readonly stage: Surroundings;
  private words = 0;

  constructor(client: Client, stage: Surroundings, input: CaseInput, days: Days) {
    this.client = client;
    this.stage = stage;
    this.input = input;
    this.days = days;
    this.handle = client.workflow.getHandle(supportCaseWorkflowId(input.orderId, input.k));
  }

  /** Opens the case and waits for its first answer. */
  async open(): Promise<void> {
    await this.client.workflow.start(WORKFLOWS.supportCase, {
      workflowId: this.handle.workflowId,
      taskQueue: QUEUES.orders,
      args: [this.input],
    });
    await this.settled();
  }

  /** A failed call at a time of a day, complete. */
  call(day: number, time: string): FailedCall {
    return {
      called: this.input.complaint.number,
      calling: '+33199005678',
      operator: 'Telmarine',
      date: this.days.date(day),
      time,
      zone: this.days.zone,
      atMs: this.days.at(day, time),
    };
  }

  /** The customer's next word. */
  async says(
    word: { readonly calls?: readonly FailedCall[]; readonly works?: boolean; readonly commandId?: string } = {},
  ): Promise<CaseAnswer> {
    this.words += 1;
    const answer = await this.handle.executeUpdate(proceedUpdate, { args: [{ commandId: `word-${this.words}`, ...word }] });
    await this.settled();
    return answer;
  }

  /** What an opening under this content hash hears. */
  answer(contentHash?: string) {
    return this.handle.executeUpdate(caseAnswerUpdate, { args: [{ contentHash }] });
  }

  resolve(reason: string): Promise<void> {
    return this.handle.signal(resolveSignal, { by: 'Ada', reason });
  }

  async view(): Promise<SupportCaseView> {
    await this.settled();
    return this.handle.query(supportCaseViewQuery);
  }

  until(day: number, time?: string): Promise<void> {
    return this.stage.until(this.days.at(day, time));
  }

  /** What the customer was told, as kinds, message by message, each with its time. */
  told(): string[] {
    const news = this.stage.world.calls('deliverNotification').flatMap(({ input }) => input.supportCase ?? []);
    return news
      .filter(({ k }) => k === this.input.k)
      .map(({ facts }) => `${facts.map(({ kind }) => kind).join(' + ')}: ${this.days.read(facts.at(-1)?.atMs ?? 0)}`);
  }

  /** Waits until so many messages were delivered. */
  async tells(count: number): Promise<string[]> {
    await waitUntil(`${count} messages`, () => this.told().length >= count);
    return this.told();
  }

  settled(): Promise<void> {
    return quiet([this.handle]);
  }

  /** Ends what still runs. */
  async end(): Promise<void> {
    await this.settled();
    await this.handle.terminate('the test is over').catch(unlessGone);
  }
}
