import { cleared, raised, reasonsOf, type AttentionReason } from '../attention';
import type { CaseEffect } from './events';
import { isToldOfCase, type CaseFact } from './fact';
import type { CaseInput, CaseOutcome, CasePhase, CaseState } from './state';

/** Facts kept in the state. */
const FACTS_KEPT = 200;

/** One turn of a case: the state that is being changed, and the effects that it asks for. Lives inside one call of `decide`. */
export class CaseTurn {
  state: CaseState;
  readonly effects: CaseEffect[] = [];
  readonly nowMs: number;
  readonly frame: CaseInput;

  constructor(state: CaseState, nowMs: number, frame: CaseInput) {
    this.state = state;
    this.nowMs = nowMs;
    this.frame = frame;
  }

  set(part: Partial<CaseState>): void {
    this.state = { ...this.state, ...part };
  }

  enter(phase: CasePhase): void {
    this.set({ phase });
  }

  do(effect: CaseEffect): void {
    this.effects.push(effect);
  }

  fact(fact: CaseFact): void {
    const factSeq = this.state.factSeq + 1;
    this.set({ factSeq, facts: [...this.state.facts, { ...fact, seq: factSeq, atMs: this.nowMs }].slice(-FACTS_KEPT) });
  }

  /** Asks for a person; once as long as the reason stands. */
  raise(reason: AttentionReason): void {
    if (this.state.attention[reason] !== undefined) return;
    this.set({ attention: raised(this.state.attention, reason, this.nowMs) });
    this.fact({ kind: 'attention', reason });
  }

  clear(...reasons: readonly AttentionReason[]): void {
    for (const reason of reasons.filter((open) => this.state.attention[open] !== undefined)) {
      this.set({ attention: cleared(this.state.attention, reason) });
      this.fact({ kind: 'attentionCleared', reason });
    }
  }

  /** Reads order and platform. */
  examine(): void {
    this.enter({ at: 'examining' });
    this.do({ do: 'examine' });
  }

  /** Asks the calendar how long is waited from now on. */
  plan(): void {
    this.do({ do: 'plan', question: { ask: 'supportCase', nowMs: this.nowMs, rules: this.frame.rules } });
  }

  /** The end; only what could not be told still needs a person. */
  end(outcome: CaseOutcome): void {
    this.clear(...reasonsOf(this.state.attention).filter((reason) => reason !== 'notificationFailed'));
    this.enter({ at: 'over', outcome });
  }

  /** Tells the customer what they have not been told, one message at a time. */
  tell(): void {
    const { telling, tellAgainAt, facts, toldSeq } = this.state;
    if (telling || tellAgainAt) return;
    const news = facts.filter(({ seq }) => seq > toldSeq).filter(isToldOfCase);
    const last = news.at(-1);
    if (!last) return;
    this.set({ telling: true });
    this.do({ do: 'notify', seq: last.seq, facts: news });
  }
}
