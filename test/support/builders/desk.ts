import { answer } from '../../../domain/calendar/plans';
import type { CarrierEvent } from '../../../domain/carrier-event';
import { nearest } from '../../../domain/deadline';
import { gatewayReference } from '../../../domain/ids';
import { answerToAsk } from '../../../domain/manual/asks';
import { deadlinesOf } from '../../../domain/manual/deadlines';
import { decide, newDesk } from '../../../domain/manual/decide';
import { groundOf } from '../../../domain/manual/entries';
import { entryProblems, possibleEntries, type Entry, type EntryType, type TaskKind } from '../../../domain/manual/entry';
import type { DeskEffect, DeskEvent } from '../../../domain/manual/events';
import type { Ask, DeskInput, DeskState } from '../../../domain/manual/state';
import { viewOf, type DeskView } from '../../../domain/manual/view';
import { REAL_TIME } from '../../../domain/clock';
import type { Problem } from '../../../domain/result';
import { ORDER_ID } from './order';
import { aFrozenAttempt } from './request';
import { MONDAY, someRules } from './rules';

type EffectOf<K extends DeskEffect['do']> = Extract<DeskEffect, { do: K }>;

/** What a task is born with: request 1 of the French order, first attempt. */
export const aDeskInput = (changes: Partial<DeskInput> = {}): DeskInput => ({
  schemaVersion: 1,
  gateway: 'by-hand',
  reference: gatewayReference({ orderId: ORDER_ID, n: 1, attempt: 1 }),
  orderId: ORDER_ID,
  n: 1,
  attempt: 1,
  accountId: 'acc-1',
  country: 'FR',
  frozen: aFrozenAttempt(),
  clock: REAL_TIME,
  rules: someRules(),
  continueAsNewAfterEvents: 4_000,
  ...changes,
});

/**
 * A task that a test plays with. The real calendar answers its questions at once, and the request takes every word; other
 * effects stay in `inFlight`. Time stands still unless the test moves it.
 */
export class DrivenDesk {
  state: DeskState;
  nowMs = MONDAY;
  inFlight: DeskEffect[] = [];
  /** Every word that the request was handed, in order. */
  readonly heard: CarrierEvent[] = [];
  /** With `false` nobody takes the words. */
  requestRuns = true;
  /** With `false` the calendar cannot answer. */
  calendarAnswers = true;
  readonly input: DeskInput;
  private entries = 0;

  constructor(input: DeskInput = aDeskInput()) {
    this.input = input;
    this.state = newDesk(input, this.nowMs);
    this.take({ kind: 'started' });
  }

  take(event: DeskEvent): this {
    const { state, effects } = decide(this.state, event, this.nowMs, this.input);
    this.state = state;
    this.inFlight.push(...effects);
    for (;;) {
      const next = this.inFlight.find((effect) => effect.do === 'plan' || effect.do === 'deliver');
      if (!next) return this;
      this.inFlight = this.inFlight.filter((effect) => effect !== next);
      this.take(this.outcomeOf(next));
    }
  }

  /** Enters a word; answers what was wrong with it. */
  enters(type: EntryType, part: Partial<Entry> = {}): readonly Problem[] {
    this.entries += 1;
    const entry: Entry = {
      id: `entry-${this.entries}`,
      contentHash: `hash-${this.entries}`,
      type,
      saidAtMs: this.nowMs,
      entered: { by: 'op-7', channel: 'mail' },
      ...part,
    };
    const problems = entryProblems(entry, groundOf(this.state), this.nowMs);
    this.take({ kind: 'entered', entry });
    return problems;
  }

  asks(ask: Ask) {
    const outcome = answerToAsk(this.state, ask);
    this.take({ kind: 'asked', ask });
    return outcome;
  }

  /** Lets time pass until the nearest deadline; answers what it was about. */
  waits(): string | undefined {
    const next = nearest(deadlinesOf(this.state));
    if (!next) return undefined;
    this.nowMs = Math.max(this.nowMs, next.atMs);
    this.take({ kind: 'timeReached' });
    return next.what;
  }

  /** Lets time pass until there is something of this kind to do, or something is overdue. */
  waitsFor(condition: (state: DeskState) => boolean): void {
    for (let step = 0; step < 50; step += 1) {
      if (condition(this.state)) return;
      if (this.waits() === undefined) break;
    }
    throw new Error(`nothing came of waiting; to do: ${this.todo.join(', ')}`);
  }

  /** The request is looked at, and says this. */
  seesRequest(over: boolean | null): this {
    return this.take({ kind: 'requestSeen', over });
  }

  get todo(): TaskKind[] {
    return this.state.tasks.map(({ kind }) => kind);
  }

  get possible(): EntryType[] {
    return possibleEntries(groundOf(this.state));
  }

  get attention(): string[] {
    return Object.keys(this.state.attention).sort();
  }

  get view(): DeskView {
    return viewOf(this.state, this.input);
  }

  flying<K extends DeskEffect['do']>(what: K): EffectOf<K>[] {
    return this.inFlight.filter((effect): effect is EffectOf<K> => effect.do === what);
  }

  private outcomeOf(effect: DeskEffect): DeskEvent {
    if (effect.do === 'deliver') {
      if (this.requestRuns) this.heard.push(effect.event);
      return { kind: 'delivered', id: effect.event.id, reached: this.requestRuns };
    }
    if (effect.do === 'plan' && this.calendarAnswers) return { kind: 'planned', key: effect.key, answer: answer(effect.question) };
    return { kind: 'effectFailed', effect };
  }
}
