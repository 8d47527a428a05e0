import { HOUR_MS, MINUTE_MS } from '../clock';
import type { Deadline } from '../deadline';
import { isTold } from '../notification/told';
import { RETRY_WORDS } from '../retry-words';
import { Turn } from '../turn';
import type { OrderEffect } from './events';
import type { OrderFact, OrderInput, OrderRetry, OrderState, RequestEntry } from './state';

/** How long the facts of an order of several requests wait for each other, business ms. */
export const HOLD_MS = 15 * MINUTE_MS;

/** One turn of an order. */
export class OrderTurn extends Turn<OrderFact, OrderEffect, OrderState> {
  readonly input: OrderInput;
  /** For the timeline; the archive has what the workflow's history has. */
  protected readonly factsKept = 400;

  constructor(state: OrderState, nowMs: number, input: OrderInput) {
    super(state, nowMs);
    this.input = input;
  }

  /** What the customer is to be told is held for its message. */
  override fact(fact: OrderFact, atMs = this.nowMs): void {
    super.fact(fact, atMs);
    const recorded = this.state.facts.at(-1);
    if (recorded && isTold(fact)) this.set({ held: [...this.state.held, recorded] });
  }

  request(n: number, part: Partial<RequestEntry>): void {
    this.set({ requests: this.state.requests.map((entry) => (entry.n === n ? { ...entry, ...part } : entry)) });
  }

  retryIn(what: OrderRetry['what'], delayMs = HOUR_MS): void {
    const at = this.deadline(
      'retry',
      this.nowMs + delayMs,
      `${Math.round(delayMs / MINUTE_MS)} minutes after it failed`,
      RETRY_WORDS[what],
    );
    this.set({ retries: [...this.state.retries.filter((retry) => retry.what !== what), { what, at }] });
  }

  noRetry(what: OrderRetry['what']): void {
    if (this.state.retries.some((retry) => retry.what === what))
      this.set({ retries: this.state.retries.filter((retry) => retry.what !== what) });
  }

  deadline(what: Deadline['what'], atMs: number, explanation: string, then: string): Deadline {
    return { what, atMs, zone: this.input.rules.zone, explanation, then };
  }

  /**
   * Sends what is held: at once for an order of one request, else after a quarter of an hour, so that several facts of one
   * moment make one message.
   */
  flush(): void {
    const last = this.state.held.at(-1);
    if (!last) return;
    const several = this.state.requests.length > 1 && this.state.phase.at === 'inProgress';
    if (several && !this.state.holdUntil) {
      return this.set({
        holdUntil: this.deadline('report', this.nowMs + HOLD_MS, 'facts of one moment make one message', 'the customer is told'),
      });
    }
    if (several && this.state.holdUntil && this.state.holdUntil.atMs > this.nowMs) return;
    this.do({ do: 'notify', seq: last.seq, facts: this.state.held });
    this.set({ held: [], holdUntil: undefined });
  }
}
