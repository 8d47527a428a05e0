import { DAY_MS, HOUR_MS } from '../clock';
import type { Deadline } from '../deadline';
import type { RequestFact } from '../fact';
import type { BusinessClock } from '../clock';
import type { RequestRules } from '../rules';
import { RETRY_WORDS } from '../retry-words';
import { Turn as BaseTurn } from '../turn';
import type { Plannable, RequestEffect } from './events';
import {
  currentAttempt,
  type Attempt,
  type NumberState,
  type Phase,
  type RequestOutcome,
  type RequestState,
  type Retry,
  type RoutineLookUps,
} from './state';
import type { PlanQuestion } from '../calendar/plan';

/** What does not change in a request's life. */
export interface RequestFrame {
  readonly orderId: string;
  readonly n: number;
  readonly rules: RequestRules;
  readonly clock: BusinessClock;
  /** Real ms. */
  readonly visibilityLagMs: number;
  /** Before it nothing is submitted. */
  readonly notBefore?: Deadline | undefined;
  /** `false`: the gateway's own id has to be bound to the request. */
  readonly echoesReference?: false | undefined;
  readonly lookUps?: RoutineLookUps | undefined;
}

/** One turn of a request. */
export class Turn extends BaseTurn<RequestFact, RequestEffect, RequestState> {
  readonly frame: RequestFrame;
  /** Enough for the order to catch up, since it hears of every one. */
  protected readonly factsKept = 40;

  constructor(state: RequestState, nowMs: number, frame: RequestFrame) {
    super(state, nowMs);
    this.frame = frame;
  }

  enter(phase: Phase): void {
    this.set({ phase });
  }

  /** An instant of the carrier's, but not after now: a clock that is wrong must not make all that follows look old. */
  notAfterNow(atMs: number): number {
    return Math.min(atMs, this.nowMs);
  }

  /** Asks the calendar; `then` comes back with the answer. */
  plan(question: PlanQuestion, then: Plannable): void {
    this.do({ do: 'plan', question, then });
  }

  /** Tries something again later. One entry per thing. */
  retryIn(what: Retry['what'], delayMs: number): void {
    const at: Deadline = {
      what: 'retry',
      atMs: this.nowMs + delayMs,
      zone: this.frame.rules.zone,
      explanation: delayMs < DAY_MS ? `${Math.round(delayMs / (HOUR_MS / 60))} minutes after it failed` : 'a day after it failed',
      then: RETRY_WORDS[what],
    };
    this.set({ retries: [...this.state.retries.filter((retry) => retry.what !== what), { what, at }] });
  }

  noRetry(...what: readonly Retry['what'][]): void {
    const retries = this.state.retries.filter((retry) => !what.includes(retry.what));
    if (retries.length < this.state.retries.length) this.set({ retries });
  }

  /** Asks the gateway where the port stands; what was to ask it later is overtaken. */
  lookUp(): void {
    this.noRetry('lookUp');
    this.do({ do: 'lookUp', attempt: currentAttempt(this.state).attempt });
  }

  /** What was to be tried again for the carrier or for a date is off: this attempt, or its date, no longer counts. */
  stopWork(): void {
    this.noRetry('submit', 'prepare', 'readNumbers', 'activate', 'askCancel', 'askReschedule', 'lookUp', 'triggerActivation');
    this.set({ reading: undefined });
  }

  /** The end of the request: nothing is waited for or tried again, and the claim on numbers that are not ours is given back. */
  end(outcome: RequestOutcome): void {
    // The claim on a number that is ours, or that another request of the order asks for, ends with the order.
    const released = outcome === 'ported' || outcome === 'replaced';
    this.set({ cancel: undefined, reschedule: undefined, transfer: undefined, return: undefined, retries: [], unplanned: [], released });
    this.enter({ at: 'over', outcome });
    if (!released) this.do({ do: 'release' });
  }

  /** Changes the current attempt. */
  attempt(part: Partial<Attempt>): void {
    this.set({ attempts: [...this.state.attempts.slice(0, -1), { ...currentAttempt(this.state), ...part }] });
  }

  /** Changes those of the numbers that `which` names; answers them. */
  numbers(which: (number: NumberState) => boolean, part: Partial<NumberState>): string[] {
    const hit = this.state.numbers.filter(which).map(({ number }) => number);
    if (hit.length > 0) this.set({ numbers: this.state.numbers.map((number) => (which(number) ? { ...number, ...part } : number)) });
    return hit;
  }
}
