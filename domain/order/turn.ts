import { cleared, raised, type AttentionReason } from '../attention';
import { HOUR_MS, MINUTE_MS } from '../clock';
import type { Deadline } from '../deadline';
import { isTold } from '../notification/told';
import type { OrderEffect } from './events';
import type { OrderFact, OrderInput, OrderRetry, OrderState, RequestEntry } from './state';

/** Facts kept for the timeline; the archive has what the workflow's history has. */
const FACTS_KEPT = 400;

/** How long the facts of an order of several requests wait for each other, business ms. */
export const HOLD_MS = 15 * MINUTE_MS;

/** One turn of the order: the state that is being changed and the effects that it asks for, inside one call of `decide`. */
export class OrderTurn {
  state: OrderState;
  readonly effects: OrderEffect[] = [];
  readonly nowMs: number;
  readonly input: OrderInput;

  constructor(state: OrderState, nowMs: number, input: OrderInput) {
    this.state = state;
    this.nowMs = nowMs;
    this.input = input;
  }

  set(part: Partial<OrderState>): void {
    this.state = { ...this.state, ...part };
  }

  do(effect: OrderEffect): void {
    this.effects.push(effect);
  }

  /** Records a fact, by default of now; what the customer is to be told is held for its message. */
  fact(fact: OrderFact, atMs = this.nowMs): void {
    const factSeq = this.state.factSeq + 1;
    const recorded = { ...fact, seq: factSeq, atMs };
    this.set({ factSeq, facts: [...this.state.facts, recorded].slice(-FACTS_KEPT) });
    if (isTold(fact)) this.set({ held: [...this.state.held, recorded] });
  }

  raise(reason: AttentionReason): void {
    if (this.state.attention[reason] !== undefined) return;
    this.set({ attention: raised(this.state.attention, reason, this.nowMs) });
    this.fact({ kind: 'attention', reason });
  }

  clear(reason: AttentionReason): void {
    if (this.state.attention[reason] === undefined) return;
    this.set({ attention: cleared(this.state.attention, reason) });
    this.fact({ kind: 'attentionCleared', reason });
  }

  request(n: number, part: Partial<RequestEntry>): void {
    this.set({ requests: this.state.requests.map((entry) => (entry.n === n ? { ...entry, ...part } : entry)) });
  }

  retryIn(what: OrderRetry['what'], delayMs = HOUR_MS): void {
    const at = this.deadline(
      'retry',
      this.nowMs + delayMs,
      `${Math.round(delayMs / MINUTE_MS)} minutes after it failed`,
      `${what} is tried again`,
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
