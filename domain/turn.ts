import { cleared, raised, type Attention, type AttentionReason } from './attention';
import type { Recorded } from './fact';

/** What every machine records of asking for a person. */
type AttentionFact = { readonly kind: 'attention' | 'attentionCleared'; readonly reason: AttentionReason };

/** The parts that the state of every machine has. */
interface TurnState<Fact> {
  readonly facts: readonly Recorded<Fact>[];
  readonly factSeq: number;
  readonly attention: Attention;
}

/**
 * One turn of a machine: the state that is being changed, and the effects that it asks for. Lives inside one call of
 * `decide`, which stays pure from outside; every part of the state is replaced and never changed in place.
 */
export abstract class Turn<Fact, Effect, State extends TurnState<Fact | AttentionFact>> {
  state: State;
  readonly effects: Effect[] = [];
  /** Business instant, UTC epoch ms. */
  readonly nowMs: number;
  /** Facts kept in the state. */
  protected abstract readonly factsKept: number;

  constructor(state: State, nowMs: number) {
    this.state = state;
    this.nowMs = nowMs;
  }

  /** Changes some parts of the state. */
  set(part: Partial<State>): void {
    this.state = { ...this.state, ...part };
  }

  do(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Records a fact, by default of now: it goes into the timeline. */
  fact(fact: Fact | AttentionFact, atMs = this.nowMs): void {
    const factSeq = this.state.factSeq + 1;
    this.change({ factSeq, facts: [...this.state.facts, { ...fact, seq: factSeq, atMs }].slice(-this.factsKept) });
  }

  /** Asks for a person; told once as long as the reason stands. */
  raise(reason: AttentionReason): void {
    if (this.state.attention[reason] !== undefined) return;
    this.change({ attention: raised(this.state.attention, reason, this.nowMs) });
    this.fact({ kind: 'attention', reason });
  }

  /** Takes reasons back that no longer hold. */
  clear(...reasons: readonly AttentionReason[]): void {
    for (const reason of reasons.filter((open) => this.state.attention[open] !== undefined)) {
      this.change({ attention: cleared(this.state.attention, reason) });
      this.fact({ kind: 'attentionCleared', reason });
    }
  }

  private change(part: Partial<TurnState<Fact | AttentionFact>>): void {
    this.state = { ...this.state, ...part };
  }
}
