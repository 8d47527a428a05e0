import { answer } from '../../../domain/calendar/plans';
import { REAL_TIME } from '../../../domain/clock';
import type { FailedCall } from '../../../domain/support-case/calls';
import { decide, newCase } from '../../../domain/support-case/decide';
import { deadlinesOf } from '../../../domain/support-case/deadlines';
import type { CaseEffect, CaseEvent, Examination } from '../../../domain/support-case/events';
import type { CaseFact } from '../../../domain/support-case/fact';
import type { CaseInput, CaseState } from '../../../domain/support-case/state';
import { nearest } from '../../../domain/deadline';
import { aSingle, ORDER_ID } from './order';
import { at, someRules } from './rules';

export const NUMBER = aSingle().number;
/** A Monday, at noon in Paris: the port was complete, UTC epoch ms. */
export const PORTED = at('2026-03-09T11:00:00Z');
/** The next morning: where cases begin. */
export const OPENED = at('2026-03-10T08:00:00Z');

/** A case about one French number whose incoming calls fail. */
export const aCaseInput = (changed: Partial<CaseInput> = {}): CaseInput => ({
  schemaVersion: 1,
  orderId: ORDER_ID,
  accountId: 'acc-1',
  k: 'CASE00000001',
  complaint: { number: NUMBER, trouble: 'callsIn' },
  calls: [],
  contentHash: 'hash',
  clock: REAL_TIME,
  rules: someRules(),
  language: 'fr',
  continueAsNewAfterEvents: 4_000,
  ...changed,
});

/** A complete failed call to the number, so many minutes after the port. */
export const aCall = (minutes: number, changed: Partial<FailedCall> = {}): FailedCall => ({
  called: NUMBER,
  calling: '+33199005678',
  operator: 'Telmarine',
  date: '2026-03-09',
  time: new Date(PORTED + minutes * 60_000 + 3_600_000).toISOString().slice(11, 16),
  zone: 'Europe/Paris',
  atMs: PORTED + minutes * 60_000,
  ...changed,
});

/** Three of them, ten minutes apart. */
export const threeCalls = (): FailedCall[] => [10, 20, 30].map((minutes) => aCall(minutes));

/** The number is active with us, and all is well with it, as far as the platform knows. */
export const ACTIVE: Examination = {
  port: { at: 'active', portedAtMs: PORTED, sms: 'active' },
  place: { configured: true, userOnline: true, inService: true },
};

/** One case in play. The calendar answers at once; what was examined is what a test says; telling works unless it is told not to. */
export class DrivenCase {
  state: CaseState;
  nowMs = OPENED;
  readonly input: CaseInput;
  /** Effects that nothing has answered yet. */
  flying: CaseEffect[] = [];
  /** Messages, as kinds. */
  readonly told: string[][] = [];

  constructor(input: CaseInput = aCaseInput()) {
    this.input = input;
    this.state = newCase(input);
    this.take({ kind: 'started' });
  }

  /** Takes an event; then the calendar and the ticket desk answer. */
  take(event: CaseEvent): this {
    this.only(event);
    const [answered] = this.flying.filter((one) => one.do !== 'examine');
    if (answered) this.land(answered);
    return this;
  }

  /** Takes an event and answers nothing. */
  only(event: CaseEvent): void {
    const { state, effects } = decide(this.state, event, this.nowMs, this.input);
    this.state = state;
    this.flying.push(...effects);
  }

  /** An effect has done what it should. */
  land(effect: CaseEffect, examination = ACTIVE): void {
    this.flying = this.flying.filter((one) => one !== effect);
    if (effect.do === 'examine') return void this.take({ kind: 'examined', examination });
    if (effect.do === 'plan') return void this.take({ kind: 'planned', answer: answer(effect.question) });
    this.told.push(effect.facts.map(({ kind }) => kind));
    this.take({ kind: 'notified', seq: effect.seq });
  }

  /** An effect has given up. */
  fail(effect: CaseEffect): void {
    this.flying = this.flying.filter((one) => one !== effect);
    this.take({ kind: 'effectFailed', effect });
  }

  /** What the look at order and platform has found. */
  finds(examination: Examination = ACTIVE): this {
    const [look] = this.flying.filter((one) => one.do === 'examine');
    if (!look) throw new Error('nothing is being examined');
    this.land(look, examination);
    return this;
  }

  says(calls: readonly FailedCall[] = [], works = false): this {
    return this.take({ kind: 'proceed', calls, works });
  }

  /** Time passes to the nearest deadline, and past it. */
  passes(): this {
    const next = nearest(deadlinesOf(this.state));
    if (!next) throw new Error('this case waits for nothing');
    this.nowMs = Math.max(this.nowMs, next.atMs);
    return this.take({ kind: 'timeReached' });
  }

  kinds(): string[] {
    return this.state.facts.map(({ kind }) => kind);
  }

  last<K extends CaseFact['kind']>(kind: K): CaseFact & { readonly kind: K } {
    const isIt = (one: CaseFact): one is CaseFact & { readonly kind: K } => one.kind === kind;
    const facts: readonly CaseFact[] = this.state.facts;
    const fact = facts.filter(isIt).at(-1);
    if (!fact) throw new Error(`no ${kind} among ${this.kinds().join(', ')}`);
    return fact;
  }
}
