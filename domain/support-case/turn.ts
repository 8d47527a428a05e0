import { reasonsOf } from '../attention';
import { Turn } from '../turn';
import type { CaseEffect } from './events';
import { isToldOfCase, type CaseFact } from './fact';
import type { CaseInput, CaseOutcome, CasePhase, CaseState } from './state';

/** One turn of a case. */
export class CaseTurn extends Turn<CaseFact, CaseEffect, CaseState> {
  readonly frame: CaseInput;
  protected readonly factsKept = 200;

  constructor(state: CaseState, nowMs: number, frame: CaseInput) {
    super(state, nowMs);
    this.frame = frame;
  }

  enter(phase: CasePhase): void {
    this.set({ phase });
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
