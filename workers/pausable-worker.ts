import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from '@temporalio/worker';

/** A worker as far as a process runs it. */
export interface RunningWorker {
  readonly options: { readonly taskQueue: string };
  getState(): string;
  run(): Promise<void>;
  shutdown(): void;
}

/** What a pausable worker is made of. */
export interface PausableOptions {
  readonly taskQueue: string;
  /** Makes the worker anew: one that has ended cannot be started again. */
  readonly create: () => Promise<Worker>;
  /** Whether an operator has paused it; what it throws (Temporal away) changes nothing. */
  readonly isPaused: () => Promise<boolean>;
  /** How often is looked, real ms. */
  readonly everyMs: number;
  /** Told at each change. */
  readonly changed: (paused: boolean) => void;
}

/**
 * A worker that takes no more tasks while it is paused. What is under way when the pause comes ends first; what waits stays in
 * its queue, whichever process comes up. A worker of a process that starts during a pause begins paused.
 */
export class PausableWorker implements RunningWorker {
  readonly options: { readonly taskQueue: string };
  private readonly how: PausableOptions;
  private readonly stop = new AbortController();
  private worker: Worker | undefined;
  private paused = false;
  private running = false;
  /** The worker inside was told to end because of a pause. */
  private ending = false;
  private made = false;

  constructor(how: PausableOptions) {
    this.how = how;
    this.options = { taskQueue: how.taskQueue };
  }

  /** The state of the worker inside; `PAUSED` while there is none. */
  getState(): string {
    if (this.stop.signal.aborted) return this.worker?.getState() ?? 'STOPPED';
    return this.paused ? 'PAUSED' : (this.worker?.getState() ?? 'INITIALIZED');
  }

  /** Ends for good; safe to repeat. */
  shutdown(): void {
    this.stop.abort();
    this.end();
  }

  /** Runs until it is shut down, by itself or by the process's signals. */
  async run(): Promise<void> {
    if (this.running) throw new Error('a worker runs once');
    this.running = true;
    const { signal } = this.stop;
    await this.look();
    const watching = this.watch();
    try {
      while (!isAborted(signal)) {
        if (this.paused) {
          await this.nextLook();
          continue;
        }
        const worker = await this.created();
        if (!worker) continue;
        const ended = worker.run();
        // The pause, or the end, came while it was made.
        if (this.paused || isAborted(signal)) this.end();
        await ended;
        this.worker = undefined;
        // Not by us: the process is stopping.
        if (!this.ending) break;
        this.ending = false;
      }
    } finally {
      this.stop.abort();
      await watching;
    }
  }

  /** The first one must be there; a later one is tried again while Temporal is away. */
  private async created(): Promise<Worker | undefined> {
    try {
      this.worker = await this.how.create();
      this.made = true;
      return this.worker;
    } catch (error) {
      if (!this.made) throw error;
      await this.nextLook();
      return undefined;
    }
  }

  private async watch(): Promise<void> {
    while (!isAborted(this.stop.signal)) {
      await this.nextLook();
      await this.look();
    }
  }

  private async look(): Promise<void> {
    const paused = await this.how.isPaused().catch(() => this.paused);
    if (paused === this.paused || isAborted(this.stop.signal)) return;
    this.paused = paused;
    this.how.changed(paused);
    if (paused) this.end();
  }

  private end(): void {
    if (this.worker?.getState() !== 'RUNNING') return;
    this.ending = true;
    this.worker.shutdown();
  }

  private nextLook(): Promise<void> {
    return pause(this.how.everyMs, undefined, { signal: this.stop.signal }).catch(() => undefined);
  }
}

/** Read through a function: the flag may have changed while we waited. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
